import fc from "fast-check";
import { expect, test } from "vitest";
import { chance } from "../../test/laws/chance.js";
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

test("campaigns that add up come to the same whatever their order: nothing where they would come to less", () => {
  const given = [0, 1, 2].map((turn) => {
    const all = ["0.25", "0.25", "1.5"];
    const campaigns = [...all.slice(turn), ...all.slice(0, turn)].map((by, index) => ({ ...document.campaigns[0], id: `c${index}`, multiplyBy: by }));
    const rules = [{ id: "each", on: { event: "purchase" }, grants: [{ id: "g", to: "member", credit: { amount: "4.00" } }] }];
    return amounts(play(openShop({ ...document, campaigns, campaignStacking: "add", rules } as ProgramDocument), [joined, buys(1)]));
  });
  expect(given).toEqual([[], [], []]);
});

test("whatever was held and spent before, the balance afterwards is the target or what it was", () => {
  const step = fc.oneof(
    fc.constantFrom("buys" as const, "reviews" as const),
    fc.record({ spends: fc.constantFrom("one" as const, "half" as const, "all" as const) }),
    fc.integer({ min: 1, max: 4 }),
  );
  const property = fc.property(fc.array(step, { minLength: 3, maxLength: 12 }), (steps) => {
    const shop = play(openShop(document), [joined]);
    let [held, free, day] = [0, 0, 0];
    let passes: { until: number; filled: number }[] = [];
    for (const [index, each] of steps.entries()) {
      if (each === "buys") {
        play(shop, [buys(index)]);
        free += Math.max(0, 2000 - held - free);
      } else if (each === "reviews") {
        play(shop, [{ ...reviews, order: index } as Step]);
        const filled = Math.max(0, 2500 - held - free);
        held += filled;
        passes.push({ until: day + 3, filled });
      } else if (typeof each === "number") {
        play(shop, [{ do: "wait", hours: 24 * each, settles: true }]);
        day += each;
        const passed = passes.filter(({ until }) => until <= day).reduce((sum, { filled }) => sum + filled, 0);
        [held, free, passes] = [held - passed, free + passed, passes.filter(({ until }) => until > day)];
      } else {
        play(shop, [{ do: "redeem", nth: 0, part: each.spends, use: "spend" }]);
        // No order is paid for with more than it comes to.
        const spent = { one: 1, half: Math.ceil(free / 2), all: free }[each.spends];
        free -= free > 0 && spent <= 2500 ? spent : 0;
      }
      const balance = (kind: string) =>
        [...shop.log.stored.accounts.values()].filter((row) => row.kind === kind).reduce((sum, row) => sum + row.balance, 0n);
      expect([balance("pending"), balance("available")]).toEqual([BigInt(held), BigInt(free)]);
    }
  });
  fc.assert(property, chance(20));
});
