/** Compiles goals: steps numbered in the document's order, the tree that says how they belong together. */
import { parseDecimal } from "../money.js";
import { parseMoment } from "../time.js";
import type { Compiling } from "./compile.js";
import { compileBasis } from "./compile-assortment.js";
import { compileTable } from "./compile-table.js";
import type { CompiledFriendEvent } from "./compiled-grant.js";
import type { CompiledGoal, CompiledNode, CompiledStep, CompiledWindow, FedGoal } from "./compiled-program.js";
import { basisPrecision } from "./measures.js";
import { movingGoal, PLACE_OF_GOAL_TABLES, placeOfEvents } from "./places.js";
import type { Duration, EventStep, Goal, Step } from "./schema.js";
import { shortestOf } from "./shortest.js";
import { anyOf, type OrTable } from "./table.js";

export function compileGoals(compiling: Compiling): Map<string, CompiledGoal> {
  const goals = compiling.document.goals ?? [];
  const moving = movingGoal(goals);
  return new Map(goals.map((goal) => [goal.id, compileGoal(compiling, goal, goal === moving)]));
}

function compileGoal(compiling: Compiling, { id, name, steps: root, window, requires, hold, undo }: Goal, movesReferral: boolean): CompiledGoal {
  const steps: CompiledStep[] = [];
  const tree = compileNode(compiling, root, steps);
  const compiledWindow = window === undefined ? null : compileWindow(compiling, window);
  const movesInTime = compiledWindow?.kind === "event" || compiledWindow?.kind === "rolling";
  return Object.freeze({
    id,
    name: name ?? null,
    steps,
    tree,
    window: compiledWindow,
    requires: requires ?? null,
    hold: hold ?? null,
    undo: undo === undefined ? null : { by: undo.by.map((event) => compileFriendEvent(compiling, event)), within: undo.within },
    movesReferral,
    asks: steps.some(({ needBy }) => needBy !== null) || (compiledWindow !== null && "forBy" in compiledWindow && compiledWindow.forBy !== null),
    keepsEntries: movesInTime || steps.some(({ distinct }) => distinct !== null),
    isReached: (gathered: readonly bigint[]) => isReached(tree, gathered),
  });
}

function compileNode(compiling: Compiling, step: Step, steps: CompiledStep[]): CompiledNode {
  if ("all" in step) return { kind: "all", inOrder: step.inOrder ?? false, nodes: step.all.map((inner) => compileNode(compiling, inner, steps)) };
  if ("any" in step) return { kind: "any", nodes: step.any.map((inner) => compileNode(compiling, inner, steps)) };
  const compiled = compileStep(compiling, step, steps.length);
  steps.push(compiled);
  return { kind: "step", step: compiled };
}

/** An event of the friend that something waits for. */
export function compileFriendEvent({ condition }: Compiling, { event, where }: { event: string; where?: string }): CompiledFriendEvent {
  return { event, where: where === undefined ? null : condition(where, placeOfEvents([event])) };
}

function compileStep(
  compiling: Compiling,
  { event, where, count, sum, atLeast, distinct, name, resetBy = [] }: EventStep,
  index: number,
): CompiledStep {
  const { condition, key, document, vocabulary } = compiling;
  const needed: OrTable<number | string> = sum === undefined ? (count ?? 1) : (atLeast ?? "0");
  const decimals = sum === undefined ? 0 : (basisPrecision(sum, [event], vocabulary) ?? 0);
  const need = (value: number | string) => parseDecimal(String(value), decimals) ?? 0n;
  return {
    index,
    event,
    name: name ?? null,
    where: where === undefined ? null : condition(where, placeOfEvents([event])),
    sum: sum === undefined ? null : compileBasis(document, sum),
    distinct: distinct === undefined ? null : key(distinct, placeOfEvents([event])),
    need: anyOf<number | string>(needed)
      .map(need)
      .reduce((least, each) => (each < least ? each : least)),
    needBy: compileTable<number | string, bigint>(compiling, needed, PLACE_OF_GOAL_TABLES, need),
    resetBy: resetBy.map((each) => compileFriendEvent(compiling, each)),
  };
}

function compileWindow(compiling: Compiling, window: NonNullable<Goal["window"]>): CompiledWindow {
  const zone = compiling.vocabulary.timeZone;
  if ("rolling" in window) return { kind: "rolling", ...compileLength(compiling, window.rolling) };
  if ("from" in window) {
    const { from, for: length } = window;
    if (typeof from === "object") return { kind: "event", opening: compileFriendEvent(compiling, from), ...compileLength(compiling, length) };
    return { kind: "relative", from, ...compileLength(compiling, length) };
  }
  return { kind: "fixed", after: momentOf(window.after, zone), before: momentOf(window.before, zone) };
}

function compileLength(compiling: Compiling, length: OrTable<Duration>) {
  return { for: shortestOf(length), forBy: compileTable(compiling, length, PLACE_OF_GOAL_TABLES, (value) => value) };
}

/** Epoch milliseconds of a moment of a valid document. */
export function momentOf(text: string, zone: string): number {
  const moment = parseMoment(text, zone);
  if (moment === undefined) throw new Error(`A document that is not valid was compiled: ${JSON.stringify(text)} is not a moment`);
  return moment;
}

function isReached(node: CompiledNode, gathered: readonly bigint[]): boolean {
  if (node.kind === "step") return (gathered[node.step.index] ?? 0n) >= node.step.need;
  return node.kind === "all" ? node.nodes.every((inner) => isReached(inner, gathered)) : node.nodes.some((inner) => isReached(inner, gathered));
}

/** The goals of which an event of a type can set a step back, or that it can take back. */
export function goalsSetBackBy(goals: ReadonlyMap<string, CompiledGoal>): Map<string, CompiledGoal[]> {
  const setBack = new Map<string, CompiledGoal[]>();
  for (const goal of goals.values()) {
    const events = [...goal.steps.flatMap(({ resetBy }) => resetBy), ...(goal.undo?.by ?? [])].map(({ event }) => event);
    for (const event of new Set(events)) setBack.set(event, [...(setBack.get(event) ?? []), goal]);
  }
  return setBack;
}

/** The goals that an event of a type can move, with the steps in question: none where it only opens the goal's window. */
export function goalsFedBy(goals: ReadonlyMap<string, CompiledGoal>): Map<string, FedGoal[]> {
  const fed = new Map<string, FedGoal[]>();
  for (const goal of goals.values()) {
    const opening = goal.window?.kind === "event" ? [goal.window.opening.event] : [];
    for (const event of new Set([...goal.steps.map((step) => step.event), ...opening])) {
      const steps = goal.steps.filter((step) => step.event === event);
      fed.set(event, [...(fed.get(event) ?? []), { goal, steps }]);
    }
  }
  return fed;
}
