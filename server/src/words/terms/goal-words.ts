/** What a friend does for a referral to count: goals, their steps, windows and holds. */
import type { Duration, EventStep, Goal, Step } from "../../core/document/schema.js";
import { isTable, type OrTable } from "../../core/document/table.js";
import { parseDecimal } from "../../core/money.js";
import { basisIn } from "./amount-words.js";
import { conditionIn, friendEventIn, keyIn } from "./condition-words.js";
import { tabled } from "./table-words.js";
import {
  type Clause,
  durationIn,
  eventIn,
  listIn,
  momentIn,
  moneyIn,
  movingGoalIn,
  nameIn,
  numberIn,
  quote,
  type Telling,
  textIn,
} from "./telling.js";

/** A clause for each goal, with when and how long as details; none without goals. */
export function goalClauses(telling: Telling): Clause[] {
  const { goals = [], schedule = {} } = telling.document;
  if (goals.length === 0) return [];
  const { qualifyFrom, qualifyUntil } = schedule;
  const times = [
    ...(qualifyFrom === undefined ? [] : [telling.say("time.qualifyFrom", { moment: momentIn(telling, qualifyFrom) })]),
    ...(qualifyUntil === undefined ? [] : [telling.say("time.qualifyUntil", { moment: momentIn(telling, qualifyUntil) })]),
  ];
  return [...goals.map((goal) => goalClause(telling, goal)), { text: telling.say("goal.subjects") }, ...times.map((text) => ({ text }))];
}

function goalClause(telling: Telling, goal: Goal): Clause {
  const { goals } = telling.document;
  const name = nameIn(telling, goals, goal.id);
  const details = [
    ...(goal.window === undefined ? [] : [windowIn(telling, goal.window)]),
    ...(goal.requires === undefined ? [] : [telling.say("goal.requires", { goal: nameIn(telling, goals, goal.requires) })]),
    ...(name === movingGoalIn(telling) ? [telling.say("goal.moves")] : []),
    ...(goal.undo === undefined ? [] : [undoIn(telling, goal.undo)]),
    ...(goal.hold === undefined ? [] : [telling.say("goal.hold", { time: durationIn(telling, goal.hold, "for") })]),
  ];
  return { text: telling.say("goal.is", { name, steps: stepIn(telling, goal.steps) }), details };
}

function undoIn(telling: Telling, { by, within }: NonNullable<Goal["undo"]>): string {
  const events = by.map((event) => friendEventIn(telling, event));
  return telling.say("goal.undo", { events: listIn(telling, events, "or"), time: durationIn(telling, within, "of") });
}

function windowIn(telling: Telling, window: NonNullable<Goal["window"]>): string {
  if ("rolling" in window)
    return telling.say("goal.rolling", { time: tabled<Duration>(telling, window.rolling, (each) => durationIn(telling, each, "for")) });
  if ("after" in window) return telling.say("goal.between", { after: momentIn(telling, window.after), before: momentIn(telling, window.before) });
  const time = tabled<Duration>(telling, window.for, (each) => durationIn(telling, each, "of"));
  if (typeof window.from === "string") return telling.say("goal.within", { time, from: window.from });
  return telling.say("goal.withinEvent", { time, event: friendEventIn(telling, window.from) });
}

function stepIn(telling: Telling, step: Step, isInner = false): string {
  if ("all" in step) return compound(telling, step.all, step.inOrder === true ? "inOrder" : "all", isInner);
  if ("any" in step) return compound(telling, step.any, "any", isInner);
  return eventStepIn(telling, step);
}
function compound(telling: Telling, inner: readonly Step[], kind: "all" | "inOrder" | "any", isInner: boolean): string {
  const parts = inner.map((step) => stepIn(telling, step, true));
  const words = parts.length === 1 ? (parts[0] ?? "") : telling.say(`step.${kind}`, { parts: listIn(telling, parts, "then") });
  return isInner && parts.length > 1 ? `(${words})` : words;
}
function eventStepIn(telling: Telling, { event, where, count = 1, sum, atLeast = "0", distinct, resetBy = [], name }: EventStep): string {
  const type = eventIn(telling, event);
  const what =
    sum === undefined
      ? countIn(telling, type, count)
      : telling.say("step.sum", {
          event: type,
          basis: basisIn(telling, sum),
          need: tabled(telling, atLeast, (each: string) => needIn(telling, event, sum, each)),
        });
  const filtered = where === undefined ? what : telling.say("step.where", { what, condition: conditionIn(telling, where) });
  const different = distinct === undefined ? filtered : telling.say("step.distinct", { what: filtered, key: keyIn(telling, distinct) });
  const resets = resetBy.map((reset) => friendEventIn(telling, reset));
  const inRow = resets.length === 0 ? different : telling.say("step.inRow", { what: different, events: listIn(telling, resets, "or") });
  return name === undefined ? inRow : telling.say("step.named", { name: quote(telling, textIn(telling, name)), what: inRow });
}
function countIn(telling: Telling, event: string, count: OrTable<number>): string {
  if (!isTable(count)) return telling.say("step.count", { event, n: count });
  return telling.say("step.countBy", { event, n: tabled(telling, count, (each) => numberIn(telling, String(each))) });
}
/** A sum of money is money, any other a number. */
export function needIn(telling: Telling, event: string, sum: NonNullable<EventStep["sum"]>, atLeast: string): string {
  const isNumber =
    typeof sum === "object" && "property" in sum && telling.vocabulary.events.get(event)?.properties.get(sum.property)?.type !== "money";
  return !isNumber && parseDecimal(atLeast, telling.vocabulary.precision) !== undefined ? moneyIn(telling, atLeast) : numberIn(telling, atLeast);
}
