/**
 * Goals that are judged event by event: their window opens at an event or may lie anywhere, or different values count. What has counted is kept with its
 * time, so that the order in which events are told changes nothing, and taking one back leaves what the others amount to.
 */
import type { CompiledGoal, CompiledStep } from "./document/compiled-program.js";
import { exactOf, exactText, PARTS } from "./exact.js";
import { type Asked, lengthOf, needOf } from "./goal-asked.js";
import { isRow } from "./goal-rows.js";
import { isMet, isOpen, type StepStanding } from "./goal-tree.js";
import type { GoalEntry, GoalProgress } from "./rows.js";
import { addDuration } from "./time.js";

/** The step that opens a window is none of the goal's. */
export const OPENING = -1;
/** As much of a goal is kept; and as many events that opened its window, the earliest of them. */
export const ENTRIES_MAX = 200;
const OPENINGS_MAX = 20;

/** The entries with another one, by when they happened. Of more than are kept those go that matter least; of a goal that is reached what came last. */
export function withEntry(entries: readonly GoalEntry[], entry: GoalEntry, isReached: boolean): GoalEntry[] {
  const all = [...entries, entry].sort((a, b) => a[2] - b[2] || a[1] - b[1] || a[0] - b[0]);
  const [openings, counted] = [all.filter(([step]) => step === OPENING), all.filter(([step]) => step !== OPENING)];
  const spare = openings.length > OPENINGS_MAX ? openings.at(-1) : counted.length <= ENTRIES_MAX ? undefined : isReached ? entry : spareOf(counted);
  return all.filter((each) => each !== spare);
}
/** The earliest of which the value comes again, else the earliest. */
function spareOf(counted: readonly GoalEntry[]): GoalEntry | undefined {
  const isRepeated = ([step, , , , value]: GoalEntry, index: number) =>
    value !== undefined && counted.some((other, place) => place > index && other[0] === step && other[4] === value);
  return counted.find(isRepeated) ?? counted[0];
}

/** The entries without so much of one of them; all of it, and it is gone. */
export function withoutPart(entries: readonly GoalEntry[], step: number, record: number, by: bigint): GoalEntry[] {
  return entries.flatMap((entry): GoalEntry[] => {
    const [own, from, at, before, ...value] = entry;
    if (own !== step || from !== record) return [entry];
    const left = exactOf(before) - by;
    return left <= 0n ? [] : [[own, from, at, exactText(left), ...value]];
  });
}

/** Without what lies in no window of which anything may still be told: that was before `isTold` says. */
export function withoutPast(
  entries: readonly GoalEntry[],
  { window }: CompiledGoal,
  { zone, asked }: Judging,
  isTold: (end: number) => boolean,
): GoalEntry[] {
  const length = window?.kind === "rolling" ? lengthOf(window, asked) : null;
  // A table may make the time longer later.
  if (window?.kind !== "rolling" || window.forBy !== null || length === null) return [...entries];
  return entries.filter(([, , at]) => !isTold(addDuration(at, length, zone)));
}

/** When the window opened; undefined while it has not. */
export function openedAt(entries: readonly GoalEntry[]): number | undefined {
  return entries.find(([step]) => step === OPENING)?.[2];
}

/** What a goal is judged by besides what has counted: the time zone, what its tables have said, and how its rows stand. */
export interface Judging {
  zone: string;
  asked?: Asked | undefined;
  rows?: Pick<GoalProgress, "steps" | "met">;
}
export interface Gathered {
  isMet: boolean;
  /** By step: a count or a sum in millionths, the most of any window. */
  steps: bigint[];
}
/** What lies together in the goal's window, or in one of its windows where it can be anywhere. */
export function gatheredOf(goal: CompiledGoal, entries: readonly GoalEntry[], judging: Judging): Gathered {
  const most: Gathered = { isMet: false, steps: goal.steps.map(() => 0n) };
  for (const [from, before] of windowsOf(goal, entries, judging)) {
    const { standing, steps } = gatheredIn(goal, entries, [from, before], judging);
    if (isMet(goal.tree, standing)) return { isMet: true, steps };
    for (const [index, sum] of steps.entries()) if (sum > (most.steps[index] ?? 0n)) most.steps[index] = sum;
  }
  return most;
}

/** Whether a row is open to what happens at a moment. No goal with a row has a window that moves. */
export function isRowOpen(goal: CompiledGoal, entries: readonly GoalEntry[], judging: Judging, step: CompiledStep, occurredAt: number): boolean {
  return isOpen(goal.tree, step, gatheredIn(goal, entries, ALWAYS, judging).standing, occurredAt);
}

type Bounds = [from: number, before: number];
const ALWAYS: Bounds = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
/** A window that may begin anywhere need only be looked at where something happened, and not behind one that holds everything to the last. */
function windowsOf({ window }: CompiledGoal, entries: readonly GoalEntry[], { zone, asked }: Judging): Bounds[] {
  if (window?.kind !== "event" && window?.kind !== "rolling") return [ALWAYS];
  const length = lengthOf(window, asked);
  const opened = openedAt(entries);
  if (length === null) return [];
  if (window.kind === "event") return opened === undefined ? [] : [[opened, addDuration(opened, length, zone)]];
  const windows: Bounds[] = [];
  const last = entries.at(-1)?.[2] ?? 0;
  for (const [, , at] of entries) {
    const before = addDuration(at, length, zone);
    windows.push([at, before]);
    if (before > last) break;
  }
  return windows;
}

interface InWindow {
  standing: StepStanding;
  steps: bigint[];
}
function gatheredIn({ steps, tree }: CompiledGoal, entries: readonly GoalEntry[], [from, before]: Bounds, { asked, rows }: Judging): InWindow {
  const sums = steps.map((step) => (isRow(step) ? exactOf(rows?.steps[step.index] ?? "0") : 0n));
  const met = new Map(steps.flatMap((step) => (isRow(step) && rows?.met[step.index] !== undefined ? [[step.index, rows.met[step.index]]] : [])));
  const seen = new Set<string>();
  const standing: StepStanding = { isMet: ({ index }) => met.has(index), metAt: ({ index }) => met.get(index) };
  for (const [index, , at, by, value] of entries) {
    const step: CompiledStep | undefined = steps[index];
    if (step === undefined || at < from || at >= before || !isOpen(tree, step, standing, at)) continue;
    if (value !== undefined && seen.has(`${index}\n${value}`)) continue;
    seen.add(`${index}\n${value}`);
    sums[index] = (sums[index] ?? 0n) + exactOf(by);
    const need = needOf(step, asked);
    if (!met.has(index) && need !== null && (sums[index] ?? 0n) >= need * PARTS) met.set(index, at);
  }
  return { standing, steps: sums };
}
