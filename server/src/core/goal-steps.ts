/** What the steps of a referral's goals have gathered, and how events move it: a count or sum, a row, or entries that are kept one by one. */
import { put, trace } from "./deciding.js";
import type { CompiledGoal, CompiledStep } from "./document/compiled-program.js";
import type { Duration } from "./document/schema.js";
import type { ConditionContext } from "./document/scope.js";
import { exactOf, exactText, PARTS } from "./exact.js";
import { type Asked, ask, lengthOf, needOf } from "./goal-asked.js";
import { gatheredOf, isRowOpen, type Judging, OPENING, openedAt, withEntry, withoutPart, withoutPast } from "./goal-entries.js";
import { extendRow, isRow, rowBehind } from "./goal-rows.js";
import { isMet, isOpen, type StepStanding } from "./goal-tree.js";
import type { Happening } from "./happening.js";
import { type Engine, referralOf, type Scope } from "./occurrence.js";
import type { GoalEntry, GoalProgress, ReferralRow } from "./rows.js";
import type { Contribution } from "./subject-row.js";
import { addDuration } from "./time.js";

const NOTHING: GoalProgress = { steps: {}, met: {}, ordinal: 0, reachedAt: null };

export function progressOfGoal(referral: ReferralRow, goal: string): GoalProgress {
  return referral.goals[goal] ?? NOTHING;
}
export function saveGoal(d: Engine, referral: ReferralRow, goal: string, progress: GoalProgress): ReferralRow {
  return put(d, "referrals", referral.id, { goals: { ...referral.goals, [goal]: progress } });
}
/** Whether the step counts what happens at a moment, as things stand. What is kept one by one is judged later, with everything else that is kept. */
export function isStepOpen(goal: CompiledGoal, step: CompiledStep, progress: GoalProgress, occurredAt: number, zone: string): boolean {
  if (!goal.keepsEntries) return isOpen(goal.tree, step, standingOf(progress), occurredAt);
  return !isRow(step) || isRowOpen(goal, progress.entries ?? [], judgingOf(progress, zone), step, occurredAt);
}
function judgingOf(progress: GoalProgress, zone: string): Judging {
  return { zone, asked: progress.asked, rows: progress };
}
/** What the progress says of each step. */
function standingOf({ steps, met, asked }: GoalProgress): StepStanding {
  return {
    isMet: (step) => isEnough(step, asked, exactOf(steps[step.index] ?? "0")),
    metAt: ({ index }) => met[index],
  };
}
function isEnough(step: CompiledStep, asked: Asked | undefined, sum: bigint): boolean {
  const need = needOf(step, asked);
  return need !== null && sum >= need * PARTS;
}
/** What the tables of the goal say is noted, as long as it is not reached. */
export function askGoal(d: Engine, referral: ReferralRow, goal: CompiledGoal, context: ConditionContext): ReferralRow {
  const progress = progressOfGoal(referral, goal.id);
  if (!goal.asks || progress.reachedAt !== null) return referral;
  return saveGoal(d, referral, goal.id, { ...progress, asked: ask(d, goal, context) });
}
/** Whether all that the goal needs is there. */
export function isGathered(goal: CompiledGoal, progress: GoalProgress, zone: string): boolean {
  return goal.keepsEntries ? gatheredOf(goal, progress.entries ?? [], judgingOf(progress, zone)).isMet : isMet(goal.tree, standingOf(progress));
}

/** Saves what is gathered. Where entries are kept, each step says anew what of them counts: a row may have opened or closed the steps behind it. */
export function saveGathered(d: Engine, { program }: Scope, referral: ReferralRow, goal: CompiledGoal, progress: GoalProgress): ReferralRow {
  if (!goal.keepsEntries) return saveGoal(d, referral, goal.id, progress);
  const { steps } = gatheredOf(goal, progress.entries ?? [], judgingOf(progress, program.timeZone));
  return saveGoal(d, referral, goal.id, { ...progress, steps: Object.fromEntries(steps.map((sum, index) => [index, exactText(sum)])) });
}

/** What an event adds to a step, in millionths. */
export interface Addition {
  goal: CompiledGoal;
  step: CompiledStep;
  by: bigint;
}

/** Counts, or sums up; less than before where an event told again amounts to less. */
export function addToStep(d: Engine, scope: Scope, referral: ReferralRow, { goal, step, by }: Addition, happening: Happening): ReferralRow {
  const { occurredAt } = happening;
  const before = progressOfGoal(referral, goal.id);
  const sum = exactOf(before.steps[step.index] ?? "0") + by;
  const { [step.index]: metAt, ...others } = before.met;
  const isMetNow = isEnough(step, before.asked, sum);
  const met = isMetNow && metAt === undefined ? { ...before.met, [step.index]: occurredAt } : by < 0n && !isMetNow ? others : before.met;
  traceStep(d, scope, { goal, step, by: sum }, before.asked, happening);
  return saveGoal(d, referral, goal.id, { ...before, steps: { ...before.steps, [step.index]: exactText(sum) }, met });
}

/** `by` is what it has gathered by now. */
function traceStep(
  d: Engine,
  { program }: Scope,
  { goal, step, by: sum }: Addition,
  asked: Asked | undefined,
  { currency: paidIn }: Happening,
): void {
  const currency = paidIn !== null && paidIn !== program.currency ? { currency: program.currency } : {};
  const measure = step.sum === null ? "count" : "sum";
  trace(d, {
    step: "goal.step",
    goal: goal.id,
    number: step.index,
    [measure]: String(sum / PARTS),
    need: String(needOf(step, asked) ?? step.need),
    ...currency,
  });
}

/** Keeps the event for the step of a goal that is judged event by event; of different values with the one that it has. */
export function addEntry(
  d: Engine,
  scope: Scope,
  referral: ReferralRow,
  { goal, step, by }: Addition,
  happening: Happening,
  value?: string,
): ReferralRow {
  const { record, occurredAt } = happening;
  const entry: GoalEntry = [step.index, record, occurredAt, exactText(by)];
  if (value !== undefined) entry.push(value);
  const saved = keepEntry(d, scope, referral, goal, entry);
  const { entries = [], steps, asked } = progressOfGoal(saved, goal.id);
  const opened = openedAt(entries);
  const isOutside = goal.window?.kind === "event" && opened !== undefined && !isWithin(scope, lengthOf(goal.window, asked), opened, occurredAt);
  if (goal.window?.kind === "event" && opened === undefined) trace(d, { step: "goal.not_opened", goal: goal.id });
  else if (isOutside) trace(d, { step: "goal.outside_window", goal: goal.id });
  else traceStep(d, scope, { goal, step, by: exactOf(steps[step.index] ?? "0") }, asked, happening);
  return saved;
}
function isWithin({ program }: Scope, length: Duration | null, from: number, at: number): boolean {
  return length !== null && at >= from && at < addDuration(from, length, program.timeZone);
}
/** The event opens the goal's window, if none that happened before it has. */
export function openWindow(
  d: Engine,
  scope: Scope,
  referral: ReferralRow,
  goal: CompiledGoal,
  { record, occurredAt }: Pick<Happening, "record" | "occurredAt">,
): ReferralRow {
  trace(d, { step: "goal.opened", goal: goal.id });
  return keepEntry(d, scope, referral, goal, [OPENING, record, occurredAt, "1"]);
}
function keepEntry(d: Engine, scope: Scope, referral: ReferralRow, goal: CompiledGoal, entry: GoalEntry): ReferralRow {
  const { timeZone, lateness } = scope.program;
  const { entries = [], reachedAt, asked } = progressOfGoal(referral, goal.id);
  const isTold = (end: number) => addDuration(end, lateness, timeZone) < d.at;
  const kept = reachedAt === null ? withoutPast(entries, goal, { zone: timeZone, asked }, isTold) : entries;
  return saveEntries(d, scope, referral, goal, withEntry(kept, entry, reachedAt !== null));
}
function saveEntries(d: Engine, scope: Scope, referral: ReferralRow, goal: CompiledGoal, entries: GoalEntry[]): ReferralRow {
  return saveGathered(d, scope, referral, goal, { ...progressOfGoal(referral, goal.id), entries });
}

/** One more in the row; what is told again keeps its place. */
export function addToRow(d: Engine, scope: Scope, referral: ReferralRow, { goal, step }: Addition, key: string, occurredAt: number): ReferralRow {
  const { rows, reachedAt } = progressOfGoal(referral, goal.id);
  return saveRow(d, scope, referral, { goal, step }, extendRow(rows?.[step.index] ?? [], key, Number(step.need), reachedAt !== null), occurredAt);
}
function saveRow(
  d: Engine,
  scope: Scope,
  referral: ReferralRow,
  { goal, step: { index, need } }: Omit<Addition, "by">,
  row: string[],
  occurredAt: number,
): ReferralRow {
  const before = progressOfGoal(referral, goal.id);
  const { [index]: metAt, ...others } = before.met;
  const isMetNow = BigInt(row.length) >= need;
  const met = isMetNow ? { ...others, [index]: metAt ?? occurredAt } : others;
  trace(d, { step: "goal.step", goal: goal.id, number: index, count: String(row.length), need: String(need) });
  return saveGathered(d, scope, referral, goal, {
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
  if (referral === undefined || goal === undefined || step === undefined || !isRow(step)) return;
  const { rows, reachedAt } = progressOfGoal(referral, goal.id);
  const row = rows?.[step.index];
  if (row?.includes(key)) saveRow(d, scope, referral, { goal, step }, rowBehind(row, key, Number(step.need), reachedAt !== null), occurredAt);
}

/** Takes out what an event had moved, or a part of it, in millionths. The goals are judged afterwards by `judgeGoals`. Rows are not sums: see `breakRow`. */
export function unmoveGoal(d: Engine, scope: Scope, contribution: Contribution, by: bigint): void {
  const referral = referralOf(d, scope);
  const goal = scope.program.goals.get(contribution.goal);
  const step = goal?.steps[contribution.step];
  if (referral === undefined || goal === undefined || (step !== undefined && isRow(step))) return;
  if (goal.keepsEntries) removeEntry(d, scope, referral, goal, contribution, by);
  if (goal.keepsEntries) return;
  const before = progressOfGoal(referral, goal.id);
  // What was set back since is out of it already.
  if (before.runs?.[contribution.step] !== contribution.run) return;
  const sum = exactOf(before.steps[contribution.step] ?? "0") - by;
  const { [contribution.step]: metAtStep, ...others } = before.met;
  const met = step !== undefined && isEnough(step, before.asked, sum) && metAtStep !== undefined ? before.met : others;
  saveGoal(d, referral, goal.id, { ...before, steps: { ...before.steps, [contribution.step]: exactText(sum) }, met });
}
function removeEntry(d: Engine, scope: Scope, referral: ReferralRow, goal: CompiledGoal, { step, entry }: Contribution, by: bigint): void {
  const { entries } = progressOfGoal(referral, goal.id);
  if (entries === undefined || entry === undefined || by === 0n) return;
  saveEntries(d, scope, referral, goal, withoutPart(entries, step, entry, by));
}
