/** Levels: reached once, never lost, whatever is spent or taken back; what a step gives may lead to the next one. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { chance } from "../../test/laws/chance.js";
import { brokenLaws } from "../../test/laws/memory-laws.js";
import { openShop, PROGRAM, publishing, type Shop, write } from "../../test/laws/story.js";
import type { Level, ProgramDocument, Rule } from "./document/schema.js";
import { validateProgram } from "./document/validate.js";

const club: Level = {
  id: "club",
  measure: { earned: "POINTS" },
  steps: [
    { id: "bronze", atLeast: "0" },
    { id: "silver", atLeast: "20" },
    { id: "gold", atLeast: "40" },
  ],
};
const host: Level = { id: "host", measure: { referrals: "converted" }, steps: [{ id: "one", atLeast: "1" }] };
const reached = (level: string, step: string, points = "1"): Rule => ({
  id: `${level}-${step}`,
  on: { level, step },
  grants: [{ id: "p", to: "member", points: { amount: points } }],
});
const documentOf = (more: Partial<ProgramDocument> = {}): ProgramDocument => ({
  format: 1,
  handle: "shop",
  name: "Shop",
  destination: "https://shop.example/",
  goals: [{ id: "first", steps: { event: "purchase" } }],
  levels: [club, host],
  units: { MILES: {} },
  rules: [
    { id: "bought", on: { event: "purchase" }, grants: [{ id: "p", to: "member", points: { amount: { percent: "100", of: "total" } } }] },
    { id: "silver", on: { level: "club", step: "silver" }, grants: [{ id: "p", to: "member", points: { amount: "15" } }] },
    { id: "gold", on: { level: "club", step: "gold" }, grants: [{ id: "m", to: "member", units: { unit: "MILES", amount: "1" } }] },
    { id: "one", on: { level: "host", step: "one" }, grants: [{ id: "m", to: "member", units: { unit: "MILES", amount: "100" } }] },
  ],
  ...more,
});
function shopOf(document = documentOf()): Shop {
  const shop = openShop(document);
  write(shop, { kind: "member", member: "anna", enrol: [PROGRAM] });
  return shop;
}
function buy(shop: Shop, subject: string, dollars: number, member = "anna"): void {
  write(shop, { kind: "event", type: "purchase", member, subject, currency: "USD", money: { total: String(dollars * 100) } });
}
function refund(shop: Shop, subject: string, member = "anna"): void {
  write(shop, { kind: "event", type: "refund", member, subject });
}
function refer(shop: Shop, friend: string, referrer = "anna"): void {
  write(shop, { kind: "event", type: "sign_up", member: friend, referrer });
  buy(shop, "one", 1, friend);
}
function reachedBy({ log: { stored } }: Shop, level = "club"): string[] {
  return [...stored.gameProgress.values()].flatMap(({ levels }) => Object.keys(levels[level] ?? {}));
}
function given({ log: { stored } }: Shop, unit: string): number[] {
  return [...stored.rewards.values()].filter((row) => row.unit === unit && row.state !== "reversed").map(({ amount }) => Number(amount));
}

test("the lowest step begins with enrolling; what a step gives leads to the next one", () => {
  const shop = shopOf();
  expect(reachedBy(shop)).toEqual(["bronze"]);
  buy(shop, "a", 30);
  // 30 of the order and 15 of the step are 45.
  expect(reachedBy(shop)).toEqual(["bronze", "silver", "gold"]);
  expect([given(shop, "POINTS"), given(shop, "MILES")]).toEqual([[30, 15], [1]]);
});

test("what is taken back counts no more, and no step is lost or reached again", () => {
  const shop = shopOf();
  buy(shop, "a", 25);
  refund(shop, "a");
  expect(reachedBy(shop)).toEqual(["bronze", "silver", "gold"]);
  buy(shop, "b", 25);
  expect(given(shop, "MILES")).toEqual([1]);
  expect([...shop.log.stored.counters.values()].map(({ used }) => used)).toEqual([40n]);
});

test("referrals count from before there was a level; a step that needs more in a later version is kept", () => {
  const shop = shopOf(documentOf({ levels: [], rules: [] }));
  refer(shop, "f1");
  write(shop, publishing(documentOf()));
  refer(shop, "f2");
  expect(given(shop, "MILES")).toEqual([100]);
  write(shop, publishing(documentOf({ levels: [club, { ...host, steps: [{ id: "one", atLeast: "9" }] }] })));
  refer(shop, "f3");
  expect([reachedBy(shop, "host"), given(shop, "MILES")]).toEqual([["one"], [100]]);
});

test("a table goes by the step", () => {
  const amount = { table: { by: "referrer.level.host", rows: { one: "5" }, otherwise: "2" } };
  const thanks: Rule = { id: "thanks", on: { referral: "converted" }, grants: [{ id: "m", to: "referrer", units: { unit: "MILES", amount } }] };
  const shop = shopOf(documentOf({ rules: [thanks] }));
  refer(shop, "f1");
  refer(shop, "f2");
  // A referral counts before it is rewarded.
  expect(given(shop, "MILES")).toEqual([5, 5]);
});

test("of two who are one nothing is told again, and what both counted together reaches a step", () => {
  const shop = shopOf();
  write(shop, { kind: "member", member: "boris", enrol: [PROGRAM] });
  buy(shop, "a", 12);
  buy(shop, "b", 12, "boris");
  write(shop, { kind: "member.merge", member: "anna", into: "boris", reason: "one person" });
  expect(reachedBy(shop).sort()).toEqual(["bronze", "silver"]);
  expect(brokenLaws(shop.log)).toEqual([]);
});

test("a rule may give points for the steps above its own, and for no other", () => {
  const problems = (...rules: Rule[]) => {
    const validation = validateProgram(documentOf({ rules }));
    return validation.ok ? [] : validation.problems.map(({ problem }) => problem);
  };
  expect(problems(reached("club", "silver"), reached("club", "gold"))).toEqual([]);
  expect(problems(reached("host", "one"), reached("club", "gold"))).toEqual([]);
  const badge: Rule = { id: "badge", on: { level: "club", step: "gold" }, grants: [{ id: "b", to: "member", badge: "b" }] };
  const again: Rule = { id: "again", on: { badge: "b" }, grants: [{ id: "p", to: "member", points: { amount: "1" } }] };
  const validation = validateProgram({ ...documentOf({ rules: [badge, again] }), badges: [{ id: "b", name: "B" }] });
  expect(validation.ok ? [] : validation.problems.map(({ problem }) => problem).slice(0, 1)).toEqual([
    'The rule can set itself off again: "badge" → "again" → "badge".',
  ]);
});

test("levels never fall, whatever is bought, brought back, spent or published", () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant("buy" as const), order: fc.nat(5), dollars: fc.integer({ min: 1, max: 30 }) }),
    fc.record({ do: fc.constant("refund" as const), order: fc.nat(5), dollars: fc.integer({ min: 1, max: 30 }) }),
    fc.record({ do: fc.constant("spend" as const), dollars: fc.integer({ min: 1, max: 30 }) }),
    fc.record({ do: fc.constant("publish" as const), dollars: fc.integer({ min: 1, max: 60 }) }),
  );
  const property = fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
    const shop = shopOf();
    let before: string[] = [];
    for (const each of steps) {
      if (each.do === "buy") buy(shop, `order-${each.order}`, each.dollars);
      else if (each.do === "refund") refund(shop, `order-${each.order}`);
      else if (each.do === "spend") write(shop, { kind: "redeem", member: "anna", use: "spend", unit: "POINTS", amount: String(each.dollars) });
      else {
        const gold = { id: "gold", atLeast: String(20 + each.dollars) };
        write(shop, publishing(documentOf({ levels: [{ ...club, steps: [...club.steps.slice(0, 2), gold] }, host] })));
      }
      const now = reachedBy(shop);
      expect(now).toEqual(expect.arrayContaining(before));
      before = now;
    }
    expect(given(shop, "MILES").filter((amount) => amount === 1).length).toBe(before.includes("gold") ? 1 : 0);
    expect(brokenLaws(shop.log)).toEqual([]);
  });
  fc.assert(property, chance(40));
});
