import { describe, expect, test } from "vitest";
import { brokenLaws } from "../../test/laws/memory-laws.js";
import { openShop, PROGRAM, play, type Shop, type Step, write } from "../../test/laws/story.js";
import type { Grant, ProgramDocument } from "./document/schema.js";
import { validateProgram } from "./document/validate.js";

type Item = NonNullable<ProgramDocument["items"]>[number];
const documentOf = (item: Partial<Item>, grant: Partial<Grant> = {}): ProgramDocument => ({
  format: 1,
  handle: "shop",
  name: "Shop",
  destination: "https://shop.example/",
  items: [{ id: "mug", name: "Mug", stock: 2, ...item }],
  rules: [{ id: "gift", on: { event: "purchase" }, grants: [{ id: "gift", to: "member", item: "mug", ...grant } as Grant] }],
});
const shopOf = (item: Partial<Item>, grant: Partial<Grant> = {}) =>
  play(openShop(documentOf(item, grant)), [{ do: "join", who: "anna", plan: "pro" }]);
const bought = (order: number, daysAgo = 0): Step => ({ do: "purchase", who: "anna", order, total: 3000, seats: 1, daysAgo });
const refunded = (order: number): Step => ({ do: "refund", who: "anna", order, part: null });
const states = (shop: Shop) => [...shop.log.stored.rewards.values()].map(({ state, fulfilment }) => (fulfilment === "none" ? state : fulfilment));
const restock = (shop: Shop, add: number, item = "mug") => write(shop, { kind: "stock.add", program: PROGRAM, item, add }).outcome;
const facts = (shop: Shop) =>
  shop.log.records.flatMap(({ decision }) => decision.facts.filter(({ kind }) => kind === "item.low").map(({ left }) => left));

describe("a stock", () => {
  test("is told when it runs low and when it is gone, each once as it falls", () => {
    const shop = play(
      shopOf({ stock: 4, tellAt: 2 }),
      [1, 2, 3, 4, 5].map((order) => bought(order)),
    );
    expect([facts(shop), states(shop)]).toEqual([
      ["2", "0"],
      ["queued", "queued", "queued", "queued"],
    ]);
    expect(facts(play(shopOf({ stock: 2 }), [bought(1), bought(2)]))).toEqual([]);
  });

  test("grows by what is added, whatever the version; what was missed meanwhile is not given", () => {
    const shop = play(shopOf({}), [bought(1), bought(2), bought(3)]);
    expect(restock(shop, 2)).toMatchObject({ status: "done", added: 2, left: 2, served: 0 });
    play(shop, [bought(4), bought(5), bought(6)]);
    expect(states(shop)).toEqual(["queued", "queued", "queued", "queued"]);
    expect(restock(shop, 1, "cup")).toMatchObject({ reason: "item_unknown", items: ["mug"] });
    expect(brokenLaws(shop.log)).toEqual([]);
  });
});

describe("rewards that wait for stock", () => {
  test("are served in log order, as many as there are, when more come", () => {
    const shop = play(shopOf({ waiting: "log_order" }), [bought(1), bought(2), bought(3), bought(4, 4), bought(5)]);
    expect(states(shop)).toEqual(["queued", "queued", "waiting", "waiting", "waiting"]);
    expect(restock(shop, 2)).toMatchObject({ served: 2, left: 0 });
    expect(states(shop)).toEqual(["queued", "queued", "queued", "queued", "waiting"]);
    expect(brokenLaws(shop.log)).toEqual([]);
  });

  test("are served by when it happened where the document says so", () => {
    const shop = play(shopOf({ waiting: "event_time" }), [bought(1), bought(2), bought(3), bought(4, 4), bought(5)]);
    restock(shop, 1);
    expect(states(shop)).toEqual(["queued", "queued", "waiting", "queued", "waiting"]);
  });

  test("are served by what others give back, in the same decision; and are cancelled with what they were given for", () => {
    const shop = play(shopOf({ waiting: "log_order" }), [bought(1), bought(2), bought(3), bought(4), refunded(4), refunded(1)]);
    expect(states(shop)).toEqual(["reversed", "queued", "queued", "cancelled"]);
    expect(brokenLaws(shop.log)).toEqual([]);
  });

  test("pass their hold while they wait, and hold on after they are served if it has not passed", () => {
    const shop = play(shopOf({ stock: 0, waiting: "log_order" }, { hold: { for: { days: 2 } } }), [
      bought(1),
      { do: "wait", hours: 72, settles: true },
      bought(2),
    ]);
    expect(states(shop)).toEqual(["waiting", "waiting"]);
    restock(shop, 2);
    expect(states(shop)).toEqual(["queued", "pending"]);
    expect(states(play(shop, [{ do: "wait", hours: 48, settles: true }]))).toEqual(["queued", "queued"]);
  });

  test("are claimed after they are served", () => {
    const shop = play(shopOf({ stock: 0, waiting: "log_order" }, { claim: { within: { days: 2 } } }), [bought(1)]);
    const [reward] = [...shop.log.stored.rewards.values()];
    const claim = () => write(shop, { kind: "reward.claim", member: "anna", reward: reward?.id ?? "" }).outcome;
    expect(claim()).toMatchObject({ reason: "reward_not_to_be_claimed" });
    restock(shop, 1);
    expect(claim()).toMatchObject({ status: "done", state: "available" });
  });
});

test("an item without end neither runs low nor is waited for", () => {
  const checked = validateProgram(documentOf({ stock: undefined, tellAt: 1, waiting: "log_order" } as never));
  const problems = checked.ok ? [] : checked.problems.map(({ path, problem }) => `${path} ${problem}`);
  expect(problems).toEqual(["/items/0/tellAt There is no stock that could run out.", "/items/0/waiting There is no stock that could run out."]);
});
