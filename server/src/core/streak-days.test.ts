/** Streaks against a slow calendar: hour by hour through zones that leave out days, skip midnight and change their offset by odd parts of an hour. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chance } from "../../test/laws/chance.js";
import { changeDay, emptyStreak, numberOf, type Rhythm, runOf, STREAK_KEPT_MAX, standingAt, timesReached } from "./streak-days.js";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Zone and a moment around which it does something odd. */
const ODD: [string, string][] = [
  ["Pacific/Apia", "2011-12-30T00:00:00Z"],
  ["Asia/Kathmandu", "2026-01-10T00:00:00Z"],
  ["America/Sao_Paulo", "2017-10-15T00:00:00Z"],
  ["America/Sao_Paulo", "2018-02-18T00:00:00Z"],
  ["Africa/Casablanca", "2026-02-15T00:00:00Z"],
  ["Africa/Casablanca", "2026-03-22T00:00:00Z"],
  ["Europe/Berlin", "2026-03-29T00:00:00Z"],
];
type Weekday = Rhythm["weekStart"];
const FIRST_OF_WEEK: Record<Weekday, string> = { monday: "Mon", sunday: "Sun", saturday: "Sat" };

/** The days or weeks of the zone in their order, each with the hours that lie in it: read off a clock on the wall. */
function calendar(zone: string, from: number, until: number, rhythm: Rhythm): number[][] {
  const name = [zone, from, rhythm.each, rhythm.weekStart].join();
  const made = calendars.get(name) ?? calendarOf(zone, from, until, rhythm);
  calendars.set(name, made);
  return made;
}
const calendars = new Map<string, number[][]>();
function calendarOf(zone: string, from: number, until: number, { each, weekStart }: Rhythm): number[][] {
  const wall = new Intl.DateTimeFormat("en-US", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit", weekday: "short" });
  const periods: number[][] = [];
  let date = "";
  let latest = "";
  for (let at = from; at < until; at += HOUR / 2) {
    const parts = Object.fromEntries(wall.formatToParts(at).map(({ type, value }) => [type, value]));
    const now = `${parts.year}-${parts.month}-${parts.day}`;
    // A clock that is set back over midnight shows a date again: it is no new day.
    const isNew = now > latest;
    if (isNew) latest = now;
    if (date === "" || (isNew && (each === "day" || parts.weekday === FIRST_OF_WEEK[weekStart]))) periods.push([]);
    date = now;
    periods.at(-1)?.push(at);
  }
  return periods;
}
/** One day after the other, as a person would. */
function walked(active: boolean[], freezes: Rhythm["freezes"]) {
  let [length, best, left] = [0, 0, 0];
  const lengths: number[] = [];
  for (const did of active) {
    if (did) {
      length++;
      if (freezes !== null && length % freezes.earnedEvery === 0) left = Math.min(left + 1, freezes.max);
    } else if (length > 0 && left > 0) left--;
    else if (length > 0) {
      lengths.push(length);
      [length, left] = [0, 0];
    }
    best = Math.max(best, length);
  }
  return { length, best, left, reached: (n: number) => [...lengths, length].filter((each) => each >= n).length };
}

const rhythms: fc.Arbitrary<Rhythm> = fc.record({
  each: fc.constantFrom("day", "day", "week"),
  weekStart: fc.constantFrom("monday", "sunday", "saturday"),
  freezes: fc.option(fc.record({ earnedEvery: fc.integer({ min: 1, max: 3 }), max: fc.integer({ min: 1, max: 2 }) })),
});

describe("days and weeks in a row", () => {
  test("are what a slow calendar counts, in whichever order the events are told", () => {
    const property = fc.property(
      fc.constantFrom(...ODD),
      rhythms,
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 24, maxLength: 24 }),
      fc.infiniteStream(fc.nat(1000)),
      ([zone, odd], rhythm, luck, order) => {
        const span = rhythm.each === "day" ? 10 : 60;
        const middle = Date.parse(odd);
        const periods = calendar(zone, middle - span * DAY, middle + span * DAY, rhythm);
        const active = periods.map((_, index) => (luck[index % luck.length] ?? 0) < 0.75);
        const events = periods.flatMap((hours, index) =>
          active[index] ? [hours[Math.floor((luck[index % 24] ?? 0) * hours.length)] as number] : [],
        );
        const shuffled = events.map((at) => ({ at, place: order.next().value as number })).sort((a, b) => a.place - b.place);
        const state = shuffled.reduce((so, { at }) => changeDay(so, numberOf(rhythm, at, zone), zone, 1, rhythm), emptyStreak(rhythm));
        const run = runOf(state, rhythm);
        const slow = walked(active, rhythm.freezes);
        const now = (periods.at(-1) as number[]).at(-1) as number;
        const { length, best } = standingAt(run, now, zone, rhythm);
        // On the last day itself there is still time.
        const isOpen = active.at(-1) === false;
        const until = walked(isOpen ? active.slice(0, -1) : active, rhythm.freezes);
        expect([length, best]).toEqual([until.length, slow.best]);
        for (const n of [1, 2, 3, 5, 8]) expect(timesReached(run, n)).toBe(slow.reached(n));
      },
    );
    fc.assert(property, chance(120));
  });

  test("are as if an event that is taken back had never been", () => {
    const day = fc.record({ number: fc.integer({ min: 0, max: 30 }), zone: fc.constantFrom("UTC", "Asia/Tokyo") });
    const property = fc.property(rhythms, fc.array(day), fc.array(day), (rhythm, kept, gone) => {
      const add = (days: { number: number; zone: string }[], by: 1 | -1, from = emptyStreak(rhythm)) =>
        days.reduce((so, { number, zone }) => changeDay(so, number, zone, by, rhythm), from);
      const mixed = add(gone, -1, add(kept, 1, add(gone, 1)));
      expect(runOf(mixed, rhythm)).toEqual(runOf(add(kept, 1), rhythm));
    });
    fc.assert(property, chance(50));
  });

  test("are kept one by one so far back, and counted for ever", () => {
    const rhythm: Rhythm = { each: "day", weekStart: "monday", freezes: { earnedEvery: 30, max: 2 } };
    let state = emptyStreak(rhythm);
    for (let day = 0; day < 250; day++) state = changeDay(state, day, "UTC", 1, rhythm);
    expect(Object.keys(state.days)).toHaveLength(STREAK_KEPT_MAX);
    expect(runOf(state, rhythm)).toMatchObject({ length: 250, freezes: 2 });
    expect(changeDay(state, 100, "UTC", -1, rhythm)).toBe(state);
    expect(runOf(changeDay(state, 200, "UTC", -1, rhythm), rhythm)).toMatchObject({ length: 249, freezes: 2 });
  });
});

describe("a journey", () => {
  const rhythm: Rhythm = { each: "day", weekStart: "monday", freezes: null };
  const on = (...stops: [moment: string, zone: string][]) => {
    const days = stops.map(([moment, zone]) => [numberOf(rhythm, Date.parse(moment), zone), zone] as const);
    return runOf(
      days.reduce((so, [number, zone]) => changeDay(so, number, zone, 1, rhythm), emptyStreak(rhythm)),
      rhythm,
    )?.length;
  };
  test("over the date line that leaves out a day neither breaks nor lengthens", () => {
    // From the evening of the 1st in Los Angeles to the morning of the 3rd in Auckland: 14 hours.
    expect(on(["2026-12-02T04:00:00Z", "America/Los_Angeles"], ["2026-12-02T20:00:00Z", "Pacific/Auckland"])).toBe(2);
    // Who stayed at home missed the 2nd.
    expect(on(["2026-12-02T04:00:00Z", "America/Los_Angeles"], ["2026-12-04T04:00:00Z", "America/Los_Angeles"])).toBe(1);
  });
  test("back over it, where a day comes twice, counts it once", () => {
    expect(on(["2026-12-02T20:00:00Z", "Pacific/Auckland"], ["2026-12-03T20:00:00Z", "America/Los_Angeles"])).toBe(1);
  });
  test("to a zone behind forgives nothing", () => {
    expect(on(["2026-06-01T20:00:00Z", "Europe/London"], ["2026-06-03T20:00:00Z", "America/New_York"])).toBe(1);
  });
});
