/** Streaks in decisions: what reaching a length gives, and what late, corrected and repeated events change of it. */
import { expect, test } from "vitest";
import { brokenLaws } from "../../test/laws/memory-laws.js";
import { openShop, PROGRAM, publishing, type Shop, write } from "../../test/laws/story.js";
import type { ProgramDocument, Rule } from "./document/schema.js";

const DAY = 86_400_000;
const three: Rule = { id: "three", on: { streak: "posts", length: 3 }, grants: [{ id: "p", to: "member", points: { amount: "3" } }] };
const documentOf = (more: Partial<ProgramDocument> = {}): ProgramDocument => ({
  format: 1,
  handle: "shop",
  name: "Shop",
  destination: "https://shop.example/",
  traits: { zone: { type: "string" } },
  events: { posted: {}, removed: { corrects: "posted" } },
  streaks: [{ id: "posts", event: "posted", each: "day", timeZone: "zone", where: 'event.status != "draft"' }],
  rules: [three],
  ...more,
});
function shopOf(document = documentOf()): Shop {
  const shop = openShop(document);
  write(shop, { kind: "member", member: "anna", enrol: [PROGRAM] });
  return shop;
}
/** A post of so many days ago. */
function post(shop: Shop, subject: string, daysAgo = 0, status = "final", member = "anna"): void {
  write(shop, { kind: "event", type: "posted", member, subject, status, occurredAt: shop.at - daysAgo * DAY });
}
function remove(shop: Shop, subject: string): void {
  write(shop, { kind: "event", type: "removed", member: "anna", subject });
}
function wait(shop: Shop, days: number): void {
  write(shop, { kind: "clock", to: shop.at + days * DAY });
}
function points({ log: { stored } }: Shop): number {
  return [...stored.rewards.values()].filter(({ state }) => state === "available").length;
}

test("each streak that reaches the length is rewarded, and no longer one again", () => {
  const shop = shopOf();
  for (let day = 0; day < 5; day++, wait(shop, 1)) post(shop, `a${day}`);
  expect(points(shop)).toBe(1);
  wait(shop, 1);
  for (let day = 0; day < 3; day++, wait(shop, 1)) post(shop, `b${day}`);
  expect(points(shop)).toBe(2);
});

test("an event that comes late fills its day; two streaks that it joins are one", () => {
  const shop = shopOf();
  for (const daysAgo of [6, 5, 4, 2, 1, 0]) post(shop, `p${daysAgo}`, daysAgo);
  expect(points(shop)).toBe(2);
  post(shop, "p3", 3);
  expect(points(shop)).toBe(1);
  remove(shop, "p3");
  expect(points(shop)).toBe(2);
  expect(brokenLaws(shop.log)).toEqual([]);
});

test("L11: an event and its correction leave what there was, in whichever order they come", () => {
  const end = (...steps: ((shop: Shop) => void)[]) => {
    const shop = shopOf();
    for (const daysAgo of [2, 1]) post(shop, `p${daysAgo}`, daysAgo);
    for (const step of steps) step(shop);
    return points(shop);
  };
  const [posts, removes] = [(shop: Shop) => post(shop, "p0"), (shop: Shop) => remove(shop, "p0")];
  expect([end(posts), end(posts, removes), end(removes, posts), end(posts, removes, posts)]).toEqual([1, 0, 0, 1]);
});

test("a day with another event is not emptied; one that is told again with a status that does not count is", () => {
  const shop = shopOf();
  for (const [index, daysAgo] of [2, 1, 0, 0].entries()) post(shop, `p${index}`, daysAgo);
  remove(shop, "p3");
  expect(points(shop)).toBe(1);
  post(shop, "p2", 0, "draft");
  expect(points(shop)).toBe(0);
  post(shop, "p2", 0);
  post(shop, "p2", 0);
  expect(points(shop)).toBe(1);
});

test("what had reached a length before there was a rule for it is not rewarded", () => {
  const shop = shopOf(documentOf({ rules: [] }));
  for (const daysAgo of [3, 2, 1]) post(shop, `p${daysAgo}`, daysAgo);
  write(shop, publishing(documentOf()));
  post(shop, "p0");
  expect(points(shop)).toBe(0);
  wait(shop, 5);
  for (const daysAgo of [2, 1, 0]) post(shop, `q${daysAgo}`, daysAgo);
  expect(points(shop)).toBe(1);
});

test("a zone that is ahead puts the event on the next day", () => {
  const shop = shopOf();
  write(shop, { kind: "clock", to: Date.UTC(2026, 5, 1, 23) });
  post(shop, "utc");
  write(shop, { kind: "member", member: "anna", traits: { zone: "Asia/Tokyo" } });
  post(shop, "tokyo");
  wait(shop, 1);
  post(shop, "next");
  expect(points(shop)).toBe(1);
});

test("of two who are one the days of both count, and nothing is told again or taken back", () => {
  const shop = shopOf();
  write(shop, { kind: "member", member: "boris", enrol: [PROGRAM] });
  for (const daysAgo of [6, 5, 4]) post(shop, `p${daysAgo}`, daysAgo, "final", "boris");
  for (const daysAgo of [2, 1]) post(shop, `p${daysAgo}`, daysAgo);
  write(shop, { kind: "member.merge", member: "boris", into: "anna", reason: "one person" });
  expect(points(shop)).toBe(1);
  post(shop, "p0");
  expect(points(shop)).toBe(2);
  expect(brokenLaws(shop.log)).toEqual([]);
});
