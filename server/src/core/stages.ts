/**
 * The stages of a referral and the counts that follow from them: signed_up → qualified → converted, or rejected, expired, reversed.
 * Every change of a referral goes through `changeReferral`, so that its state, the referrer's counts and the rules on counts can never disagree.
 */
import { countReferralOnBoards, takeReferralFromBoards } from "./board-scores.js";
import { moveReferralInChallenges } from "./challenges.js";
import { loseCount, reachCount } from "./count-rules.js";
import { fact, put, trace } from "./deciding.js";
import type { ReferralStage } from "./document/schema.js";
import type { Happening } from "./happening.js";
import { noteLevels } from "./levels.js";
import type { Engine, Scope } from "./occurrence.js";
import { changeProgress, progressOf } from "./progress.js";
import { countInPeriods } from "./referral-counts.js";
import type { ReferralRow, Stage } from "./rows.js";
import { countIntoTiers, countOutOfTiers } from "./tiers.js";
import { find } from "./world.js";

const RANK: Record<Stage, number> = { rejected: 0, expired: 1, reversed: 1, signed_up: 1, qualified: 2, converted: 3 };
export const STAGES: ReferralStage[] = ["signed_up", "qualified", "converted"];

export function hasReached(referral: ReferralRow, stage: ReferralStage): boolean {
  return RANK[referral.stage] >= RANK[stage];
}
/** A referral counts for its referrer from a stage on, unless the referrer's side is in review or refused. */
export function counts(referral: ReferralRow, stage: ReferralStage): boolean {
  return referral.referrerSide === "clear" && hasReached(referral, stage);
}
function stateOf(stage: Stage, friendSide: string, referrerSide: string): ReferralRow["state"] {
  if (stage === "rejected" || (friendSide === "refused" && referrerSide === "refused")) return "rejected";
  const isOpen = stage !== "expired" && stage !== "reversed";
  return isOpen && (friendSide === "in_review" || referrerSide === "in_review") ? "in_review" : stage;
}

/** Puts a new referral, or changes one, and lets everything follow that depends on its state. Another referrer loses and gains every count of it. */
export function changeReferral(d: Engine, scope: Scope, patch: Partial<ReferralRow>, cause: Happening | null, occurredAt: number): ReferralRow {
  const id = scope.referralId as string;
  const before = find(d.world, "referrals", id);
  const stage = patch.stage ?? before?.stage ?? "signed_up";
  const friendSide = patch.friendSide ?? before?.friendSide ?? "clear";
  const referrerSide = patch.referrerSide ?? before?.referrerSide ?? "clear";
  const state = stateOf(stage, friendSide, referrerSide);
  const after = put(d, "referrals", id, { ...patch, ...(state !== before?.state && { state }) });
  if (state !== before?.state) {
    trace(d, { step: "referral.stage", referral: id, stage: state });
    fact(d, { kind: `referral.${state}`, referral: id });
  }
  const isHandedOver = before !== undefined && before.referrerId !== after.referrerId;
  for (const each of STAGES) {
    const did = before !== undefined && counts(before, each);
    const does = counts(after, each);
    if (did && (!does || isHandedOver)) countOut(d, scope, each, before);
    if (does && (!did || isHandedOver)) countIn(d, scope, each, cause, occurredAt);
  }
  if (before !== undefined && (isHandedOver || counts(before, "signed_up") !== counts(after, "signed_up")))
    moveReferralInChallenges(d, before, after, occurredAt);
  return find(d.world, "referrals", id) as ReferralRow;
}

function countIn(d: Engine, scope: Scope, stage: ReferralStage, cause: Happening | null, occurredAt: number): void {
  const referral = find(d.world, "referrals", scope.referralId as string) as ReferralRow;
  const referrer = referral.referrerId;
  const progress = progressOf(d, scope, referrer);
  const now = progress.counts[stage] + 1;
  changeProgress(d, scope, referrer, { counts: { ...progress.counts, [stage]: now } });
  const at = referral.times[stage] ?? occurredAt;
  const ordinals = { ...referral.ordinals, [stage]: now, ...countInPeriods(d, scope, referrer, stage, at, 1n) };
  put(d, "referrals", referral.id, { ordinals });
  countIntoTiers(d, referral, stage, at);
  noteLevels(d, scope.programId, referrer, stage);
  countReferralOnBoards(d, referral, stage, at);
  for (const rule of scope.program.rulesOn.get(`referrals:${stage}`) ?? []) reachCount(d, scope, rule.id, referral, at, cause);
}

function countOut(d: Engine, scope: Scope, stage: ReferralStage, before: ReferralRow): void {
  const referrer = before.referrerId;
  const progress = progressOf(d, scope, referrer);
  changeProgress(d, scope, referrer, { counts: { ...progress.counts, [stage]: progress.counts[stage] - 1 } });
  const at = before.times[stage] ?? before.beganAt;
  countInPeriods(d, scope, referrer, stage, at, -1n);
  countOutOfTiers(d, before, stage, referrer);
  takeReferralFromBoards(d, before, stage, referrer);
  for (const rule of scope.program.rulesOn.get(`referrals:${stage}`) ?? []) loseCount(d, scope, rule.id, before, at);
}
