/** Goals of a referral as they stand: a goal that is reached moves the referral, and a correction that lets it fall below reopens it. */
import { fact, trace } from "./deciding.js";
import type { CompiledGoal } from "./document/compiled-program.js";
import { lengthOf } from "./goal-asked.js";
import { openedAt } from "./goal-entries.js";
import { isGathered, progressOfGoal, saveGoal } from "./goal-steps.js";
import type { Happening } from "./happening.js";
import { type Engine, emit, referralOf, type Scope } from "./occurrence.js";
import type { GoalProgress, ReferralRow } from "./rows.js";
import { changeReferral, hasReached } from "./stages.js";
import { undoOccurrence } from "./taking-back.js";
import { addDuration } from "./time.js";

export function goalOccurrence(referral: string, goal: string, ordinal: number): string {
  return `goal:${referral}:${goal}:${ordinal}`;
}
export function stageOccurrence(referral: string, stage: string, ordinal: number): string {
  return `referral:${referral}:${stage}:${ordinal}`;
}
/** Whether the goal counts what happens then, as things stand. */
export function isInWindow({ program }: Scope, goal: CompiledGoal, referral: ReferralRow, { occurredAt }: Happening): boolean {
  const { qualifyFrom, qualifyUntil } = program.schedule;
  if (occurredAt < (qualifyFrom ?? 0) || (qualifyUntil !== null && occurredAt >= qualifyUntil)) return false;
  const { window } = goal;
  if (window === null) return true;
  if (window.kind === "fixed") return occurredAt >= window.after && occurredAt < window.before;
  const length = lengthOf(window, progressOfGoal(referral, goal.id).asked);
  if (length === null) return false;
  // A window that moves is looked at with all that has counted.
  if (window.kind !== "relative") return true;
  const from = window.from === "visit" ? (referral.origin.visitAt ?? referral.beganAt) : referral.times.signed_up;
  return occurredAt >= from && occurredAt < addDuration(from, length, program.timeZone);
}

/** A window that an event opened ends; one that none has opened may still be. */
function isNotOver({ program }: Scope, { window }: CompiledGoal, { entries = [], asked }: GoalProgress, at: number): boolean {
  if (window?.kind !== "event") return true;
  const [from, length] = [openedAt(entries), lengthOf(window, asked)];
  return from === undefined || length === null || at < addDuration(from, length, program.timeZone);
}

/** Judges the named goals of a referral as they now stand: reached for the first time, or fallen below. */
export function judgeGoals(d: Engine, scope: Scope, goals: Iterable<string>, cause: Happening): void {
  for (const id of new Set(goals)) {
    const goal = scope.program.goals.get(id);
    const referral = referralOf(d, scope);
    if (goal === undefined || referral === undefined) continue;
    const progress = progressOfGoal(referral, id);
    const met = isGathered(goal, progress, scope.program.timeZone);
    if (met && progress.reachedAt === null) reach(d, scope, goal, referral, progress, cause);
    else if (!met && progress.reachedAt !== null) reopen(d, scope, goal, referral, progress, cause);
  }
}

function reach(d: Engine, scope: Scope, goal: CompiledGoal, referral: ReferralRow, progress: GoalProgress, cause: Happening): void {
  const ordinal = progress.ordinal + 1;
  const at = cause.occurredAt;
  const by = { member: cause.holder, subject: cause.subject, record: cause.record };
  saveGoal(d, referral, goal.id, { ...progress, ordinal, reachedAt: at, cause: by });
  trace(d, { step: "goal.reached", goal: goal.id, ordinal });
  fact(d, { kind: "goal.reached", referral: referral.id, goal: goal.id, ordinal });
  emit(d, { on: `goal:${goal.id}`, key: goalOccurrence(referral.id, goal.id, ordinal), scope, member: referral.friendId, cause, occurredAt: at });
  if (!goal.movesReferral || referral.stage === "rejected") return;
  const holdUntil = goal.hold === null ? undefined : addDuration(d.at, goal.hold, scope.program.timeZone);
  const times = { ...referral.times, qualified: at, ...(holdUntil !== undefined && { holdUntil }) };
  changeReferral(d, scope, { stage: "qualified", times, dueAt: holdUntil ?? null }, cause, at);
  emit(d, {
    on: "referral:qualified",
    key: stageOccurrence(referral.id, "qualified", ordinal),
    scope,
    member: referral.friendId,
    cause,
    occurredAt: at,
  });
  if (holdUntil === undefined) convert(d, scope, ordinal, cause, at);
}

/** The goal's own hold has passed, or there is none: the referral is converted. */
export function convert(d: Engine, scope: Scope, ordinal: number, cause: Happening | null, at: number): void {
  const referral = referralOf(d, scope) as ReferralRow;
  const { holdUntil: _, ...times } = referral.times;
  changeReferral(d, scope, { stage: "converted", times: { ...times, converted: at }, dueAt: null }, cause, at);
  emit(d, {
    on: "referral:converted",
    key: stageOccurrence(referral.id, "converted", ordinal),
    scope,
    member: referral.friendId,
    cause,
    occurredAt: at,
  });
}

/** When a referral that has not qualified expires; null when it does not. */
export function expiryOf({ program }: Scope, { beganAt }: { beganAt: number }): number | null {
  const { expiresAfter } = program.referral;
  return expiresAfter === null ? null : addDuration(beganAt, expiresAfter, program.timeZone);
}

/** A goal that fell below: its rewards go; it is open again while its window is, the referral is reversed otherwise. */
export function reopen(d: Engine, scope: Scope, goal: CompiledGoal, referral: ReferralRow, progress: GoalProgress, cause: Happening): void {
  saveGoal(d, referral, goal.id, { ...progress, reachedAt: null, cause: undefined });
  trace(d, { step: "goal.reopened", goal: goal.id });
  undoOccurrence(d, goalOccurrence(referral.id, goal.id, progress.ordinal), "goal_fell");
  if (!goal.movesReferral || !hasReached(referral, "qualified")) return;
  const isStillOpen = isInWindow(scope, goal, referral, { ...cause, occurredAt: d.at }) && isNotOver(scope, goal, progress, d.at);
  const { qualified: _q, converted: _c, holdUntil: _h, ...times } = referral.times;
  changeReferral(d, scope, { stage: isStillOpen ? "signed_up" : "reversed", times, dueAt: expiryOf(scope, referral) }, cause, d.at);
  undoOccurrence(d, stageOccurrence(referral.id, "qualified", progress.ordinal), "goal_fell");
  undoOccurrence(d, stageOccurrence(referral.id, "converted", progress.ordinal), "goal_fell");
  const key = stageOccurrence(referral.id, "reversed", progress.ordinal);
  emit(d, { on: "referral:reversed", key, scope, member: referral.friendId, cause, occurredAt: d.at });
}
