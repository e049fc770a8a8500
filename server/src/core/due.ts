/**
 * Due work: holds that pass, rewards that expire, referrals whose own hold or time is over, and what comes by itself for members.
 * Each happens as of the moment it was due, so that lateness never changes a result. Before a record is decided, what is due for the members it touches is settled first.
 */

import { settleAccrual } from "./accrual.js";
import { asOf } from "./as-of.js";
import { ranksContest, settleRun } from "./board-runs.js";
import { settleContest } from "./contests.js";
import { put, trace } from "./deciding.js";
import { settleDraw } from "./draws.js";
import { convert } from "./goals.js";
import { type Happening, happeningOfSubject } from "./happening.js";
import { settleHold } from "./holds.js";
import { DUE_CHUNK, type DueTable, dueNow, dueReferralsOf, dueRewardsOf, hasDue, standingMember } from "./look-ups.js";
import { type Engine, grantOf, scopeOfReferral } from "./occurrence.js";
import type { Outcome } from "./record.js";
import { expire } from "./reward.js";
import type { GoalProgress, ReferralRow, RewardRow } from "./rows.js";
import { changeReferral } from "./stages.js";
import { factsOf } from "./subjects.js";
import { settleSchedule, settleTimer, settleTimersOf } from "./timers.js";
import { expiryFrom } from "./validity.js";
import { passDeadline } from "./waiting.js";
import { demand, eachOrMiss, find } from "./world.js";

/** Settles everything that is due for the member by the time of the record. */
export function settleMember(d: Engine, member: string): void {
  settleHolds(d, member);
  settleTimersOf(d, member);
  // What came by itself of a moment that is long past may be over as well by now.
  settleHolds(d, member);
}
function settleHolds(d: Engine, member: string): void {
  if (!hasDue(d.world, member, d.at)) return;
  demand(d.world, [
    { from: "dueRewardsOf", key: member },
    { from: "dueReferralsOf", key: member },
  ]);
  eachOrMiss(dueReferralsOf(d.world, member, d.at), (referral) => settleReferral(d, referral));
  eachOrMiss(dueRewardsOf(d.world, member, d.at), ({ id }) => settleReward(d, id));
}

/** A record of due work: settles a chunk, the earliest due first. */
export function decideDue(d: Engine): Outcome {
  const due = dueNow(d.world, d.record.number, d.at);
  const itemsOf = (table: DueTable, settle: (id: string) => void) =>
    due[table].map((id) => ({ at: find(d.world, table, id)?.dueAt ?? null, settle: () => settle(id) }));
  // After a time of standstill much may come by itself for one member: the next record takes up what this one leaves.
  let left = DUE_CHUNK;
  const items = [
    ...itemsOf("referrals", (id) => settleReferral(d, find(d.world, "referrals", id))),
    ...itemsOf("rewards", (id) => settleReward(d, id)),
    ...itemsOf("contestRuns", (id) => settleContest(d, id)),
    ...itemsOf("schedules", (id) => settleSchedule(d, id)),
    ...itemsOf("timers", (id) => {
      if (left > 0) left -= settleTimer(d, id);
    }),
  ].filter((item) => item.at !== null && item.at <= d.at);
  const runs = runsOver(d, due, items);
  // What a contest or a draw gives may count in a run that ends later, and fall due before the rest: the next record takes that up.
  const closing = runs.findIndex(({ gives }) => gives);
  const settled = closing === -1 ? [...runs, ...items] : runs.slice(0, closing + 1);
  settled.sort((a, b) => (a.at as number) - (b.at as number));
  eachOrMiss(settled, ({ settle }) => settle());
  return { status: "done", settled: settled.length };
}

/** What falls due before a run is frozen may still change it, and what follows from that: a run waits until nothing is due before it. */
function runsOver(d: Engine, due: Record<DueTable, string[]>, others: { at: number | null }[]) {
  const first = others.reduce((least, { at }) => Math.min(least, at ?? least), Number.POSITIVE_INFINITY);
  const boards = due.boardRuns.map((id) => {
    const run = find(d.world, "boardRuns", id);
    return { at: run?.dueAt ?? null, gives: run !== undefined && ranksContest(d, run), settle: () => settleRun(d, id) };
  });
  const draws = due.drawRuns.map((id) => ({ at: find(d.world, "drawRuns", id)?.dueAt ?? null, gives: true, settle: () => settleDraw(d, id) }));
  const runs = [...boards, ...draws].filter(({ at }) => at !== null && at <= d.at && at < first);
  return runs.sort((a, b) => (a.at as number) - (b.at as number));
}

/** A reward may pass several moments at once: its hold ends, and what it then is expires. */
export function settleReward(d: Engine, id: string): void {
  for (let reward = find(d.world, "rewards", id); isDue(reward, d.at); reward = find(d.world, "rewards", id)) {
    const at = reward.dueAt;
    asOf(d, at, () => comeDue(d, id, at));
    // A hold may pass at the very moment at which its reward expires: due at the same time, in another state.
    const after = find(d.world, "rewards", id);
    if (after?.dueAt === at && after.state === reward.state) throw new Error(`reward ${id} stays due`);
  }
}
function comeDue(d: Engine, id: string, at: number): void {
  // As it is now: what waited to be decided may have taken it back.
  const reward = find(d.world, "rewards", id);
  if (!isDue(reward, at)) return;
  const { state, kind } = reward;
  trace(d, { step: "due", kind: dueKind(reward), reward: id, at });
  if (state === "pending") settleHold(d, id, at);
  else if (state === "waiting") passDeadline(d, reward, at);
  else if (state === "available" && kind === "accrual") settleAccrual(d, reward, at);
  else if (state === "available") renewOrExpire(d, reward, at);
  else put(d, "rewards", id, { dueAt: null });
}
/** Looked at when the time is over, not whenever something is heard of the member: an event costs the same however much the member has. */
function renewOrExpire(d: Engine, reward: RewardRow, at: number): void {
  const { grant, scope } = grantOf(d, reward);
  const { lastSeenAt } = standingMember(d.world, reward.recipientId);
  const until = grant.validity?.isRenewed && lastSeenAt !== null ? expiryFrom(grant, scope.program, lastSeenAt, reward.details) : null;
  if (until === null || until <= at) {
    expire(d, reward, at);
    return;
  }
  put(d, "rewards", reward.id, { expiresAt: until, dueAt: until });
  trace(d, { step: "reward.renewed", reward: reward.id, kind: reward.kind, unit: reward.unit, until });
}
function dueKind({ state, kind, details }: RewardRow): string {
  if (state === "pending") return "hold";
  if (state === "available" && kind === "accrual") return "accrual";
  if (state !== "waiting" || details.stock !== undefined) return "expiry";
  return details.choice === undefined ? "claim" : "choice";
}
function isDue(reward: RewardRow | undefined, at: number): reward is RewardRow & { dueAt: number } {
  return reward !== undefined && reward.dueAt !== null && reward.dueAt <= at;
}

export function settleReferral(d: Engine, referral: ReferralRow | undefined): void {
  if (referral === undefined || referral.dueAt === null || referral.dueAt > d.at) return;
  const at = referral.dueAt;
  asOf(d, at, () => passTime(d, find(d.world, "referrals", referral.id), at));
}
/** Its own hold ends, or its time is over. */
function passTime(d: Engine, referral: ReferralRow | undefined, at: number): void {
  if (referral === undefined || referral.dueAt !== at) return;
  const scope = scopeOfReferral(d, referral);
  if (referral.times.holdUntil !== undefined && referral.times.holdUntil <= at) {
    trace(d, { step: "due", kind: "conversion", referral: referral.id, at });
    const [goalId, progress] =
      Object.entries(referral.goals).find(([id, { reachedAt }]) => reachedAt !== null && scope.program.goals.get(id)?.movesReferral) ?? [];
    if (goalId === undefined || progress === undefined) throw new Error(`referral ${referral.id} is held without a goal that is reached`);
    convert(d, scope, progress.ordinal, causeOf(d, progress), at);
    return;
  }
  trace(d, { step: "due", kind: "referral_expiry", referral: referral.id, at });
  changeReferral(d, scope, referral.stage === "signed_up" ? { stage: "expired", dueAt: null } : { dueAt: null }, null, at);
}

/** The event that reached the goal, as its subject remembers it; null when it had no subject. */
function causeOf(d: Engine, { cause }: GoalProgress): Happening | null {
  if (cause === undefined || cause.subject === null) return null;
  const event = factsOf(d, cause.member, cause.subject).events.find(({ record }) => record === cause.record);
  return event === undefined ? null : happeningOfSubject(cause.member, cause.subject, event);
}
