/** When what comes by itself comes: the boundaries of periods, the days of a date. All are moments strictly after a given one. */
import type { CompiledClock } from "./document/compiled-program.js";
import type { Scalar } from "./record.js";
import { addDuration, parseMoment, periodOf } from "./time.js";

type Zone = { timeZone: string; weekStart: "monday" | "sunday" | "saturday" };
type PeriodClock = Extract<CompiledClock, { kind: "period" }>;
type DateClock = Extract<CompiledClock, { kind: "date" }>;
type SilenceClock = Extract<CompiledClock, { kind: "silence" }>;

/** One coming of a clock: `slot` names it for ever, `at` is when it is due, `occurredAt` what limits and periods see. */
export interface Strike {
  at: number;
  slot: string;
  occurredAt: number;
}

/** The first boundary of the period after the moment. An end belongs to the period that ends: its last millisecond is when it happens. */
export function periodStrike({ period, at }: PeriodClock, after: number, { timeZone, weekStart }: Zone): Strike {
  const { key, end } = periodOf(after, period, timeZone, weekStart);
  return at === "end"
    ? { at: end, slot: key, occurredAt: end - 1 }
    : { at: end, slot: periodOf(end, period, timeZone, weekStart).key, occurredAt: end };
}

/**
 * The first day of the date after the moment, when it begins in the zone; undefined where none comes. The date is a text that begins with YYYY-MM-DD or is
 * MM-DD, or an instant, of which the day in the zone is meant. What is no date never comes.
 */
export function dateStrike({ yearly }: DateClock, date: Scalar | undefined, after: number, { timeZone }: Zone): Strike | undefined {
  const day = dayOf(date, timeZone);
  if (day === undefined) return undefined;
  const { year, monthAndDay } = day;
  if (!yearly)
    return year === undefined ? undefined : after < momentOf(year, monthAndDay, timeZone) ? strikeOn(year, monthAndDay, timeZone) : undefined;
  const first = Number(periodOf(after, "year", timeZone).key);
  // The day of this year may be over, that of the next is not.
  return [first, first + 1].map((each) => strikeOn(each, monthAndDay, timeZone)).find(({ at }) => at > after);
}
function dayOf(date: Scalar | undefined, zone: string): { year: number | undefined; monthAndDay: string } | undefined {
  const text = typeof date === "number" ? periodOf(date, "day", zone).key : String(date ?? "");
  const match = /^(?:(\d{4})-|--)?(\d{2}-\d{2})(?:T.*)?$/.exec(text);
  // A leap year has every day that there is.
  if (match?.[2] === undefined || parseMoment(`2000-${match[2]}`, "UTC") === undefined) return undefined;
  return { year: match[1] === undefined ? undefined : Number(match[1]), monthAndDay: match[2] };
}
function strikeOn(year: number, monthAndDay: string, zone: string): Strike {
  const at = momentOf(year, monthAndDay, zone);
  return { at, slot: String(year), occurredAt: at };
}
function momentOf(year: number, monthAndDay: string, zone: string): number {
  const text = `${String(year).padStart(4, "0")}-${monthAndDay}`;
  return parseMoment(text, zone) ?? parseMoment(text.replace("02-29", "02-28"), zone) ?? Number.POSITIVE_INFINITY;
}

/** The first moment after the given one at which a silence since `start` has lasted a whole number of times as long as the clock waits. */
export function silenceStrike(clock: SilenceClock, start: number, after: number, { timeZone }: Zone): Strike {
  let at = addDuration(start, clock.for, timeZone);
  while (at <= after) at = addDuration(at, clock.for, timeZone);
  return { at, slot: String(start), occurredAt: at };
}
