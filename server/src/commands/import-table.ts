/** A table to import: CSV from a file or a request, row by row. */
import { Readable } from "node:stream";
import { parse } from "csv-parse";
import { AppError } from "../errors.js";
import { type ImportKind, type ImportPlan, mapRow } from "./import-plan.js";

export type Separator = "comma" | "semicolon" | "tab";
export interface ImportTable {
  /** What the table is called in messages. */
  name: string;
  separator: Separator;
  /** The bytes from the beginning; called anew for each reading. */
  open(): Readable;
}
export interface ImportRow {
  /** Of the table, the heading being line 1. */
  line: number;
  record: Readonly<Record<string, string>>;
}

const CHARACTERS: Record<Separator, string> = { comma: ",", semicolon: ";", tab: "\t" };
const LINE_LENGTH_MAX = 100_000;
const PREVIEW_ROWS = 10;

/** The table in a text. */
export function tableOf(name: string, text: string, separator: Separator): ImportTable {
  return { name, separator, open: () => Readable.from([text], { objectMode: false }) };
}

/** The cells of the first line. Throws `invalid_request` where there is none. */
export async function headingsOf(table: ImportTable): Promise<string[]> {
  for await (const record of readTable(table, { columns: false, to: 1 })) return record as string[];
  throw new AppError("invalid_request", { detail: `${table.name} is empty.` });
}

/** The rows as they are read: a table of any size takes no more memory than a small one. Throws `invalid_request` where it is no CSV. */
export async function* rowsOf(table: ImportTable): AsyncGenerator<ImportRow> {
  for await (const row of readTable(table, { columns: true, info: true })) {
    const { record, info } = row as { record: Record<string, string>; info: { lines: number } };
    yield { line: info.lines, record };
  }
}

export interface ImportPreview {
  /** The heading of each field's column. */
  columns: Record<string, string>;
  /** The first rows as they are read, or what is wrong with them. */
  rows: ({ line: number } & Record<string, string | number>)[];
}

/** How the table is read, of its first ten rows. */
export async function previewImport(kind: ImportKind, plan: ImportPlan, table: ImportTable): Promise<ImportPreview> {
  const rows: ImportPreview["rows"] = [];
  for await (const { line, record } of rowsOf(table)) {
    const mapped = mapRow(kind, plan, record);
    rows.push({ line, ...(mapped.ok ? mapped.values : { problem: mapped.problem }) });
    if (rows.length === PREVIEW_ROWS) break;
  }
  return { columns: Object.fromEntries(plan), rows };
}

async function* readTable({ name, separator, open }: ImportTable, shape: { columns: boolean; info?: boolean; to?: number }): AsyncGenerator<unknown> {
  const source = open();
  const table = parse({
    ...shape,
    bom: true,
    delimiter: CHARACTERS[separator],
    skip_empty_lines: true,
    relax_column_count: true,
    trim: true,
    max_record_size: LINE_LENGTH_MAX,
  });
  source.on("error", (error) => table.destroy(error));
  try {
    yield* source.pipe(table);
  } catch (error) {
    throw new AppError("invalid_request", { detail: `${name} cannot be read: ${(error as Error).message}` });
  } finally {
    source.destroy();
  }
}
