/** What was held is judged when its hold ended, however late that is looked at: one large step of the clock ends as many small ones. */
import { expect, test } from "vitest";
import { brokenLaws } from "../../test/laws/memory-laws.js";
import { openShop, play, type Shop, type Step, write } from "../../test/laws/story.js";
import type { Grant, ProgramDocument, Rule } from "./document/schema.js";

/** Silver is who has referred somebody in this month or the next. The story begins on 28 January. */
function documentOf(rule: Omit<Rule, "id" | "grants">, grant: Partial<Grant>): ProgramDocument {
  return {
    format: 1,
    handle: "shop",
    name: "Shop",
    destination: "https://shop.example/",
    goals: [{ id: "first", steps: { event: "purchase" }, hold: { days: 2 } }],
    tiers: [{ id: "status", measure: { referrals: "signed_up" }, period: "month", steps: [{ id: "silver", atLeast: "1" }] }],
    rules: [{ id: "rule", ...rule, grants: [{ id: "grant", points: { amount: "10" }, ...grant } as Grant] }],
  };
}
const story: Step[] = [
  { do: "join", who: "anna", plan: "pro" },
  { do: "sign_up", who: "boris", by: "anna", with: "code" },
  { do: "purchase", who: "boris", order: 1, total: 3000, seats: 1, daysAgo: 0 },
];
function settle(shop: Shop, days: number): void {
  write(shop, { kind: "clock", to: shop.at + days * 86_400_000 });
  for (let left = 1; left > 0; ) {
    const { outcome } = write(shop, { kind: "due" });
    left = outcome.status === "done" ? Number(outcome.settled) : 0;
  }
}
/** After 60 days in so many steps. */
function endOf(document: ProgramDocument, steps: number) {
  const shop = play(openShop(document), story);
  for (let step = 0; step < steps; step++) settle(shop, 60 / steps);
  expect(brokenLaws(shop.log)).toEqual([]);
  return [...shop.log.stored.rewards.values()].map(({ state, madeAt, availableAt, expiresAt }) => ({ state, madeAt, availableAt, expiresAt }));
}
/** In one step, in two and in many. */
function ends(document: ProgramDocument) {
  const [large, ...others] = [1, 2, 60].map((steps) => endOf(document, steps));
  for (const other of others) expect(other).toEqual(large);
  return large?.map(({ state }) => state);
}

test.each<[string, string]>([
  ['referrer.tier.status == "silver"', "available"],
  ['referrer.tier.status != "silver"', "cancelled"],
  ["at - friend.lastSeenAt < days(6)", "available"],
  ["at - friend.lastSeenAt < days(4)", "cancelled"],
])("a condition at the end of a hold sees that moment: %s", (ifStill, state) => {
  const hold = { for: { days: 5 }, ifStill };
  expect(ends(documentOf({ on: { event: "purchase" } }, { to: "referrer", hold }))).toEqual([state]);
});

test("what a referral gives when its own hold has ended is of that moment, and so are its hold and its validity", () => {
  const rule = { on: { referral: "converted" }, when: 'referrer.tier.status == "silver"' } as const;
  expect(ends(documentOf(rule, { to: "referrer" }))).toEqual(["available"]);
  expect(ends(documentOf({ on: rule.on, when: 'referrer.tier.status != "silver"' }, { to: "referrer" }))).toEqual([]);
  const grant = { to: "referrer", hold: { for: { days: 5 } }, validity: { for: { days: 30 } } } as const;
  expect(ends(documentOf(rule, grant))).toEqual(["expired"]);
  expect(ends(documentOf(rule, { ...grant, validity: { for: { days: 54 } } }))).toEqual(["available"]);
});

test("a program that has stopped paying meanwhile pays for what was due before", () => {
  const document = documentOf({ on: { referral: "converted" } }, { to: "referrer" });
  expect(ends({ ...document, schedule: { payUntil: "2026-02-05" } })).toEqual(["available"]);
  expect(ends({ ...document, schedule: { payUntil: "2026-01-29" } })).toEqual([]);
});

test("a refund finds what was due before it settled, whosever it is", () => {
  const document = documentOf({ on: { event: "purchase" } }, { to: "referrer", hold: { for: { days: 2 } }, validity: { for: { days: 3 } } });
  const shop = play(openShop(document), [...story, { do: "wait", hours: 240, settles: false }, { do: "refund", who: "boris", order: 1, part: null }]);
  expect([...shop.log.stored.rewards.values()].map(({ state }) => state)).toEqual(["expired"]);
});
