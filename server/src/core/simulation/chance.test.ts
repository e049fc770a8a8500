import { describe, expect, test } from "vitest";
import { chanceFrom, chanceOf, mixed } from "./chance.js";
import { exp, ln } from "./exact-math.js";

const N = 20_000;
function draws(draw: () => number): { mean: number; deviation: number } {
  const values = Array.from({ length: N }, draw);
  const mean = values.reduce((sum, value) => sum + value, 0) / N;
  return { mean, deviation: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / N) };
}

describe("chance", () => {
  test("is xoshiro128**: its published numbers for the state 1, 2, 3, 4", () => {
    const { bits } = chanceFrom([1, 2, 3, 4]);
    expect(Array.from({ length: 6 }, bits)).toEqual([11_520, 0, 5_927_040, 70_819_200, 2_031_721_883, 1_637_235_492]);
  });

  test("is the same on every machine: the numbers of a stream, written down once", () => {
    const { bits, unit, exponential, lognormal, geometric } = chanceOf(7, 1, 2);
    expect([bits(), unit(), exponential(30), lognormal(94, 0.7), geometric(4)]).toMatchInlineSnapshot(`
      [
        404729199,
        0.4877908575194493,
        62.85420527701226,
        61.51937101035094,
        8,
      ]
    `);
  });

  test("differs by every part of what names the stream, and by their order", () => {
    const first = (...parts: number[]) => chanceOf(...parts).bits();
    const all = [first(1), first(2), first(1, 0), first(1, 1), first(0, 1), first(1, 2, 3), first(3, 2, 1), first(1 + 2 ** 32)];
    expect(new Set(all).size).toBe(all.length);
    expect(new Set(Array.from({ length: N }, (_, part) => mixed(5, part))).size).toBe(N);
  });

  // Fixed streams: five standard errors, and never another result.
  test("draws have the mean that was asked for", () => {
    const chance = chanceOf(42);
    const within = (draw: () => number, mean: number) => {
      const found = draws(draw);
      expect(Math.abs(found.mean - mean)).toBeLessThan((5 * found.deviation) / Math.sqrt(N));
      return found.deviation;
    };
    within(chance.unit, 0.5);
    within(() => Number(chance.happens(0.3)), 0.3);
    within(() => chance.below(10), 4.5);
    expect(within(() => chance.exponential(30), 30)).toBeCloseTo(30, -1);
    expect(within(() => chance.lognormal(94, 0.7), 94) / 94).toBeCloseTo(0.7, 1);
    // The variance of a geometric number with mean m is m (m - 1).
    expect(within(() => chance.geometric(4), 4)).toBeCloseTo(Math.sqrt(12), 0);
    expect([chance.geometric(1), chance.lognormal(50, 0)]).toEqual([1, 50]);
  });
});

test.each([1e-12, 0.001, 0.5, 1, 1.5, 3, 10, 12_345.678, 1e12])("ln and exp of %d are those of the books", (x) => {
  expect(Math.abs(ln(x) - Math.log(x))).toBeLessThanOrEqual(4e-16 * Math.max(1, Math.abs(Math.log(x))));
  expect(Math.abs(exp(ln(x)) / x - 1)).toBeLessThan(1e-14);
});
