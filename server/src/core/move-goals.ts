/**
 * Events move the steps of goals. Counts and sums are net of corrections; what an event has moved is kept with its subject. What is told again with no
 * other status moves what it moved before: a goal or a step that was not open to it then is not open to it now, whatever it has opened since.
 */
import { contextFor } from "./condition-context.js";
import { trace } from "./deciding.js";
import type { CompiledGoal, CompiledStep, FedGoal } from "./document/compiled-program.js";
import type { ConditionContext } from "./document/scope.js";
import { exactOf, exactText, PARTS } from "./exact.js";
import { exchanged, exchangeOfBasis } from "./exchange.js";
import type { KeyExpression } from "./expression.js";
import { needOf } from "./goal-asked.js";
import { OPENING } from "./goal-entries.js";
import { isRow } from "./goal-rows.js";
import { addEntry, addToRow, addToStep, askGoal, isStepOpen, openWindow, progressOfGoal, unmoveGoal } from "./goal-steps.js";
import { isInWindow } from "./goals.js";
import { basisOf, type Happening } from "./happening.js";
import { sha256Hex } from "./hash.js";
import { contributionLeft } from "./measured.js";
import { type Engine, referralOf, type Scope } from "./occurrence.js";
import type { ReferralRow } from "./rows.js";
import type { Contribution } from "./subject-row.js";
import { keptOf } from "./subjects.js";

/** What is told again with no other status, as it was told before: it was decided for the referral then, and this is what it moved. */
export interface Former {
  happening: Happening;
  moved: Contribution[];
}
/** An event on its way through one goal. */
interface Moving {
  goal: CompiledGoal;
  happening: Happening;
  /** Names it in rows. */
  key: string;
  context: ConditionContext;
  former: Former | undefined;
  /** Of `former`: what it moved in this goal. */
  before: Contribution[];
}

/** Moves every goal that the event feeds, and gives what it moved. */
export function moveGoals(d: Engine, scope: Scope, fed: readonly FedGoal[], happening: Happening, key: string, former?: Former): Contribution[] {
  const moved: Contribution[] = [];
  let referral = referralOf(d, scope);
  if (referral === undefined) return moved;
  const context = contextFor(d, scope, happening, happening.member);
  for (const { goal, steps } of fed) {
    referral = askGoal(d, referral, goal, context);
    const before = former?.moved.filter((each) => each.goal === goal.id) ?? [];
    const moving: Moving = { goal, happening, key, context, former, before };
    const counted = isOpenTo(d, scope, referral, moving) ? moveSteps(d, scope, steps, moving) : [];
    for (const each of before) if (!counted.some(({ step }) => step === each.step)) unmoveGoal(d, scope, each, exactOf(each.by));
    moved.push(...counted);
    referral = referralOf(d, scope) as ReferralRow;
  }
  return moved;
}

function isOpenTo(d: Engine, scope: Scope, referral: ReferralRow, { goal, happening, former, before }: Moving): boolean {
  if (!isInWindow(scope, goal, referral, happening)) {
    trace(d, { step: "goal.outside_window", goal: goal.id });
    return false;
  }
  if (goal.requires === null || before.length > 0) return true;
  const { reachedAt, cause } = progressOfGoal(referral, goal.requires);
  const isReached = reachedAt !== null && (former === undefined || cause?.subject !== happening.subject || cause.member !== happening.holder);
  if (!isReached) trace(d, { step: "goal.requires", goal: goal.id, other: goal.requires });
  return isReached;
}

function moveSteps(d: Engine, scope: Scope, steps: readonly CompiledStep[], moving: Moving): Contribution[] {
  const { goal, happening, context, before } = moving;
  const moved: Contribution[] = [];
  const opening = before.find(({ step }) => step === OPENING);
  if (opensWindow(goal, happening, context)) moved.push(opensAgain(d, scope, moving, opening));
  for (const step of steps) {
    const earlier = before.find((each) => each.step === step.index);
    const contribution = moveStep(d, scope, step, moving, earlier);
    if (contribution !== undefined) moved.push(contribution);
  }
  return moved;
}
function opensAgain(d: Engine, scope: Scope, { goal, happening }: Moving, earlier: Contribution | undefined): Contribution {
  const referral = () => referralOf(d, scope) as ReferralRow;
  const entry = earlier?.entry ?? happening.record;
  const isKept = progressOfGoal(referral(), goal.id).entries?.some(([step, record]) => step === OPENING && record === entry);
  if (earlier !== undefined && !isKept) return earlier;
  if (earlier !== undefined) unmoveGoal(d, scope, earlier, PARTS);
  openWindow(d, scope, referral(), goal, { record: entry, occurredAt: happening.occurredAt });
  return { referral: referral().id, goal: goal.id, step: OPENING, by: "1", full: "1", entry };
}

function moveStep(d: Engine, scope: Scope, step: CompiledStep, moving: Moving, earlier: Contribution | undefined): Contribution | undefined {
  const { goal, happening, context } = moving;
  const full = contributionTo(d, scope, step, moving, earlier !== undefined);
  const value = step.distinct === null || full === undefined ? undefined : distinctOf(d, goal, step, step.distinct, context);
  if (full === undefined || value === null) return undefined;
  // What it moved before is out of it already.
  if (earlier !== undefined && wasSetBack(d, scope, earlier)) return earlier;
  // Told late, or again: what was taken back of it before is not counted.
  const event = keptOf(d, happening);
  const by = event === undefined || event.taken === "0" ? full : contributionLeft(full, event, step.sum);
  const entry = earlier?.entry ?? happening.record;
  add(d, scope, step, { ...moving, by, entry, value }, earlier);
  const referral = referralOf(d, scope) as ReferralRow;
  const run = progressOfGoal(referral, goal.id).runs?.[step.index];
  return {
    referral: referral.id,
    goal: goal.id,
    step: step.index,
    by: exactText(by),
    full: exactText(full),
    ...(run !== undefined && { run }),
    ...(goal.keepsEntries && !isRow(step) && { entry }),
  };
}
interface Added extends Moving {
  by: bigint;
  /** The record under which a goal that keeps its events one by one keeps it. */
  entry: number;
  value: string | undefined;
}
/** In the place of what it moved before. A row that it was in has it still, or has been broken since. */
function add(
  d: Engine,
  scope: Scope,
  step: CompiledStep,
  { goal, happening, key, by, entry, value }: Added,
  earlier: Contribution | undefined,
): void {
  const referral = () => referralOf(d, scope) as ReferralRow;
  if (isRow(step)) {
    if (earlier === undefined) addToRow(d, scope, referral(), { goal, step, by }, key, happening.occurredAt);
  } else if (goal.keepsEntries) {
    if (earlier !== undefined) unmoveGoal(d, scope, earlier, exactOf(earlier.by));
    addEntry(d, scope, referral(), { goal, step, by }, { ...happening, record: entry }, value);
  } else {
    addToStep(d, scope, referral(), { goal, step, by: by - exactOf(earlier?.by ?? "0") }, happening);
  }
}
/** Whether the goal was emptied since the event moved it. */
function wasSetBack(d: Engine, scope: Scope, { goal, step, run }: Contribution): boolean {
  return progressOfGoal(referralOf(d, scope) as ReferralRow, goal).runs?.[step] !== run;
}

function opensWindow({ window }: CompiledGoal, { type }: Happening, context: ConditionContext): boolean {
  if (window?.kind !== "event" || window.opening.event !== type) return false;
  return window.opening.where === null || window.opening.where.evaluate(context) === true;
}
/** Values longer than this are kept as their hash. */
const VALUE_LENGTH_MAX = 40;
/** What must differ from event to event; null where the event does not tell it. */
function distinctOf(d: Engine, goal: CompiledGoal, { index }: CompiledStep, distinct: KeyExpression, context: ConditionContext): string | null {
  const value = distinctValue(distinct, context);
  if (typeof value === "string") return value;
  trace(d, { step: "goal.condition", goal: goal.id, number: index, condition: distinct.source, result: value.error });
  return null;
}

/** A short text that is equal where the value is. */
export function distinctValue(distinct: KeyExpression, context: ConditionContext): ReturnType<KeyExpression["evaluate"]> {
  const value = distinct.evaluate(context);
  return typeof value === "string" && value.length > VALUE_LENGTH_MAX ? sha256Hex(value).slice(0, VALUE_LENGTH_MAX) : value;
}

/** What it adds to the step, in millionths, so that sums of what was converted are taken before any rounding; undefined where that is nothing. */
function contributionTo(d: Engine, scope: Scope, step: CompiledStep, moving: Moving, wasOpen: boolean): bigint | undefined {
  const { goal, happening, context } = moving;
  const progress = progressOfGoal(referralOf(d, scope) as ReferralRow, goal.id);
  if (needOf(step, progress.asked) === null) return undefined;
  const isOpen = wasOpen || (isStepOpen(goal, step, progress, happening.occurredAt, scope.program.timeZone) && !wasClosed(d, scope, step, moving));
  if (!isOpen) {
    trace(d, { step: "goal.not_yet", goal: goal.id, number: step.index });
    return undefined;
  }
  const answer = step.where === null ? true : step.where.evaluate(context);
  if (answer !== true) {
    const result = answer === false ? false : answer.error;
    trace(d, { step: "goal.condition", goal: goal.id, number: step.index, condition: step.where?.source, result });
    return undefined;
  }
  return measureOf(d, scope, step, happening);
}
/** One, or the sum in the program's currency, in millionths; undefined where the event does not tell it. */
export function measureOf(d: Engine, scope: Scope, step: Pick<CompiledStep, "sum">, happening: Happening): bigint | undefined {
  if (step.sum === null) return PARTS;
  const value = basisOf(happening, step.sum);
  const exchange = value === undefined ? undefined : exchangeOfBasis(d, scope, happening, step.sum);
  return value === undefined || exchange === undefined ? undefined : exchanged(value * PARTS, exchange);
}

/** Whether it was meant by the step when it was told before: as it moved nothing then, the goal or the step was not open to it. */
function wasClosed(d: Engine, scope: Scope, step: CompiledStep, { former }: Moving): boolean {
  if (former === undefined) return false;
  const context = contextFor(d, scope, former.happening, former.happening.member);
  if (step.where !== null && step.where.evaluate(context) !== true) return false;
  if (step.distinct !== null && typeof step.distinct.evaluate(context) !== "string") return false;
  return measureOf(d, scope, step, former.happening) !== undefined;
}
