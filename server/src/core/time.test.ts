import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import type { Duration, Period } from "./document/schema.js";
import { addDuration, END_OF_TIME, parseMoment, periodOf, rollingDayKeys } from "./time.js";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Changes of half an hour and of two, Ramadan, odd offsets, a day left out, changes around midnight, negative summer time, rules that changed. */
const ZONES = [
  "UTC",
  "Australia/Lord_Howe",
  "Africa/Casablanca",
  "Asia/Kathmandu",
  "Antarctica/Troll",
  "Pacific/Apia",
  "Africa/Cairo",
  "Europe/Dublin",
  "Pacific/Kiritimati",
  "America/Sao_Paulo",
  "America/St_Johns",
  "America/Havana",
  "Asia/Gaza",
  "Asia/Almaty",
  "America/Scoresbysund",
  "America/New_York",
  "Europe/Moscow",
  "Europe/Berlin",
];
const zone = fc.constantFrom(...ZONES);

/** Any time, and often one near a change of the zone's offset or a month's end, where mistakes live. */
function instantIn(name: string): fc.Arbitrary<number> {
  const anywhere = fc.integer({ min: Date.UTC(1971, 0), max: Date.UTC(2037, 0) });
  const nearChange = fc
    .tuple(anywhere, fc.integer({ min: -50 * HOUR, max: 50 * HOUR }))
    .map(([at, distance]) => (nextChange(at, name) ?? at) + distance);
  const nearMonthEnd = fc
    .tuple(fc.integer({ min: 0, max: 12 * 65 }), fc.integer({ min: -30 * HOUR, max: 30 * HOUR }))
    .map(([month, distance]) => Date.UTC(1971, month) + distance);
  return fc.oneof(anywhere, nearChange, nearMonthEnd);
}

function nextChange(at: number, name: string): number | undefined {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(name).getTimeZoneTransition("next")?.epochMilliseconds;
}

const zoneAndInstant = zone.chain((name) => fc.tuple(fc.constant(name), instantIn(name)));
const kind = fc.constantFrom<Period>("day", "week", "month", "quarter", "year", { rollingDays: 30 });
const weekStart = fc.constantFrom("monday" as const, "sunday" as const, "saturday" as const);

/** The local date as Intl shows it: another implementation than the one under test. */
const dateFormats = new Map(
  ZONES.map((name) => [name, new Intl.DateTimeFormat("en-CA", { timeZone: name, year: "numeric", month: "2-digit", day: "2-digit" })]),
);
const localDate = (at: number, name: string) => dateFormats.get(name)?.format(at) ?? "";

const iso = (text: string) => Date.parse(text);

describe("addDuration", () => {
  test("elapsed durations are so many milliseconds, in every zone", () => {
    fc.assert(
      fc.property(zoneAndInstant, fc.integer({ min: 1, max: 3650 }), ([name, at], n) => {
        expect(addDuration(at, { days: n }, name)).toBe(at + n * DAY);
        expect(addDuration(at, { hours: n }, name)).toBe(at + n * HOUR);
        expect(addDuration(at, { minutes: n }, name)).toBe(at + n * 60_000);
      }),
    );
  });

  test("calendar durations are what Temporal says", () => {
    const calendar = fc.oneof(
      fc.integer({ min: 1, max: 500 }).map((n): [Duration, Temporal.DurationLike] => [{ calendarDays: n }, { days: n }]),
      fc.integer({ min: 1, max: 30 }).map((n): [Duration, Temporal.DurationLike] => [{ months: n }, { months: n }]),
      fc.integer({ min: 1, max: 10 }).map((n): [Duration, Temporal.DurationLike] => [{ years: n }, { years: n }]),
    );
    fc.assert(
      fc.property(zoneAndInstant, calendar, ([name, at], [duration, reference]) => {
        expect(addDuration(at, duration, name)).toBe(
          Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(name).add(reference).epochMilliseconds,
        );
      }),
      { numRuns: 3000 },
    );
  });

  test.each<[string, string, Duration, string, string]>([
    ["a month too short ends at its last day", "2026-01-31T10:00:00Z", { months: 1 }, "UTC", "2026-02-28T10:00:00Z"],
    ["29 February returns to 28", "2024-02-29T10:00:00Z", { years: 1 }, "UTC", "2025-02-28T10:00:00Z"],
    ["a day of 23 hours", "2026-03-28T11:00:00Z", { calendarDays: 1 }, "Europe/Berlin", "2026-03-29T10:00:00Z"],
    ["a day of 25 hours", "2026-10-24T10:00:00Z", { calendarDays: 1 }, "Europe/Berlin", "2026-10-25T11:00:00Z"],
    ["but 24 elapsed hours", "2026-10-24T10:00:00Z", { days: 1 }, "Europe/Berlin", "2026-10-25T10:00:00Z"],
    ["a skipped time moves later: 02:30 is 03:30", "2026-03-28T01:30:00Z", { calendarDays: 1 }, "Europe/Berlin", "2026-03-29T01:30:00Z"],
    ["a time that comes twice is the earlier", "2026-10-24T00:30:00Z", { calendarDays: 1 }, "Europe/Berlin", "2026-10-25T00:30:00Z"],
    ["a day left out moves later by a day", "2011-12-29T22:00:00Z", { calendarDays: 1 }, "Pacific/Apia", "2011-12-30T22:00:00Z"],
    ["half an hour of summer time", "2026-10-03T00:00:00Z", { calendarDays: 1 }, "Australia/Lord_Howe", "2026-10-03T23:30:00Z"],
  ])("%s", (_, at, duration, name, expected) => {
    expect(new Date(addDuration(iso(at), duration, name)).toISOString()).toBe(new Date(expected).toISOString());
  });

  test("throws on an unknown zone", () => {
    expect(() => addDuration(0, { months: 1 }, "Mars/Olympus")).toThrow();
  });
});

describe("periodOf", () => {
  test("the periods of a kind follow each other without gap or overlap, and each holds what names it", () => {
    fc.assert(
      fc.property(zoneAndInstant, kind, weekStart, ([name, at], period, first) => {
        const found = periodOf(at, period, name, first);
        expect(found.start <= at && at < found.end).toBe(true);
        expect(periodOf(found.start, period, name, first)).toEqual(found);
        expect(periodOf(found.end - 1, period, name, first)).toEqual(found);
        expect(periodOf(found.end, period, name, first).start).toBe(found.end);
        expect(periodOf(found.start - 1, period, name, first).end).toBe(found.start);
        expect(periodOf(found.end, period, name, first).key).not.toBe(found.key);
      }),
      { numRuns: 3000 },
    );
  });

  test("days are the local dates, except where a clock returned to yesterday", () => {
    fc.assert(
      fc.property(zoneAndInstant, ([name, at]) => {
        const day = periodOf(at, "day", name);
        // Of a moment that comes again after midnight was already passed, the day is not yesterday's again.
        if (localDate(at, name) < day.key) expect(localDate(day.start, name)).toBe(day.key);
        else expect(day.key).toBe(localDate(at, name));
        expect(periodOf(at, "month", name).key).toBe(day.key.slice(0, 7));
        expect(periodOf(at, "year", name).key).toBe(day.key.slice(0, 4));
        expect(periodOf(at, "quarter", name).key).toBe(`${day.key.slice(0, 4)}-Q${Math.ceil(Number(day.key.slice(5, 7)) / 3)}`);
        expect(periodOf(at, { rollingDays: 7 }, name)).toEqual(day);
      }),
      { numRuns: 3000 },
    );
  });

  test("every hour of every zone's changes from 2000 to 2030 is in the day that a fresh look at the zone says", () => {
    for (const name of ZONES) {
      for (let change = nextChange(iso("2000-01-01"), name); change !== undefined && change < iso("2030-01-01"); change = nextChange(change, name)) {
        for (let at = change - 26 * HOUR; at <= change + 26 * HOUR; at += HOUR / 2) {
          const { start, end } = periodOf(at, "day", name);
          const dateAtStart = Temporal.PlainDate.from(periodOf(at, "day", name).key);
          expect([name, start, end]).toEqual([
            name,
            dateAtStart.toZonedDateTime(name).epochMilliseconds,
            dateAtStart.add({ days: 1 }).toZonedDateTime(name).epochMilliseconds,
          ]);
        }
      }
    }
  });

  test.each<[string, string, Period, string, string, number]>([
    ["a day of 23 hours", "2026-03-29T12:00:00Z", "day", "Europe/Berlin", "2026-03-29", 23],
    ["a day of 25 hours", "2026-11-01T12:00:00Z", "day", "America/New_York", "2026-11-01", 25],
    ["a day of 23.5 hours", "2026-10-04T00:00:00Z", "day", "Australia/Lord_Howe", "2026-10-04", 23.5],
    ["the day before the one left out", "2011-12-30T09:59:00Z", "day", "Pacific/Apia", "2011-12-29", 24],
    ["the day after the one left out", "2011-12-30T10:00:00Z", "day", "Pacific/Apia", "2011-12-31", 24],
    ["a day that begins at 01:00", "2018-11-04T12:00:00Z", "day", "America/Sao_Paulo", "2018-11-04", 23],
    ["the last hour of a year, in its zone", "2025-12-31T10:30:00Z", "year", "Pacific/Kiritimati", "2026", 365 * 24],
    ["week 53", "2027-01-02T12:00:00Z", "week", "UTC", "2026-W53", 168],
    ["a leap February", "2024-02-29T12:00:00Z", "month", "Asia/Kathmandu", "2024-02", 29 * 24],
  ])("%s", (_, at, period, name, key, hours) => {
    const found = periodOf(iso(at), period, name);
    expect([found.key, (found.end - found.start) / HOUR]).toEqual([key, hours]);
  });

  test("midnight passed at 00:01 and again: the clock returns to yesterday, the period does not", () => {
    // St John's, 2006-10-29: at 00:01 the clock went back to 23:01 of the 28th.
    const secondPass = iso("2006-10-29T02:40:00Z");
    expect(localDate(secondPass, "America/St_Johns")).toBe("2006-10-28");
    expect(periodOf(secondPass, "day", "America/St_Johns").key).toBe("2006-10-29");
  });

  test("lifetime is all of time", () => {
    expect(periodOf(iso("2026-01-01"), "lifetime", "UTC")).toEqual({ key: "lifetime", start: 0, end: END_OF_TIME });
  });

  test("what was asked before changes no answer", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(zoneAndInstant, kind, weekStart), { minLength: 2, maxLength: 40 }), (questions) => {
        const ask = () => questions.map(([[name, at], period, first]) => periodOf(at, period, name, first));
        const inOrder = ask();
        const reversed = [...questions].reverse().map(([[name, at], period, first]) => periodOf(at, period, name, first));
        expect(reversed.reverse()).toEqual(inOrder);
      }),
    );
  });
});

test("rollingDayKeys are the instant's day and those before it", () => {
  expect(rollingDayKeys(iso("2026-03-01T22:30:00Z"), 3, "Europe/Moscow")).toEqual(["2026-03-02", "2026-03-01", "2026-02-28"]);
  expect(rollingDayKeys(iso("2026-03-01T22:30:00Z"), 1, "UTC")).toEqual(["2026-03-01"]);
});

test("parseMoment: a local time is the earliest instant that shows it, or that time moved by the gap", () => {
  fc.assert(
    fc.property(zoneAndInstant, ([name, at]) => {
      const local = Temporal.Instant.fromEpochMilliseconds(at - (at % 1000))
        .toZonedDateTimeISO(name)
        .toPlainDateTime();
      expect(parseMoment(local.toString({ smallestUnit: "second" }), name)).toBe(local.toZonedDateTime(name).epochMilliseconds);
    }),
  );
});
