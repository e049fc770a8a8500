/** Tables of a document: which of their values holds, by what is so at the moment. */
import { type Deciding, trace } from "./deciding.js";
import type { CompiledGrant, CompiledLimit } from "./document/compiled-grant.js";
import type { CompiledTable } from "./document/compiled-table.js";
import type { ConditionContext } from "./document/scope.js";

/** What a table can be about, for its sentence. */
type About = "need" | "window" | "floor" | "ceiling" | "limit" | "hold" | "validity";

/** The value that holds, null where nothing is offered; the plain one where there is no table. */
export function valueHere<T>(d: Deciding, table: CompiledTable<T> | null, plain: T, context: ConditionContext, about: About): T | null {
  if (table === null) return plain;
  const name = table.by.evaluate(context);
  const row = typeof name === "object" ? undefined : table.rows.get(name);
  const value = row ?? table.otherwise;
  trace(d, { step: "table", about, row: typeof name === "object" ? "" : name, offered: value !== null, otherwise: row === undefined });
  return value;
}

/** The grant with the values of its tables that hold here; null where one of them offers nothing. What is frozen with a reward is what holds when it is made. */
export function grantHere(d: Deciding, grant: CompiledGrant, context: ConditionContext): CompiledGrant | null {
  const { hold, validity, limits } = grant;
  const isPlain = (hold?.forBy ?? null) === null && (validity?.forBy ?? null) === null && limits.every(({ maxBy }) => maxBy === null);
  if (isPlain) return grant;
  const heldFor = hold === null ? null : valueHere(d, hold.forBy, hold.for, context, "hold");
  const validFor = validity === null ? null : valueHere(d, validity.forBy, validity.for, context, "validity");
  const bounded = limits.map((limit) => limitHere(d, limit, context));
  if ((hold?.forBy && heldFor === null) || (validity?.forBy && validFor === null) || bounded.some((limit) => limit === null)) return null;
  return {
    ...grant,
    hold: hold && { ...hold, for: heldFor },
    validity: validity && { ...validity, for: validFor },
    limits: bounded.filter((limit) => limit !== null),
  };
}
function limitHere(d: Deciding, limit: CompiledLimit, context: ConditionContext): CompiledLimit | null {
  const max = valueHere(d, limit.maxBy, limit.max, context, "limit");
  return max === null ? null : { ...limit, max };
}
