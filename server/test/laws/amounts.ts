/** Amounts by chance: fixed, a share, a table, tiers, pieces over time. */
import fc from "fast-check";

type Json = Record<string, unknown>;

/** Small ranges, so that limits are met, goals are reached and cards are filled within a few dozen events. */
export const days = fc.integer({ min: 1, max: 12 }).map((n) => ({ days: n }));
export const period = fc.constantFrom<unknown>("lifetime", "day", "week", "month", "quarter", "year", { rollingDays: 5 });
export const stage = fc.constantFrom("signed_up", "qualified", "converted");
/** There about half the time; with a weight of 1 a third of it. (Of `fc.option` a `freq` of 1 is never there.) */
export const maybe = <T>(arbitrary: fc.Arbitrary<T>, weight = 2): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight, arbitrary });
/** The value, or a table in which some have no row. */
export const orTable = <T>(value: fc.Arbitrary<T>, by = "friend.traits.plan"): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 3, arbitrary: value as fc.Arbitrary<unknown> },
    {
      weight: 1,
      arbitrary: fc.tuple(value, value, maybe(value)).map(([pro, basic, otherwise]) => ({
        table: { by, rows: { pro, basic }, ...(otherwise !== undefined && { otherwise }) },
      })),
    },
  );
const whole = fc.integer({ min: 1, max: 40 }).map(String);

const rounding = fc.constantFrom("half_up", "half_even", "down", "up");
const percent: fc.Arbitrary<Json> = fc.record(
  {
    percent: fc.constantFrom("10", "33.3", "150"),
    of: fc.constantFrom<unknown>(
      ...["total", "goods", "goodsBeforeDiscount", { assortment: "tea" }, { assortment: "rest", take: "gross" }],
      ...[{ property: "fee" }, { property: "seats" }],
    ),
    floor: maybe(orTable(fc.constantFrom("2", "5"))),
    ceiling: maybe(orTable(fc.constantFrom("9", "20"))),
    rounding: maybe(rounding),
  },
  { requiredKeys: ["percent", "of"] },
);
const simpleAmount = fc.oneof({ weight: 3, arbitrary: whole as fc.Arbitrary<unknown> }, { weight: 2, arbitrary: percent as fc.Arbitrary<unknown> });
export const amount: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 5, arbitrary: simpleAmount },
  {
    weight: 1,
    arbitrary: fc.tuple(simpleAmount, simpleAmount).map(([pro, basic]) => ({ table: { by: "friend.traits.plan", rows: { pro, basic } } })),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(simpleAmount, simpleAmount).map(([yes, no]) => ({
      table: { by: ["friend.traits.plan", "referrer.segment.hosts"], rows: { "pro/true": yes, "basic/true": no, "basic/false": yes }, otherwise: no },
    })),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(stage, period, whole, whole).map(([by, within, low, high]) => ({
      tiers: { by, period: within, steps: [{ upTo: 2, amount: low }, { amount: high }] },
    })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom<unknown>("sign_up", "visit", { goal: "aim" }), simpleAmount, whole, whole, maybe(simpleAmount), maybe(rounding))
      .map(([since, early, from, to, afterwards, rounded]) => ({
        overTime: {
          since,
          rounding: rounded,
          pieces: [
            { until: { hours: 20 }, amount: early },
            { until: { days: 4 }, amount: { from, to } },
            { until: { months: 1 }, amount: { from, halfLife: { days: 2 }, atLeast: "1" } },
          ],
          afterwards,
        },
      })),
  },
);
/** Grants of amounts that only some units take: up to a balance, and by their worth in money. */
export const paidOtherwise: fc.Arbitrary<Json> = fc.constantFrom<Json>(
  { credit: { amount: { topUpTo: "25" } } },
  { points: { amount: { topUpTo: "12" } } },
  { units: { unit: "MB", amount: { worth: "0.40" } } },
  { points: { unit: "MILES", amount: { worth: "0.40" } } },
  { points: { unit: "MILES", amount: "2.375" } },
  { units: { unit: "MILES", amount: { percent: "3.3", of: "total" } } },
  { units: { unit: "MB", amount: { worth: { percent: "10", of: "goods", floor: "0.20" } } } },
);
