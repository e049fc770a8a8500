/** Pages of lists: always by a cursor on an index, so that the thousandth page costs what the first does. */

/** Where a page ends: the values of the list's order in its last row. */
export type Cursor = readonly (string | number)[];

export interface PageRequest {
  limit: number;
  after?: Cursor;
}
export interface Page<Row> {
  rows: Row[];
  next: Cursor | null;
}

/** The page from rows that were asked for one more than the limit. */
export function pageOf<Row>(rows: Row[], limit: number, cursorOf: (row: Row) => Cursor): Page<Row> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, next: rows.length > limit && last !== undefined ? cursorOf(last) : null };
}

/** All pages, one after the other, each in a short transaction of its own: rows that are made meanwhile may be missing. */
export async function* allPages<Row>(load: (page: PageRequest) => Promise<Page<Row>>, limit = 500): AsyncGenerator<Row[]> {
  for (let after: Cursor | undefined; ; ) {
    const { rows, next } = await load(after === undefined ? { limit } : { limit, after });
    yield rows;
    if (next === null) return;
    after = next;
  }
}
