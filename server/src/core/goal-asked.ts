/** Tables of goals: how much is needed and in which time, asked of the people of the referral whenever an event feeds the goal, until it is reached. */
import type { Deciding } from "./deciding.js";
import type { CompiledGoal, CompiledStep, CompiledWindow } from "./document/compiled-program.js";
import type { Duration } from "./document/schema.js";
import type { ConditionContext } from "./document/scope.js";
import type { GoalProgress } from "./rows.js";
import { valueHere } from "./tables.js";

export type Asked = NonNullable<GoalProgress["asked"]>;

/** What the tables of the goal say now. */
export function ask(d: Deciding, { steps, window }: CompiledGoal, context: ConditionContext): Asked {
  const needs: Asked["needs"] = {};
  for (const { index, need, needBy } of steps) {
    if (needBy !== null) needs[index] = valueHere(d, needBy, need, context, "need")?.toString() ?? null;
  }
  if (window === null || window.kind === "fixed" || window.forBy === null) return { needs };
  return { needs, for: valueHere(d, window.forBy, window.for, context, "window") };
}

/** How much the step needs; null: it is not offered. */
export function needOf({ index, need, needBy }: CompiledStep, asked: Asked | undefined): bigint | null {
  if (needBy === null) return need;
  const found = asked?.needs[index] ?? null;
  return found === null ? null : BigInt(found);
}
/** How long the window is; null: it is not offered. */
export function lengthOf(window: Exclude<CompiledWindow, { kind: "fixed" }>, asked: Asked | undefined): Duration | null {
  return window.forBy === null ? window.for : (asked?.for ?? null);
}
