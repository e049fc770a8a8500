/** Re-evaluation: what rules that were added or mended give for what happened before, by chance and by example. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chance } from "../../../test/laws/chance.js";
import { anyDocument } from "../../../test/laws/documents.js";
import { brokenLaws } from "../../../test/laws/memory-laws.js";
import { anyStory, openShop, play, publishing, type Shop, type Step, storyOfOneVersion, write } from "../../../test/laws/story.js";
import { nextVersion, reevaluate } from "../../../test/laws/versions.js";
import { TABLES } from "../columns.js";
import { decide } from "../decide.js";
import type { Grant, Limit, ProgramDocument, Rule } from "../document/schema.js";
import { applyDecision } from "../replay.js";

describe("whatever the documents and whatever happened", () => {
  test("the laws hold, and the same re-evaluation twice gives nothing more", () => {
    const property = fc.property(anyDocument, anyDocument, anyStory(), anyStory(12), (document, another, story, later) => {
      const shop = play(openShop(document), story);
      const other = nextVersion(shop, another);
      write(shop, publishing(other));
      reevaluate(shop, other);
      expect(brokenLaws(shop.log)).toEqual([]);
      const rewards = shop.log.stored.rewards.size;
      expect(reevaluate(shop, other).given).toEqual([]);
      expect(shop.log.stored.rewards.size).toBe(rewards);
      play(shop, later);
      reevaluate(shop, other);
      play(shop, later);
      expect(brokenLaws(shop.log)).toEqual([]);
    });
    fc.assert(property, chance(40));
  }, 60_000);

  test("L10 a log with re-evaluations gives the same rows and decisions again", () => {
    const property = fc.property(anyDocument, anyDocument, anyStory(20), (document, another, story) => {
      const shop = play(openShop(document), story);
      const other = nextVersion(shop, another);
      write(shop, publishing(other));
      reevaluate(shop, other);
      const { log } = shop;
      const replayed = openShop(document, undefined, (world, record) => {
        const recorded = log.records[record.number - 1];
        if (recorded === undefined) return decide(world, record);
        const decision = JSON.parse(JSON.stringify(recorded.decision));
        applyDecision(world, decision);
        return decision;
      });
      const again = openShop(document);
      for (const { input, at } of log.records.slice(1)) for (const each of [replayed, again]) each.log.write(JSON.parse(JSON.stringify(input)), at);
      expect(again.log.records).toEqual(log.records);
      for (const table of TABLES) expect([...replayed.log.stored[table]].sort()).toEqual([...log.stored[table]].sort());
    });
    fc.assert(property, chance(25));
  });

  test("rules that were there from the beginning have nothing to give", () => {
    const property = fc.property(anyDocument, storyOfOneVersion(), (document, story) => {
      const shop = play(openShop(document), story);
      expect(reevaluate(shop, document)).toMatchObject({ given: [], kept: [] });
    });
    fc.assert(property, chance(40));
  });
});

const documentOf = (rules: Rule[], more: Partial<ProgramDocument> = {}): ProgramDocument => ({
  format: 1,
  handle: "shop",
  name: "Shop",
  destination: "https://shop.example/",
  goals: [{ id: "first", steps: { event: "purchase" } }],
  ...more,
  rules,
});
const points = (amount: string, more: Partial<Grant> = {}): Grant => ({ id: "points", to: "referrer", points: { amount }, ...more }) as Grant;
const thanks: Rule = { id: "thanks", on: { referral: "converted" }, grants: [points("100")] };
const joined: Step = { do: "join", who: "anna", plan: "pro" };
const comes = (who: string): Step => ({ do: "sign_up", who, by: "anna", with: "referrer" });
const buys = (who: string, order: number, total = 3000): Step => ({ do: "purchase", who, order, total, seats: 1, daysAgo: 0 });
const waits = (hours: number): Step => ({ do: "wait", hours, settles: true });
const refunds = (who: string, order: number, part: number | null = null): Step => ({ do: "refund", who, order, part });

/** A past under one document, then another one is published. */
function pastOf(before: Rule[], after: Rule[], steps: Step[], more: Partial<ProgramDocument> = {}): { shop: Shop; document: ProgramDocument } {
  const shop = play(openShop(documentOf(before, more)), steps);
  const document = documentOf(after, more);
  write(shop, publishing(document));
  return { shop, document };
}
const amounts = (shop: Shop) => [...shop.log.stored.rewards.values()].map(({ ruleId, amount, state }) => [ruleId, Number(amount), state]);
const past: Step[] = [joined, comes("boris"), buys("boris", 0), comes("clara"), buys("clara", 0)];

describe("a rule that was added", () => {
  test("gives for each past occurrence, dated by it, and says where it comes from", () => {
    const { shop, document } = pastOf([], [thanks], [...past, waits(240)]);
    const report = reevaluate(shop, document);
    expect(report).toMatchObject({ given: [{ rule: "thanks", count: 2, amount: 200n }], missed: [], kept: [], members: 1 });
    const [reward] = [...shop.log.stored.rewards.values()];
    expect(reward).toMatchObject({ version: 2, state: "available", details: { reevaluated: { occurredAt: shop.at - 240 * 3_600_000 } } });
    expect(report.examples[0]?.trace.map(({ step }) => step)).toEqual(["reevaluated", "reward.made"]);
  });

  test("only in the period, only for the rules that are named", () => {
    const more: Rule = { id: "more", on: { event: "purchase" }, grants: [points("1")] };
    const { shop, document } = pastOf([], [thanks, more], [...past, waits(240), comes("elif"), buys("elif", 0)]);
    expect(reevaluate(shop, document, { rules: ["more"], until: shop.at - 3_600_000 }).given).toMatchObject([{ rule: "more", count: 2 }]);
  });

  test("a hold that would have passed has passed, one that would not goes on", () => {
    const held: Rule = { ...thanks, grants: [points("100", { hold: { for: { hours: 48 } } })] };
    const { shop, document } = pastOf([], [held], [joined, comes("boris"), buys("boris", 0), waits(72), comes("clara"), buys("clara", 0), waits(24)]);
    reevaluate(shop, document);
    expect(amounts(shop)).toEqual([
      ["thanks", 100, "available"],
      ["thanks", 100, "pending"],
    ]);
    play(shop, [waits(24)]);
    expect(amounts(shop).every(([, , state]) => state === "available")).toBe(true);
  });

  test("a hold that waits for an event ends with it, under whichever version the referral began", () => {
    const held: Rule = { ...thanks, grants: [points("100", { hold: { until: { event: "review_posted" } } })] };
    const { shop, document } = pastOf([], [held], past, { events: { review_posted: {} } });
    reevaluate(shop, document);
    expect(amounts(shop).every(([, , state]) => state === "pending")).toBe(true);
    write(shop, publishing(documentOf([], { events: { review_posted: {} } })));
    play(shop, [{ do: "review_posted", who: "boris", order: null }]);
    expect(amounts(shop).map(([, , state]) => state)).toEqual(["available", "pending"]);
  });

  test("limits hold in the period of the occurrence, and what they cut is told", () => {
    const limits: Limit[] = [{ id: "few", measure: "rewards", per: "program", period: "day", max: "1" } as Limit];
    const { shop, document } = pastOf([], [{ ...thanks, grants: [points("100", { limits })] }], [...past, waits(240)]);
    expect(reevaluate(shop, document)).toMatchObject({ given: [{ count: 1 }] });
  });

  test("what was refunded gives nothing, what was refunded in part its share; a later refund takes the rest", () => {
    const share: Rule = {
      id: "share",
      on: { event: "purchase" },
      grants: [{ id: "points", to: "referrer", points: { amount: { percent: "10", of: "total" } } } as unknown as Grant],
    };
    const { shop, document } = pastOf([], [share], [...past, refunds("boris", 0), refunds("clara", 0, 1500)]);
    expect(reevaluate(shop, document).given).toMatchObject([{ rule: "share", count: 1, amount: 1n }]);
    play(shop, [refunds("clara", 0)]);
    expect(amounts(shop)).toEqual([["share", 1, "reversed"]]);
    expect(reevaluate(shop, document).given).toEqual([]);
  });

  test("a count that was reached fires once, whether before or after the rule", () => {
    const every: Rule = { id: "every", on: { referrals: { stage: "converted", count: 2, mode: "every" } }, grants: [points("7")] };
    const { shop, document } = pastOf([], [every], past);
    expect(reevaluate(shop, document).given).toMatchObject([{ rule: "every", count: 1 }]);
    play(shop, [comes("elif"), buys("elif", 0), comes("dmitri"), buys("dmitri", 0)]);
    expect(reevaluate(shop, document).given).toEqual([]);
  });

  test("the member's first event is the first of all, and there is one", () => {
    const first: Rule = { id: "first-order", on: { event: "purchase", ordinal: 1 }, grants: [points("5")] };
    const { shop, document } = pastOf([], [first], [...past, buys("boris", 1)]);
    expect(reevaluate(shop, document).given).toMatchObject([{ rule: "first-order", count: 2 }]);
    play(shop, [buys("boris", 2)]);
    expect(shop.log.stored.rewards.size).toBe(2);
  });
});

describe("a rule that was mended", () => {
  test("pays nobody twice and takes nothing: what it would give otherwise is told", () => {
    const { shop, document } = pastOf([thanks], [{ ...thanks, grants: [points("150")] }], past);
    expect(reevaluate(shop, document)).toMatchObject({ given: [], kept: [{ rule: "thanks", change: "more", count: 2, amount: 200n, by: 100n }] });
  });

  test("a grant that was added is given to whom it was not", () => {
    const both = { ...thanks, grants: [points("100"), { id: "credit", to: "friend", credit: { amount: "1.00" } } as Grant] };
    const { shop, document } = pastOf([thanks], [both], past);
    expect(reevaluate(shop, document).given).toMatchObject([{ rule: "thanks", grant: "credit", count: 2, amount: 200n }]);
  });

  test("one that would give nothing now leaves what it gave", () => {
    const { shop, document } = pastOf([thanks], [{ ...thanks, when: 'event.amount > money("100.00")' }], past);
    expect(reevaluate(shop, document)).toMatchObject({ given: [], kept: [{ change: "none", count: 2, by: -200n }] });
    expect(amounts(shop)).toEqual([
      ["thanks", 100, "available"],
      ["thanks", 100, "available"],
    ]);
  });
});

test("effects of what is given follow, once", () => {
  const badges = [{ id: "fan", name: "Fan" }];
  const rules: Rule[] = [
    { id: "badge", on: { referral: "converted" }, grants: [{ id: "fan", to: "referrer", badge: "fan" } as unknown as Grant] },
    { id: "bonus", on: { badge: "fan" }, grants: [points("9", { to: "member" })] },
  ];
  const { shop, document } = pastOf([], rules, past, { badges });
  reevaluate(shop, document);
  expect(amounts(shop)).toEqual([
    ["badge", 0, "available"],
    ["bonus", 9, "available"],
  ]);
  expect(brokenLaws(shop.log)).toEqual([]);
});

describe("what an order was worth, and who its member was, then", () => {
  const tenth: Rule = { id: "tenth", on: { event: "purchase" }, grants: [points("0", { points: { amount: { percent: "10", of: "total" } } })] };
  const rate = (told: string, daysAgo = 0): Step => ({ do: "rate", from: "EUR", rate: told, daysAgo });
  const inEuros = (order: number): Step => ({ ...buys("boris", order, 3000), currency: "EUR" }) as Step;

  test("orders in another currency are taken at the rate of their moment, less what came back of them, whenever the rate came", () => {
    const steps = [joined, comes("boris"), rate("1.1"), inEuros(0), waits(48), rate("2"), inEuros(1)];
    const { shop, document } = pastOf([], [tenth], [...steps, { ...refunds("boris", 1, 1500), currency: "EUR" } as Step], { currencies: ["EUR"] });
    expect(reevaluate(shop, document)).toMatchObject({ given: [{ rule: "tenth", count: 2, amount: 6n }], kept: [] });
    // 30.00 EUR are 33.00 USD; half of 60.00 USD is left.
    expect(amounts(shop)).toEqual([
      ["tenth", 3, "available"],
      ["tenth", 3, "available"],
    ]);
    const late = pastOf([], [tenth], [joined, comes("boris"), inEuros(0), waits(1), rate("1.1", 1)], { currencies: ["EUR"] });
    expect(reevaluate(late.shop, late.document).given).toMatchObject([{ count: 1, amount: 3n }]);
  });

  test("an order that still waits for its rate is given for when the rate comes, once", () => {
    const { shop, document } = pastOf([], [tenth], [joined, comes("boris"), inEuros(0)], { currencies: ["EUR"] });
    expect(reevaluate(shop, document).given).toEqual([]);
    play(shop, [rate("1.1", 1)]);
    reevaluate(shop, document);
    expect(amounts(shop)).toHaveLength(1);
  });

  test("who was on no step of a tier then was not, whatever it asks now; a new tier is measured as if it had been there", () => {
    const tier = (id: string, atLeast: string) => ({
      ...{ id, measure: { referrals: "signed_up" as const }, period: "month" as const, keptFor: 0 },
      steps: [{ id: "gold", atLeast }],
    });
    const golden: Rule = { ...thanks, when: 'referrer.tier.status == "gold"' };
    const both = { tiers: [tier("status", "2")] };
    const first: Step[] = [joined, comes("boris"), buys("boris", 0)];
    const shop = play(openShop(documentOf([], both)), [...first, comes("clara"), buys("clara", 0)]);
    const easier = documentOf([golden], { tiers: [tier("status", "1")] });
    write(shop, publishing(easier));
    expect(reevaluate(shop, easier).given).toMatchObject([{ count: 1 }]);
    const other = play(openShop(documentOf([])), [...first, comes("clara"), buys("clara", 0)]);
    write(other, publishing(easier));
    expect(reevaluate(other, easier).given).toMatchObject([{ count: 2 }]);
  });
});
