/**
 * The proleptic Gregorian calendar without zones: a day is the number of days since 1970-01-01, and all is integer arithmetic.
 * It exists because a Temporal object costs some microseconds and a decision asks for several dates.
 */

export type CalendarDate = { year: number; month: number; day: number };

export type Weekday = "monday" | "sunday" | "saturday";
export type CalendarUnit = "day" | "week" | "month" | "quarter" | "year";

/** 1970-01-01 was a Thursday: the distance from it back to the first day of its week. */
const DAYS_INTO_WEEK: Record<Weekday, number> = { monday: 3, sunday: 4, saturday: 5 };

/** The number of the week that holds the day: weeks follow each other by one. */
export function weekOf(day: number, weekStart: Weekday): number {
  return Math.floor((day + DAYS_INTO_WEEK[weekStart]) / 7);
}
/** The first day of the week with the number. */
export function firstDayOfWeek(week: number, weekStart: Weekday): number {
  return week * 7 - DAYS_INTO_WEEK[weekStart];
}

/** The day's number. Months past December count on into the next years, days past the month's end into the next months. */
export function dayOfDate(year: number, month: number, day: number): number {
  // Years begin in March, so that the leap day is the last (Howard Hinnant, "chrono-compatible low-level date algorithms", days_from_civil).
  const monthsFromMarch = year * 12 + month - 3;
  const marchYear = Math.floor(monthsFromMarch / 12);
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (monthsFromMarch - marchYear * 12) + 2) / 5) + day - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
}

/** The date of a day's number: the inverse of dayOfDate. */
export function dateOfDay(day: number): CalendarDate {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
  };
}

/** 28 to 31. */
export function daysInMonth(year: number, month: number): number {
  return dayOfDate(year, month + 1, 1) - dayOfDate(year, month, 1);
}

/** Whether the calendar has the date. */
export function isDate(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** The same day of the month so many months later; where that month is shorter, its last day. */
export function addMonths(day: number, months: number): number {
  const date = dateOfDay(day);
  const month = date.month + months;
  return dayOfDate(date.year, month, Math.min(date.day, daysInMonth(date.year, month)));
}

/** "2026-03-01". */
export function dateText(day: number): string {
  const known = dateTexts.get(day);
  if (known !== undefined) return known;
  const text = makeDateText(day);
  if (dateTexts.size >= MOST_DATE_TEXTS) dateTexts.clear();
  dateTexts.set(day, text);
  return text;
}

/** Rolling limits ask for the same days over and over: a look-up is a tenth of the cost. */
const dateTexts = new Map<number, string>();
const MOST_DATE_TEXTS = 4000;

function makeDateText(day: number): string {
  const date = dateOfDay(day);
  return `${fourDigits(date.year)}-${twoDigits(date.month)}-${twoDigits(date.day)}`;
}

/** The first day of the calendar unit that holds the day. */
export function firstDayOf(day: number, unit: CalendarUnit, weekStart: Weekday): number {
  if (unit === "day") return day;
  if (unit === "week") return day - modulo(day + DAYS_INTO_WEEK[weekStart], 7);
  const { year, month } = dateOfDay(day);
  if (unit === "month") return dayOfDate(year, month, 1);
  return dayOfDate(year, unit === "quarter" ? month - ((month - 1) % 3) : 1, 1);
}

/** The first day of the next unit, of a unit's first day. */
export function nextFirstDay(firstDay: number, unit: CalendarUnit): number {
  if (unit === "day") return firstDay + 1;
  if (unit === "week") return firstDay + 7;
  return addMonths(firstDay, unit === "month" ? 1 : unit === "quarter" ? 3 : 12);
}

/**
 * The name of a unit by its first day: 2026-03-01, 2026-W09, 2026-03, 2026-Q1, 2026.
 * A week belongs to the year that holds most of its days: ISO 8601's rule, applied to weeks that begin on Sunday or Saturday as well.
 */
export function unitKey(firstDay: number, unit: CalendarUnit): string {
  if (unit === "day") return dateText(firstDay);
  if (unit === "week") return weekKey(firstDay);
  const { year, month } = dateOfDay(firstDay);
  if (unit === "month") return `${fourDigits(year)}-${twoDigits(month)}`;
  return unit === "quarter" ? `${fourDigits(year)}-Q${(month + 2) / 3}` : fourDigits(year);
}

function weekKey(firstDay: number): string {
  const middle = firstDay + 3;
  const { year } = dateOfDay(middle);
  const week = Math.floor((middle - dayOfDate(year, 1, 1)) / 7) + 1;
  return `${fourDigits(year)}-W${twoDigits(week)}`;
}

const TWO_DIGITS = Array.from({ length: 100 }, (_, value) => String(value).padStart(2, "0"));

function twoDigits(value: number): string {
  return TWO_DIGITS[value] ?? String(value);
}

function fourDigits(value: number): string {
  return value >= 1000 ? String(value) : String(value).padStart(4, "0");
}

/** The remainder that is never negative. */
function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}
