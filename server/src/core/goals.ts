/**
 * Goals of a referral: events move their steps, a reached goal moves the referral, and a correction that lets it fall below reopens it.
 * Counts and sums are net of corrections; what an event has moved is kept with its subject.
 */
import { contextFor } from "./condition-context.js";
import { fact, trace } from "./deciding.js";
import type { CompiledGoal, CompiledStep, FedGoal } from "./document/compiled-program.js";
import type { ConditionContext } from "./document/scope.js";
import { exactText, PARTS } from "./exact.js";
import { exchanged, exchangeOfBasis } from "./exchange.js";
import type { KeyExpression } from "./expression.js";
import { lengthOf, needOf } from "./goal-asked.js";
import { OPENING, openedAt } from "./goal-entries.js";
import { isRow } from "./goal-rows.js";
import { type Addition, addEntry, addToRow, addToStep, askGoal, isGathered, isStepOpen, openWindow, progressOfGoal, saveGoal } from "./goal-steps.js";
import { basisOf, type Happening } from "./happening.js";
import { sha256Hex } from "./hash.js";
import { contributionLeft } from "./measured.js";
import { type Engine, emit, referralOf, type Scope } from "./occurrence.js";
import type { GoalProgress, ReferralRow } from "./rows.js";
import { changeReferral, hasReached } from "./stages.js";
import type { Contribution } from "./subject-row.js";
import { keptOf } from "./subjects.js";
import { undoOccurrence } from "./taking-back.js";
import { addDuration } from "./time.js";

export function goalOccurrence(referral: string, goal: string, ordinal: number): string {
  return `goal:${referral}:${goal}:${ordinal}`;
}
export function stageOccurrence(referral: string, stage: string, ordinal: number): string {
  return `referral:${referral}:${stage}:${ordinal}`;
}
/** Moves every goal that the event feeds; gives what it moved, and the goals in question. */
export function moveGoals(d: Engine, scope: Scope, fed: readonly FedGoal[], happening: Happening, key: string): Contribution[] {
  const moved: Contribution[] = [];
  let referral = referralOf(d, scope);
  if (referral === undefined) return moved;
  const context = contextFor(d, scope, happening, happening.member);
  const event = keptOf(d, happening);
  for (const { goal, steps } of fed) {
    referral = askGoal(d, referral, goal, context);
    if (!isInWindow(scope, goal, referral, happening)) {
      trace(d, { step: "goal.outside_window", goal: goal.id });
      continue;
    }
    if (goal.requires !== null && progressOfGoal(referral, goal.requires).reachedAt === null) {
      trace(d, { step: "goal.requires", goal: goal.id, other: goal.requires });
      continue;
    }
    if (opensWindow(goal, happening, context)) {
      referral = openWindow(d, scope, referral, goal, happening);
      moved.push({ referral: referral.id, goal: goal.id, step: OPENING, by: "1", full: "1", entry: happening.record });
    }
    for (const step of steps) {
      const full = contributionTo(d, scope, goal, step, referral, happening, context);
      const value = step.distinct === null || full === undefined ? undefined : distinctOf(d, goal, step, step.distinct, context);
      if (full === undefined || value === null) continue;
      // Told late, or again: what was taken back of it before is not counted.
      const by = event === undefined || event.taken === "0" ? full : contributionLeft(full, event, step.sum);
      referral = addTo(d, scope, referral, { goal, step, by }, happening, key, value);
      const run = progressOfGoal(referral, goal.id).runs?.[step.index];
      moved.push({
        referral: referral.id,
        goal: goal.id,
        step: step.index,
        by: exactText(by),
        full: exactText(full),
        ...(run !== undefined && { run }),
        ...(goal.keepsEntries && !isRow(step) && { entry: happening.record }),
      });
    }
  }
  return moved;
}
function addTo(d: Engine, scope: Scope, referral: ReferralRow, addition: Addition, happening: Happening, key: string, value?: string): ReferralRow {
  const { goal, step } = addition;
  if (isRow(step)) return addToRow(d, scope, referral, addition, key, happening.occurredAt);
  return goal.keepsEntries ? addEntry(d, scope, referral, addition, happening, value) : addToStep(d, scope, referral, addition, happening);
}

function opensWindow({ window }: CompiledGoal, { type }: Happening, context: ConditionContext): boolean {
  if (window?.kind !== "event" || window.opening.event !== type) return false;
  return window.opening.where === null || window.opening.where.evaluate(context) === true;
}
/** Values longer than this are kept as their hash. */
const VALUE_LENGTH_MAX = 40;
/** What must differ from event to event; null where the event does not tell it. */
function distinctOf(d: Engine, goal: CompiledGoal, { index }: CompiledStep, distinct: KeyExpression, context: ConditionContext): string | null {
  const value = distinct.evaluate(context);
  if (typeof value === "string") return value.length > VALUE_LENGTH_MAX ? sha256Hex(value).slice(0, VALUE_LENGTH_MAX) : value;
  trace(d, { step: "goal.condition", goal: goal.id, number: index, condition: distinct.source, result: value.error });
  return null;
}

function isInWindow({ program }: Scope, goal: CompiledGoal, referral: ReferralRow, { occurredAt }: Happening): boolean {
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

/** In millionths, so that sums of what was converted are taken before any rounding. */
function contributionTo(
  d: Engine,
  scope: Scope,
  goal: CompiledGoal,
  step: CompiledStep,
  referral: ReferralRow,
  happening: Happening,
  context: ConditionContext,
): bigint | undefined {
  const progress = progressOfGoal(referral, goal.id);
  if (needOf(step, progress.asked) === null) return undefined;
  if (!isStepOpen(goal, step, progress, happening.occurredAt, scope.program.timeZone)) {
    trace(d, { step: "goal.not_yet", goal: goal.id, number: step.index });
    return undefined;
  }
  if (step.where !== null) {
    const answer = step.where.evaluate(context);
    if (answer !== true) {
      trace(d, {
        step: "goal.condition",
        goal: goal.id,
        number: step.index,
        condition: step.where.source,
        result: answer === false ? false : answer.error,
      });
      return undefined;
    }
  }
  if (step.sum === null) return PARTS;
  const value = basisOf(happening, step.sum);
  const exchange = value === undefined ? undefined : exchangeOfBasis(d, scope, happening, step.sum);
  return value === undefined || exchange === undefined ? undefined : exchanged(value * PARTS, exchange);
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
