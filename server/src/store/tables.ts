/** The derived tables as SQL sees them: columns, their types, and rows to and from what the core holds. */
import { COLUMNS, type ColumnType, KEY_PARTS, TABLES } from "../core/columns.js";
import type { Rows, Table } from "../core/rows.js";

interface Column {
  name: string;
  field: string;
  type: ColumnType;
}

export function snakeCase(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
function describe(table: Table): { sqlName: string; columns: Column[]; keyColumns: string[] } {
  const columns = Object.entries(COLUMNS[table] as Record<string, ColumnType>).map(([field, type]) => ({ field, type, name: snakeCase(field) }));
  return { sqlName: snakeCase(table), columns, keyColumns: (KEY_PARTS[table] as string[]).map(snakeCase) };
}

/** Name, columns and key columns (without workspace_id) of each derived table. */
export const DERIVED = Object.fromEntries(TABLES.map((table) => [table, describe(table)])) as {
  [T in Table]: ReturnType<typeof describe>;
};

/** A row as read from the database becomes the core's. int8 arrives as bigint, timestamptz as epoch milliseconds, json parsed. */
export function fromSql<T extends Table>(table: T, row: Record<string, unknown>): Rows[T] {
  const result: Record<string, unknown> = {};
  for (const { field, name, type } of DERIVED[table].columns) {
    const value = row[name];
    result[field] = type === "number" && typeof value === "bigint" ? Number(value) : value;
  }
  return result as unknown as Rows[T];
}

/** The values of a row in the order of its columns. */
export function valuesOf<T extends Table>(table: T, row: Rows[T]): unknown[] {
  return DERIVED[table].columns.map(({ field }) => (row as unknown as Record<string, unknown>)[field]);
}
