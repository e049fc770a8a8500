/** Compiles values that may stand in a table. */
import type { KeyExpression } from "../expression.js";
import type { Compiling } from "./compile.js";
import type { CompiledTable } from "./compiled-table.js";
import type { Place } from "./scope.js";
import { isTable, type OrTable } from "./table.js";

/** The table with its values compiled; null where the value is one for all. */
export function compileTable<S, T>(compiling: Compiling, value: OrTable<S> | undefined, place: Place, one: (value: S) => T): CompiledTable<T> | null {
  if (value === undefined || !isTable(value)) return null;
  const { by, rows, otherwise = "not_offered" } = value.table;
  return {
    by: compileKeys(compiling, by, place),
    rows: new Map(Object.entries(rows).map(([name, row]) => [name, one(row)])),
    otherwise: otherwise === "not_offered" ? null : one(otherwise),
  };
}

/** Several expressions give one name, with a stroke between what each gives; the first that gives none tells why. */
export function compileKeys({ key }: Pick<Compiling, "key">, by: string | readonly string[], place: Place): KeyExpression {
  if (typeof by === "string") return key(by, place);
  const keys = by.map((each) => key(each, place));
  return Object.freeze({
    source: by.join(", "),
    reads: new Set(keys.flatMap(({ reads }) => [...reads])),
    evaluate: (context: object) => {
      const names = keys.map((each) => each.evaluate(context));
      return names.find((name) => typeof name === "object") ?? names.join("/");
    },
  });
}
