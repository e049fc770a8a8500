import { describe, expect, test } from "vitest";
import { brokenLaws } from "../../test/laws/memory-laws.js";
import { DAY, openShop, play, type Shop, type Step, write } from "../../test/laws/story.js";
import type { Grant, ProgramDocument } from "./document/schema.js";

const joined: Step = { do: "join", who: "anna", plan: "pro" };
const bought = (order: number): Step => ({ do: "purchase", who: "anna", order, total: 3000, seats: 1, daysAgo: 0 });
const refunded: Step = { do: "refund", who: "anna", order: 1, part: null };
const wait = (hours: number): Step => ({ do: "wait", hours, settles: true });

const choice = {
  within: { days: 7 },
  default: "points",
  options: [
    { id: "mug", item: "mug" },
    { id: "credit", credit: { amount: { table: { by: "member.traits.plan", rows: { pro: "5.00" } } } } },
    { id: "points", points: { amount: "10" } },
  ],
} as const;
function shopOf(grant: Partial<Record<string, unknown>>): Shop {
  const document = {
    format: 1,
    handle: "shop",
    name: "Shop",
    destination: "https://shop.example/",
    traits: { plan: { type: "string" } },
    items: [{ id: "mug", name: "Mug", stock: 1 }],
    rules: [{ id: "gift", on: { event: "purchase" }, grants: [{ id: "gift", to: "member", ...grant } as unknown as Grant] }],
  } satisfies ProgramDocument;
  return play(openShop(document), [joined]);
}
const rewards = (shop: Shop) => [...shop.log.stored.rewards.values()];
const firstReward = (shop: Shop) => rewards(shop)[0] ?? expect.fail("there is no reward");
const claim = (shop: Shop, option?: string, index = 0) => {
  const reward = rewards(shop)[index]?.id ?? "";
  return write(shop, { kind: "reward.claim", member: "anna", reward, ...(option !== undefined && { option }) }).outcome;
};
const balances = (shop: Shop) =>
  Object.fromEntries(
    [...shop.log.stored.accounts.values()]
      .filter(({ kind, balance }) => ["pending", "available"].includes(kind) && balance > 0n)
      .map(({ unit, kind, balance }) => [`${unit} ${kind}`, Number(balance)]),
  );

describe("a reward that must be claimed", () => {
  const points = { points: { amount: "10" }, claim: { within: { days: 7 } } };

  test("waits, and is the member's when it is claimed in time", () => {
    const shop = play(shopOf({ ...points, validity: { from: "claimed", for: { days: 30 } } }), [bought(1)]);
    expect([firstReward(shop).state, balances(shop)]).toEqual(["waiting", { "POINTS pending": 10 }]);
    play(shop, [wait(24)]);
    expect(claim(shop)).toMatchObject({ status: "done", state: "available" });
    expect([firstReward(shop).expiresAt, balances(shop)]).toEqual([shop.at + 30 * DAY, { "POINTS available": 10 }]);
    expect(claim(shop)).toMatchObject({ status: "declined", reason: "reward_not_to_be_claimed" });
    expect(brokenLaws(shop.log)).toEqual([]);
  });

  test("can be claimed until the deadline and not from it on, however late that is noticed", () => {
    const settled = play(shopOf(points), [bought(1), wait(24 * 7)]);
    expect([firstReward(settled).state, balances(settled)]).toEqual(["expired", {}]);
    const unsettled = play(shopOf(points), [bought(1), { do: "wait", hours: 24 * 7, settles: false }]);
    expect(claim(unsettled)).toMatchObject({ reason: "reward_not_to_be_claimed", state: "expired" });
    const inTime = play(shopOf(points), [bought(1), { do: "wait", hours: 24 * 7 - 1, settles: false }]);
    expect(claim(inTime)).toMatchObject({ status: "done" });
    for (const shop of [settled, unsettled, inTime]) expect(brokenLaws(shop.log)).toEqual([]);
  });

  test("waits only when nothing holds it any more", () => {
    const shop = play(shopOf({ ...points, hold: { for: { days: 3 } } }), [bought(1)]);
    expect([firstReward(shop).state, claim(shop)]).toMatchObject(["pending", { reason: "reward_not_to_be_claimed" }]);
    play(shop, [wait(72)]);
    expect(firstReward(shop)).toMatchObject({ state: "waiting", dueAt: shop.at + 7 * DAY, details: { claim: { until: shop.at + 7 * DAY } } });
  });

  test("is cancelled with what it was given for, and is nobody else's", () => {
    const shop = play(shopOf(points), [bought(1), { do: "join", who: "boris", plan: "pro" }]);
    const theirs = write(shop, { kind: "reward.claim", member: "boris", reward: firstReward(shop).id });
    expect(theirs.outcome).toMatchObject({ reason: "reward_unknown" });
    play(shop, [refunded]);
    expect([firstReward(shop).state, balances(shop)]).toEqual(["cancelled", {}]);
    expect(brokenLaws(shop.log)).toEqual([]);
  });
});

describe("a reward of the recipient's choice", () => {
  test("becomes what was chosen, worth what it was when it was made", () => {
    const shop = play(shopOf({ choice, validity: { from: "made", for: { days: 40 } } }), [bought(1), { ...joined, plan: "other" } as Step]);
    expect(firstReward(shop)).toMatchObject({ state: "waiting", kind: "choice", unit: null });
    expect(claim(shop)).toMatchObject({ reason: "option_unknown", options: ["mug", "credit", "points"] });
    expect(claim(shop, "trip")).toMatchObject({ reason: "option_unknown" });
    expect(claim(shop, "credit")).toMatchObject({ status: "done", state: "available" });
    expect(firstReward(shop)).toMatchObject({ kind: "credit", amount: 500n, details: { choice: { chosen: "credit", by: "recipient" } } });
    expect(balances(shop)).toEqual({ "credit:USD available": 500 });
    expect(brokenLaws(shop.log)).toEqual([]);
  });

  test("is the default from the deadline on", () => {
    const shop = play(shopOf({ choice }), [bought(1), wait(24 * 8)]);
    expect(firstReward(shop)).toMatchObject({
      kind: "points",
      state: "available",
      availableAt: shop.at - DAY,
      details: { choice: { by: "default" } },
    });
    expect(balances(shop)).toEqual({ "POINTS available": 10 });
  });

  test("does not offer what is not offered to this member when it is made", () => {
    const shop = play(shopOf({ choice }), [{ ...joined, plan: "other" } as Step, bought(1)]);
    expect(firstReward(shop).details.choice?.options.map(({ id }) => id)).toEqual(["mug", "points"]);
  });

  test("gives the last thing to exactly one; the other one chooses again; a refund takes back what was chosen", () => {
    const shop = play(shopOf({ choice }), [bought(1), bought(2)]);
    expect([claim(shop, "mug", 0), claim(shop, "mug", 1)]).toMatchObject([{ status: "done" }, { reason: "option_not_available" }]);
    expect(rewards(shop).map(({ kind, fulfilment }) => [kind, fulfilment])).toEqual([
      ["item", "queued"],
      ["choice", "none"],
    ]);
    play(shop, [refunded]);
    expect(rewards(shop)[0]).toMatchObject({ state: "reversed", fulfilment: "none" });
    expect(claim(shop, "mug", 1)).toMatchObject({ status: "done" });
    expect(brokenLaws(shop.log)).toEqual([]);
  });
});
