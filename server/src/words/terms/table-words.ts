/** Values that may stand in a table, in words: the value itself, or each with the name for which it holds. */
import { isTable, type OrTable } from "../../core/document/table.js";
import { keyIn } from "./condition-words.js";
import { listIn, quote, type Telling } from "./telling.js";

/** The value as `one` says it; of a table all of them, the names for which they hold, and what the names are. */
export function tabled<T>(telling: Telling, value: OrTable<T>, one: (value: T) => string): string {
  if (!isTable(value)) return one(value);
  const { by, rows, otherwise = "not_offered" } = value.table;
  const said = Object.entries(rows).map(([name, row]) => telling.say("table.row", { name: quote(telling, name), value: one(row) }));
  const rest = otherwise === "not_offered" ? telling.say("table.nothing") : one(otherwise);
  return telling.say("table.is", { rows: said.join(", "), rest, key: keysIn(telling, by) });
}

/** What a table goes by. */
export function keysIn(telling: Telling, by: string | readonly string[]): string {
  return listIn(
    telling,
    [by].flat().map((each) => keyIn(telling, each)),
  );
}
