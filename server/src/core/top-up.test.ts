import { expect, test } from "vitest";
import { openShop, play, type Shop, type Step } from "../../test/laws/story.js";
import { compileProgram } from "./document/compile.js";
import type { ProgramDocument } from "./document/schema.js";

const document = {
  format: 1,
  handle: "shop",
  name: "Shop",
  destination: "https://shop.example/",
  campaigns: [{ id: "double", from: "2026-01-01", until: "2026-03-01", multiplyBy: "2" }],
  rules: [
    { id: "fill", on: { event: "purchase" }, grants: [{ id: "g", to: "member", credit: { amount: { topUpTo: "20.00" } } }] },
    {
      id: "held",
      on: { event: "review_posted" },
      grants: [{ id: "g", to: "member", credit: { amount: { topUpTo: "25.00" } }, hold: { for: { days: 3 } } }],
    },
  ],
  events: { review_posted: {} },
} satisfies ProgramDocument;

const joined: Step = { do: "join", who: "anna", plan: "pro" };
const buys = (order: number): Step => ({ do: "purchase", who: "anna", order, total: 3000, seats: 1, daysAgo: 0 });
const reviews: Step = { do: "review_posted", who: "anna", order: 7 };
const amounts = (shop: Shop) => [...shop.log.stored.rewards.values()].map(({ amount }) => amount);

test("fills the balance up to its target, what is held included, and gives nothing where it is reached", () => {
  const shop = play(openShop(document), [joined, buys(1), buys(2), reviews, buys(3)]);
  expect(amounts(shop)).toEqual([2000n, 500n]);
  play(shop, [{ do: "redeem", nth: 0, part: "half", use: "spend" }, buys(4)]);
  // Of 20.00 half was spent; 10.00 and the held 5.00 are there.
  expect(amounts(shop)).toEqual([2000n, 500n, 500n]);
  expect(compileProgram(document).rules.get("fill")?.grants[0]?.amount).toEqual({ kind: "top_up", target: 2000n });
});
