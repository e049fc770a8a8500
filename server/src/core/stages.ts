/**
 * The stages of a referral and the counts that follow from them: signed_up → qualified → converted, or rejected, expired, reversed.
 * Every change of a referral goes through `changeReferral`, so that its state, the referrer's counts and the rules on counts can never disagree.
 */
import { count, usedOf } from "./counters.js";
import { type Deciding, fact, put, trace } from "./deciding.js";
import type { CompiledProgram } from "./document/compiled-program.js";
import type { Period, ReferralStage } from "./document/schema.js";
import type { Happening } from "./happening.js";
import { rewardsAt } from "./look-ups.js";
import { type Engine, emit, type Scope } from "./occurrence.js";
import { changeProgress, progressOf } from "./progress.js";
import type { ReferralRow, RuleProgress, Stage } from "./rows.js";
import { undoOccurrence } from "./taking-back.js";
import { periodOf } from "./time.js";
import { eachOrMiss, find } from "./world.js";

const RANK: Record<Stage, number> = { rejected: 0, expired: 1, reversed: 1, signed_up: 1, qualified: 2, converted: 3 };
const STAGES: ReferralStage[] = ["signed_up", "qualified", "converted"];

export function hasReached(referral: ReferralRow, stage: ReferralStage): boolean {
  return RANK[referral.stage] >= RANK[stage];
}
/** A referral counts for its referrer from a stage on, unless the referrer's side is in review or refused. */
function counts(referral: ReferralRow, stage: ReferralStage): boolean {
  return referral.referrerSide === "clear" && hasReached(referral, stage);
}
function stateOf(stage: Stage, friendSide: string, referrerSide: string): ReferralRow["state"] {
  if (stage === "rejected" || (friendSide === "refused" && referrerSide === "refused")) return "rejected";
  const isOpen = stage !== "expired" && stage !== "reversed";
  return isOpen && (friendSide === "in_review" || referrerSide === "in_review") ? "in_review" : stage;
}

/** The name under which an ordinal of a stage and period is kept with the referral. */
export function ordinalKey(stage: ReferralStage, period: Period | null): string {
  return period === null || period === "lifetime" ? stage : `${stage}/${typeof period === "object" ? `rolling${period.rollingDays}` : period}`;
}
/** How many of a referrer's referrals count in a stage, in the period of the moment. */
export function countedReferrals(d: Deciding, scope: Scope, referrer: string, stage: ReferralStage, period: Period | null, at: number): number {
  if (period === null || period === "lifetime") return progressOf(d, scope, referrer).counts[stage];
  const { key } = periodOf(at, period, scope.program.timeZone, scope.program.weekStart);
  return Number(usedOf(d.world, scope.programId, `referrals:${ordinalKey(stage, period)}:${referrer}`, key));
}

/** Puts a new referral, or changes one, and lets everything follow that depends on its state. */
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
  for (const each of STAGES) {
    const did = before !== undefined && counts(before, each);
    const does = counts(after, each);
    if (does && !did) countIn(d, scope, each, cause, occurredAt);
    else if (did && !does) countOut(d, scope, each, before);
  }
  return find(d.world, "referrals", id) as ReferralRow;
}

function countIn(d: Engine, scope: Scope, stage: ReferralStage, cause: Happening | null, occurredAt: number): void {
  const referral = find(d.world, "referrals", scope.referralId as string) as ReferralRow;
  const referrer = referral.referrerId;
  const progress = progressOf(d, scope, referrer);
  const now = progress.counts[stage] + 1;
  changeProgress(d, scope, referrer, { counts: { ...progress.counts, [stage]: now } });
  const ordinals = { ...referral.ordinals, [stage]: now };
  const at = referral.times[stage] ?? occurredAt;
  for (const period of periodsCounted(scope.program, stage)) {
    const { key } = periodOf(at, period, scope.program.timeZone, scope.program.weekStart);
    const name = ordinalKey(stage, period);
    ordinals[name] = Number(count(d, scope.programId, `referrals:${name}:${referrer}`, key, 1n, null));
  }
  put(d, "referrals", referral.id, { ordinals });
  for (const rule of scope.program.rulesOn.get(`referrals:${stage}`) ?? []) reachCount(d, scope, rule.id, referral, at, cause);
}

function countOut(d: Engine, scope: Scope, stage: ReferralStage, before: ReferralRow): void {
  const referrer = before.referrerId;
  const progress = progressOf(d, scope, referrer);
  changeProgress(d, scope, referrer, { counts: { ...progress.counts, [stage]: progress.counts[stage] - 1 } });
  const at = before.times[stage] ?? before.beganAt;
  for (const period of periodsCounted(scope.program, stage)) {
    const { key } = periodOf(at, period, scope.program.timeZone, scope.program.weekStart);
    count(d, scope.programId, `referrals:${ordinalKey(stage, period)}:${referrer}`, key, -1n, null);
  }
  for (const rule of scope.program.rulesOn.get(`referrals:${stage}`) ?? []) loseCount(d, scope, rule.id, before, at);
}

/** Calendar and rolling periods by which a program counts referrals in a stage: for rules on counts and for tiered amounts. */
function periodsCounted(program: CompiledProgram, stage: ReferralStage): Period[] {
  return program.referralPeriods.get(stage) ?? [];
}

function ruleTrigger(scope: Scope, ruleId: string) {
  const trigger = scope.program.rules.get(ruleId)?.trigger;
  if (trigger?.kind !== "referrals") throw new Error(`rule ${ruleId} is not on a count of referrals`);
  return trigger;
}
function countOccurrence(scope: Scope, rule: string, referrer: string, slot: string, fired: number): string {
  return `referrals:${scope.programId}:${rule}:${referrer}:${slot}:${fired}`;
}
function slotOf(scope: Scope, period: Period | null, at: number): string {
  return period === null || period === "lifetime" ? "lifetime" : periodOf(at, period, scope.program.timeZone, scope.program.weekStart).key;
}
function saveRule(d: Deciding, scope: Scope, referrer: string, name: string, rule: RuleProgress): void {
  changeProgress(d, scope, referrer, { rules: { ...progressOf(d, scope, referrer).rules, [name]: rule } });
}

/** One more referral counts: does the rule fire? */
function reachCount(d: Engine, scope: Scope, ruleId: string, referral: ReferralRow, at: number, cause: Happening | null): void {
  const { stage, count: need, period, mode } = ruleTrigger(scope, ruleId);
  const referrer = referral.referrerId;
  const slot = slotOf(scope, period, at);
  const name = slot === "lifetime" ? ruleId : `${ruleId}@${slot}`;
  const before = progressOf(d, scope, referrer).rules[name] ?? { fired: 0 };
  const counted = countedReferrals(d, scope, referrer, stage, period, at);
  const fire = (fired: number, referrals?: string[]) => {
    const key = countOccurrence(scope, ruleId, referrer, slot, fired);
    emit(d, { on: `referrals:${stage}`, key, scope, member: referrer, cause, occurredAt: at, rule: ruleId, referrals });
  };
  if (mode === "every") {
    const free = [...(before.free ?? []), referral.id];
    if (free.length < need) {
      saveRule(d, scope, referrer, name, { ...before, free });
      return;
    }
    saveRule(d, scope, referrer, name, { ...before, fired: before.fired + 1, free: free.slice(need) });
    eachOrMiss(free.slice(0, need), (used) => markUsed(d, used, name, before.fired + 1));
    fire(before.fired + 1, free.slice(0, need));
    return;
  }
  const isDone = mode === "once" ? before.fired > 0 : before.holds === true;
  if (isDone || counted < need) return;
  saveRule(d, scope, referrer, name, { ...before, fired: before.fired + 1, holds: true });
  fire(before.fired + 1);
}
function markUsed(d: Deciding, referralId: string, name: string, firing: number): void {
  const referral = find(d.world, "referrals", referralId) as ReferralRow;
  put(d, "referrals", referralId, { ordinals: { ...referral.ordinals, [`used:${name}`]: firing } });
}

/** A referral counts no longer: what its count gave goes, except what was given once and is kept. */
function loseCount(d: Engine, scope: Scope, ruleId: string, referral: ReferralRow, at: number): void {
  const { stage, count: need, period, mode } = ruleTrigger(scope, ruleId);
  const referrer = referral.referrerId;
  const slot = slotOf(scope, period, at);
  const name = slot === "lifetime" ? ruleId : `${ruleId}@${slot}`;
  const before = progressOf(d, scope, referrer).rules[name];
  if (before === undefined || mode === "once") return;
  if (mode === "while") {
    if (!before.holds || countedReferrals(d, scope, referrer, stage, period, at) >= need) return;
    saveRule(d, scope, referrer, name, { ...before, holds: false });
    undoOccurrence(d, countOccurrence(scope, ruleId, referrer, slot, before.fired), "count_fell");
    return;
  }
  const firing = referral.ordinals[`used:${name}`];
  const free = before.free ?? [];
  if (firing === undefined) {
    saveRule(d, scope, referrer, name, { ...before, free: free.filter((id) => id !== referral.id) });
    return;
  }
  const key = countOccurrence(scope, ruleId, referrer, slot, firing);
  const used = rewardsAt(d.world, key)[0]?.details.referrals ?? [];
  const others = used.filter((id) => id !== referral.id);
  undoOccurrence(d, key, "count_fell");
  eachOrMiss(used, (id) => unmarkUsed(d, id, name));
  refill(d, scope, ruleId, referrer, name, others, need, slot, at);
}
function unmarkUsed(d: Deciding, referralId: string, name: string): void {
  const referral = find(d.world, "referrals", referralId) as ReferralRow;
  const { [`used:${name}`]: _, ...ordinals } = referral.ordinals;
  put(d, "referrals", referralId, { ordinals });
}
/** Referrals that were set free may complete another nth together with those that waited. */
function refill(
  d: Engine,
  scope: Scope,
  ruleId: string,
  referrer: string,
  name: string,
  freed: string[],
  need: number,
  slot: string,
  at: number,
): void {
  const before = progressOf(d, scope, referrer).rules[name] ?? { fired: 0 };
  const free = [...freed, ...(before.free ?? [])];
  if (free.length < need) {
    saveRule(d, scope, referrer, name, { ...before, free });
    return;
  }
  const fired = before.fired + 1;
  saveRule(d, scope, referrer, name, { ...before, fired, free: free.slice(need) });
  eachOrMiss(free.slice(0, need), (id) => markUsed(d, id, name, fired));
  const { stage } = ruleTrigger(scope, ruleId);
  const key = countOccurrence(scope, ruleId, referrer, slot, fired);
  emit(d, { on: `referrals:${stage}`, key, scope, member: referrer, cause: null, occurredAt: at, rule: ruleId, referrals: free.slice(0, need) });
}
