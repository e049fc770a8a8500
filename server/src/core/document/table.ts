/** Values of a document that may stand in a table. */
import { pointerTo } from "./problem.js";

export interface Table<T> {
  readonly table: { readonly by: string | readonly string[]; readonly rows: Readonly<Record<string, T>>; readonly otherwise?: T | "not_offered" };
}
export type OrTable<T> = T | Table<T>;

export function isTable<T>(value: OrTable<T>): value is Table<T> {
  return typeof value === "object" && value !== null && "table" in value;
}

/** All values that it can be, each with its place. */
export function valuesIn<T>(value: OrTable<T>, path: string): { value: T; path: string }[] {
  if (!isTable(value)) return [{ value, path }];
  const { rows, otherwise = "not_offered" } = value.table;
  const place = pointerTo(path, "table");
  const named = Object.entries(rows).map(([name, row]) => ({ value: row, path: pointerTo(pointerTo(place, "rows"), name) }));
  return otherwise === "not_offered" ? named : [...named, { value: otherwise, path: pointerTo(place, "otherwise") }];
}
/** All values that it can be. */
export function anyOf<T>(value: OrTable<T>): T[] {
  return valuesIn(value, "").map((each) => each.value);
}
