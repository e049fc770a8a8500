/** What sets a goal back: an event that breaks a row, or one that takes the goal back soon after it was reached. */
import { contextFor } from "./condition-context.js";
import { trace } from "./deciding.js";
import type { CompiledFriendEvent } from "./document/compiled-grant.js";
import type { CompiledGoal } from "./document/compiled-program.js";
import type { ConditionContext } from "./document/scope.js";
import { fireAll } from "./firing.js";
import { brokenRow } from "./goal-rows.js";
import { saveGathered, saveGoal } from "./goal-steps.js";
import { reopen } from "./goals.js";
import type { Happening } from "./happening.js";
import { standingEvents } from "./history.js";
import { type Engine, referralOf, type Scope } from "./occurrence.js";
import type { GoalProgress, ReferralRow } from "./rows.js";
import { changeEvent, factsOf } from "./subjects.js";
import { addDuration } from "./time.js";

/** Before the event counts for anything itself. Events about one subject break a row once, and undo no goal that they reached, however often they are told. */
export function setGoalsBack(d: Engine, scope: Scope, happening: Happening, isRepeated: boolean): void {
  const goals = scope.program.goalsSetBackBy.get(happening.type);
  if (goals === undefined || referralOf(d, scope) === undefined) return;
  const context = contextFor(d, scope, happening, happening.member);
  for (const goal of goals) {
    breakRows(d, scope, goal, happening, context);
    if (!(isRepeated && hasReached(d, scope, goal, happening))) takeBack(d, scope, goal, happening, context);
  }
}
/** Whether the goal was reached by the same event, told before. */
function hasReached(d: Engine, scope: Scope, { id, steps }: CompiledGoal, { type, holder, subject }: Happening): boolean {
  const cause = referralOf(d, scope)?.goals[id]?.cause;
  return cause !== undefined && cause.subject === subject && cause.member === holder && steps.some(({ event }) => event === type);
}

/** A goal that the event has reached may have been undone by one that was told before it. */
export function undoReached(d: Engine, scope: Scope, happening: Happening): void {
  for (const goal of scope.program.goals.values()) {
    if (goal.undo === null || referralOf(d, scope)?.goals[goal.id]?.cause?.record !== happening.record) continue;
    // What it gives is given first, and then taken back, as if the other one came now.
    fireAll(d);
    for (const { happening: other } of standingEvents(d, scope, happening.member)) {
      // Of two at the same moment the one that was told first was first.
      if (other.occurredAt > happening.occurredAt) takeBack(d, scope, goal, other, contextFor(d, scope, other, other.member));
    }
  }
}

function isNamed(events: readonly CompiledFriendEvent[], { type }: Happening, context: ConditionContext): boolean {
  return events.some(({ event, where }) => event === type && (where === null || where.evaluate(context) === true));
}

function breakRows(d: Engine, scope: Scope, goal: CompiledGoal, happening: Happening, context: ConditionContext): void {
  for (const { index, need, resetBy } of goal.steps) {
    if (!isNamed(resetBy, happening, context)) continue;
    const referral = referralOf(d, scope) as ReferralRow;
    const progress = referral.goals[goal.id];
    if (!isFirstTelling(d, happening, `${referral.id}/${goal.id}/${index}`)) continue;
    const row = progress?.rows?.[index] ?? [];
    if (progress === undefined || row.length === 0) continue;
    const isReached = progress.reachedAt !== null;
    const left = brokenRow(row, Number(need), isReached);
    if (left.length === row.length) continue;
    const { [index]: _, ...met } = progress.met;
    const steps = { ...progress.steps, [index]: String(left.length) };
    const after = { ...progress, steps, met: isReached ? progress.met : met, rows: { ...progress.rows, [index]: left } };
    saveGathered(d, scope, referral, goal, after);
    if (!isReached) trace(d, { step: "goal.set_back", goal: goal.id, number: index });
  }
}
/** Notes with the subject that its event has set the step back. */
function isFirstTelling(d: Engine, { holder, subject, record, type }: Happening, step: string): boolean {
  if (subject === null) return true;
  const event = factsOf(d, holder, subject).events.find((each) => each.record === record && each.type === type);
  if (event === undefined) return true;
  if (event.setBack?.includes(step)) return false;
  changeEvent(d, holder, subject, record, { setBack: [...(event.setBack ?? []), step] });
  return true;
}

function takeBack(d: Engine, scope: Scope, goal: CompiledGoal, happening: Happening, context: ConditionContext): void {
  const referral = referralOf(d, scope) as ReferralRow;
  const progress = referral.goals[goal.id];
  if (goal.undo === null || progress == null || progress.reachedAt === null || !isNamed(goal.undo.by, happening, context)) return;
  const until = addDuration(progress.reachedAt, goal.undo.within, scope.program.timeZone);
  if (happening.occurredAt < progress.reachedAt || happening.occurredAt >= until) return;
  const steps = goal.steps.map(({ index }) => index);
  const after = emptied(progress, steps);
  saveGoal(d, referral, goal.id, after);
  reopen(d, scope, goal, referral, after, happening);
}

/** Nothing is gathered any more, and what was is not subtracted when it is corrected later. */
function emptied(progress: GoalProgress, indexes: number[]): GoalProgress {
  const steps = { ...progress.steps };
  const met = { ...progress.met };
  const runs = { ...progress.runs };
  for (const index of indexes) {
    steps[index] = "0";
    delete met[index];
    runs[index] = (runs[index] ?? 0) + 1;
  }
  return { ...progress, steps, met, runs, ...(progress.rows && { rows: {} }), ...(progress.entries && { entries: [] }) };
}
