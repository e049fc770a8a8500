import { expect, test } from "vitest";
import { brokenLaws } from "../../test/laws/memory-laws.js";
import { openShop, play, type Shop, START, type Step } from "../../test/laws/story.js";
import type { ProgramDocument } from "./document/schema.js";
import { validateProgram } from "./document/validate.js";

/** Points for the first order, which expire when nothing was heard of the member for ten days. */
const documentOf = (validity: object): ProgramDocument => ({
  format: 1,
  handle: "shop",
  name: "Shop",
  destination: "https://shop.example/",
  access: [{ id: "premium", name: "Premium" }],
  rules: [{ id: "order", on: { event: "purchase", ordinal: 1 }, grants: [{ id: "points", to: "member", points: { amount: "5" }, validity }] }],
});
const renewed = documentOf({ for: { days: 10 }, renewedByActivity: true });
const shopOf = (document = renewed) => play(openShop(document), [{ do: "join", who: "anna", plan: "pro" }]);
const bought = (order: number): Step => ({ do: "purchase", who: "anna", order, total: 3000, seats: 1, daysAgo: 0 });
const wait = (days: number, settles: boolean): Step => ({ do: "wait", hours: 24 * days, settles });
/** The points with the day of the story on which they expire. */
function lot(shop: Shop): string {
  expect(brokenLaws(shop.log)).toEqual([]);
  const [reward] = [...shop.log.stored.rewards.values()];
  return `${reward?.state} ${((reward?.expiresAt ?? 0) - START) / 86_400_000}`;
}

test.each([true, false])("who was seen meanwhile keeps the points for as long after that, due work done in time: %s", (settles) => {
  const shop = play(shopOf(), [bought(1), wait(8, settles), bought(2)]);
  expect(lot(shop)).toBe("available 10");
  play(shop, [wait(3, true)]);
  expect(lot(shop)).toBe("available 18");
  play(shop, [wait(5, settles), bought(3), wait(8, true)]);
  expect(lot(shop)).toBe("available 26");
  play(shop, [wait(3, true)]);
  expect(lot(shop)).toBe("expired 26");
});

test("who comes back too late has lost them, also where nothing had been settled", () => {
  const shop = play(shopOf(), [bought(1), wait(11, false), bought(2), wait(1, true)]);
  expect(lot(shop)).toBe("expired 10");
});

test("an order that is told late renews from when it was made, if it is told in time", () => {
  const shop = play(shopOf(), [bought(1), wait(9, true), { ...bought(2), daysAgo: 3 } as Step, wait(2, true)]);
  expect(lot(shop)).toBe("available 16");
});

test("without it nothing is renewed, and what is added to cannot be renewed as well", () => {
  const shop = play(shopOf(documentOf({ for: { days: 10 } })), [bought(1), wait(8, true), bought(2), wait(3, true)]);
  expect(lot(shop)).toBe("expired 10");
  const both = documentOf({ for: { days: 10 }, renewedByActivity: true, extends: true });
  const validation = validateProgram({
    ...both,
    rules: [{ ...both.rules?.[0], grants: [{ ...both.rules?.[0]?.grants[0], points: undefined, access: "premium" }] }],
  });
  expect(validation.ok ? [] : validation.problems.map(({ problem }) => problem)).toEqual(["Time that is added cannot begin anew as well."]);
});

test.each([true, false])(
  "what came by itself of a week that is long past is over before the member is seen again, due work done in time: %s",
  (settles) => {
    const weekly: ProgramDocument = {
      ...renewed,
      rules: [
        {
          id: "week",
          on: { period: "week", at: "end" },
          grants: [{ id: "points", to: "member", points: { amount: "1" }, validity: { for: { days: 1 }, renewedByActivity: true } }],
        },
      ],
    };
    const shop = play(shopOf(weekly), [...Array.from({ length: 17 }, () => wait(1, settles)), bought(1), wait(1, true)]);
    expect(brokenLaws(shop.log)).toEqual([]);
    expect([...shop.log.stored.rewards.values()].filter(({ state }) => state === "available")).toEqual([]);
  },
);
