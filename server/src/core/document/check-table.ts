/** Checks values that may stand in a table. */
import { type Checking, checkKey } from "./checking.js";
import { pointerTo } from "./problem.js";
import type { Place } from "./scope.js";
import { isTable, type OrTable, valuesIn } from "./table.js";

/** Each of the values, and what the rows go by. */
export function checkTable<T>(
  checking: Checking,
  part: OrTable<T> | undefined,
  path: string,
  place: Place,
  one: (value: T, path: string) => void,
): void {
  if (part === undefined) return;
  if (isTable(part)) checkKeys(checking, part.table.by, pointerTo(pointerTo(path, "table"), "by"), place);
  for (const each of valuesIn(part, path)) one(each.value, each.path);
}

export function checkKeys(checking: Checking, by: string | readonly string[], path: string, place: Place): void {
  if (typeof by === "string") checkKey(checking, path, by, place);
  else for (const [index, each] of by.entries()) checkKey(checking, pointerTo(path, index), each, place);
}
