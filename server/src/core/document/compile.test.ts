// biome-ignore-all lint/suspicious/noThenProperty: the document's own word; nothing awaits a check.
import { describe, expect, test } from "vitest";
import type { CompiledAmount } from "./compiled-amount.js";
import type { CompiledProgram } from "./compiled-program.js";
import { validateProgram } from "./validate.js";

const base = { format: 1, handle: "friends", name: "Friends", destination: "https://shop.example/" };
function compiled(patch: object): CompiledProgram {
  const validation = validateProgram({ ...base, ...patch });
  if (!validation.ok) throw new Error(JSON.stringify(validation.problems));
  return validation.program;
}
const credit = { id: "credit", to: "referrer", credit: { amount: "5.00" } };
const purchased = { goals: [{ id: "bought", steps: { event: "purchase" } }] };
const withGrant = (grant: object, more: object = purchased, on: object = { referral: "converted" }) =>
  compiled({ ...more, rules: [{ id: "thanks", on, grants: [{ id: "g", to: "referrer", ...grant }] }] }).rules.get("thanks")?.grants[0];

describe("defaults", () => {
  test("are filled in, all of them, as the reference names them", () => {
    const { hash, rules, events, attribution, ...program } = compiled({});
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(program).toMatchObject({
      locales: ["en"],
      currency: "USD",
      precision: 2,
      timeZone: "UTC",
      weekStart: "monday",
      schedule: { joinFrom: null, joinUntil: null, qualifyFrom: null, qualifyUntil: null, payUntil: null },
      lateness: { days: 30 },
      referral: { begins: "sign_up", freezes: [], expiresAfter: null },
    });
    expect(attribution).toMatchObject({ order: ["referrer", "code", "coupon", "link"], touch: "last", window: { days: 30 }, claimWithin: null });
    expect(attribution.existingCustomer.source).toBe("friend.isCustomer");
    expect([...events.keys()]).toEqual(["sign_up", "purchase", "refund", "claim"]);
    expect(events.get("refund")?.corrects).toBe("purchase");
  });

  test("of a grant and its limit", () => {
    expect(withGrant({ credit: { amount: "5" }, limits: [{ id: "cap", measure: "rewards", max: "3" }] })).toMatchObject({
      kind: "credit",
      unit: "credit:USD",
      precision: 2,
      amount: { kind: "fixed", value: 500n },
      item: null,
      coupon: null,
      minimumSpend: null,
      when: null,
      hold: null,
      validity: null,
      takeBack: { debt: "owed", keepIfUsed: false },
      value: null,
      boundWith: [],
      limits: [
        {
          counter: "limit:thanks/g/cap",
          measure: "rewards",
          measureName: "rewards",
          per: { kind: "member" },
          period: "lifetime",
          max: 3n,
          cut: "to_remainder",
          returnsOnExpiry: false,
        },
      ],
    });
  });
});

describe("rules", () => {
  test("are found by what sets them off, in the document's order", () => {
    const on = [
      { event: "purchase", ordinal: 2 },
      { referral: "converted" },
      { goal: "bought" },
      { referrals: { stage: "converted", count: 5 } },
      { stampCard: "card" },
      { badge: "star" },
      { event: "purchase" },
    ];
    const { rulesOn } = compiled({
      ...purchased,
      stampCards: [{ id: "card", slots: 3 }],
      badges: [{ id: "star", name: "Star" }],
      rules: on.map((trigger, i) => ({ id: `r${i}`, on: trigger, grants: [credit] })),
    });
    expect([...rulesOn].map(([key, rules]) => [key, rules.map(({ id }) => id)])).toEqual([
      ["event:purchase", ["r0", "r6"]],
      ["referral:converted", ["r1"]],
      ["goal:bought", ["r2"]],
      ["referrals:converted", ["r3"]],
      ["stampCard:card", ["r4"]],
      ["badge:star", ["r5"]],
    ]);
    expect(rulesOn.get("referrals:converted")?.[0]?.trigger).toEqual({
      kind: "referrals",
      stage: "converted",
      count: 5,
      period: "lifetime",
      mode: "once",
    });
  });

  test("tell in which periods referrals are counted, and which events holds wait for", () => {
    const tiers = { tiers: { by: "qualified", period: "month", steps: [{ amount: "1" }] } };
    const program = compiled({
      ...purchased,
      rules: [
        { id: "a", on: { referrals: { stage: "qualified", count: 5, period: { rollingDays: 7 } } }, grants: [credit] },
        {
          id: "b",
          on: { referral: "converted" },
          grants: [{ ...credit, credit: { amount: tiers }, hold: { until: { event: "claim" }, cancelOn: [{ event: "purchase" }] } }],
        },
        { id: "c", on: { referral: "qualified" }, grants: [{ ...credit, credit: { amount: tiers } }] },
      ],
    });
    expect([...program.referralPeriods]).toEqual([["qualified", [{ rollingDays: 7 }, "month"]]]);
    expect([...program.holdEvents]).toEqual(["claim", "purchase"]);
  });

  test("name all facts that conditions read", () => {
    const { needs } = compiled({
      ...purchased,
      eligibility: [{ id: "x", when: "match.address && referrer.referrals.converted > 3", then: "review" }],
    });
    expect([...needs.paths]).toEqual(["friend.isCustomer", "match.address", "referrer.referrals.converted"]);
    expect(needs).toMatchObject({ match: new Set(["address"]), referralCounts: true });
  });
});

describe("amounts", () => {
  const percentOf = (grant: object, more: object = purchased) => withGrant(grant, more)?.amount as Extract<CompiledAmount, { kind: "percent" }>;

  test("percentages go from minor units of what is measured to minor units of what is given", () => {
    const points = percentOf({ points: { amount: { percent: "100", of: "total" } } });
    // One point a dollar: 100 cents give 1.
    expect((4500n * points.numerator) / points.denominator).toBe(45n);
    const fine = percentOf({ units: { unit: "KM", amount: { percent: "50", of: "total" } } }, { ...purchased, units: { KM: { precision: 3 } } });
    expect((100n * fine.numerator) / fine.denominator).toBe(500n);
    const cents = percentOf({ credit: { amount: { percent: "2.5", of: "goods", floor: "2", ceiling: "25.00" } } });
    expect((10_000n * cents.numerator) / cents.denominator).toBe(250n);
    expect(cents).toMatchObject({ percent: "2.5", of: "goods", rounding: "half_up", floor: 200n, ceiling: 2500n });
  });

  test("tables and tiers", () => {
    const table = withGrant(
      { cash: { amount: { table: { by: "friend.traits.plan", rows: { plus: "23.00", constructor: "1" } } } } },
      { ...purchased, traits: { plan: { type: "string" } } },
    )?.amount;
    if (table?.kind !== "table") throw new Error("not a table");
    expect(table.by.evaluate({ friend: { traits: { plan: "plus" } } })).toBe("plus");
    expect(table.rows.get("plus")).toEqual({ kind: "fixed", value: 2300n });
    expect(table.rows.get("constructor")).toEqual({ kind: "fixed", value: 100n });
    expect(table.otherwise).toBeNull();
    expect(withGrant({ credit: { amount: { tiers: { by: "converted", steps: [{ upTo: 5, amount: "1" }, { amount: "2" }] } } } })?.amount).toEqual({
      kind: "tiers",
      by: "converted",
      period: "lifetime",
      steps: [
        { upTo: 5, amount: { kind: "fixed", value: 100n } },
        { upTo: null, amount: { kind: "fixed", value: 200n } },
      ],
    });
  });

  test("are as fine as their currency or unit", () => {
    expect(withGrant({ cash: { amount: "500" } }, { ...purchased, currency: "JPY" })).toMatchObject({
      unit: "cash:JPY",
      precision: 0,
      amount: { value: 500n },
    });
    expect(withGrant({ cash: { amount: "1.005" } }, { ...purchased, currency: "KWD" })).toMatchObject({
      unit: "cash:KWD",
      precision: 3,
      amount: { value: 1005n },
    });
    expect(withGrant({ points: { amount: "7" } })).toMatchObject({ unit: "POINTS", precision: 0, amount: { value: 7n } });
  });
});

describe("grants", () => {
  test("are bound with all that hang together, whoever names whom", () => {
    const grants = [
      { ...credit, id: "a" },
      { ...credit, id: "b", boundWith: ["a"] },
      { ...credit, id: "c", boundWith: ["b"] },
      { ...credit, id: "d" },
    ];
    const rule = compiled({ ...purchased, rules: [{ id: "r", on: { referral: "converted" }, grants }] }).rules.get("r");
    expect(rule?.grants.map(({ boundWith }) => [...boundWith].sort())).toEqual([["b", "c"], ["a", "c"], ["a", "b"], []]);
  });

  test("share one count of a limit of the whole program, and have their own of every other", () => {
    const limits = [
      { id: "budget", measure: "amount", per: "program", max: "50000.00" },
      { id: "each", measure: "rewards", per: "referral", max: "1" },
    ];
    const rule = compiled({
      ...purchased,
      rules: [{ id: "r", on: { referral: "converted" }, grants: ["a", "b"].map((id) => ({ ...credit, id, limits })) }],
    }).rules.get("r");
    expect(rule?.grants.map((grant) => grant.limits.map(({ counter }) => counter))).toEqual([
      ["limit:budget", "limit:r/a/each"],
      ["limit:budget", "limit:r/b/each"],
    ]);
    expect(rule?.grants[0]?.limits[0]?.max).toBe(5_000_000n);
  });
});

describe("goals", () => {
  const steps = {
    all: [
      { event: "sign_up" },
      {
        any: [
          { event: "purchase", where: 'event.status == "paid"', count: 2 },
          { event: "purchase", sum: "total", atLeast: "100.00" },
        ],
      },
    ],
    inOrder: true,
  };
  const program = compiled({
    goals: [
      { id: "first", steps },
      {
        id: "second",
        steps: { event: "purchase", count: 3 },
        movesReferral: true,
        requires: "first",
        hold: { days: 14 },
        window: { after: "2026-03-01", before: "2026-04-01" },
      },
    ],
    timeZone: "Europe/Moscow",
  });
  const first = program.goals.get("first");

  test("have their steps numbered in the document's order", () => {
    expect(first?.steps.map(({ index, event, need }) => [index, event, need])).toEqual([
      [0, "sign_up", 1n],
      [1, "purchase", 2n],
      [2, "purchase", 10_000n],
    ]);
    expect(first?.steps[1]?.where?.evaluate({ event: { status: "paid" } })).toBe(true);
    expect(first?.tree).toMatchObject({ kind: "all", inOrder: true, nodes: [{ kind: "step" }, { kind: "any" }] });
  });

  test("are reached as their tree says", () => {
    const reached = (...gathered: bigint[]) => first?.isReached(gathered);
    expect([reached(), reached(1n), reached(1n, 1n, 9_999n), reached(0n, 2n), reached(1n, 2n), reached(1n, 0n, 10_000n)]).toEqual([
      false,
      false,
      false,
      false,
      true,
      true,
    ]);
  });

  test("know the events that feed them, whether they move the referral, and their window in the program's zone", () => {
    expect(program.goalsFedBy.get("purchase")?.map(({ goal, steps: fed }) => [goal.id, fed.map(({ index }) => index)])).toEqual([
      ["first", [1, 2]],
      ["second", [0]],
    ]);
    expect(first?.movesReferral).toBe(false);
    expect(program.goals.get("second")).toMatchObject({
      movesReferral: true,
      requires: "first",
      hold: { days: 14 },
      window: { kind: "fixed", after: Date.parse("2026-02-28T21:00:00Z") },
    });
    expect(compiled(purchased).goals.get("bought")?.movesReferral).toBe(true);
  });
});

test("what is compiled does not change with the document that it came from", () => {
  const document = structuredClone({ ...base, lateness: { days: 3 } });
  const validation = validateProgram(document);
  document.lateness.days = 99;
  expect(validation.ok && validation.program.lateness).toEqual({ days: 3 });
});
