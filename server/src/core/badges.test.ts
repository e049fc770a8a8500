import { expect, test } from "vitest";
import { brokenLaws } from "../../test/laws/memory-laws.js";
import { DAY, openShop, play, type Shop, type Step, write } from "../../test/laws/story.js";
import type { ProgramDocument } from "./document/schema.js";

type Badge = NonNullable<ProgramDocument["badges"]>[number];
const documentOf = (badge: Partial<Badge>, hold?: { for: { days: number } }): ProgramDocument => ({
  format: 1,
  handle: "shop",
  name: "Shop",
  destination: "https://shop.example/",
  badges: [{ id: "star", name: "Star", ...badge }],
  rules: [
    { id: "bought", on: { event: "purchase" }, grants: [{ id: "star", to: "member", badge: "star", ...(hold && { hold }) }] },
    { id: "starred", on: { badge: "star" }, grants: [{ id: "points", to: "member", points: { amount: "10" } }] },
  ],
});
const bought = (order: number): Step => ({ do: "purchase", who: "anna", order, total: 3000, seats: 1, daysAgo: 0 });
const refunded = (order: number): Step => ({ do: "refund", who: "anna", order, part: null });
const shopOf = (badge: Partial<Badge>, ...steps: Step[]) => play(openShop(documentOf(badge)), [{ do: "join", who: "anna", plan: "pro" }, ...steps]);
const rewardsOf = ({ log: { stored } }: Shop, kind: string) => [...stored.rewards.values()].filter((reward) => reward.kind === kind);
const statesOf = (shop: Shop, kind: string) => rewardsOf(shop, kind).map(({ state }) => state);
const kept = ({ log: { stored } }: Shop) => [...stored.progress.values()].map(({ badges }) => badges.star);

test("a badge is earned once, and goes with what it was earned by and what followed from it", () => {
  const shop = shopOf({}, bought(1), bought(2));
  expect([statesOf(shop, "badge"), statesOf(shop, "points")]).toEqual([["available"], ["available"]]);
  play(shop, [refunded(1)]);
  expect([statesOf(shop, "badge"), statesOf(shop, "points")]).toEqual([["reversed"], ["reversed"]]);
  expect(brokenLaws(shop.log)).toEqual([]);
});

test("a counted badge is earned each time, sets its rules off each time, and is had as long as one of them stands", () => {
  const shop = shopOf({ counted: true }, bought(1), bought(2), bought(3));
  const [, second, third] = rewardsOf(shop, "badge");
  expect([statesOf(shop, "badge").length, statesOf(shop, "points").length]).toEqual([3, 3]);
  play(shop, [refunded(1)]);
  expect(statesOf(shop, "points")).toEqual(["reversed", "available", "available"]);
  expect([second?.id, third?.id]).toContain(kept(shop)[0]);
  play(shop, [refunded(2), refunded(3)]);
  expect(kept(shop)).toEqual([undefined]);
  expect(brokenLaws(shop.log)).toEqual([]);
});

test("a badge that is kept stays with what followed from it; what the owner takes back goes", () => {
  const shop = shopOf({ kept: true }, bought(1), refunded(1));
  expect([statesOf(shop, "badge"), statesOf(shop, "points")]).toEqual([["available"], ["available"]]);
  play(shop, [bought(2)]);
  expect(statesOf(shop, "badge")).toEqual(["available"]);
  write(shop, { kind: "reward.reverse", reward: rewardsOf(shop, "badge")[0]?.id as string, reason: "no" });
  expect([statesOf(shop, "badge"), statesOf(shop, "points"), kept(shop)]).toEqual([["reversed"], ["reversed"], [undefined]]);
  expect(brokenLaws(shop.log)).toEqual([]);
});

test("a badge that is kept is not had yet as long as it is held; a hold runs from when the trigger happened, however late it is told", () => {
  const shop = play(openShop(documentOf({ kept: true }, { for: { days: 14 } })), [{ do: "join", who: "anna", plan: "pro" }]);
  const occurredAt = shop.at - 4 * DAY;
  write(shop, { kind: "event", type: "purchase", member: "anna", subject: "order-1", currency: "USD", money: { total: "3000" }, occurredAt });
  expect(rewardsOf(shop, "badge")).toMatchObject([{ state: "pending", dueAt: occurredAt + 14 * DAY }]);
  write(shop, { kind: "event", type: "refund", member: "anna", subject: "order-1", currency: "USD" });
  expect([statesOf(shop, "badge"), kept(shop)]).toEqual([["cancelled"], [undefined]]);
  write(shop, {
    kind: "event",
    type: "purchase",
    member: "anna",
    subject: "order-2",
    currency: "USD",
    money: { total: "3000" },
    occurredAt: shop.at - 20 * DAY,
  });
  write(shop, { kind: "due" });
  expect(statesOf(shop, "badge")).toEqual(["cancelled", "available"]);
  expect(brokenLaws(shop.log)).toEqual([]);
});
