/**
 * Goals of a referral: events move their steps, a reached goal moves the referral, and a correction that lets it fall below reopens it.
 * Counts and sums are net of corrections; what an event has moved is kept with its subject.
 */
import { contextFor } from "./condition-context.js";
import { fact, put, trace } from "./deciding.js";
import type { CompiledGoal, CompiledNode, CompiledStep, FedGoal } from "./document/compiled-program.js";
import type { ConditionContext } from "./document/scope.js";
import { exactOf, exactText, PARTS } from "./exact.js";
import { exchanged, exchangeOfBasis } from "./exchange.js";
import { extendRow, rowBehind } from "./goal-rows.js";
import { basisOf, type Happening } from "./happening.js";
import { contributionLeft } from "./measured.js";
import { type Engine, emit, referralOf, type Scope } from "./occurrence.js";
import type { GoalProgress, ReferralRow } from "./rows.js";
import { changeReferral, hasReached } from "./stages.js";
import type { Contribution } from "./subject-row.js";
import { keptOf } from "./subjects.js";
import { undoOccurrence } from "./taking-back.js";
import { addDuration } from "./time.js";

const NOTHING: GoalProgress = { steps: {}, met: {}, ordinal: 0, reachedAt: null };

export function goalOccurrence(referral: string, goal: string, ordinal: number): string {
  return `goal:${referral}:${goal}:${ordinal}`;
}
export function stageOccurrence(referral: string, stage: string, ordinal: number): string {
  return `referral:${referral}:${stage}:${ordinal}`;
}
function progressOfGoal(referral: ReferralRow, goal: string): GoalProgress {
  return referral.goals[goal] ?? NOTHING;
}
function saveGoal(d: Engine, referral: ReferralRow, goal: string, progress: GoalProgress): ReferralRow {
  return put(d, "referrals", referral.id, { goals: { ...referral.goals, [goal]: progress } });
}

/** Moves every goal that the event feeds; gives what it moved, and the goals in question. */
export function moveGoals(d: Engine, scope: Scope, fed: readonly FedGoal[], happening: Happening, key: string): Contribution[] {
  const moved: Contribution[] = [];
  let referral = referralOf(d, scope);
  if (referral === undefined) return moved;
  const context = contextFor(d, scope, happening, happening.member);
  const event = keptOf(d, happening);
  for (const { goal, steps } of fed) {
    if (!isInWindow(scope, goal, referral, happening)) {
      trace(d, { step: "goal.outside_window", goal: goal.id });
      continue;
    }
    if (goal.requires !== null && progressOfGoal(referral, goal.requires).reachedAt === null) {
      trace(d, { step: "goal.requires", goal: goal.id, other: goal.requires });
      continue;
    }
    for (const step of steps) {
      const full = contributionTo(d, scope, goal, step, referral, happening, context);
      if (full === undefined) continue;
      // Told late, or again: what was taken back of it before is not counted.
      const by = event === undefined || event.taken === "0" ? full : contributionLeft(full, event, step.sum);
      referral =
        step.resetBy.length > 0
          ? addToRow(d, referral, goal, step, key, happening.occurredAt)
          : addToStep(d, scope, referral, goal, step, by, happening);
      const run = progressOfGoal(referral, goal.id).runs?.[step.index];
      moved.push({
        referral: referral.id,
        goal: goal.id,
        step: step.index,
        by: exactText(by),
        full: exactText(full),
        ...(run !== undefined && { run }),
      });
    }
  }
  return moved;
}

function isInWindow({ program }: Scope, goal: CompiledGoal, referral: ReferralRow, { occurredAt }: Happening): boolean {
  const { qualifyFrom, qualifyUntil } = program.schedule;
  if (occurredAt < (qualifyFrom ?? 0) || (qualifyUntil !== null && occurredAt >= qualifyUntil)) return false;
  const { window } = goal;
  if (window === null) return true;
  if (window.kind === "fixed") return occurredAt >= window.after && occurredAt < window.before;
  const from = window.from === "visit" ? (referral.origin.visitAt ?? referral.beganAt) : referral.times.signed_up;
  return occurredAt >= from && occurredAt < addDuration(from, window.for, program.timeZone);
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
  if (!isOpen(goal.tree, step, progress, happening.occurredAt)) {
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

/** A step of a sequence is open once the one before it is met, for events that are not older than that. */
function isOpen(node: CompiledNode, step: CompiledStep, progress: GoalProgress, occurredAt: number): boolean {
  if (node.kind === "step") return node.step.index === step.index;
  const index = node.nodes.findIndex((child) => contains(child, step));
  const child = node.nodes[index];
  if (child === undefined) return false;
  if (node.kind === "all" && node.inOrder && index > 0) {
    const before = node.nodes[index - 1] as CompiledNode;
    if (!isMet(before, progress) || occurredAt < metAt(before, progress)) return false;
  }
  return isOpen(child, step, progress, occurredAt);
}
function contains(node: CompiledNode, step: CompiledStep): boolean {
  return node.kind === "step" ? node.step.index === step.index : node.nodes.some((child) => contains(child, step));
}
function isMet(node: CompiledNode, progress: GoalProgress): boolean {
  if (node.kind === "step") return exactOf(progress.steps[node.step.index] ?? "0") >= node.step.need * PARTS;
  return node.kind === "all" ? node.nodes.every((child) => isMet(child, progress)) : node.nodes.some((child) => isMet(child, progress));
}
function metAt(node: CompiledNode, progress: GoalProgress): number {
  if (node.kind === "step") return progress.met[node.step.index] ?? Number.MAX_SAFE_INTEGER;
  const times = node.nodes.map((child) => metAt(child, progress));
  return node.kind === "all" ? Math.max(...times) : Math.min(...times);
}

function addToStep(
  d: Engine,
  { program }: Scope,
  referral: ReferralRow,
  goal: CompiledGoal,
  step: CompiledStep,
  by: bigint,
  { occurredAt, currency: paidIn }: Happening,
): ReferralRow {
  const currency = paidIn !== null && paidIn !== program.currency ? { currency: program.currency } : {};
  const before = progressOfGoal(referral, goal.id);
  const sum = exactOf(before.steps[step.index] ?? "0") + by;
  const met = sum >= step.need * PARTS && before.met[step.index] === undefined ? { ...before.met, [step.index]: occurredAt } : before.met;
  trace(d, {
    step: "goal.step",
    goal: goal.id,
    number: step.index,
    [step.sum === null ? "count" : "sum"]: String(sum / PARTS),
    need: String(step.need),
    ...currency,
  });
  return saveGoal(d, referral, goal.id, { ...before, steps: { ...before.steps, [step.index]: exactText(sum) }, met });
}

/** One more in the row; what is told again keeps its place. */
function addToRow(d: Engine, referral: ReferralRow, goal: CompiledGoal, step: CompiledStep, key: string, occurredAt: number): ReferralRow {
  const progress = progressOfGoal(referral, goal.id);
  return saveRow(
    d,
    referral,
    goal,
    step,
    extendRow(progress.rows?.[step.index] ?? [], key, Number(step.need), progress.reachedAt !== null),
    occurredAt,
  );
}
function saveRow(
  d: Engine,
  referral: ReferralRow,
  goal: CompiledGoal,
  { index, need }: CompiledStep,
  row: string[],
  occurredAt: number,
): ReferralRow {
  const before = progressOfGoal(referral, goal.id);
  const { [index]: metAt, ...others } = before.met;
  const isMetNow = BigInt(row.length) >= need;
  const met = isMetNow ? { ...others, [index]: metAt ?? occurredAt } : others;
  trace(d, { step: "goal.step", goal: goal.id, number: index, count: String(row.length), need: String(need) });
  return saveGoal(d, referral, goal.id, {
    ...before,
    steps: { ...before.steps, [index]: String(row.length) },
    met,
    rows: { ...before.rows, [index]: row },
  });
}
/** What counted does so no more: its row begins anew behind it. */
export function breakRow(d: Engine, scope: Scope, contribution: Contribution, key: string, occurredAt: number): void {
  const referral = referralOf(d, scope);
  const goal = scope.program.goals.get(contribution.goal);
  const step = goal?.steps[contribution.step];
  if (referral === undefined || goal === undefined || step === undefined || step.resetBy.length === 0) return;
  const { rows, reachedAt } = progressOfGoal(referral, goal.id);
  const row = rows?.[step.index];
  if (row?.includes(key)) saveRow(d, referral, goal, step, rowBehind(row, key, Number(step.need), reachedAt !== null), occurredAt);
}

/** Takes out what an event had moved, or a part of it, in millionths. The goals are judged afterwards by `judgeGoals`. Rows are not sums: see `breakRow`. */
export function unmoveGoal(d: Engine, scope: Scope, contribution: Contribution, by: bigint): void {
  const referral = referralOf(d, scope);
  const goal = scope.program.goals.get(contribution.goal);
  if (referral === undefined || goal === undefined || (goal.steps[contribution.step]?.resetBy.length ?? 0) > 0) return;
  const before = progressOfGoal(referral, goal.id);
  // What was set back since is out of it already.
  if (before.runs?.[contribution.step] !== contribution.run) return;
  const sum = exactOf(before.steps[contribution.step] ?? "0") - by;
  const need = (goal.steps[contribution.step]?.need ?? 0n) * PARTS;
  const { [contribution.step]: metAtStep, ...others } = before.met;
  const met = sum >= need && metAtStep !== undefined ? before.met : others;
  saveGoal(d, referral, goal.id, { ...before, steps: { ...before.steps, [contribution.step]: exactText(sum) }, met });
}

/** Judges the named goals of a referral as they now stand: reached for the first time, or fallen below. */
export function judgeGoals(d: Engine, scope: Scope, goals: Iterable<string>, cause: Happening): void {
  for (const id of new Set(goals)) {
    const goal = scope.program.goals.get(id);
    const referral = referralOf(d, scope);
    if (goal === undefined || referral === undefined) continue;
    const progress = progressOfGoal(referral, id);
    const met = isMet(goal.tree, progress);
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
  const isStillOpen = isInWindow(scope, goal, referral, { ...cause, occurredAt: d.at });
  const { qualified: _q, converted: _c, holdUntil: _h, ...times } = referral.times;
  changeReferral(d, scope, { stage: isStillOpen ? "signed_up" : "reversed", times, dueAt: expiryOf(scope, referral) }, cause, d.at);
  undoOccurrence(d, stageOccurrence(referral.id, "qualified", progress.ordinal), "goal_fell");
  undoOccurrence(d, stageOccurrence(referral.id, "converted", progress.ordinal), "goal_fell");
  const key = stageOccurrence(referral.id, "reversed", progress.ordinal);
  emit(d, { on: "referral:reversed", key, scope, member: referral.friendId, cause, occurredAt: d.at });
}
