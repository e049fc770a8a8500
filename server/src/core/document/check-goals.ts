/** Checks goals: their steps, windows, and what they require. */
import { checkMoment } from "./check-identity.js";
import { checkTable } from "./check-table.js";
import {
  type Checking,
  checkCondition,
  checkDecimal,
  checkEvent,
  checkKey,
  checkName,
  itemsOf,
  report,
  soundItems,
  soundMember,
} from "./checking.js";
import { basisPrecision } from "./measures.js";
import { PLACE_OF_GOAL_TABLES, placeOfEvents } from "./places.js";
import { pointerTo, quoted } from "./problem.js";
import type { Basis, EventStep, Goal, Step } from "./schema.js";
import { anyOf, isTable } from "./table.js";

const MAX_STEP_DEPTH = 5;

export function checkGoals(checking: Checking): void {
  const goals = itemsOf(checking.document, "", "goals");
  for (const { value, path } of goals) {
    const steps = soundMember<Step>(checking, value, path, "steps");
    if (steps !== undefined) checkStep(checking, steps.value, steps.path, 1);
    const window = soundMember<NonNullable<Goal["window"]>>(checking, value, path, "window");
    if (window !== undefined) checkWindow(checking, window.value, window.path);
    if (window !== undefined && steps !== undefined && movesInTime(window.value)) checkKept(checking, steps.value, steps.path);
    const undo = soundMember<NonNullable<Goal["undo"]>>(checking, value, path, "undo");
    if (undo !== undefined) checkFriendEvents(checking, undo.value.by, pointerTo(undo.path, "by"));
  }
  const sound = soundItems<Goal>(checking, checking.document, "", "goals");
  for (const { value, path } of sound)
    checkRequires(
      checking,
      value,
      path,
      sound.map((goal) => goal.value),
    );
  const moving = goals.filter(({ value }) => value.movesReferral === true);
  for (const { path } of moving.slice(1))
    report(checking, pointerTo(path, "movesReferral"), "another goal moves the referral already", "Let one goal alone move the referral.");
}

function checkStep(checking: Checking, step: Step, path: string, depth: number): void {
  if (depth > MAX_STEP_DEPTH) report(checking, path, "steps are nested too deeply", `Nest them at most ${MAX_STEP_DEPTH} deep.`);
  else if ("all" in step) checkInner(checking, step.all, pointerTo(path, "all"), depth);
  else if ("any" in step) checkInner(checking, step.any, pointerTo(path, "any"), depth);
  else checkEventStep(checking, step, path);
}
function checkInner(checking: Checking, steps: readonly Step[], path: string, depth: number): void {
  for (const [index, step] of steps.entries()) checkStep(checking, step, pointerTo(path, index), depth + 1);
}

function checkEventStep(checking: Checking, step: EventStep, path: string): void {
  if (!checkEvent(checking, pointerTo(path, "event"), step.event)) return;
  const corrected = checking.vocabulary.events.get(step.event)?.corrects;
  if (corrected != null) {
    report(
      checking,
      pointerTo(path, "event"),
      `${quoted(step.event)} takes back ${quoted(corrected)} and cannot be counted`,
      `Count ${corrected}; what is taken back is subtracted.`,
    );
  }
  checkCondition(checking, pointerTo(path, "where"), step.where, placeOfEvents([step.event]));
  checkFriendEvents(checking, step.resetBy ?? [], pointerTo(path, "resetBy"));
  checkTable(checking, step.count, pointerTo(path, "count"), PLACE_OF_GOAL_TABLES, () => undefined);
  if (step.resetBy !== undefined && step.count !== undefined && isTable(step.count))
    report(checking, pointerTo(path, "count"), "a row has one length for all", "Write one number, or leave resetBy out.");
  if (step.resetBy !== undefined && step.sum !== undefined)
    report(checking, pointerTo(path, "resetBy"), "a sum has no row that could break", "Count events, or leave resetBy out.");
  if (step.sum === undefined && step.atLeast !== undefined)
    report(checking, pointerTo(path, "sum"), '"sum" is missing beside "atLeast"', "Say what is added up: sum: goods. Or use count.");
  if (step.sum !== undefined) checkSum(checking, step, step.sum, path);
  if (step.distinct !== undefined) checkDistinct(checking, step, step.distinct, path);
}
/** What is distinct is kept for corrections: it must follow from the event, whenever it is asked. */
function checkDistinct(checking: Checking, { event, sum, count = 1, resetBy }: EventStep, distinct: string, path: string): void {
  const place = pointerTo(path, "distinct");
  if (sum !== undefined) report(checking, place, "a sum has no different values", "Count them: leave sum and atLeast out. Or leave distinct out.");
  if (resetBy !== undefined) report(checking, pointerTo(path, "resetBy"), "different values do not come in a row", "Leave resetBy or distinct out.");
  for (const each of anyOf<number>(count)) checkKeptCount(checking, each, path, "different values");
  const compiled = checking.expressions.key(distinct, placeOfEvents([event]));
  const other = compiled.ok ? [...compiled.expression.reads].find((name) => !name.startsWith("event.")) : undefined;
  if (!compiled.ok) checkKey(checking, place, distinct, placeOfEvents([event]));
  else if (other !== undefined)
    report(checking, place, `${quoted(other)} is not told by the event`, "Ask the event alone: event.channel, event.properties.city.");
}
/** More than so many events of one goal are not kept one by one. */
const KEPT_COUNT_MAX = 100;
function checkKeptCount(checking: Checking, count: number, path: string, what: string): void {
  if (count > KEPT_COUNT_MAX)
    report(checking, pointerTo(path, "count"), `${what} are counted up to ${KEPT_COUNT_MAX}`, `Write at most ${KEPT_COUNT_MAX}.`);
}
/** Events of the friend that something waits for. */
export function checkFriendEvents(checking: Checking, events: readonly FriendEvent[], path: string): void {
  for (const [index, event] of events.entries()) checkFriendEvent(checking, event, pointerTo(path, index));
}
type FriendEvent = { event: string; where?: string };
export function checkFriendEvent(checking: Checking, { event, where }: FriendEvent, path: string): void {
  if (!checkEvent(checking, pointerTo(path, "event"), event)) return;
  const corrected = checking.vocabulary.events.get(event)?.corrects;
  if (corrected != null) {
    const remedy = `Name another type of event. What is taken back of ${quoted(corrected)} takes its rewards along by itself.`;
    report(checking, pointerTo(path, "event"), `${quoted(event)} takes back ${quoted(corrected)} and is nothing by itself`, remedy);
  }
  checkCondition(checking, pointerTo(path, "where"), where, placeOfEvents([event]));
}
function checkSum(checking: Checking, { event, atLeast, count }: EventStep, sum: Basis, path: string): void {
  if (count !== undefined) report(checking, pointerTo(path, "count"), "a step has a count or a sum, not both", "Make two steps under all.");
  if (atLeast === undefined)
    report(checking, pointerTo(path, "atLeast"), '"atLeast" is missing beside "sum"', 'Say how much is needed: atLeast: "100.00".');
  const precision = checkBasis(checking, pointerTo(path, "sum"), sum, [event]);
  if (precision === undefined) return;
  checkTable(checking, atLeast, pointerTo(path, "atLeast"), PLACE_OF_GOAL_TABLES, (value: string, at) => {
    const needed = checkDecimal(checking, at, value, precision, nameOfBasis(checking, sum));
    if (needed === 0n) report(checking, at, "a sum of nothing is reached by nothing", "Write more than 0.");
  });
}

/** Reports a property that cannot be measured; gives the decimals of what is measured. */
export function checkBasis(checking: Checking, path: string, basis: Basis, events: readonly string[]): number | undefined {
  const precision = basisPrecision(basis, events, checking.vocabulary);
  if (typeof basis === "string") return precision;
  if ("assortment" in basis) {
    const isKnown = checkName(checking, pointerTo(path, "assortment"), "assortment", basis.assortment, checking.vocabulary.assortments);
    return isKnown ? precision : undefined;
  }
  const place = pointerTo(path, "property");
  const declared = events.map((event) => checking.vocabulary.events.get(event)?.properties.get(basis.property));
  if (declared.some((property) => property?.personal === true)) {
    report(checking, place, `${quoted(basis.property)} is personal data and cannot be measured`, "Send it as a property that is not personal.");
  } else if (precision === undefined) {
    const where = events.length === 1 ? `events.${events[0]}.properties` : "the types of events that can come here";
    report(checking, place, `there is no money or int property ${quoted(basis.property)} here`, `Declare it in ${where} with type money or int.`);
  }
  return precision;
}
function nameOfBasis({ vocabulary }: Checking, basis: Basis): string {
  return typeof basis === "object" && "property" in basis ? basis.property : vocabulary.currency;
}

type Window = NonNullable<Goal["window"]>;
function movesInTime(window: Window): boolean {
  return "rolling" in window || ("from" in window && typeof window.from === "object");
}
/** Steps of a goal whose window moves: what has counted is kept, event by event. */
function checkKept(checking: Checking, step: Step, path: string): void {
  const inner = "all" in step ? step.all : "any" in step ? step.any : [];
  const list = pointerTo(path, "all" in step ? "all" : "any");
  for (const [index, each] of inner.entries()) checkKept(checking, each, pointerTo(list, index));
  if (!("event" in step)) return;
  for (const each of anyOf<number>(step.count ?? 1)) checkKeptCount(checking, each, path, "events in a window that moves");
  const remedy = "Let the window begin with the sign-up or the visit, or leave resetBy out.";
  if (step.resetBy !== undefined) report(checking, pointerTo(path, "resetBy"), "a row has no window that moves", remedy);
}

function checkWindow(checking: Checking, window: Window, path: string): void {
  const length = "rolling" in window ? window.rolling : "for" in window ? window.for : undefined;
  checkTable(checking, length, pointerTo(path, "rolling" in window ? "rolling" : "for"), PLACE_OF_GOAL_TABLES, () => undefined);
  if ("rolling" in window) return;
  if ("from" in window && typeof window.from === "object") checkFriendEvent(checking, window.from, pointerTo(path, "from"));
  if ("from" in window) return;
  const after = checkMoment(checking, pointerTo(path, "after"), window.after);
  const before = checkMoment(checking, pointerTo(path, "before"), window.before);
  if (after !== undefined && before !== undefined && after >= before)
    report(checking, pointerTo(path, "before"), "the window ends before it begins", "Put before later than after.");
}

function checkRequires(checking: Checking, goal: Goal, path: string, goals: readonly Goal[]): void {
  const { id, requires } = goal;
  if (requires === undefined) return;
  const place = pointerTo(path, "requires");
  if (!checkName(checking, place, "goal", requires, checking.ids.goals)) return;
  if (!isCircular(id, requires, goals)) return;
  report(checking, place, `the goal ${quoted(id)} requires itself in the end`, "Break the circle: leave requires out of one of the goals.");
}
function isCircular(id: string, requires: string, goals: readonly Goal[]): boolean {
  const chain = new Set<string>();
  for (let next: string | undefined = requires; next !== undefined; next = goals.find((other) => other.id === next)?.requires) {
    if (next === id) return true;
    if (chain.has(next)) return false;
    chain.add(next);
  }
  return false;
}
