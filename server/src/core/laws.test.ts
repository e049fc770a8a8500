/** The laws by chance: random documents, random stories, every law recomputed after every one. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chance } from "../../test/laws/chance.js";
import { anyDocument } from "../../test/laws/documents.js";
import { withoutLevels } from "../../test/laws/fitting.js";
import { brokenLaws } from "../../test/laws/memory-laws.js";
import { anyStory, inputsOf, openShop, play, type Shop, type Step, write } from "../../test/laws/story.js";
import { TABLES } from "./columns.js";
import { decide } from "./decide.js";
import type { Grant, ProgramDocument, Rule } from "./document/schema.js";
import { applyDecision } from "./replay.js";

describe("whatever the document and whatever happens", () => {
  test("L1 L2 L3 L5 L6 L7 L12 L13 hold, and no decision throws", () => {
    const property = fc.property(anyDocument, anyStory(), (document, story) => {
      expect(brokenLaws(play(openShop(document), story).log)).toEqual([]);
    });
    fc.assert(property, chance(100));
  });

  test("L10 applying the recorded decisions gives the same rows, and deciding again gives the same decisions", () => {
    const property = fc.property(anyDocument, anyStory(25), (document, story) => {
      const { log } = play(openShop(document), story);
      const replayed = openShop(document, undefined, (world, record) => {
        const recorded = log.records[record.number - 1];
        if (recorded === undefined) return decide(world, record);
        // As JSON, which is what a record keeps of a decision.
        const decision = JSON.parse(JSON.stringify(recorded.decision));
        applyDecision(world, decision);
        return decision;
      });
      const again = openShop(document);
      for (const { input, at } of log.records.slice(1)) {
        for (const other of [replayed, again]) other.log.write(input, at);
      }
      expect(again.log.records).toEqual(log.records);
      for (const table of TABLES) expect(byKey(replayed.log.stored[table])).toEqual(byKey(log.stored[table]));
    });
    fc.assert(property, chance(25));
  });

  test("L5 L8 an event told again under another key gives nothing again", () => {
    const property = fc.property(anyDocument, anyStory(15), (document, story) => {
      const purchase = { do: "purchase", who: "boris", order: 9, total: 5000, seats: 2, daysAgo: 0 } as const;
      const [once, twice] = [[], [purchase]].map((again) => {
        const shop = play(openShop(document), [...story, purchase]);
        end(shop);
        return [end(play(shop, again)), shop.log.stored.rewards.size];
      });
      expect(twice).toEqual(once);
    });
    fc.assert(property, chance(25));
  });

  test("L8 whatever was told is told again: no goal moves", () => {
    const property = fc.property(anyDocument, anyStory(30), (document, story) => {
      const shop = play(openShop(document), story);
      const before = goalsOf(shop);
      for (const { input, decision } of [...shop.log.records]) {
        if (input.kind !== "event" || input.subject === undefined || decision.outcome.reason !== undefined) continue;
        const { facts } = shop.log.stored.subjects.get(`${shop.log.world.externals.get(input.member)}\n${input.subject}`) ?? {};
        const event = facts?.events.find((each) => each.type === input.type && !each.void && each.moved.length > 0);
        if (event === undefined) continue;
        const { occurredAt: _, ...again } = told(shop, event.record) as typeof input;
        write(shop, again);
      }
      expect(goalsOf(shop)).toEqual(before);
    });
    fc.assert(property, chance(25));
  });
});

test("L6 an event that is told late takes no space that a later one of the same rolling days has", () => {
  const limits = [{ id: "few", measure: "rewards", per: "program", period: { rollingDays: 5 }, max: "1" }] as const;
  const document = {
    format: 1,
    handle: "shop",
    name: "Shop",
    destination: "https://shop.example/",
    rules: [{ id: "each", on: { event: "purchase" }, grants: [{ id: "points", to: "member", points: { amount: "1" }, limits: [...limits] }] }],
  } satisfies ProgramDocument;
  const buys = (order: number, daysAgo: number): Step => ({ do: "purchase", who: "anna", order, total: 3000, seats: 1, daysAgo });
  const rewardsAfter = (...daysAgo: number[]) => {
    const shop = play(openShop(document), [{ do: "join", who: "anna", plan: "pro" }, ...daysAgo.map((days, order) => buys(order, days))]);
    return shop.log.stored.rewards.size;
  };
  expect([rewardsAfter(0, 4), rewardsAfter(4, 0), rewardsAfter(0, 5), rewardsAfter(5, 0), rewardsAfter(4, 9, 0)]).toEqual([1, 1, 2, 2, 2]);
});

const order = (part: number | null, line?: string): Step => ({ do: "refund", who: "boris", order: 9, part, ...(line !== undefined && { line }) });
const bought: Step = { do: "purchase", who: "boris", order: 9, total: 5000, seats: 2, daysAgo: 0 };
const posted: Step = { do: "review_posted", who: "clara", order: 9 };
const removed: Step = { do: "review_removed", who: "clara", order: 9 };

describe("a thing and its correction", () => {
  test.each<[string, Step[], Step[]]>([
    ["a refund", [bought, order(null)], [order(null), bought]],
    ["a refund in part", [bought, order(1234)], [order(1234), bought]],
    ["refunds in parts", [bought, order(1500), order(700)], [order(1500), bought, order(700)]],
    ["refunds of lines", [bought, order(1500, "tea"), order(700), order(900, "cup")], [order(1500, "tea"), bought, order(700), order(900, "cup")]],
    ["refunds of more than there was", [bought, order(4000), order(4000)], [order(4000), order(4000), bought]],
    ["a cancelled event", [posted, removed], [removed, posted]],
  ])("L11 %s: the same end in either order", (_what, first, second) => {
    const property = fc.property(anyDocument, anyStory(15), (document, story) => {
      const ends = [first, second].map((steps) => {
        const shop = play(openShop(withoutLevels(document)), [...story, ...steps]);
        expect(brokenLaws(shop.log)).toEqual([]);
        return end(shop);
      });
      expect(ends[1]).toEqual(ends[0]);
    });
    fc.assert(property, chance(25));
  });

  test("L11 an order in another currency and the rate for it: the same end in either order", () => {
    const inEuros: Step = { ...bought, order: 8, currency: "EUR" } as Step;
    const rate: Step = { do: "rate", from: "EUR", rate: "1.0837", daysAgo: 0 };
    const back: Step = { do: "refund", who: "boris", order: 8, part: 1500, currency: "EUR" };
    const property = fc.property(anyDocument, anyStory(15), (document, story) => {
      const quiet = story.filter((step) => step.do !== "rate" && !("currency" in step && step.currency === "EUR"));
      // What came back before the rate came is not given at all, and takes no space in limits: that is another story than taking it back.
      const orders = [
        [rate, inEuros, back],
        [inEuros, rate, back],
        [inEuros, back, rate],
        [back, inEuros, rate],
      ];
      const ends = orders.map((steps) => {
        const shop = play(openShop({ ...document, currencies: ["EUR"] }), [...quiet, ...steps]);
        expect(brokenLaws(shop.log)).toEqual([]);
        return end(shop);
      });
      expect([ends[1], ends[3]]).toEqual([ends[0], ends[2]]);
    });
    fc.assert(property, chance(25));
  });

  test("L11 a purchase of which a part came back, and the sign-up that it belongs to: the rest counts in either order", () => {
    const document = {
      format: 1,
      handle: "shop",
      name: "Shop",
      destination: "https://shop.example/",
      attribution: { claimWithin: { days: 20 }, existingCustomer: "false" },
      goals: [{ id: "aim", steps: { event: "purchase", sum: "total", atLeast: "40.00" } }],
      rules: [{ id: "thanks", on: { goal: "aim" }, grants: [{ id: "credit", to: "referrer", credit: { amount: "5.00" } }] }],
    } satisfies ProgramDocument;
    const joined: Step = { do: "join", who: "anna", plan: "pro" };
    const claim: Step = { do: "claim", who: "new", by: "anna", with: "code" };
    const buys: Step = { do: "purchase", who: "new", order: 0, total: 5000, seats: 1, daysAgo: 0 };
    const returned: Step = { do: "refund", who: "new", order: 0, part: 2000 };
    const [first, second] = [
      [claim, buys, returned],
      [buys, returned, claim],
    ].map((steps) => end(play(openShop(document), [joined, ...steps])));
    expect(second).toEqual(first);
  });

  test("L11 a purchase and the sign-up that it belongs to: the same end in either order", () => {
    const document = {
      format: 1,
      handle: "shop",
      name: "Shop",
      destination: "https://shop.example/",
      attribution: { claimWithin: { days: 20 }, existingCustomer: "false" },
      goals: [{ id: "aim", steps: { event: "purchase", sum: "goods", atLeast: "40.00" } }],
      rules: [
        { id: "each", on: { event: "purchase" }, grants: [{ id: "points", to: "friend", points: { amount: { percent: "10", of: "total" } } }] },
        { id: "thanks", on: { goal: "aim" }, grants: [{ id: "credit", to: "referrer", credit: { amount: "5.00" } }] },
      ],
    } satisfies ProgramDocument;
    const claim: Step = { do: "claim", who: "new", by: "anna", with: "code" };
    const buys: Step[] = [0, 1, 2].map((number) => ({ do: "purchase", who: "new", order: number, total: 3000, seats: 1, daysAgo: 0 }));
    const returned: Step = { do: "refund", who: "new", order: 1, part: 1000 };
    const joined: Step = { do: "join", who: "anna", plan: "pro" };
    const orders = [
      [claim, ...buys, returned],
      [...buys, returned, claim],
      [...buys, claim, returned],
      [...buys.slice(0, 1), claim, ...buys.slice(1), returned],
    ];
    const ends = orders.map((steps) => end(play(openShop(document), [joined, ...steps])));
    for (const each of ends) expect(each).toEqual(ends[0]);
  });
});

/** What a member can see and what limits count, after what is due has been settled. */
function end(shop: Shop): unknown {
  const due = inputsOf(shop, { do: "wait", hours: 1, settles: true });
  for (const input of due) write(shop, input);
  const { accounts, counters, progress, boardScores } = shop.log.stored;
  const held = [...accounts].filter(([, { kind, balance }]) => ["pending", "available", "debt"].includes(kind) && balance !== 0n);
  return {
    balances: byKey(new Map(held.map(([key, { balance }]) => [key, balance]))),
    scores: byKey(new Map([...boardScores].filter(([, { score }]) => score !== 0n).map(([key, { score, state }]) => [key, { score, state }]))),
    uses: byKey(new Map([...counters].filter(([, { used }]) => used !== 0n).map(([key, { used }]) => [key, used]))),
    counts: byKey(new Map([...progress].map(([key, { counts, cards, badges }]) => [key, { counts, cards, badges: Object.keys(badges) }]))),
  };
}
function told({ log }: Shop, record: number) {
  return log.records[record - 1]?.input;
}
function goalsOf({ log: { stored } }: Shop): unknown {
  return byKey(new Map([...stored.referrals].map(([id, { goals }]) => [id, goals])));
}
function byKey(rows: Map<string, unknown>): [string, unknown][] {
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1));
}

describe("what chance has found once", () => {
  const withRule = (grant: Partial<Grant>, on: Rule["on"] = { event: "purchase" }): ProgramDocument => ({
    format: 1,
    handle: "shop",
    name: "Shop",
    destination: "https://shop.example/",
    traits: { plan: { type: "string" } },
    rules: [{ id: "each", on, grants: [{ id: "grant", to: "member", ...grant } as Grant] }],
  });
  const shopOf = (grant: Partial<Grant>, on?: Rule["on"]) => openShop(withRule(grant, on));
  const statesIn = ({ log }: Shop) => [...log.stored.rewards.values()].map(({ state }) => state);
  const joined: Step = { do: "join", who: "anna", plan: "pro" };
  const buys: Step = { do: "purchase", who: "anna", order: 0, total: 3000, seats: 1, daysAgo: 0 };
  const points = { amount: "10" };
  const uses = (id: string, measure: "rewards" | "amount") => ({ id, measure, max: "20", returnsOnExpiry: true });
  const half: Step = { do: "redeem", nth: 0, part: "half", use: "spend" };
  const cancel: Step = { do: "cancel", nth: 0 };
  const reverse: Step = { do: "reverse", nth: 0 };

  test.each<[string, Partial<Grant>, Step[]]>([
    [
      "a hold that passes when the reward expires",
      { points, hold: { for: { days: 10 } }, validity: { for: { days: 10 }, from: "made" } },
      [{ do: "wait", hours: 800, settles: true }],
    ],
    [
      "a scope that fails for a measure of nothing",
      { points, limits: [{ id: "few", measure: { property: "none" }, per: { expression: "member.traits.plan" }, max: "1" }] },
      [],
    ],
    [
      "a redemption cancelled after its reward was reversed",
      { points, takeBack: { debt: "forgiven" }, limits: [uses("a", "rewards"), uses("b", "amount")] },
      [half, reverse, cancel, reverse],
    ],
    [
      "a redemption cancelled after its reward expired",
      { points, validity: { for: { days: 1 } }, limits: [uses("a", "rewards"), uses("b", "amount")] },
      [half, { do: "wait", hours: 72, settles: true }, cancel],
    ],
    [
      "a reversed reward of which the used part is kept",
      { points, takeBack: { keepIfUsed: true }, limits: [uses("a", "rewards"), uses("b", "amount")] },
      [half, reverse, cancel, reverse],
    ],
  ])("L6 L7 %s", (_what, grant, steps) => {
    expect(brokenLaws(play(shopOf(grant), [joined, buys, ...steps]).log)).toEqual([]);
  });

  test("L5 the first order, told twice, is not the second", () => {
    const shop = play(shopOf({ points }, { event: "purchase", ordinal: 2 }), [joined, buys, buys]);
    expect(shop.log.stored.rewards.size).toBe(0);
    expect(play(shop, [{ ...buys, order: 1 }]).log.stored.rewards.size).toBe(1);
  });

  test("L8 an order that is told twice does not end the hold of its own reward, and fires no rule that it had not fired", () => {
    const untilTheNext = shopOf({ points, hold: { until: { event: "purchase" } } });
    const comes: Step = { do: "sign_up", who: "boris", by: "anna", with: "referrer" };
    const theirs: Step = { ...buys, who: "boris" };
    expect(statesIn(play(untilTheNext, [joined, comes, theirs, { do: "wait", hours: 1, settles: true }, theirs]))).toEqual(["pending"]);
    expect(statesIn(play(untilTheNext, [{ ...theirs, order: 1 }]))).toEqual(["available", "pending"]);
    const first = shopOf({ points, when: "member.purchases > 0" });
    expect(statesIn(play(first, [joined, buys, buys]))).toEqual([]);
    expect(statesIn(play(first, [{ ...buys, order: 1 }]))).toEqual(["available"]);
  });

  test("L11 an order that waited for its rate is the first one still", () => {
    const document = { ...withRule({ points, when: "member.purchases == 0" }), currencies: ["EUR"] };
    const inEuros: Step = { ...buys, currency: "EUR" };
    const rate: Step = { do: "rate", from: "EUR", rate: "1.1", daysAgo: 0 };
    expect(statesIn(play(openShop(document), [joined, inEuros, rate]))).toEqual(["available"]);
    expect(statesIn(play(openShop(document), [joined, { ...buys, order: 1 }, inEuros, rate]))).toEqual(["available"]);
  });

  test("L11 a refund that waits for its order is no sign of the member", () => {
    const document = withRule({ points, when: "at - member.lastSeenAt > days(3)" });
    const late: Step[] = [joined, { ...buys, order: 1 }, { do: "wait", hours: 100, settles: true }];
    const refund: Step = { do: "refund", who: "anna", order: 0, part: 700 };
    for (const steps of [
      [buys, refund],
      [refund, buys],
    ])
      expect(statesIn(play(openShop(document), [...late, ...steps]))).toEqual(["available"]);
  });
});
