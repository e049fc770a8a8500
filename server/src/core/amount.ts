/** How much a grant is worth: fixed, a percentage of an event, a row of a table, or a step by the referrer's ordinal. Frozen when the reward is made. */

import { multiplied } from "./campaigns.js";
import { type Deciding, trace } from "./deciding.js";
import type { CompiledAmount, CompiledBasis, CompiledSimpleAmount, CompiledTimedAmount } from "./document/compiled-amount.js";
import type { Fraction } from "./document/compiled-program.js";
import type { ConditionContext } from "./document/scope.js";
import { exchanged, exchangeOfBasis } from "./exchange.js";
import { basisOf, basisTold, type Happening } from "./happening.js";
import { balanceOf } from "./ledger.js";
import { measuredLines } from "./lines.js";
import { mulDiv } from "./money.js";
import { type Occurrence, referralOf } from "./occurrence.js";
import type { TraceItem } from "./record.js";
import { countedReferrals, ordinalKey } from "./referral-counts.js";
import type { ReferralRow, RewardDetails } from "./rows.js";
import { valueHere } from "./tables.js";
import { shapeAt } from "./time-shape.js";

export interface Worth {
  amount: bigint;
  measured?: RewardDetails["measured"];
}
export type NoWorth = "not_offered" | "nothing_to_measure" | "condition_failed";

/** The amount in minor units, or why there is none. */
export function worthOf(
  d: Deciding,
  amount: Exclude<CompiledAmount, { kind: "top_up" }>,
  occurrence: Occurrence,
  context: ConditionContext,
  times: Fraction,
): Worth | NoWorth {
  if (amount.kind === "table") {
    const named = amount.by.evaluate(context);
    // Where there is no name, `otherwise` holds as for a name without a row.
    const row = typeof named === "object" ? undefined : amount.rows.get(named);
    const chosen = row ?? amount.otherwise;
    if (typeof named === "object" && chosen === null) return "condition_failed";
    trace(d, { step: "amount", kind: "table", row: typeof named === "object" ? "" : named, offered: chosen !== null, otherwise: row === undefined });
    return chosen === null ? "not_offered" : simpleWorth(d, chosen, occurrence, times, context);
  }
  if (amount.kind === "timed") return timedWorth(d, amount, occurrence, times, context);
  if (amount.kind === "tiers") {
    const ordinal = ordinalOf(d, amount, occurrence);
    const step = amount.steps.find(({ upTo }) => upTo === null || ordinal <= upTo);
    trace(d, { step: "amount", kind: "tier", ordinal });
    return step === undefined ? "not_offered" : simpleWorth(d, step.amount, occurrence, times, context);
  }
  return simpleWorth(d, amount, occurrence, times, context);
}

/** What the recipient's balance of the unit, with what is held, lacks of the target. */
export function topUpOf(d: Deciding, target: bigint, recipient: string, unit: string): Worth {
  const balance = balanceOf(d.world, recipient, unit, "pending") + balanceOf(d.world, recipient, unit, "available");
  const amount = balance < target ? target - balance : 0n;
  trace(d, { step: "amount", kind: "top_up", target: String(target), balance: String(balance), result: String(amount) });
  return { amount };
}

/** By when the trigger happened. What came before the beginning, told late, is worth what it was at the beginning. */
function timedWorth(d: Deciding, timed: CompiledTimedAmount, occurrence: Occurrence, times: Fraction, context: ConditionContext): Worth | NoWorth {
  const { scope, occurredAt } = occurrence;
  const since = beginningOf(referralOf(d, scope), timed.since);
  if (since === undefined || (timed.since.kind === "goal" && isOfGoal(referralOf(d, scope), timed.since.goal, occurrence))) return "not_offered";
  const at = occurredAt < since ? since : occurredAt;
  const shape = shapeAt(timed, since, at, scope.program.timeZone);
  trace(d, { step: "amount", kind: "time", since, at, offered: shape !== null });
  if (shape === null) return "not_offered";
  return typeof shape === "bigint" ? fixedWorth(d, shape, times) : simpleWorth(d, shape, occurrence, times, context);
}
/** From when a goal was reached on: neither what reached it nor what came before. */
function isOfGoal(referral: ReferralRow | undefined, goal: string, { cause, occurredAt }: Occurrence): boolean {
  const { reachedAt = null, cause: reachedBy } = referral?.goals[goal] ?? {};
  if (reachedAt === null || occurredAt <= reachedAt) return true;
  return cause !== null && cause.subject !== null && reachedBy?.subject === cause.subject && reachedBy.member === cause.holder;
}
function beginningOf(referral: ReferralRow | undefined, since: CompiledTimedAmount["since"]): number | undefined {
  if (referral === undefined) return undefined;
  if (since.kind === "goal") return referral.goals[since.goal]?.reachedAt ?? undefined;
  return since.kind === "visit" ? (referral.origin.visitAt ?? referral.times.signed_up) : referral.times.signed_up;
}

/** Where this referral stands among the referrer's: frozen when it reached the stage, else where it would stand now. */
function ordinalOf(d: Deciding, { by, period }: Extract<CompiledAmount, { kind: "tiers" }>, occurrence: Occurrence): number {
  const referral = referralOf(d, occurrence.scope);
  if (referral === undefined) return 1;
  return (
    referral.ordinals[ordinalKey(by, period)] ?? countedReferrals(d, occurrence.scope, referral.referrerId, by, period, occurrence.occurredAt) + 1
  );
}

function fixedWorth(d: Deciding, value: bigint, times: Fraction): Worth {
  const amount = multiplied(value, times);
  trace(d, { step: "amount", kind: "fixed", result: String(amount) });
  return { amount };
}
/** Multiplied before floor and ceiling, and rounded once. */
function simpleWorth(
  d: Deciding,
  amount: CompiledSimpleAmount,
  { cause, scope }: Occurrence,
  times: Fraction,
  context: ConditionContext,
): Worth | NoWorth {
  if (amount.kind === "fixed") return fixedWorth(d, amount.value, times);
  const basis = cause === null ? undefined : basisOf(cause, amount.of);
  const rate = cause === null || basis === undefined ? undefined : exchangeOfBasis(d, scope, cause, amount.of);
  if (cause === null || basis === undefined || rate === undefined) return "nothing_to_measure";
  const numerator = amount.numerator * times.numerator * rate.numerator;
  const raw = mulDiv(basis > 0n ? basis : 0n, numerator, amount.denominator * times.denominator * rate.denominator, amount.rounding);
  const floor = valueHere(d, amount.floorBy, amount.floor, context, "floor");
  const ceiling = valueHere(d, amount.ceilingBy, amount.ceiling, context, "ceiling");
  if ((amount.floorBy !== null && floor === null) || (amount.ceilingBy !== null && ceiling === null)) return "not_offered";
  let result = raw;
  if (floor !== null && result < floor) result = floor;
  if (ceiling !== null && result > ceiling) result = ceiling;
  const item: TraceItem = {
    step: "amount",
    kind: "percent",
    percent: amount.percent,
    ...basisTold(amount.of),
    basis: String(exchanged(basis, rate)),
    raw: String(raw),
    result: String(result),
  };
  if (floor !== null) item.floor = String(floor);
  if (ceiling !== null) item.ceiling = String(ceiling);
  trace(d, item);
  return { amount: result, measured: measuredOn(cause, amount.of, basis) };
}
/** What the amount hangs on from now on; nothing where nothing can take the event back. */
function measuredOn({ subject, holder: member, record, lines }: Happening, of: CompiledBasis, basis: bigint): Worth["measured"] {
  if (subject === null) return undefined;
  const measured = { member, subject, record, basis: String(basis) };
  return typeof of === "object" && "assortment" in of ? { ...measured, lines: measuredLines(lines ?? [], of) } : measured;
}
