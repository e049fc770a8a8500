/** New badges and levels for those who have earned them before: by re-evaluating their rules. */
import { expect, test } from "vitest";
import { brokenLaws } from "../../../test/laws/memory-laws.js";
import { openShop, play, publishing, type Shop, type Step, write } from "../../../test/laws/story.js";
import { reevaluate } from "../../../test/laws/versions.js";
import type { Grant, ProgramDocument, Rule } from "../document/schema.js";

const documentOf = (rules: Rule[], more: Partial<ProgramDocument> = {}): ProgramDocument => ({
  format: 1,
  handle: "shop",
  name: "Shop",
  destination: "https://shop.example/",
  goals: [{ id: "first", steps: { event: "purchase" } }],
  ...more,
  rules,
});
const points = (amount: string, more: Partial<Grant> = {}): Grant => ({ id: "points", to: "referrer", points: { amount }, ...more }) as Grant;
const thanks: Rule = { id: "thanks", on: { referral: "converted" }, grants: [points("100")] };
const joined: Step = { do: "join", who: "anna", plan: "pro" };
const comes = (who: string): Step => ({ do: "sign_up", who, by: "anna", with: "referrer" });
const buys = (who: string, order: number): Step => ({ do: "purchase", who, order, total: 3000, seats: 1, daysAgo: 0 });
const refunds = (who: string, order: number): Step => ({ do: "refund", who, order, part: null });
const past: Step[] = [joined, comes("boris"), buys("boris", 0), comes("clara"), buys("clara", 0)];
/** A past under one document, then another one is published. */
function pastOf(before: ProgramDocument, document: ProgramDocument, steps = past): Shop {
  const shop = play(openShop(before), steps);
  write(shop, publishing(document));
  return shop;
}
const amounts = (shop: Shop) => [...shop.log.stored.rewards.values()].map(({ ruleId, amount, state }) => [ruleId, Number(amount), state]);
const badge = (id: string): Grant => ({ id: "badge", to: "member", badge: id }) as Grant;
const badges = (shop: Shop) =>
  [...shop.log.stored.rewards.values()].flatMap(({ kind, recipientId, details }) => (kind === "badge" ? [[recipientId, details.item]] : []));

test("a new badge goes to those who have met its rule before: by their referrals, and what follows from it", () => {
  const more = { badges: [{ id: "star", name: "Star" }] };
  const star: Rule = { id: "star", on: { referrals: { stage: "signed_up", count: 2 } }, grants: [badge("star")] };
  const after: Rule = { id: "after", on: { badge: "star" }, grants: [points("5", { to: "member" })] };
  const document = documentOf([star, after], more);
  const shop = pastOf(documentOf([]), document);
  expect(reevaluate(shop, document)).toMatchObject({
    given: [
      { rule: "after", count: 1 },
      { rule: "star", count: 1 },
    ],
    members: 1,
  });
  expect(badges(shop)).toEqual([[expect.any(String), "star"]]);
  expect(reevaluate(shop, document).given).toEqual([]);
  expect(brokenLaws(shop.log)).toEqual([]);
});

test("a new level gives by the steps that were earned before it, net of what was taken back, and counts for all", () => {
  const levels = [
    {
      id: "club",
      measure: { earned: "POINTS" as const },
      steps: [
        { id: "silver", atLeast: "150" },
        { id: "gold", atLeast: "250" },
      ],
    },
  ];
  const gold = (step: string): Rule => ({ id: step, on: { level: "club", step }, grants: [points(step === "gold" ? "7" : "3", { to: "member" })] });
  const document = documentOf([thanks, gold("silver"), gold("gold")], { levels });
  const shop = pastOf(documentOf([thanks]), document, [...past, comes("dmitri"), buys("dmitri", 0), refunds("clara", 0)]);
  expect(reevaluate(shop, document)).toMatchObject({
    given: [{ rule: "silver", count: 1, amount: 3n }],
    missed: [{ rule: "gold", why: "not_standing" }],
  });
  const counted = () => [...shop.log.stored.counters.values()].find(({ counter }) => counter.startsWith("level:"))?.used;
  expect(counted()).toBe(203n);
  play(shop, [refunds("boris", 0)]);
  expect(counted()).toBe(103n);
  // The step stays, and is not given again; what comes on top counts on.
  expect(reevaluate(shop, document).given).toEqual([]);
  play(shop, [comes("elif"), buys("elif", 0), comes("gita"), buys("gita", 0)]);
  expect(amounts(shop).filter(([rule]) => rule === "gold")).toEqual([["gold", 7, "available"]]);
  expect(brokenLaws(shop.log)).toEqual([]);
});

test("a new level counts what those have earned who reach none of its steps", () => {
  const levels = [{ id: "club", measure: { earned: "POINTS" as const }, steps: [{ id: "gold", atLeast: "250" }] }];
  const rule: Rule = { id: "gold", on: { level: "club", step: "gold" }, grants: [points("7", { to: "member" })] };
  const document = documentOf([thanks, rule], { levels });
  const shop = pastOf(documentOf([thanks]), document);
  expect(reevaluate(shop, document)).toMatchObject({ given: [], missed: [] });
  play(shop, [comes("dmitri"), buys("dmitri", 0)]);
  expect(amounts(shop).at(-1)).toEqual(["gold", 7, "available"]);
  expect(brokenLaws(shop.log)).toEqual([]);
});
