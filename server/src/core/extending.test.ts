import { expect, test } from "vitest";
import { brokenLaws } from "../../test/laws/memory-laws.js";
import { openShop, play, type Shop, START, type Step, write } from "../../test/laws/story.js";
import type { Grant, ProgramDocument } from "./document/schema.js";
import { validateProgram } from "./document/validate.js";

/** Ten days of premium for each order. */
const documentOf = (grant: object = {}): ProgramDocument => ({
  format: 1,
  handle: "shop",
  name: "Shop",
  destination: "https://shop.example/",
  badges: [{ id: "star", name: "Star" }],
  access: [{ id: "premium", name: "Premium" }],
  rules: [
    {
      id: "order",
      on: { event: "purchase" },
      grants: [{ id: "premium", to: "member", access: "premium", validity: { for: { days: 10 }, extends: true }, ...grant } as Grant],
    },
  ],
});
const shopOf = (grant: object = {}) => play(openShop(documentOf(grant)), [{ do: "join", who: "anna", plan: "pro" }]);
const bought = (order: number): Step => ({ do: "purchase", who: "anna", order, total: 3000, seats: 1, daysAgo: 0 });
const refunded = (order: number): Step => ({ do: "refund", who: "anna", order, part: null });
const days = (count: number): Step => ({ do: "wait", hours: 24 * count, settles: true });
/** Each access with the day of the story on which it ends. */
const ends = (shop: Shop) =>
  [...shop.log.stored.rewards.values()].map(({ state, expiresAt }) => `${state} ${((expiresAt ?? 0) - START) / 86_400_000}`);

test("a second access begins where the first ends, or at once where there is none any more", () => {
  const shop = play(shopOf(), [bought(1), days(4), bought(2)]);
  expect(ends(shop)).toEqual(["available 10", "available 20"]);
  play(shop, [days(26), bought(3)]);
  expect(ends(shop)).toEqual(["expired 10", "expired 20", "available 40"]);
  expect(brokenLaws(shop.log)).toEqual([]);
});

test("when one is taken back those after it end as if it had never been, and what is over by then expires", () => {
  const shop = play(shopOf(), [bought(1), days(4), bought(2), bought(3), refunded(1)]);
  expect(ends(shop)).toEqual(["reversed 10", "available 14", "available 24"]);
  play(shop, [days(12), refunded(3)]);
  expect(ends(shop)).toEqual(["reversed 10", "expired 14", "reversed 24"]);
  const late = play(shopOf(), [bought(1), bought(2), days(15), refunded(1), days(1)]);
  expect(ends(late)).toEqual(["expired 10", "available 20"]);
  expect([brokenLaws(shop.log), brokenLaws(late.log)]).toEqual([[], []]);
});

test("an access that must be claimed is added when it is claimed", () => {
  const shop = play(shopOf({ claim: { within: { days: 9 } }, validity: { from: "claimed", for: { days: 10 }, extends: true } }), [
    bought(1),
    bought(2),
  ]);
  const claims = [...shop.log.stored.rewards.keys()];
  for (const reward of claims) write(shop, { kind: "reward.claim", member: "anna", reward });
  expect(ends(shop)).toEqual(["available 10", "available 20"]);
});

test("only the time of an access can be added, and not from when it was made", () => {
  const problemsOf = (grant: object) => {
    const checked = validateProgram(documentOf(grant));
    return checked.ok ? [] : checked.problems.map(({ path, problem }) => `${path.slice("/rules/0/grants/0".length)} ${problem}`);
  };
  expect(problemsOf({ access: undefined, points: { amount: "1" } })).toEqual([
    "/validity/extends Only an access is had for a time that can be added to.",
  ]);
  expect(problemsOf({ validity: { for: { days: 3 }, from: "made", extends: true } })).toEqual([
    "/validity/extends Time that is added runs from when the access is there.",
  ]);
});
