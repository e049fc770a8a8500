import { type Database, inWorkspace, type Statement } from "../store/db.js";
import type { Page, PageRequest } from "./page.js";

export interface FactView {
  recordNumber: number;
  index: number;
  at: number;
  kind: string;
  body: Record<string, unknown>;
}

const AFTER: Statement = {
  name: "facts.after",
  text: `select record_number as "recordNumber", index, at, kind, body from outbox
    where workspace_id = $1 and (record_number, index) > ($2, $3::bigint) order by record_number, index limit $4`,
};

/**
 * What happened, in the order of the log, from a cursor on. Records commit in the order of their numbers, so a reader that keeps the cursor of its
 * last page misses nothing and sees nothing twice. The cursor of a page that is not full is that of its last fact: ask again from there later.
 */
export function listFacts(db: Database, workspaceId: string, { limit, after }: PageRequest): Promise<Page<FactView>> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const [record, index] = after ?? [0, -1];
    const rows = await tx.query<Omit<FactView, "recordNumber"> & { recordNumber: bigint }>(AFTER, [workspaceId, record, index, limit]);
    const facts = rows.map((row) => ({ ...row, recordNumber: Number(row.recordNumber) }));
    const last = facts.at(-1);
    return { rows: facts, next: last === undefined ? (after ?? null) : [last.recordNumber, last.index] };
  });
}
