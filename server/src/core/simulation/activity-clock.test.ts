import fc from "fast-check";
import { expect, test } from "vitest";
import { activityClock } from "./activity-clock.js";

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 1);
const equal = Array.from({ length: 12 }, () => 1);

test("with equal months it is the ordinary clock, and ends where the months end", () => {
  const clock = activityClock(START, 3, "UTC", equal);
  expect([clock.after(START, 10.5), clock.after(START, 0), clock.end]).toEqual([START + 10.5 * DAY, START, Date.UTC(2026, 3, 1)]);
  expect([clock.after(START, 90), clock.after(clock.end, 0)]).toEqual([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
  expect([START, Date.UTC(2026, 0, 31, 23), Date.UTC(2026, 1, 1), Date.UTC(2026, 2, 31), clock.end].map(clock.monthOf)).toEqual([0, 0, 1, 2, 2]);
});

test("in a month that is twice as busy time runs twice as fast, and in an idle one nothing happens", () => {
  // January twice as busy as March, February idle: 2, 0 and 1 of a mean of 1.
  const clock = activityClock(START, 3, "UTC", [2, 0, 1, ...Array.from({ length: 9 }, () => 1)]);
  expect(clock.after(START, 20)).toBe(START + 10 * DAY);
  expect(clock.after(START, 62)).toBe(Date.UTC(2026, 2, 1));
  expect(clock.after(START, 64)).toBe(Date.UTC(2026, 2, 3));
});

test("the mean of the factors is taken as 1, and months are those of the program's time zone", () => {
  const clock = activityClock(Date.UTC(2025, 11, 31, 21), 12, "Europe/Moscow", [3, ...Array.from({ length: 11 }, () => 1)]);
  expect(clock.weights[0]).toBeCloseTo(36 / 14);
  expect(clock.weights[1]).toBeCloseTo(12 / 14);
});

test("later is never earlier, and two steps are one", () => {
  const factors = fc.array(fc.double({ min: 0.1, max: 5, noNaN: true }), { minLength: 12, maxLength: 12 });
  const days = fc.double({ min: 0, max: 100, noNaN: true });
  fc.assert(
    fc.property(factors, days, days, (seasonality, a, b) => {
      const clock = activityClock(START, 24, "Europe/Berlin", seasonality);
      const twice = clock.after(clock.after(START, a), b);
      expect(Math.abs(twice - clock.after(START, a + b))).toBeLessThanOrEqual(20);
      expect(clock.after(START, a)).toBeGreaterThanOrEqual(START);
    }),
    { seed: 5, numRuns: 200 },
  );
});
