/** Referrals that go over to a later version, by chance and by example. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chance } from "../../test/laws/chance.js";
import { anyDocument } from "../../test/laws/documents.js";
import { brokenLaws } from "../../test/laws/memory-laws.js";
import { anyStory, openShop, PROGRAM, play, publishing, type Shop, type Step, storyOfOneVersion, write } from "../../test/laws/story.js";
import { nextVersion } from "../../test/laws/versions.js";
import { TABLES } from "./columns.js";
import type { ProgramDocument } from "./document/schema.js";

function migrateAll(shop: Shop) {
  const { programs, referrals } = shop.log.stored;
  const version = programs.get(PROGRAM)?.version as number;
  return write(shop, { kind: "program.migrate", program: PROGRAM, version, referrals: [...referrals.keys()] });
}

function settle(shop: Shop): void {
  for (;;) {
    const { outcome } = write(shop, { kind: "due" });
    if (!("settled" in outcome) || outcome.settled === 0) return;
  }
}

describe("whatever the documents and whatever happens before and after", () => {
  test("the laws hold, whoever goes over", () => {
    const property = fc.property(anyDocument, anyDocument, anyStory(), anyStory(20), (document, other, story, later) => {
      const shop = play(openShop(document), story);
      write(shop, publishing(nextVersion(shop, other)));
      migrateAll(shop);
      expect(brokenLaws(shop.log)).toEqual([]);
      play(shop, later);
      expect(brokenLaws(shop.log)).toEqual([]);
    });
    fc.assert(property, chance(60));
  });

  test("a version that says the same changes nothing but the number", () => {
    const property = fc.property(anyDocument, storyOfOneVersion(), storyOfOneVersion(15), (document, story, later) => {
      const [stays, goes] = [openShop(document), openShop(document)].map((shop) => play(shop, story)) as [Shop, Shop];
      const same = { ...document, name: "The shop" };
      for (const shop of [stays, goes]) {
        write(shop, publishing(same));
        // What is due is settled in the same order in both, as the clock's jobs do: chunk after chunk until nothing is.
        settle(shop);
      }
      migrateAll(goes);
      write(stays, { kind: "due" });
      for (const shop of [stays, goes]) play(shop, later);
      const brief = ({ log }: Shop) =>
        [...log.stored.rewards.values()].map(({ ruleId, occurrence, amount, state }) => [ruleId, occurrence, amount, state]);
      expect(brief(goes)).toEqual(brief(stays));
      for (const table of TABLES.filter((each) => each === "accounts" || each === "counters")) {
        expect([...goes.log.stored[table]].sort()).toEqual([...stays.log.stored[table]].sort());
      }
    });
    fc.assert(property, chance(40));
  });
});

const documentOf = (count: number, amount: string, more: Partial<ProgramDocument> = {}): ProgramDocument => ({
  format: 1,
  handle: "shop",
  name: "Shop",
  destination: "https://shop.example/",
  goals: [{ id: "orders", steps: { event: "purchase", count } }],
  rules: [{ id: "thanks", on: { referral: "converted" }, grants: [{ id: "points", to: "referrer", points: { amount } }] }],
  ...more,
});
const joined: Step = { do: "join", who: "anna", plan: "pro" };
const comes: Step = { do: "sign_up", who: "boris", by: "anna", with: "referrer" };
const buys = (order: number): Step => ({ do: "purchase", who: "boris", order, total: 3000, seats: 1, daysAgo: 0 });
const refund = (order: number): Step => ({ do: "refund", who: "boris", order, part: null });
const amounts = (shop: Shop) => [...shop.log.stored.rewards.values()].map(({ amount, state, version }) => [Number(amount), state, version]);
const referral = (shop: Shop) => [...shop.log.stored.referrals.values()][0];

describe("a referral that goes over", () => {
  test("follows the rules of the later version from then on; one that does not keeps its own", () => {
    const goes = play(openShop(documentOf(2, "100")), [joined, comes, buys(0)]);
    write(goes, publishing(documentOf(2, "150")));
    const stays = play(openShop(documentOf(2, "100")), [joined, comes, buys(0)]);
    write(stays, publishing(documentOf(2, "150")));
    expect(migrateAll(goes).outcome).toMatchObject({ status: "done", migrated: 1 });
    for (const shop of [goes, stays]) play(shop, [buys(1)]);
    expect([amounts(goes), amounts(stays)]).toEqual([[[150, "available", 2]], [[100, "available", 1]]]);
    expect(referral(goes)).toMatchObject({ version: 2, origin: { versions: [1] } });
  });

  test("has what its friend did counted for a goal that is another one now, and reaches it if that is enough", () => {
    const shop = play(openShop(documentOf(3, "100")), [joined, comes, buys(0), buys(1)]);
    write(shop, publishing(documentOf(2, "100")));
    migrateAll(shop);
    expect([referral(shop)?.stage, amounts(shop)]).toEqual(["converted", [[100, "available", 2]]]);
    play(shop, [refund(1)]);
    expect([referral(shop)?.stage, amounts(shop)]).toEqual(["signed_up", [[100, "reversed", 2]]]);
  });

  test("has sums counted net of what was refunded in part", () => {
    const sum = (atLeast: string) => documentOf(1, "100", { goals: [{ id: "orders", steps: { event: "purchase", sum: "total", atLeast } }] });
    const shop = play(openShop(sum("90.00")), [joined, comes, buys(0), { do: "refund", who: "boris", order: 0, part: 1500 }]);
    write(shop, publishing(sum("40.00")));
    migrateAll(shop);
    expect(referral(shop)?.goals.orders?.steps).toEqual({ 0: "1500" });
    play(shop, [buys(1)]);
    expect(referral(shop)?.stage).toBe("converted");
  });

  test("stays where it is when a goal that it has reached is another one now, and says so", () => {
    const shop = play(openShop(documentOf(1, "100")), [joined, comes, buys(0)]);
    write(shop, publishing(documentOf(2, "100")));
    const { outcome, trace } = migrateAll(shop);
    expect([outcome, trace.at(-1)]).toMatchObject([{ migrated: 0 }, { step: "referral.kept", why: "goal", version: 1 }]);
    expect(amounts(shop)).toEqual([[100, "available", 1]]);
  });

  test("keeps what it was given, with what holds it and takes it back", () => {
    const held = documentOf(1, "100", { events: { review_posted: {} } });
    const rules = held.rules ?? [];
    const grants = [{ id: "points", to: "referrer", points: { amount: "100" }, hold: { until: { event: "review_posted" } } }];
    const shop = play(openShop({ ...held, rules: [{ ...rules[0], grants }] } as ProgramDocument), [joined, comes, buys(0)]);
    write(shop, publishing(documentOf(1, "150", { events: { review_posted: {} } })));
    expect(migrateAll(shop).outcome).toMatchObject({ migrated: 1 });
    expect(amounts(shop)).toEqual([[100, "pending", 1]]);
    play(shop, [{ do: "review_posted", who: "boris", order: null }]);
    expect(amounts(shop)).toEqual([[100, "available", 1]]);
    play(shop, [refund(0)]);
    expect(amounts(shop)).toEqual([[100, "reversed", 1]]);
  });
});
