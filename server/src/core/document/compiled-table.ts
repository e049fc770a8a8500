import type { KeyExpression } from "../expression.js";

/** Values by a name. */
export interface CompiledTable<T> {
  readonly by: KeyExpression;
  readonly rows: ReadonlyMap<string, T>;
  /** For any other name, or when there is none; null: not offered. */
  readonly otherwise: T | null;
}
