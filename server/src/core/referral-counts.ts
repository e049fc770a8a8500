/** How many referrals of a referrer count in a stage: in all, and by the periods of which rules, tiers or limits ask. */
import { count, usedOf } from "./counters.js";
import type { Deciding } from "./deciding.js";
import type { CompiledProgram } from "./document/compiled-program.js";
import type { Period, ReferralStage } from "./document/schema.js";
import type { Scope } from "./occurrence.js";
import { progressOf } from "./progress.js";
import { periodOf } from "./time.js";

/** The name under which an ordinal of a stage and period is kept with the referral. */
export function ordinalKey(stage: ReferralStage, period: Period | null): string {
  return isLifetime(period) ? stage : `${stage}/${typeof period === "object" ? `rolling${period.rollingDays}` : period}`;
}
function isLifetime(period: Period | null): period is null | "lifetime" {
  return period === null || period === "lifetime";
}
/** The period's name for the moment; "lifetime" where there is none. */
export function slotOf({ timeZone, weekStart }: CompiledProgram, period: Period | null, at: number): string {
  return isLifetime(period) ? "lifetime" : periodOf(at, period, timeZone, weekStart).key;
}

/** How many of a referrer's referrals count in a stage, in the period of the moment. */
export function countedReferrals(d: Deciding, scope: Scope, referrer: string, stage: ReferralStage, period: Period | null, at: number): number {
  return countedInSlot(d, scope, referrer, stage, period, slotOf(scope.program, period, at));
}
/** The same for the period with this name. */
export function countedInSlot(d: Deciding, scope: Scope, referrer: string, stage: ReferralStage, period: Period | null, slot: string): number {
  if (isLifetime(period)) return progressOf(d, scope, referrer).counts[stage];
  return Number(usedOf(d.world, scope.programId, `referrals:${ordinalKey(stage, period)}:${referrer}`, slot));
}
/** Adds a referral that reached the stage at the moment to the referrer's periods, or takes it out; gives how many there are now, by the ordinal's name. */
export function countInPeriods(d: Deciding, scope: Scope, referrer: string, stage: ReferralStage, at: number, by: 1n | -1n): Record<string, number> {
  const counted: Record<string, number> = {};
  for (const period of scope.program.referralPeriods.get(stage) ?? []) {
    const name = ordinalKey(stage, period);
    counted[name] = Number(count(d, scope.programId, `referrals:${name}:${referrer}`, slotOf(scope.program, period, at), by, null));
  }
  return counted;
}
