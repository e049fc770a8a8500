import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chance } from "../../test/laws/chance.js";
import { brokenLaws } from "../../test/laws/memory-laws.js";
import { type Mode, rounded, slowPeriod } from "../../test/laws/slow-amounts.js";
import { openShop, play, type Shop, START, type Step, write } from "../../test/laws/story.js";
import type { Grant, ProgramDocument } from "./document/schema.js";
import { validateProgram } from "./document/validate.js";

type Accrual = NonNullable<Grant["accrual"]>;
/** 0.4 % of each order as credit, collected by the month. Stories begin on 28 January 2026. */
const documentOf = (accrual: Partial<Accrual> = {}, grant: object = {}): ProgramDocument => ({
  format: 1,
  handle: "shop",
  name: "Shop",
  destination: "https://shop.example/",
  rules: [
    {
      id: "share",
      on: { event: "purchase" },
      grants: [
        {
          id: "share",
          to: "member",
          credit: { amount: { percent: "0.4", of: "total" } },
          accrual: { period: "month", ...accrual },
          ...grant,
        } as Grant,
      ],
    },
  ],
});
const shopOf = (...document: Parameters<typeof documentOf>) => play(openShop(documentOf(...document)), [{ do: "join", who: "anna", plan: "pro" }]);
const bought = (order: number, total: number): Step => ({ do: "purchase", who: "anna", order, total, seats: 1, daysAgo: 0 });
const refunded = (order: number, part: number | null = null): Step => ({ do: "refund", who: "anna", order, part });
const days = (count: number): Step => ({ do: "wait", hours: 24 * count, settles: true });
/** Balances that are not empty, by unit and kind. */
const balances = (shop: Shop) => {
  const own = [...shop.log.stored.accounts.values()].filter(({ holder, balance }) => holder.startsWith("mem_") && balance > 0n);
  return Object.fromEntries(own.map(({ unit, kind, balance }) => [`${unit} ${kind}`, balance]));
};
const paid = (shop: Shop) => [...shop.log.stored.rewards.values()].filter(({ kind }) => kind === "credit").map(({ amount }) => amount);

describe("what is collected", () => {
  test("is exact, and is paid with one rounding when the period is over, net of what was taken back", () => {
    // 0.4 % of 1.99 is 0.796 cents, which alone would be 1 cent each.
    const shop = play(shopOf(), [bought(1, 199), bought(2, 199), bought(3, 199), bought(4, 10_000), refunded(4, 5000)]);
    expect(balances(shop)).toEqual({ "credit:USD~6 available": 2_388_000n + 20_000_000n });
    play(shop, [days(5)]);
    expect(balances(shop)).toEqual({ "credit:USD available": 22n });
    const [reward] = [...shop.log.stored.rewards.values()].filter(({ kind }) => kind === "credit");
    expect(reward).toMatchObject({ ruleId: "share", side: "member", details: { accrued: { shares: 4, sum: "22388000" } } });
    expect(brokenLaws(shop.log)).toEqual([]);
  });

  test("is carried over while it is less than the minimum", () => {
    const shop = play(shopOf({ minimum: "1.00", rounding: "down" }), [bought(1, 17_777), days(5)]);
    expect([paid(shop), balances(shop)]).toEqual([[], { "credit:USD~6 available": 71_108_000n }]);
    play(shop, [bought(2, 10_000), days(31)]);
    expect([paid(shop), balances(shop)]).toEqual([[111n], { "credit:USD available": 111n }]);
    expect(brokenLaws(shop.log)).toEqual([]);
  });

  test("is paid alike however late the end of the period is noticed, and what comes after the end counts for the next", () => {
    const steps = [bought(1, 17_777), bought(2, 9_999)];
    const punctual = play(shopOf(), [...steps, days(5), bought(3, 4550)]);
    const late = play(shopOf(), [...steps, { do: "wait", hours: 120, settles: false }, bought(3, 4550)]);
    expect([paid(late), balances(late)]).toEqual([paid(punctual), balances(punctual)]);
    expect(paid(late)).toEqual([111n]);
  });

  test("is held share by share: what passes before the end is in it", () => {
    const shop = play(shopOf({}, { hold: { for: { days: 3 } } }), [
      bought(1, 10_000),
      days(2),
      bought(2, 10_000),
      { do: "wait", hours: 72, settles: false },
    ]);
    // The first passed on 31 January, the second passes on 2 February.
    play(shop, [bought(3, 10_000)]);
    expect(paid(shop)).toEqual([40n]);
    expect(balances(shop)).toEqual({ "credit:USD available": 40n, "credit:USD~6 available": 40_000_000n, "credit:USD~6 pending": 40_000_000n });
    expect(brokenLaws(shop.log)).toEqual([]);
  });

  test("is owed when it is taken back after it was paid, and later shares pay it off", () => {
    const shop = play(shopOf(), [bought(1, 10_000), days(5), refunded(1)]);
    expect(balances(shop)).toEqual({ "credit:USD available": 40n, "credit:USD~6 debt": 40_000_000n });
    play(shop, [bought(2, 15_000), days(31)]);
    expect([paid(shop), balances(shop)]).toEqual([[40n, 20n], { "credit:USD available": 60n }]);
    expect(brokenLaws(shop.log)).toEqual([]);
  });

  test("cannot be spent before it is paid", () => {
    const shop = play(shopOf(), [bought(1, 10_000)]);
    const { outcome } = write(shop, { kind: "redeem", use: "spend", member: "anna", unit: "credit:USD~6", amount: "1" });
    expect(outcome).toMatchObject({ reason: "unit_unknown" });
  });

  test("is paid within the limits of what is paid", () => {
    const limits = [{ id: "yearly", measure: "amount", period: "year", max: "0.30" }];
    const shop = play(shopOf({}, { limits }), [bought(1, 10_000), days(5), bought(2, 10_000), days(31)]);
    expect([paid(shop), balances(shop)]).toEqual([[30n], { "credit:USD available": 30n }]);
    expect(brokenLaws(shop.log)).toEqual([]);
  });
});

test("what cannot be collected is refused, and so are limits of one event or referral", () => {
  const problemsOf = (grant: object, accrual: Partial<Accrual> = {}) => {
    const checked = validateProgram(documentOf(accrual, grant));
    return checked.ok ? [] : checked.problems.map(({ path, problem }) => `${path.slice("/rules/0/grants/0".length)} ${problem}`);
  };
  expect(problemsOf({}, { minimum: "0.001" })).toEqual(['/accrual/minimum "0.001" is too fine for USD.']);
  expect(problemsOf({ credit: { amount: "0.0000125" } })).toEqual([expect.stringContaining("amount")]);
  expect(problemsOf({ credit: { amount: "0.000125" } })).toEqual([]);
  expect(problemsOf({ credit: { amount: { topUpTo: "5.00" } } })).toEqual(["/accrual A balance is filled up at once or not at all."]);
  expect(problemsOf({ credit: undefined, badge: "x" })[0]).toContain("badge");
  const table = { table: { by: "member.traits.plan", rows: { pro: "5" } } };
  expect(problemsOf({ limits: [{ id: "one", measure: "amount", max: table }] })).toContain(
    "/limits/0/max What is paid for a period comes from no one event that a table could ask.",
  );
  expect(problemsOf({ limits: [{ id: "one", measure: "amount", per: "referral", max: "5" }] })).toEqual([
    "/limits/0/per What is paid for a period comes from no one referral.",
  ]);
});

test("what is paid at the end of each period is what was bought since the last payment, added up exactly and rounded once", () => {
  const scene = fc.record({
    period: fc.constantFrom("week" as const, "month" as const, "quarter" as const),
    minimum: fc.option(fc.constantFrom("0.50", "3.00"), { nil: undefined }),
    rounding: fc.constantFrom<Mode>("half_up", "half_even", "down", "up"),
    percent: fc.constantFrom("0.4", "0.3333", "1.25"),
    orders: fc.array(fc.record({ hours: fc.nat({ max: 500 }), total: fc.nat({ max: 40_000 }) }), { minLength: 1, maxLength: 6 }),
  });
  const property = fc.property(scene, ({ period, minimum, rounding, percent, orders }) => {
    const amount = { percent, of: "total" };
    const shop = shopOf({ period, rounding, ...(minimum && { minimum }) }, { credit: { amount } });
    const expected: bigint[] = [];
    // In parts of a millionth of a cent.
    let collected = 0n;
    let at = START;
    const nameAt = (moment: number) => slowPeriod(moment, period, "UTC", "monday");
    const goTo = (moment: number) => {
      for (; at < moment; at += 3_600_000) {
        const sum = nameAt(at) === nameAt(at + 3_600_000) ? 0n : collected;
        const paidOut = rounded({ n: sum, d: 1_000_000n }, rounding);
        if (paidOut === 0n || sum < BigInt(Math.round(Number(minimum ?? 0) * 100)) * 1_000_000n) continue;
        expected.push(paidOut);
        collected = 0n;
      }
      write(shop, { kind: "clock", to: at });
      write(shop, { kind: "due" });
      expect(paid(shop)).toEqual(expected);
    };
    for (const [index, { hours, total }] of orders.entries()) {
      goTo(at + hours * 3_600_000);
      play(shop, [bought(index, total)]);
      collected += rounded({ n: BigInt(total) * BigInt(Math.round(Number(percent) * 10_000)) * 1_000_000n, d: 1_000_000n });
    }
    goTo(at + 200 * 24 * 3_600_000);
  });
  fc.assert(property, chance(8));
});
