import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addMonths, dateOfDay, dateText, dayOfDate, daysInMonth, firstDayOf, isDate, nextFirstDay, unitKey } from "./calendar.js";

const DAY = 86_400_000;
/** From 1970 to 9999, and some before. */
const anyDay = fc.integer({ min: -100_000, max: 2_932_896 });
const weekStart = fc.constantFrom("monday", "sunday", "saturday");
const unit = fc.constantFrom("day", "week", "month", "quarter", "year");

describe("days and dates", () => {
  test("are those of the language's own calendar", () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const date = new Date(day * DAY);
        const expected = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
        expect(dateOfDay(day)).toEqual(expected);
        expect(dayOfDate(expected.year, expected.month, expected.day)).toBe(day);
        expect(dateText(day)).toBe(date.toISOString().slice(0, 10));
        expect(daysInMonth(expected.year, expected.month)).toBe(new Date(Date.UTC(expected.year, expected.month, 0)).getUTCDate());
      }),
      { numRuns: 2000 },
    );
  });

  test("are each the next of the one before, through four centuries", () => {
    for (let day = 0; day < 146_097; day += 1) {
      const { year, month, day: dayOfMonth } = dateOfDay(day);
      if (dayOfDate(year, month, dayOfMonth) !== day || !isDate(year, month, dayOfMonth)) throw new Error(`day ${day}`);
    }
  });

  test("that the calendar has not are refused", () => {
    expect([isDate(2024, 2, 29), isDate(2000, 2, 29), isDate(2023, 2, 29), isDate(1900, 2, 29)]).toEqual([true, true, false, false]);
    expect([isDate(2023, 4, 31), isDate(2023, 13, 1), isDate(2023, 0, 1), isDate(2023, 1, 0)]).toEqual([false, false, false, false]);
  });

  test("a month later is the month's last day where it is shorter", () => {
    expect(dateText(addMonths(dayOfDate(2023, 1, 31), 1))).toBe("2023-02-28");
    expect(dateText(addMonths(dayOfDate(2024, 1, 31), 1))).toBe("2024-02-29");
    expect(dateText(addMonths(dayOfDate(2024, 2, 29), 12))).toBe("2025-02-28");
    expect(dateText(addMonths(dayOfDate(2024, 11, 30), 3))).toBe("2025-02-28");
    expect(dateText(addMonths(dayOfDate(2024, 10, 31), 14))).toBe("2025-12-31");
  });
});

describe("calendar units", () => {
  test("each holds its day, ends where the next begins, and has a name of its own", () => {
    fc.assert(
      fc.property(anyDay, unit, weekStart, (day, kind, start) => {
        const first = firstDayOf(day, kind, start);
        const next = nextFirstDay(first, kind);
        expect(first <= day && day < next).toBe(true);
        expect(firstDayOf(next - 1, kind, start)).toBe(first);
        expect(firstDayOf(next, kind, start)).toBe(next);
        expect(unitKey(next, kind)).not.toBe(unitKey(first, kind));
      }),
      { numRuns: 2000 },
    );
  });

  test("weeks begin on the weekday named", () => {
    fc.assert(
      fc.property(anyDay, weekStart, (day, start) => {
        const weekday = new Date(firstDayOf(day, "week", start) * DAY).getUTCDay();
        expect(weekday).toBe({ sunday: 0, monday: 1, saturday: 6 }[start]);
      }),
    );
  });

  test.each([
    ["2026-01-01", "monday", "2026-W01"],
    ["2025-12-29", "monday", "2026-W01"],
    ["2025-12-28", "monday", "2025-W52"],
    ["2027-01-03", "monday", "2026-W53"],
    ["2021-01-03", "monday", "2020-W53"],
    ["2021-01-04", "monday", "2021-W01"],
    ["2026-03-01", "monday", "2026-W09"],
    ["2026-03-01", "sunday", "2026-W09"],
    ["2026-02-28", "sunday", "2026-W08"],
    ["2026-01-03", "saturday", "2026-W01"],
  ] as const)("%s in weeks from %s is in %s", (date, start, key) => {
    expect(unitKey(firstDayOf(Date.parse(date) / DAY, "week", start), "week")).toBe(key);
  });

  test("are named so that their names sort by time", () => {
    const day = dayOfDate(2026, 8, 31);
    expect((["day", "month", "quarter", "year"] as const).map((kind) => unitKey(firstDayOf(day, kind, "monday"), kind))).toEqual([
      "2026-08-31",
      "2026-08",
      "2026-Q3",
      "2026",
    ]);
  });
});
