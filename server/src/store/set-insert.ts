/**
 * Inserting a set of rows with one statement and one array a column. The arrays are written as PostgreSQL's text form of arrays: the server reads
 * them in about a third of the time that it takes for the same rows as JSON, and every row goes through the table's keys.
 * Columns of JSON travel as lines, which need no quoting: JSON text never holds a line feed.
 */
import type { ColumnType } from "../core/columns.js";
import { formatInstant } from "../core/time.js";
import type { Statement } from "./db.js";

export interface SetColumn {
  name: string;
  type: ColumnType;
}
export interface SetInsert {
  statement: Statement;
  columns: readonly SetColumn[];
}

const ARRAY_TYPES: Record<Exclude<ColumnType, "json">, string> = { text: "text[]", number: "bigint[]", amount: "bigint[]", time: "timestamptz[]" };

/** Inserts rows of a workspace; `tail` says what becomes of those that are there. Its parameters are made by `setValues`. */
export function setInsert(name: string, table: string, columns: readonly SetColumn[], tail = ""): SetInsert {
  const arrays = columns
    .map(({ type }, index) => (type === "json" ? `string_to_array($${index + 2}, E'\\n')` : `$${index + 2}::${ARRAY_TYPES[type]}`))
    .join(", ");
  const names = columns.map((column) => column.name).join(", ");
  const values = columns.map((column) => `r.${column.name}${column.type === "json" ? "::json" : ""}`).join(", ");
  const text = `insert into ${table} (workspace_id, ${names}) select $1, ${values} from unnest(${arrays}) as r(${names}) ${tail}`;
  return { statement: { name, text }, columns };
}

/** The parameters for rows whose values stand in the order of the columns: null or undefined is null, a time epoch milliseconds, json a value. */
export function setValues({ columns }: SetInsert, workspaceId: string, rows: readonly (readonly unknown[])[]): unknown[] {
  return [workspaceId, ...columns.map(({ type }, index) => (type === "json" ? jsonLines(rows, index) : arrayText(type, rows, index)))];
}

function jsonLines(rows: readonly (readonly unknown[])[], index: number): string {
  return rows.map((row) => JSON.stringify(row[index])).join("\n");
}

function arrayText(type: Exclude<ColumnType, "json">, rows: readonly (readonly unknown[])[], index: number): string {
  let text = "{";
  for (const row of rows) {
    if (text.length > 1) text += ",";
    text += elementText(type, row[index]);
  }
  return `${text}}`;
}
function elementText(type: Exclude<ColumnType, "json">, value: unknown): string {
  if (value === null || value === undefined) return "NULL";
  if (type === "text") return quoted(value as string);
  return type === "time" ? `"${formatInstant(value as number)}"` : String(value);
}
function quoted(text: string): string {
  return text.includes('"') || text.includes("\\") ? `"${text.replace(/["\\]/g, "\\$&")}"` : `"${text}"`;
}
