/**
 * Days or weeks in a row, as a function of which of them have an event. The last ones are kept one by one, so that an event that is told late fills its day
 * and one that is taken back empties it; what is older is folded.
 */
import { firstDayOfWeek, type Weekday, weekOf } from "./calendar.js";
import type { CompiledStreak } from "./document/compiled-game.js";
import { dayOf, hasDay, startOf } from "./time.js";

/** So many days or weeks with an event are kept one by one: what is older is neither filled nor emptied any more. */
export const STREAK_KEPT_MAX = 100;

/** What came of the days so far. */
export interface Run {
  /** How many in a row; the last of them. */
  length: number;
  last: number;
  /** In which zones the member was on the last of them. */
  zones: string[];
  freezes: number;
  best: number;
  /** How many streaks that are over had each length. */
  ended: Record<string, number>;
}
export interface StreakState {
  /** What a number means: days, or weeks from which day on. Another form begins anew. */
  form: string;
  /** By number: how many events, by the member's zone at each. */
  days: Record<string, Record<string, number>>;
  /** What came of those before. */
  base: Run | null;
  /** By length: what rules were told of it. */
  given: Record<string, { times: number; live: number[]; before: number }>;
}
export type Rhythm = Pick<CompiledStreak, "each" | "freezes"> & { weekStart: Weekday };

export function emptyStreak(rhythm: Rhythm): StreakState {
  return { form: formOf(rhythm), days: {}, base: null, given: {} };
}
export function formOf({ each, weekStart }: Rhythm): string {
  return each === "day" ? "day" : `week/${weekStart}`;
}
/** The number of the day or week that holds the instant in the zone. */
export function numberOf({ each, weekStart }: Rhythm, at: number, zone: string): number {
  const day = dayOf(at, zone);
  return each === "day" ? day : weekOf(day, weekStart);
}

/** One event more, or one less, on the day or week; what is older than those that are kept stays as it is. */
export function changeDay(state: StreakState, number: number, zone: string, by: 1 | -1, rhythm: Rhythm): StreakState {
  if (state.base !== null && number <= state.base.last) return state;
  const { [number]: before = {}, ...others } = state.days;
  const { [zone]: counted = 0, ...zones } = before;
  const after = { ...zones, ...(counted + by > 0 && { [zone]: counted + by }) };
  const days = Object.keys(after).length > 0 ? { ...others, [number]: after } : others;
  return foldOld({ ...state, days }, rhythm);
}
function foldOld(state: StreakState, rhythm: Rhythm): StreakState {
  const numbers = numbersOf(state);
  if (numbers.length <= STREAK_KEPT_MAX) return state;
  const days = { ...state.days };
  let { base } = state;
  for (const number of numbers.slice(0, numbers.length - STREAK_KEPT_MAX)) {
    base = after(base, number, Object.keys(days[number] ?? {}), rhythm);
    delete days[number];
  }
  return { ...state, days, base };
}
function numbersOf({ days }: StreakState): number[] {
  return Object.keys(days)
    .map(Number)
    .sort((a, b) => a - b);
}

/** What comes of the days; null of none. */
export function runOf(state: StreakState, rhythm: Rhythm): Run | null {
  return numbersOf(state).reduce<Run | null>((run, number) => after(run, number, Object.keys(state.days[number] ?? {}), rhythm), state.base);
}
function after(run: Run | null, number: number, zones: string[], rhythm: Rhythm): Run {
  const { freezes } = rhythm;
  const missed = run === null ? 0 : missedBetween(run, number, zones, rhythm);
  const goesOn = run !== null && missed <= run.freezes;
  const length = goesOn ? run.length + 1 : 1;
  const left = goesOn ? run.freezes - missed : 0;
  const earned = freezes !== null && length % freezes.earnedEvery === 0 ? 1 : 0;
  const ended = run === null || goesOn ? (run?.ended ?? {}) : { ...run.ended, [run.length]: (run.ended[run.length] ?? 0) + 1 };
  return {
    length,
    last: number,
    zones: [...zones].sort(),
    freezes: Math.min(left + earned, freezes?.max ?? 0),
    best: Math.max(length, run?.best ?? 0),
    ended,
  };
}

/** No streak outlives more than this: freezes, and a day for a journey. */
const MISSED_MAX = 12;
/**
 * How many were missed between the last one and this one. Days that the zone did not have were not missed; and one day is forgiven who came into a zone that is
 * ahead of the one before, where the day was shorter or left out. A week is too long to be lost by a journey.
 */
function missedBetween({ last, zones: before }: Run, number: number, zones: string[], { each }: Rhythm): number {
  const gap = number - last - 1;
  if (each === "week" || gap <= 0 || gap > MISSED_MAX) return Math.max(gap, 0);
  let missed = 0;
  for (let day = last + 1; day < number; day++) if (zones.every((zone) => hasDay(day, zone))) missed++;
  return missed > 0 && cameAhead(last, before, zones) ? missed - 1 : missed;
}
function cameAhead(last: number, before: string[], zones: string[]): boolean {
  return before.some((from) => zones.some((zone) => zone !== from && dayOf(startOf(last + 1, from) - 1, zone) > last));
}

/** How many streaks have reached the length. */
export function timesReached(run: Run | null, length: number): number {
  if (run === null) return 0;
  const over = Object.entries(run.ended).filter(([each]) => Number(each) >= length);
  return over.reduce((sum, [, times]) => sum + times, run.length >= length ? 1 : 0);
}

/** How a streak stands at the moment: nothing is written when time passes. Until when it lives if nothing comes; null when it is over. */
export interface StreakStanding {
  length: number;
  best: number;
  freezes: number;
  aliveUntil: number | null;
}
export function standingAt(run: Run | null, now: number, zone: string, rhythm: Rhythm): StreakStanding {
  if (run === null) return { length: 0, best: 0, freezes: 0, aliveUntil: null };
  const end = endOf(run, zone, rhythm);
  if (now >= end) return { length: 0, best: run.best, freezes: 0, aliveUntil: null };
  const missed = missedBetween(run, numberOf(rhythm, now, zone), [zone], rhythm);
  return { length: run.length, best: run.best, freezes: Math.max(run.freezes - missed, 0), aliveUntil: end };
}
/** The end of the last day or week on which an event still makes it longer, for a member who stays in the zone. */
function endOf({ last, freezes }: Run, zone: string, { each, weekStart }: Rhythm): number {
  if (each === "week") return startOf(firstDayOfWeek(last + freezes + 2, weekStart), zone);
  let day = last + 1;
  for (let left = freezes; left > 0 || !hasDay(day, zone); day++) if (hasDay(day, zone)) left--;
  return startOf(day + 1, zone);
}
