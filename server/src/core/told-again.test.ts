import { expect, test } from "vitest";
import { brokenLaws } from "../../test/laws/memory-laws.js";
import { openShop, play, type Shop, type Step, write } from "../../test/laws/story.js";
import type { Goal, ProgramDocument } from "./document/schema.js";

function friendOf(...goals: Goal[]): Shop {
  const document = {
    format: 1,
    handle: "shop",
    name: "Shop",
    destination: "https://shop.example/",
    attribution: { claimWithin: { days: 20 }, existingCustomer: "false" },
    referral: { expiresAfter: { days: 20 } },
    events: { trial: {}, purchase: { properties: { seats: { type: "int" } } } },
    goals,
  } as ProgramDocument;
  return play(openShop(document), [
    { do: "join", who: "anna", plan: "pro" },
    { do: "sign_up", who: "boris", by: "anna", with: "code" },
  ]);
}
/** What the goal has gathered after each order; the same number is the same order, told again. A day lies between two. */
function gathered(shop: Shop, goal: string, ...orders: (number | Partial<Extract<Step, { do: "purchase" }>>)[]): unknown[] {
  return orders.map((told) => {
    const order = typeof told === "number" ? { order: told } : told;
    play(shop, [
      { do: "wait", hours: 24, settles: false },
      { do: "purchase", who: "boris", order: 0, total: 3000, seats: 1, daysAgo: 0, ...order },
    ]);
    return stepsOf(shop, goal);
  });
}
function stepsOf(shop: Shop, goal: string): unknown {
  expect(brokenLaws(shop.log)).toEqual([]);
  const [referral] = shop.log.stored.referrals.values();
  return Object.values(referral?.goals[goal]?.steps ?? {}).join(" ");
}
const first: Goal = { id: "first", steps: { event: "purchase" } };
const behind: Goal = { id: "behind", steps: { event: "purchase", count: 5 }, requires: "first" };

test("an order that reached a goal is none of those that count behind it, however often it is told", () => {
  for (const goals of [
    [first, behind],
    [behind, first],
  ])
    expect(gathered(friendOf(...goals), "behind", 0, 0, 1, 1, 0, 2)).toEqual(["", "", "1", "1", "1", "2"]);
});

test("an order from before the goal that another one reached does not count behind it when it is told again", () => {
  const large: Goal = { id: "first", steps: { event: "purchase", where: "event.properties.seats > 1" } };
  const any: Goal = { id: "any", steps: { event: "purchase", count: 9 } };
  expect(gathered(friendOf(any, large, behind), "behind", 0, { order: 1, seats: 2 }, 0, 2)).toEqual(["", "", "", "1"]);
});

test("an order that counted behind a goal counts there still when it is told after the goal fell", () => {
  const shop = friendOf(first, behind);
  gathered(shop, "behind", 0, 1);
  play(shop, [
    { do: "refund", who: "boris", order: 0, part: null },
    { do: "refund", who: "boris", order: 1, part: 100 },
  ]);
  expect(gathered(shop, "behind", 1)).toEqual(["1"]);
});

test("an order of the first step is none of the second one, though telling it again meets the first one anew", () => {
  const inOrder: Goal = {
    id: "aim",
    steps: {
      all: [
        { event: "purchase", count: 2 },
        { event: "purchase", count: 9 },
      ],
      inOrder: true,
    },
  };
  const shop = friendOf(inOrder);
  const met = () => [...shop.log.stored.referrals.values()][0]?.goals.aim?.met;
  expect(gathered(shop, "aim", 0, 1)).toEqual(["1", "2 1"]);
  const before = met();
  expect(gathered(shop, "aim", 0, 1, 2)).toEqual(["2 1", "2 1", "3 2"]);
  expect(met()).toEqual(before);
});

test("orders of one moment keep their order where they are kept one by one", () => {
  const rolling: Goal = {
    id: "aim",
    steps: {
      all: [
        { event: "purchase", count: 2 },
        { event: "purchase", count: 9 },
      ],
      inOrder: true,
    },
    window: { rolling: { days: 9 } },
  };
  const shop = friendOf(rolling);
  const buys = (order: number): Step => ({ do: "purchase", who: "boris", order, total: 3000, seats: 1, daysAgo: 0 });
  play(shop, [buys(0), buys(1)]);
  const before = stepsOf(shop, "aim");
  expect(stepsOf(play(shop, [buys(0)]), "aim")).toEqual(before);
});

test("what the order says is taken from its latest telling", () => {
  const sum: Goal = {
    id: "aim",
    steps: {
      all: [
        { event: "purchase", sum: "total", atLeast: "90.00" },
        { event: "purchase", where: "event.properties.seats > 1" },
      ],
    },
  };
  expect(gathered(friendOf(sum), "aim", 0, { total: 4000 }, { total: 2500 }, { seats: 2 })).toEqual(["3000", "4000", "2500", "3000 1"]);
});

test("a new status is a new moment: the order can count behind the goal that it reached", () => {
  const shop = friendOf(first, behind);
  const told = (status: string) => write(shop, { kind: "event", type: "purchase", member: "boris", subject: "order-0", status });
  told("paid");
  expect(stepsOf(shop, "behind")).toBe("");
  told("paid");
  expect(stepsOf(shop, "behind")).toBe("");
  told("sent");
  expect(stepsOf(shop, "behind")).toBe("1");
});

test("what met a program that was paused counts when it is told again, and what counted counts on while it is paused", () => {
  const shop = play(friendOf({ ...first, steps: { event: "purchase", count: 5 } }), [{ do: "pause" }]);
  expect(gathered(shop, "first", 0)).toEqual([""]);
  play(shop, [{ do: "run" }]);
  expect(gathered(shop, "first", 0)).toEqual(["1"]);
  play(shop, [{ do: "pause" }]);
  expect(gathered(shop, "first", 0)).toEqual(["1"]);
});

test("what a goal has lost to an event that undoes it is not gathered again by the orders that had reached it", () => {
  const shop = friendOf({ ...first, undo: { by: [{ event: "trial" }], within: { days: 5 } } });
  gathered(shop, "first", 0);
  write(shop, { kind: "event", type: "trial", member: "boris" });
  expect(stepsOf(shop, "first")).toBe("0");
  expect(gathered(shop, "first", 0, 1)).toEqual(["0", "1"]);
});

test("a row that was broken is not begun again by an order that was in it", () => {
  const shop = friendOf({ ...first, steps: { event: "purchase", count: 2, resetBy: [{ event: "trial" }] } });
  gathered(shop, "first", 0);
  write(shop, { kind: "event", type: "trial", member: "boris" });
  expect(gathered(shop, "first", 0, 1, 2)).toEqual(["0", "1", "2"]);
});

test("an event that reaches a goal and would undo it does not undo it by being told again", () => {
  const own: Goal = { id: "first", steps: { event: "purchase" }, undo: { by: [{ event: "purchase" }], within: { days: 9 } } };
  expect(gathered(friendOf(own), "first", 0, 0)).toEqual(["1", "1"]);
  expect(gathered(friendOf(own), "first", 0, 1)).toEqual(["1", "1"]);
});

test("an order of somebody who is one with another friend now counts in no second referral when it is told again", () => {
  const shop = friendOf({ id: "any", steps: { event: "purchase", count: 9 } });
  const order = { do: "purchase", who: "clara", order: 7, total: 3000, seats: 1, daysAgo: 0 } as const;
  const wait = { do: "wait", hours: 21 * 24, settles: true } as const;
  play(shop, [{ do: "sign_up", who: "clara", by: "anna", with: "code" }, order, wait, { do: "merge", who: "clara", into: "boris" }]);
  const goals = () => [...shop.log.stored.referrals.values()].map((referral) => referral.goals.any?.steps ?? {});
  const before = goals();
  play(shop, [order]);
  expect([goals(), brokenLaws(shop.log)]).toEqual([before, []]);
  expect(JSON.stringify(before)).toContain('"1"');
});
