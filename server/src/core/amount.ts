/** How much a grant is worth: fixed, a percentage of an event, a row of a table, or a step by the referrer's ordinal. Frozen when the reward is made. */

import { type Deciding, trace } from "./deciding.js";
import type { CompiledAmount, CompiledSimpleAmount } from "./document/compiled-program.js";
import type { ConditionContext } from "./document/scope.js";
import { basisName, basisOf } from "./happening.js";
import { mulDiv } from "./money.js";
import { type Occurrence, referralOf } from "./occurrence.js";
import type { TraceItem } from "./record.js";
import { countedReferrals, ordinalKey } from "./referral-counts.js";
import type { RewardDetails } from "./rows.js";

export interface Worth {
  amount: bigint;
  measured?: RewardDetails["measured"];
}
export type NoWorth = "not_offered" | "nothing_to_measure" | "condition_failed";

/** The amount in minor units, or why there is none. */
export function worthOf(d: Deciding, amount: CompiledAmount, occurrence: Occurrence, context: ConditionContext): Worth | NoWorth {
  if (amount.kind === "table") {
    const row = amount.by.evaluate(context);
    if (typeof row === "object") return "condition_failed";
    const chosen = amount.rows.get(String(row)) ?? amount.otherwise;
    trace(d, { step: "amount", kind: "table", row: String(row), offered: chosen !== null });
    return chosen === null ? "not_offered" : simpleWorth(d, chosen, occurrence);
  }
  if (amount.kind === "tiers") {
    const ordinal = ordinalOf(d, amount, occurrence);
    const step = amount.steps.find(({ upTo }) => upTo === null || ordinal <= upTo);
    trace(d, { step: "amount", kind: "tier", ordinal });
    return step === undefined ? "not_offered" : simpleWorth(d, step.amount, occurrence);
  }
  return simpleWorth(d, amount, occurrence);
}

/** Where this referral stands among the referrer's: frozen when it reached the stage, else where it would stand now. */
function ordinalOf(d: Deciding, { by, period }: Extract<CompiledAmount, { kind: "tiers" }>, occurrence: Occurrence): number {
  const referral = referralOf(d, occurrence.scope);
  if (referral === undefined) return 1;
  return (
    referral.ordinals[ordinalKey(by, period)] ?? countedReferrals(d, occurrence.scope, referral.referrerId, by, period, occurrence.occurredAt) + 1
  );
}

function simpleWorth(d: Deciding, amount: CompiledSimpleAmount, { cause }: Occurrence): Worth | NoWorth {
  if (amount.kind === "fixed") {
    trace(d, { step: "amount", kind: "fixed", result: String(amount.value) });
    return { amount: amount.value };
  }
  const basis = cause === null ? undefined : basisOf(cause, amount.of);
  if (cause === null || basis === undefined) return "nothing_to_measure";
  const raw = mulDiv(basis > 0n ? basis : 0n, amount.numerator, amount.denominator, amount.rounding);
  let result = raw;
  if (amount.floor !== null && result < amount.floor) result = amount.floor;
  if (amount.ceiling !== null && result > amount.ceiling) result = amount.ceiling;
  const item: TraceItem = {
    step: "amount",
    kind: "percent",
    percent: amount.percent,
    of: basisName(amount.of),
    basis: String(basis),
    raw: String(raw),
    result: String(result),
  };
  if (amount.floor !== null) item.floor = String(amount.floor);
  if (amount.ceiling !== null) item.ceiling = String(amount.ceiling);
  trace(d, item);
  const measured = cause.subject === null ? undefined : { member: cause.holder, subject: cause.subject, record: cause.record, basis: String(basis) };
  return { amount: result, measured };
}
