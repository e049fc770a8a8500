import { describe, expect, test } from "vitest";
import { brokenLaws } from "../../test/laws/memory-laws.js";
import { DAY, openShop, play, type Shop, type Step } from "../../test/laws/story.js";
import type { Goal, Grant, ProgramDocument } from "./document/schema.js";
import { validateProgram } from "./document/validate.js";

function documentOf(parts: { goal?: Partial<Goal>; grant?: Partial<Record<string, unknown>>; freezes?: string[] }): ProgramDocument {
  const credit = { credit: { amount: "5.00" } };
  return {
    format: 1,
    handle: "shop",
    name: "Shop",
    destination: "https://shop.example/",
    traits: { plan: { type: "string" } },
    ...(parts.freezes && { referral: { freezes: parts.freezes } }),
    goals: [{ id: "aim", steps: { event: "purchase" }, ...parts.goal }],
    rules: [
      { id: "thanks", on: { goal: "aim" }, grants: [{ id: "grant", to: "referrer", ...(parts.grant ?? credit) } as unknown as Grant] },
      { id: "each", on: { event: "purchase" }, grants: [{ id: "grant", to: "friend", ...(parts.grant ?? credit) } as unknown as Grant] },
    ],
  };
}
const byPlan = <T>(rows: Record<string, T>, otherwise?: T) => ({
  table: { by: "friend.traits.plan", rows, ...(otherwise !== undefined && { otherwise }) },
});
const plan = (who: string, name: string): Step => ({ do: "join", who, plan: name });
const buys = (order: number, total = 3000, who = "boris"): Step => ({ do: "purchase", who, order, total, seats: 1, daysAgo: 0 });
const wait = (days: number): Step => ({ do: "wait", hours: 24 * days, settles: true });
/** Boris, whom Anna referred, has the plan. */
const friendOf = (parts: Parameters<typeof documentOf>[0], name: string): Shop =>
  play(openShop(documentOf(parts)), [plan("anna", "pro"), { do: "sign_up", who: "boris", by: "anna", with: "code" }, plan("boris", name)]);
const rewards = (shop: Shop, side = "friend") => {
  expect(brokenLaws(shop.log)).toEqual([]);
  return [...shop.log.stored.rewards.values()].filter((reward) => reward.side === side);
};
const amounts = (shop: Shop) => rewards(shop).map(({ amount }) => Number(amount));
const isReached = (shop: Shop) => rewards(shop, "referrer").length > 0;

describe("how much a goal needs, by a table", () => {
  const goal: Partial<Goal> = { steps: { event: "purchase", count: byPlan({ pro: 1, basic: 2 }) } };

  test.each([
    ["pro", 1, true],
    ["basic", 1, false],
    ["basic", 2, true],
    ["of which the table knows nothing", 3, false],
  ])("on the plan %s %i orders: %s", (name, orders, reached) => {
    const shop = play(
      friendOf({ goal }, name),
      Array.from({ length: orders }, (_, order) => buys(order)),
    );
    expect(isReached(shop)).toBe(reached);
  });

  test("follows the plan as it is, or as it was when the referral began where the document freezes it; what was reached stays", () => {
    const changing = (freezes?: string[]) =>
      play(openShop(documentOf({ goal, ...(freezes && { freezes }) })), [
        plan("anna", "pro"),
        plan("boris", "basic"),
        { do: "sign_up", who: "boris", by: "anna", with: "code" },
        plan("boris", "pro"),
        buys(1),
      ]);
    expect([isReached(changing()), isReached(changing(["friend.traits.plan"]))]).toEqual([true, false]);
    expect(isReached(play(changing(), [plan("boris", "basic"), buys(2), { do: "refund", who: "boris", order: 2, part: null }]))).toBe(true);
  });

  test("can be a sum", () => {
    const sum: Partial<Goal> = { steps: { event: "purchase", sum: "total", atLeast: byPlan({ pro: "30.00" }, "60.00") } };
    expect(["pro", "basic"].map((name) => isReached(play(friendOf({ goal: sum }, name), [buys(1, 4000)])))).toEqual([true, false]);
  });

  test("and in which time: within a window of that length, wherever it begins", () => {
    for (const window of [
      { from: "sign_up" as const, for: byPlan({ pro: { days: 2 } }, { days: 9 }) },
      { from: { event: "sign_up" }, for: byPlan({ pro: { days: 2 } }, { days: 9 }) },
      { rolling: byPlan({ pro: { days: 2 } }, { days: 9 }) },
    ]) {
      const steps = { event: "purchase", count: 2 };
      const reached = ["pro", "basic"].map((name) => isReached(play(friendOf({ goal: { steps, window } }, name), [buys(1), wait(5), buys(2)])));
      expect(reached).toEqual([false, true]);
    }
  });
});

describe("of a grant, by a table", () => {
  test("floor and ceiling", () => {
    const percent = { percent: "10", of: "total", floor: byPlan({ pro: "4.00" }, "1.00"), ceiling: byPlan({ pro: "9.00", basic: "2.00" }, "3.00") };
    const grant = { credit: { amount: percent } };
    const given = ["pro", "basic", "other"].map((name) => amounts(play(friendOf({ grant }, name), [buys(1, 1000), buys(2, 10_000)])));
    expect(given).toEqual([
      [400, 900],
      [100, 200],
      [100, 300],
    ]);
  });

  test("nothing where a bound is not offered", () => {
    const grant = { credit: { amount: { percent: "10", of: "total", ceiling: byPlan({ pro: "9.00" }) } } };
    expect(amounts(play(friendOf({ grant }, "basic"), [buys(1)]))).toEqual([]);
  });

  test("the highest that a limit allows, also when the plan changes", () => {
    const limits = [{ id: "few", measure: "rewards", max: byPlan({ pro: "3", basic: "1" }) }];
    const shop = play(friendOf({ grant: { points: { amount: "1" }, limits } }, "pro"), [buys(1), buys(2)]);
    expect(rewards(play(shop, [plan("boris", "basic"), buys(3)]))).toHaveLength(2);
    expect(rewards(play(shop, [plan("boris", "pro"), buys(4), buys(5)]))).toHaveLength(3);
    expect(rewards(play(friendOf({ grant: { points: { amount: "1" }, limits } }, "other"), [buys(1)]))).toHaveLength(0);
  });

  test("how long it is held, and how long it can be used from when it is available: as it was when it was made", () => {
    const grant = {
      points: { amount: "1" },
      hold: { for: byPlan({ pro: { days: 1 } }, { days: 4 }) },
      validity: { for: byPlan({ pro: { days: 10 } }, { days: 2 }) },
    };
    const shop = play(friendOf({ grant }, "pro"), [buys(1), plan("boris", "basic"), wait(1)]);
    const [first] = rewards(shop);
    expect([first?.state, first?.expiresAt]).toEqual(["available", shop.at + 10 * DAY]);
    play(shop, [buys(2), wait(1)]);
    expect(rewards(shop).map(({ state }) => state)).toEqual(["available", "pending"]);
  });

  test("by several keys, each row named by what they give", () => {
    const table = { by: ["friend.traits.plan", "friend.isCustomer"], rows: { "pro/true": "7.00", "pro/false": "1.00" }, otherwise: "2.00" };
    const grant = { credit: { amount: { table } } };
    expect(amounts(play(friendOf({ grant }, "pro"), [buys(1), buys(2)]))).toEqual([100, 700]);
    expect(amounts(play(friendOf({ grant }, "basic"), [buys(1)]))).toEqual([200]);
  });

  test("what there is otherwise holds for a friend of whom no plan is known, in amounts as everywhere", () => {
    const unknown = (table: object): Shop =>
      play(openShop(documentOf({ grant: { credit: { amount: { table } } } as never })), [
        plan("anna", "pro"),
        { do: "sign_up", who: "boris", by: "anna", with: "code" },
        buys(1),
      ]);
    expect(amounts(unknown({ by: "friend.traits.plan", rows: { pro: "7.00" }, otherwise: "2.00" }))).toEqual([200]);
    expect(amounts(unknown({ by: "friend.traits.plan", rows: { pro: "7.00" } }))).toEqual([]);
  });

  test("the trace tells which row it was", () => {
    const shop = play(friendOf({ grant: { points: { amount: "1" }, hold: { for: byPlan({ pro: { days: 1 } }) } } }, "pro"), [buys(1)]);
    const steps = shop.log.records.at(-1)?.decision.trace.filter(({ step }) => step === "table");
    expect(steps).toContainEqual({ step: "table", about: "hold", row: "pro", offered: true, otherwise: false });
  });
});

test.each<[string, Parameters<typeof documentOf>[0], string]>([
  ["a key that is not known", { goal: { steps: { event: "purchase", count: { table: { by: "friend.plan", rows: { pro: 2 } } } } } }, "friend.plan"],
  ["a goal's table by an event", { goal: { steps: { event: "purchase", count: { table: { by: "event.channel", rows: { web: 2 } } } } } }, "event"],
  [
    "a row of several lengths",
    { goal: { steps: { event: "purchase", resetBy: [{ event: "refund" }], count: byPlan({ pro: 2 }) } } },
    "a row has one length for all",
  ],
  ["a count that is none", { goal: { steps: { event: "purchase", count: byPlan({ pro: 0 }) } } }, "0 is out of range"],
  [
    "what is too fine",
    { grant: { points: { amount: "1" }, limits: [{ id: "few", measure: "rewards", max: byPlan({ pro: "1.5" }) }] } },
    '"1.5" is too fine',
  ],
  [
    "a ceiling below the floor",
    { grant: { credit: { amount: { percent: "10", of: "total", floor: byPlan({ pro: "4.00" }), ceiling: byPlan({ pro: "3.00" }) } } } },
    "the ceiling is below the floor",
  ],
  [
    "a share of a table",
    { grant: { points: { amount: "1" }, limits: [{ id: "few", per: "program", measure: "rewards", max: byPlan({ pro: "9" }), alarmAt: ["80"] }] } },
    "a share of a table is no one amount",
  ],
])("the validator refuses %s", (_what, parts, problem) => {
  const validation = validateProgram(documentOf(parts));
  const told = validation.ok ? [] : validation.problems.map((each) => each.problem.toLowerCase());
  expect(
    told.some((each) => each.includes(problem.toLowerCase())),
    told.join("\n"),
  ).toBe(true);
});
