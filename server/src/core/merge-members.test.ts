import { describe, expect, test } from "vitest";
import { brokenLaws } from "../../test/laws/memory-laws.js";
import { openShop, PROGRAM, play, type Shop, type Step, write } from "../../test/laws/story.js";
import { documentHash } from "./document/hash.js";
import type { Grant, ProgramDocument, Rule } from "./document/schema.js";
import { MERGED_ROWS_MAX } from "./merge-members.js";

/** Nobody takes part yet; `parts` are added to the document. */
function shopOf(on: Rule["on"], grant: Partial<Grant>, parts: Partial<ProgramDocument> = {}): Shop {
  const rules = [{ id: "rule", on, grants: [{ id: "grant", ...grant } as Grant] }];
  return openShop({ format: 1, handle: "shop", name: "Shop", destination: "https://shop.example/", rules, ...parts });
}
const join = (...names: string[]): Step[] => names.map((who) => ({ do: "join", who, plan: "pro" }));
const signUp = (by: string, ...friends: string[]): Step[] => friends.map((who) => ({ do: "sign_up", who, by, with: "referrer" }));
const merge = (who: string, into: string): Step => ({ do: "merge", who, into });
const reverse = (nth: number): Step => ({ do: "reverse", nth });

function idOf(shop: Shop, name: string): string {
  return shop.log.world.externals.get(name) as string;
}
const rewardsOf = (shop: Shop, name: string) => [...shop.log.stored.rewards.values()].filter(({ recipientId }) => recipientId === idOf(shop, name));
const standing = (shop: Shop, name: string) =>
  rewardsOf(shop, name).filter(({ state }) => state !== "reversed" && state !== "cancelled" && state !== "expired").length;
/** The friend turns out to have come by somebody else. */
function lose(shop: Shop, friend: string): void {
  const referral = [...shop.log.stored.referrals.values()].find(({ friendId }) => friendId === idOf(shop, friend));
  write(shop, { kind: "referral.correct", referral: referral?.id as string, referrer: "zoe", reason: "it was Zoe" });
}

function pointsOf(shop: Shop, name: string): bigint {
  const account = [...shop.log.stored.accounts.values()].find(({ holder, kind }) => holder === idOf(shop, name) && kind === "available");
  return account?.balance ?? 0n;
}

describe("rules on a count of referrals", () => {
  test("once: what both counts together are enough for is given, once", () => {
    const shop = shopOf({ referrals: { stage: "signed_up", count: 3 } }, { to: "referrer", points: { amount: "10" } });
    play(shop, [...join("anna", "anna2"), ...signUp("anna", "f1", "f2"), ...signUp("anna2", "f3"), merge("anna2", "anna")]);
    expect(standing(shop, "anna")).toBe(1);
    play(shop, signUp("anna", "f4", "f5", "f6"));
    expect(standing(shop, "anna")).toBe(1);
    expect(brokenLaws(shop.log)).toEqual([]);
  });

  test("every nth: those that waited complete one another, and each firing is taken back by a referral that it used up", () => {
    const shop = shopOf({ referrals: { stage: "signed_up", count: 2, mode: "every" } }, { to: "referrer", points: { amount: "10" } });
    play(shop, [...join("anna", "anna2", "zoe"), ...signUp("anna2", "f1", "f2", "f3"), ...signUp("anna", "f4", "f5", "f6")]);
    expect([standing(shop, "anna"), standing(shop, "anna2")]).toEqual([1, 1]);
    play(shop, [merge("anna2", "anna")]);
    expect(standing(shop, "anna")).toBe(3);
    // f1 and f2 were used up by the firing of the one who was merged.
    lose(shop, "f1");
    expect(standing(shop, "anna")).toBe(2);
    play(shop, signUp("anna", "f7"));
    expect(standing(shop, "anna")).toBe(3);
    expect(brokenLaws(shop.log)).toEqual([]);
  });

  test("while: what each held goes when both counts together are too few", () => {
    const shop = shopOf({ referrals: { stage: "signed_up", count: 2, mode: "while" } }, { to: "referrer", points: { amount: "10" } });
    play(shop, [...join("anna", "anna2", "zoe"), ...signUp("anna", "f1", "f2"), ...signUp("anna2", "f3", "f4"), merge("anna2", "anna")]);
    expect(standing(shop, "anna")).toBe(2);
    for (const friend of ["f1", "f3"]) lose(shop, friend);
    expect(standing(shop, "anna")).toBe(2);
    lose(shop, "f4");
    expect(standing(shop, "anna")).toBe(0);
    play(shop, signUp("anna", "f5"));
    expect(standing(shop, "anna")).toBe(1);
    expect(brokenLaws(shop.log)).toEqual([]);
  });
});

test("referrals are counted for the one who stays by the periods of the version under which they began", () => {
  const ruleOn = (period: "month" | "lifetime"): Rule[] => [
    {
      id: "rule",
      on: { referrals: { stage: "signed_up", count: 2, period } },
      grants: [{ id: "grant", to: "referrer", points: { amount: "10" } } as Grant],
    },
  ];
  const before = { format: 1, handle: "shop", name: "Shop", destination: "https://shop.example/", rules: ruleOn("lifetime") } as ProgramDocument;
  const shop = openShop(before);
  play(shop, [...join("anna", "anna2"), ...signUp("anna2", "f1")]);
  const document = { ...before, rules: ruleOn("month") };
  write(shop, { kind: "program.publish", program: PROGRAM, hash: documentHash(document), document });
  play(shop, signUp("anna2", "f2"));
  expect(write(shop, { kind: "member.merge", member: "anna2", into: "anna", reason: "one person" }).outcome.status).toBe("done");
  const counted = [...shop.log.stored.counters.values()].filter(({ counter }) => counter.startsWith("referrals:"));
  expect(counted.map(({ counter, used }) => [counter.split(":").at(-1), used])).toEqual([
    [idOf(shop, "anna2"), 0n],
    [idOf(shop, "anna"), 1n],
  ]);
  expect(brokenLaws(shop.log)).toEqual([]);
});

test("the stamps of both cards are one card: together they fill it, and it is no longer full when too many are lost", () => {
  const card = { stampCards: [{ id: "tea", slots: 3 }] };
  const shop = openShop({
    format: 1,
    handle: "shop",
    name: "Shop",
    destination: "https://shop.example/",
    ...card,
    rules: [
      { id: "stamp", on: { event: "purchase" }, grants: [{ id: "stamp", to: "member", stamp: "tea" } as Grant] },
      { id: "full", on: { stampCard: "tea" }, grants: [{ id: "points", to: "member", points: { amount: "10" } } as Grant] },
    ],
  });
  const buys = (who: string, order: number): Step => ({ do: "purchase", who, order, total: 3000, seats: 1, daysAgo: 0 });
  play(shop, [...join("anna", "anna2"), buys("anna", 0), buys("anna2", 1), buys("anna2", 2), merge("anna2", "anna")]);
  expect(pointsOf(shop, "anna")).toBe(10n);
  play(shop, [{ do: "refund", who: "anna2", order: 1, part: null }]);
  expect(pointsOf(shop, "anna")).toBe(0n);
  expect(shop.log.stored.progress.get(`${PROGRAM}\n${idOf(shop, "anna")}`)?.cards.tea).toMatchObject({ stamps: 2, done: false });
  expect(brokenLaws(shop.log)).toEqual([]);
});

test("a limit of each member counts both: nothing more fits under it", () => {
  const limits = [{ id: "few", measure: "rewards", per: "member", period: "lifetime", max: "2" }] as const;
  const shop = shopOf({ event: "purchase" }, { to: "member", points: { amount: "1" }, limits: [...limits] });
  const buys = (who: string, order: number): Step => ({ do: "purchase", who, order, total: 3000, seats: 1, daysAgo: 0 });
  play(shop, [...join("anna", "anna2"), buys("anna", 0), buys("anna", 1), buys("anna2", 2), merge("anna2", "anna"), buys("anna", 3)]);
  expect(standing(shop, "anna")).toBe(3);
  // What is given back makes room only below the limit.
  play(shop, [reverse(0), buys("anna", 4)]);
  expect(standing(shop, "anna")).toBe(2);
  play(shop, [reverse(1), buys("anna", 5)]);
  expect(standing(shop, "anna")).toBe(2);
  expect(brokenLaws(shop.log)).toEqual([]);
});

test(`a member with more than ${MERGED_ROWS_MAX} rewards and referrals is not merged into another, and nothing is changed`, () => {
  const shop = shopOf({ event: "purchase" }, { to: "member", points: { amount: "1" } });
  play(shop, join("anna", "anna2"));
  for (let order = 0; order <= MERGED_ROWS_MAX; order++)
    write(shop, { kind: "event", type: "purchase", member: "anna2", subject: String(order), currency: "USD", money: { total: "100" } });
  const before = shop.log.stored.rewards.size;
  expect(write(shop, { kind: "member.merge", member: "anna2", into: "anna", reason: "one person" }).outcome).toMatchObject({
    status: "declined",
    reason: "merge_too_large",
  });
  expect(write(shop, { kind: "member.merge", member: "anna", into: "anna2", reason: "one person" }).outcome.status).toBe("done");
  expect([shop.log.stored.rewards.size, standing(shop, "anna2")]).toEqual([before, before]);
});
