import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chance } from "../../test/laws/chance.js";
import { openShop, play, type Step, write } from "../../test/laws/story.js";
import type { Amount, Rule } from "./document/schema.js";
import { halfLifeAt, lineAt } from "./time-shape.js";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const amount = fc.bigInt({ min: 0n, max: 10n ** 12n });
const span = fc.integer({ min: 1000, max: 400 * DAY });

describe("a straight line", () => {
  test("is, at any second, what a slow exact sum says", () => {
    const property = fc.property(amount, amount, span, fc.double({ min: 0, max: 1, noNaN: true }), (from, to, spanMs, share) => {
      const seconds = BigInt(Math.floor(spanMs / 1000));
      const elapsedMs = Math.floor(share * Number(seconds)) * 1000;
      // The same line as from + (to - from) × t, rounded half up on a doubled number line.
      const passed = BigInt(elapsedMs / 1000);
      const doubled = 2n * (from * seconds + (to - from) * passed) + seconds;
      expect(lineAt(from, to, elapsedMs, spanMs, "half_up")).toBe(doubled / (2n * seconds));
    });
    fc.assert(property, chance(500));
  });

  test("begins at its beginning, never leaves its two ends, and moves one way only", () => {
    const property = fc.property(
      amount,
      amount,
      span,
      fc.array(fc.nat({ max: 400 * DAY }), { minLength: 2, maxLength: 10 }),
      (from, to, spanMs, times) => {
        const along = times.sort((a, b) => a - b).map((at) => lineAt(from, to, at, spanMs, "half_up"));
        const [least, most] = from < to ? [from, to] : [to, from];
        for (const each of along) expect(each >= least && each <= most).toBe(true);
        for (const [index, each] of along.slice(1).entries())
          expect(from < to ? each >= (along[index] as bigint) : each <= (along[index] as bigint)).toBe(true);
        expect(lineAt(from, to, 0, spanMs, "half_up")).toBe(from);
      },
    );
    fc.assert(property, chance(200));
  });
});

describe("a half-life", () => {
  test("halves with each of its lengths, exactly", () => {
    const property = fc.property(amount, fc.integer({ min: 1, max: 4000 }), fc.integer({ min: 0, max: 20 }), (from, hours, halvings) => {
      expect(halfLifeAt(from, BigInt(hours * HOUR), halvings * hours * HOUR, "down")).toBe(from >> BigInt(halvings));
    });
    fc.assert(property, chance(200));
  });

  test("is between them what the formula says, to the last unit of amounts that floating point can tell", () => {
    const property = fc.property(
      fc.bigInt({ min: 0n, max: 10n ** 9n }),
      fc.integer({ min: 60, max: 10_000_000 }),
      fc.nat({ max: 20_000_000 }),
      (from, half, passed) => {
        const wanted = Number(from) * 2 ** (-passed / half);
        expect(Math.abs(Number(halfLifeAt(from, BigInt(half) * 1000n, passed * 1000, "half_up")) - wanted)).toBeLessThanOrEqual(0.5001);
      },
    );
    fc.assert(property, chance(500));
  });

  test("that is rounded up never comes to nothing", () => {
    expect([70, 71, 5000].map((halvings) => halfLifeAt(500n, BigInt(HOUR), halvings * HOUR, "up"))).toEqual([1n, 1n, 1n]);
    expect([halfLifeAt(0n, BigInt(HOUR), 71 * HOUR, "up"), halfLifeAt(500n, BigInt(HOUR), 71 * HOUR, "half_up")]).toEqual([0n, 0n]);
  });

  test("never grows", () => {
    const property = fc.property(
      amount,
      fc.integer({ min: 1, max: 4000 }),
      fc.nat({ max: 10_000_000 }),
      fc.nat({ max: 10_000_000 }),
      (from, hours, a, b) => {
        const [early, late] = a < b ? [a, b] : [b, a];
        const at = (seconds: number) => halfLifeAt(from, BigInt(hours * HOUR), seconds * 1000, "half_up");
        expect(at(late) <= at(early)).toBe(true);
      },
    );
    fc.assert(property, chance(200));
  });
});

describe("a reward over time", () => {
  const earlyFriend: Amount = {
    overTime: {
      pieces: [
        { until: { days: 7 }, amount: "20.00" },
        { until: { days: 30 }, amount: { from: "20.00", to: "5.00" } },
      ],
    },
  };
  const shopOf = (worth: Amount, on: Rule["on"] = { goal: "first-order" }) =>
    openShop({
      format: 1,
      handle: "early",
      name: "Early",
      destination: "https://shop.example/",
      timeZone: "America/New_York",
      goals: [{ id: "first-order", steps: { event: "purchase" } }],
      rules: [{ id: "early", on, grants: [{ id: "credit", to: "referrer", credit: { amount: worth } }] }],
    });
  const begun: Step[] = [
    { do: "join", who: "anna", plan: "pro" },
    { do: "sign_up", who: "boris", by: "anna", with: "referrer" },
  ];
  const buys: Step = { do: "purchase", who: "boris", order: 1, total: 5000, seats: 1, daysAgo: 0 };
  const earned = (worth: Amount, afterMs: number) => {
    const shop = play(shopOf(worth), begun);
    write(shop, { kind: "clock", to: shop.at + afterMs });
    play(shop, [buys]);
    return [...shop.log.stored.rewards.values()].map(({ amount: cents }) => Number(cents));
  };

  test.each([
    ["at once", 0, [2000]],
    ["in the last second of the first piece", 7 * DAY - 1000, [2000]],
    ["as the line begins", 7 * DAY, [2000]],
    ["in the middle of the line", 18.5 * DAY, [1250]],
    ["in the last second of the line", 30 * DAY - 1000, [500]],
    ["as it ends", 30 * DAY, []],
  ])("%s", (_when, afterMs, cents) => {
    expect(earned(earlyFriend, afterMs)).toEqual(cents);
  });

  test("a share of an invoice that changes after some months of the calendar, from when a goal was reached", () => {
    const commission: Amount = {
      overTime: {
        since: { goal: "first-order" },
        pieces: [
          { until: { months: 12 }, amount: { percent: "10", of: "total" } },
          { until: { months: 24 }, amount: { percent: "5", of: "total" } },
        ],
      },
    };
    const shop = play(shopOf(commission, { event: "purchase" }), [...begun, buys]);
    const again = (order: number): Step => ({ ...buys, order });
    // 28 January 2026, 12:00 UTC, and two years of the calendar on; a second before each bound and at it.
    const moments = ["2027-01-28T11:59:59Z", "2027-01-28T12:00:00Z", "2028-01-28T11:59:59Z", "2028-01-28T12:00:00Z"];
    for (const [index, moment] of moments.entries()) {
      write(shop, { kind: "clock", to: Date.parse(moment) });
      play(shop, [again(2 + index)]);
    }
    expect([...shop.log.stored.rewards.values()].map(({ amount: cents }) => Number(cents))).toEqual([500, 250, 250]);
  });
});
