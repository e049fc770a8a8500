/** How long a reward can be used, and how long it can be claimed. */
import type { CompiledGrant } from "./document/compiled-grant.js";
import type { CompiledProgram } from "./document/compiled-program.js";
import type { RewardDetails } from "./rows.js";
import { addDuration, periodOf } from "./time.js";

/** When a reward whose time runs from the moment expires; null when it does not. */
export function expiryFrom(
  { validity }: CompiledGrant,
  { timeZone, weekStart }: CompiledProgram,
  from: number,
  { lasts }: Pick<RewardDetails, "lasts">,
): number | null {
  if (validity === null) return null;
  const length = lasts ?? validity.for;
  const start = length === null ? from : addDuration(from, length, timeZone);
  return validity.untilEndOf === null ? start : periodOf(start, validity.untilEndOf, timeZone, weekStart).end;
}

/** Until when what nothing holds since the moment can be claimed or chosen; null where it is the recipient's without that. */
export function deadlineFrom({ choice, claimWithin }: CompiledGrant, { timeZone }: CompiledProgram, from: number): number | null {
  const within = choice?.within ?? claimWithin;
  return within === null ? null : addDuration(from, within, timeZone);
}

/** When a share that can be paid since the moment is paid, or carried over: at the end of the period; null for what is no share. */
export function settlesAt({ shareOf }: CompiledGrant, { timeZone, weekStart }: CompiledProgram, from: number): number | null {
  return shareOf === null ? null : periodOf(from, shareOf.period, timeZone, weekStart).end;
}

export function earlier(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}
