/**
 * Instants are epoch milliseconds; a zone says what a day, a month or a local moment is.
 * The one file of the core that knows Temporal. Temporal answers where a zone changes its offset; between its changes a zone is an addition,
 * so that almost every question costs some nanoseconds instead of some ten microseconds.
 */
import { Temporal } from "temporal-polyfill";
import { addMonths, type CalendarUnit, dateOfDay, dateText, dayOfDate, firstDayOf, isDate, nextFirstDay, unitKey, type Weekday } from "./calendar.js";
import type { Duration, Period } from "./document/schema.js";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Instants run from 1970 until before the year 10000, UTC, half-open. */
export const FIRST_INSTANT = 0;
export const END_OF_TIME = 253_402_300_800_000;

/** A stretch of time, half-open: `start` is inside, `end` is not. `key` names it within its zone, kind and first day of the week. */
export type PeriodBounds = { key: string; start: number; end: number };

/**
 * The instant a duration later. Minutes, hours and days are elapsed time: a day is 24 hours.
 * calendarDays, months and years keep the local time of day in the zone; a month too short takes its last day (31 January + 1 month is the end of
 * February). A local time that the zone skips is moved later by the gap, one that it has twice is the earlier. Throws on an unknown zone.
 */
export function addDuration(at: number, duration: Duration, zone: string): number {
  if (!isOfCalendar(duration)) return at + elapsedBy(duration);
  const local = at + offsetAt(at, zone);
  const day = Math.floor(local / DAY);
  return instantOfLocal(dayAfter(day, duration) * DAY + (local - day * DAY), zone);
}

type CalendarDuration = Extract<Duration, { calendarDays: number } | { months: number } | { years: number }>;
function isOfCalendar(duration: Duration): duration is CalendarDuration {
  return "calendarDays" in duration || "months" in duration || "years" in duration;
}
function elapsedBy(duration: Exclude<Duration, CalendarDuration>): number {
  if ("minutes" in duration) return duration.minutes * MINUTE;
  return "hours" in duration ? duration.hours * HOUR : duration.days * DAY;
}
/** The milliseconds of a duration that is as long wherever it begins; undefined for one of the calendar. */
export function fixedLength(duration: Duration): number | undefined {
  return isOfCalendar(duration) ? undefined : elapsedBy(duration);
}

function dayAfter(day: number, duration: { calendarDays: number } | { months: number } | { years: number }): number {
  if ("calendarDays" in duration) return day + duration.calendarDays;
  return addMonths(day, "months" in duration ? duration.months : duration.years * 12);
}

/**
 * The calendar period in the zone that holds the instant. The periods of a kind follow each other without gap or overlap.
 * `lifetime` is all of time. For rollingDays it is the instant's calendar day: the last n are counted from it (rollingDayKeys).
 * A day begins at its first instant, which is not midnight where the zone skips midnight. Throws on an unknown zone.
 */
export function periodOf(at: number, period: Period, zone: string, weekStart: Weekday = "monday"): PeriodBounds {
  if (period === "lifetime") return LIFETIME;
  return calendarPeriodOf(at, typeof period === "string" ? period : "day", zone, weekStart).bounds;
}

const LIFETIME: PeriodBounds = Object.freeze({ key: "lifetime", start: FIRST_INSTANT, end: END_OF_TIME });

/** The calendar day in the zone that holds the instant, as days since 1970-01-01; a day that a zone lives twice or leaves is one day. */
export function dayOf(at: number, zone: string): number {
  return calendarPeriodOf(at, "day", zone, "monday").firstDay;
}
/** The day's first instant in the zone. */
export function startOf(day: number, zone: string): number {
  return startOfDay(day, zone);
}
/** Whether the zone has the day: Samoa had no 30 December 2011. */
export function hasDay(day: number, zone: string): boolean {
  return startOfDay(day, zone) < startOfDay(day + 1, zone);
}

/** The keys of the last n calendar days in the zone, the instant's own first. */
export function rollingDayKeys(at: number, n: number, zone: string): string[] {
  const { firstDay } = calendarPeriodOf(at, "day", zone, "monday");
  return Array.from({ length: n }, (_, back) => dateText(firstDay - back));
}

type CalendarPeriod = { firstDay: number; bounds: PeriodBounds };

/** The last period found, by zone and slot: what is asked next is mostly about the same one. */
const lastPeriods = new Map<string, (CalendarPeriod | undefined)[]>();

function calendarPeriodOf(at: number, unit: CalendarUnit, zone: string, weekStart: Weekday): CalendarPeriod {
  const slot = unit === "week" ? WEEK_SLOTS[weekStart] : UNIT_SLOTS[unit];
  const last = lastPeriods.get(zone)?.[slot];
  if (last && at >= last.bounds.start && at < last.bounds.end) return last;
  const found = findPeriod(at, unit, zone, weekStart);
  remembered(lastPeriods, zone)[slot] = found;
  return found;
}

const UNIT_SLOTS = { day: 0, month: 1, quarter: 2, year: 3 };
const WEEK_SLOTS: Record<Weekday, number> = { monday: 4, sunday: 5, saturday: 6 };

function findPeriod(at: number, unit: CalendarUnit, zone: string, weekStart: Weekday): CalendarPeriod {
  let firstDay = firstDayOf(Math.floor((at + offsetAt(at, zone)) / DAY), unit, weekStart);
  for (;;) {
    const nextDay = nextFirstDay(firstDay, unit);
    const end = startOfDay(nextDay, zone);
    if (at < end) return { firstDay, bounds: Object.freeze({ key: unitKey(firstDay, unit), start: startOfDay(firstDay, zone), end }) };
    // Where a clock was set back over midnight the local date returns to yesterday; the period does not.
    firstDay = nextDay;
  }
}

/**
 * The instant of a moment as a document or a person writes it: a date, or a date and time, with an offset or without.
 * Without an offset it is read in the zone: a skipped local time is moved later by the gap, one that comes twice is the earlier, a date is its day's
 * first instant. Undefined when it is malformed, not in the calendar, before 1970 or after 9999, or the zone is unknown.
 */
export function parseMoment(text: string, zone: string): number | undefined {
  const match = MOMENT.exec(text);
  if (!match) return undefined;
  const [, date = "", time, offset] = match;
  const day = parseDate(date);
  const timeOfDay = time === undefined ? 0 : parseTimeOfDay(time.length === 5 ? `${time}:00` : time);
  if (day === undefined || timeOfDay === undefined) return undefined;
  if (offset !== undefined) return shiftedBy(offset, day * DAY + timeOfDay);
  if (!isTimeZone(zone)) return undefined;
  return within(time === undefined ? startOfDay(day, zone) : instantOfLocal(day * DAY + timeOfDay, zone));
}

const MOMENT = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2})?)(Z|[+-]\d{2}:\d{2})?)?$/;

/**
 * The instant of an RFC 3339 date-time, what is finer than a millisecond cut off. Undefined when it is anything else: without an offset, with a blank
 * instead of the T, not in the calendar, a leap second (:60), before 1970 or after 9999.
 */
export function parseInstant(text: string): number | undefined {
  const match = INSTANT.exec(text);
  if (!match) return undefined;
  const [, date = "", time = "", fraction = "", offset = "Z"] = match;
  const day = parseDate(date);
  const timeOfDay = parseTimeOfDay(time);
  if (day === undefined || timeOfDay === undefined) return undefined;
  return shiftedBy(offset, day * DAY + timeOfDay + Number(fraction.slice(0, 3).padEnd(3, "0")));
}

const INSTANT = /^(\d{4}-\d{2}-\d{2})[Tt](\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?([Zz]|[+-]\d{2}:\d{2})$/;

/** ISO 8601 in UTC with milliseconds: "2026-03-01T00:00:00.000Z". Throws on what is not an instant. */
export function formatInstant(at: number): string {
  if (!Number.isInteger(at) || within(at) === undefined) throw new Error(`not an instant: ${at}`);
  const day = Math.floor(at / DAY);
  const time = at - day * DAY;
  const clock = [Math.floor(time / HOUR), Math.floor(time / MINUTE) % 60, Math.floor(time / SECOND) % 60].map((part) =>
    String(part).padStart(2, "0"),
  );
  return `${dateText(day)}T${clock.join(":")}.${String(time % SECOND).padStart(3, "0")}Z`;
}

/** Whether it names a zone of the IANA database known here: "Europe/Berlin", "UTC". A bare offset ("+03:00") has no rules and is none. */
export function isTimeZone(zone: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/.test(zone)) return false;
  if (isUtc(zone) || steadyStretches.has(zone)) return true;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}

function parseDate(text: string): number | undefined {
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))];
  return isDate(year, month, day) ? dayOfDate(year, month, day) : undefined;
}

/** Milliseconds into the day of "HH:MM:SS". */
function parseTimeOfDay(text: string): number | undefined {
  const [hour, minute, second] = [Number(text.slice(0, 2)), Number(text.slice(3, 5)), Number(text.slice(6))];
  return hour < 24 && minute < 60 && second < 60 ? hour * HOUR + minute * MINUTE + second * SECOND : undefined;
}

/** The instant of a local time under "Z" or "+HH:MM". */
function shiftedBy(offset: string, local: number): number | undefined {
  if (offset === "Z" || offset === "z") return within(local);
  const shift = parseTimeOfDay(`${offset.slice(1)}:00`);
  if (shift === undefined) return undefined;
  return within(offset.startsWith("-") ? local + shift : local - shift);
}

function within(at: number): number | undefined {
  return at >= FIRST_INSTANT && at < END_OF_TIME ? at : undefined;
}

/** A stretch in which a zone keeps one offset. */
type SteadyStretch = { from: number; until: number; offset: number };

/** What is known of each zone, the stretch asked for last in front. */
const steadyStretches = new Map<string, SteadyStretch[]>();
const MOST_STRETCHES_KEPT = 8;

function isUtc(zone: string): boolean {
  return zone === "UTC" || zone === "Etc/UTC";
}

/** What the zone adds to UTC at the instant, in milliseconds. */
function offsetAt(at: number, zone: string): number {
  return isUtc(zone) ? 0 : steadyStretchAt(at, zone).offset;
}

function steadyStretchAt(at: number, zone: string): SteadyStretch {
  const known = steadyStretches.get(zone);
  if (known) {
    for (const stretch of known) if (at >= stretch.from && at < stretch.until) return stretch;
  }
  const stretch = findStretch(at, zone);
  const kept = remembered(steadyStretches, zone);
  kept.unshift(stretch);
  kept.length = Math.min(kept.length, MOST_STRETCHES_KEPT);
  return stretch;
}

function findStretch(at: number, zone: string): SteadyStretch {
  const moment = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  // "previous" means strictly before, and a change at this very instant begins the stretch.
  const before = moment.add({ milliseconds: 1 }).getTimeZoneTransition("previous");
  const after = moment.getTimeZoneTransition("next");
  return {
    from: before?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    until: after?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offset: Math.round(moment.offsetNanoseconds / 1_000_000),
  };
}

/** The offset that holds for a local time beyond doubt: no change within a day on either side, and no offset reaches a day. Else undefined. */
function clearOffset(local: number, zone: string): number | undefined {
  if (isUtc(zone)) return 0;
  const { from, until, offset } = steadyStretchAt(local, zone);
  return local - DAY >= from && local + DAY < until ? offset : undefined;
}

/** A local time as an instant: moved later by the gap when it is skipped, the earlier when it comes twice. */
function instantOfLocal(local: number, zone: string): number {
  const offset = clearOffset(local, zone);
  if (offset !== undefined) return local - offset;
  // The fields of a local time are those that UTC shows for its number.
  const fields = Temporal.Instant.fromEpochMilliseconds(local).toZonedDateTimeISO("UTC").toPlainDateTime();
  return fields.toZonedDateTime(zone, { disambiguation: "compatible" }).epochMilliseconds;
}

/** The day's first instant in the zone. Of a day that the zone left out it is the next day's. */
function startOfDay(day: number, zone: string): number {
  const offset = clearOffset(day * DAY, zone);
  if (offset !== undefined) return day * DAY - offset;
  const date = dateOfDay(day);
  return new Temporal.PlainDate(date.year, date.month, date.day).toZonedDateTime(zone).epochMilliseconds;
}

/** The list kept for a zone. Bounded, because the name of a zone can be written in many cases. */
function remembered<T>(memory: Map<string, T[]>, zone: string): T[] {
  const known = memory.get(zone);
  if (known) return known;
  if (memory.size >= 1000) memory.clear();
  const made: T[] = [];
  memory.set(zone, made);
  return made;
}
