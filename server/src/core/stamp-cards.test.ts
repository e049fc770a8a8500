/** Stamp cards: filled once or again and again, with something along the way, and over when they are not filled in time. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { chance } from "../../test/laws/chance.js";
import { brokenLaws } from "../../test/laws/memory-laws.js";
import { openShop, PROGRAM, type Shop, write } from "../../test/laws/story.js";
import type { ProgramDocument, StampCard } from "./document/schema.js";
import { validateProgram } from "./document/validate.js";

const DAY = 86_400_000;
const documentOf = (card: Partial<StampCard> = {}): ProgramDocument => ({
  format: 1,
  handle: "shop",
  name: "Shop",
  destination: "https://shop.example/",
  stampCards: [{ id: "tea", slots: 3, ...card }],
  rules: [
    { id: "bought", on: { event: "purchase" }, grants: [{ id: "s", to: "member", stamp: "tea" }] },
    { id: "second", on: { stampCard: "tea", stamps: 2 }, grants: [{ id: "p", to: "member", points: { amount: "1" } }] },
    { id: "full", on: { stampCard: "tea" }, grants: [{ id: "p", to: "member", points: { amount: "10" } }] },
  ],
});
function shopOf(card?: Partial<StampCard>): Shop {
  const shop = openShop(documentOf(card));
  write(shop, { kind: "member", member: "anna", enrol: [PROGRAM] });
  return shop;
}
const order = (nth: number) => `order-${nth}`;
function buy(shop: Shop, ...orders: number[]): void {
  for (const nth of orders)
    write(shop, { kind: "event", type: "purchase", member: "anna", subject: order(nth), currency: "USD", money: { total: "500" } });
}
function refund(shop: Shop, nth: number): void {
  write(shop, { kind: "event", type: "refund", member: "anna", subject: order(nth) });
}
const cardOf = ({ log: { stored } }: Shop) => [...stored.progress.values()].map(({ cards }) => cards.tea).find((card) => card !== undefined);
const pointsOf = ({ log: { stored } }: Shop): number =>
  [...stored.rewards.values()]
    .filter(({ kind, state }) => kind === "points" && state === "available")
    .reduce((sum, { amount }) => sum + Number(amount), 0);

test("a card that is filled once takes no stamp more", () => {
  const shop = shopOf();
  buy(shop, 1, 2, 3, 4, 5);
  expect(cardOf(shop)).toMatchObject({ stamps: 3, full: 1, done: true });
  expect(pointsOf(shop)).toBe(11);
});

test("along the way: given with the second stamp, taken back with it, given again with the next second one", () => {
  const shop = shopOf();
  buy(shop, 1);
  expect(pointsOf(shop)).toBe(0);
  buy(shop, 2);
  expect(pointsOf(shop)).toBe(1);
  refund(shop, 1);
  expect(pointsOf(shop)).toBe(0);
  buy(shop, 3);
  expect(pointsOf(shop)).toBe(1);
  expect(brokenLaws(shop.log)).toEqual([]);
});

test("a card that repeats: the stamp after the last one begins the next card, and each gives what it is good for", () => {
  const shop = shopOf({ repeats: true });
  buy(shop, 1, 2, 3, 4);
  expect(cardOf(shop)).toMatchObject({ stamps: 1, full: 1, done: false, number: 2 });
  buy(shop, 5, 6);
  expect(cardOf(shop)).toMatchObject({ stamps: 3, full: 2, done: true });
  expect(pointsOf(shop)).toBe(22);
});

test("a stamp of an earlier card that is taken back takes what that card gave when it was full, and nothing of the present one", () => {
  const shop = shopOf({ repeats: true });
  buy(shop, 1, 2, 3, 4, 5);
  expect(pointsOf(shop)).toBe(12);
  refund(shop, 2);
  expect(cardOf(shop)).toMatchObject({ stamps: 2, number: 2 });
  expect(pointsOf(shop)).toBe(2);
  refund(shop, 3);
  expect(pointsOf(shop)).toBe(2);
  buy(shop, 6);
  expect(pointsOf(shop)).toBe(12);
  expect(brokenLaws(shop.log)).toEqual([]);
});

test("a card that is not full in its time is over with its last moment; the next stamp begins another", () => {
  const shop = shopOf({ expiresAfter: { days: 10 } });
  buy(shop, 1, 2);
  shop.at += 10 * DAY - 1;
  buy(shop, 3);
  expect(cardOf(shop)).toMatchObject({ full: 1, done: true });
  const late = shopOf({ expiresAfter: { days: 10 } });
  buy(late, 1, 2);
  late.at += 10 * DAY;
  buy(late, 3);
  expect(cardOf(late)).toMatchObject({ stamps: 1, full: 0, done: false, number: 2 });
  refund(late, 1);
  expect(cardOf(late)).toMatchObject({ stamps: 1 });
  expect(brokenLaws(late.log)).toEqual([]);
});

test("whatever is bought and refunded of a card that repeats, the points are those of the full cards and second stamps that stand", () => {
  const steps = fc.array(fc.record({ nth: fc.integer({ min: 1, max: 14 }), refund: fc.boolean() }), { maxLength: 40 });
  const property = fc.property(steps, (story) => {
    const shop = shopOf({ repeats: true });
    // Slow and obvious: a list of cards, each a list of the orders whose stamps are on it.
    const cards: { orders: Set<number>; wasFull: boolean; isGiven: boolean }[] = [];
    const placed = new Map<number, number>();
    let points = 0;
    for (const { nth, refund: isRefund } of story) {
      if (isRefund) refund(shop, nth);
      else if (!placed.has(nth)) buy(shop, nth);
      if (isRefund && !placed.has(nth)) placed.set(nth, -1);
      else if (isRefund) {
        const card = cards[placed.get(nth) ?? -1];
        card?.orders.delete(nth);
      } else if (!placed.has(nth)) {
        const last = cards.at(-1);
        if (last === undefined || last.orders.size >= 3) cards.push({ orders: new Set(), wasFull: false, isGiven: false });
        placed.set(nth, cards.length - 1);
        cards.at(-1)?.orders.add(nth);
      }
    }
    const present = cards.length - 1;
    points = cards.reduce((sum, { orders }, index) => sum + (orders.size >= 3 ? 10 : 0) + (index === present ? (orders.size >= 2 ? 1 : 0) : 1), 0);
    expect(pointsOf(shop)).toBe(points);
    expect(brokenLaws(shop.log)).toEqual([]);
  });
  fc.assert(property, chance(60));
});

test("a rule along the way names fewer stamps than the card has slots", () => {
  const result = validateProgram(documentOf({ slots: 2 }));
  expect(result.ok ? [] : result.problems.map(({ path }) => path)).toEqual(["/rules/1/on/stamps"]);
});
