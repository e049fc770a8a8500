import { describe, expect, test } from "vitest";
import { brokenLaws } from "../../test/laws/memory-laws.js";
import { openShop, play, type Shop, type Step, write } from "../../test/laws/story.js";
import type { Grant, ProgramDocument } from "./document/schema.js";

const points = (id: string, to: string, amount: string, more: object = {}) => ({ id, to, points: { amount }, ...more }) as Grant;
/** Every order gives its buyer 1, the referrer 10 and the referrer's referrer 100. */
function documentOf(parts: Partial<ProgramDocument> = {}): ProgramDocument {
  const grants = [points("friend", "friend", "1"), points("referrer", "referrer", "10"), points("above", "referrers_referrer", "100")];
  return {
    format: 1,
    handle: "shop",
    name: "Shop",
    destination: "https://shop.example/",
    rules: [{ id: "each", on: { event: "purchase" }, grants }],
    ...parts,
  };
}
const join = (...names: string[]): Step[] => names.map((who) => ({ do: "join", who, plan: "pro" }));
const signUp = (who: string, by: string): Step => ({ do: "sign_up", who, by, with: "referrer" });
const buys = (who: string, order = 0): Step => ({ do: "purchase", who, order, total: 3000, seats: 1, daysAgo: 0 });
const refund = (who: string, order = 0): Step => ({ do: "refund", who, order, part: null });
/** Anna referred Boris, Boris Clara, Clara Dmitri. */
const chain = (parts?: Partial<ProgramDocument>): Shop =>
  play(openShop(documentOf(parts)), [
    ...join("anna", "boris", "clara", "dmitri", "zoe"),
    signUp("boris", "anna"),
    signUp("clara", "boris"),
    signUp("dmitri", "clara"),
  ]);

function idOf(shop: Shop, name: string): string {
  return shop.log.world.externals.get(name) as string;
}
function has(shop: Shop, ...names: string[]): number[] {
  expect(brokenLaws(shop.log)).toEqual([]);
  const of = (name: string, wanted: string) =>
    [...shop.log.stored.accounts.values()].find(({ holder, kind }) => holder === idOf(shop, name) && kind === wanted)?.balance ?? 0n;
  return names.map((name) => Number(of(name, "available") + of(name, "pending") - of(name, "debt")));
}
function referralOf(shop: Shop, friend: string): string {
  return [...shop.log.stored.referrals.values()].find(({ friendId }) => friendId === idOf(shop, friend))?.id as string;
}
function correct(shop: Shop, friend: string, referrer: string): Shop {
  write(shop, { kind: "referral.correct", referral: referralOf(shop, friend), referrer, reason: "it was somebody else" });
  return shop;
}
const missed = (shop: Shop) => shop.log.records.at(-1)?.decision.trace.filter(({ step }) => step === "grant.missed");

describe("what goes to the referrer's referrer", () => {
  test("one level up, and never more", () => {
    expect(has(play(chain(), [buys("clara")]), "anna", "boris", "clara")).toEqual([100, 10, 1]);
    expect(has(play(chain(), [buys("dmitri")]), "anna", "boris", "clara", "dmitri")).toEqual([0, 100, 10, 1]);
  });

  test("the reward says on which side it is, and belongs to the friend's referral", () => {
    const shop = play(chain(), [buys("clara")]);
    const reward = [...shop.log.stored.rewards.values()].find(({ grantId }) => grantId === "above");
    expect(reward).toMatchObject({ side: "referrers_referrer", recipientId: idOf(shop, "anna"), referralId: referralOf(shop, "clara"), ordinal: 1 });
  });

  test("nobody there: the others get theirs, and the trace says why", () => {
    const shop = play(chain(), [buys("boris")]);
    expect(has(shop, "anna", "boris")).toEqual([10, 1]);
    expect(missed(shop)).toEqual([{ step: "grant.missed", rule: "each", grant: "above", why: "nobody_above" }]);
  });

  test("a refund takes all of it back", () => {
    expect(has(play(chain(), [buys("clara"), refund("clara")]), "anna", "boris", "clara")).toEqual([0, 0, 0]);
  });

  test("nothing while the referrer's own referral is in review, nor once it is refused; what was earned before is kept", () => {
    // biome-ignore lint/suspicious/noThenProperty: the document's own word
    const eligibility: ProgramDocument["eligibility"] = [{ id: "large", when: 'event.amount > money("90.00")', then: "review", at: ["purchase"] }];
    const shop = play(chain({ eligibility }), [buys("clara", 1), { ...buys("boris", 2), total: 9500 } as Step, buys("clara", 3)]);
    expect(missed(shop)).toMatchObject([{ grant: "above", why: "above_in_review" }]);
    write(shop, { kind: "referral.review", referral: referralOf(shop, "boris"), friend: "refuse", referrer: "refuse", reason: "looked at" });
    play(shop, [buys("clara", 4)]);
    expect(missed(shop)).toMatchObject([{ grant: "above", why: "above_over" }]);
    expect(has(shop, "anna", "boris", "clara")).toEqual([100, 30, 3]);
  });

  test("it stands and falls with the referrer's side of the friend's referral", () => {
    // biome-ignore lint/suspicious/noThenProperty: the document's own word
    const eligibility: ProgramDocument["eligibility"] = [{ id: "large", when: 'event.amount > money("90.00")', then: "review", at: ["purchase"] }];
    const inReview = () => play(chain({ eligibility }), [{ ...buys("clara"), total: 9500 } as Step]);
    const states = (shop: Shop) => [...shop.log.stored.rewards.values()].filter(({ grantId }) => grantId !== "friend").map(({ state }) => state);
    const answered = (answer: "honour" | "refuse") => {
      const shop = inReview();
      write(shop, { kind: "referral.review", referral: referralOf(shop, "clara"), referrer: answer, reason: "looked at" });
      return states(shop);
    };
    expect(states(inReview())).toEqual(["pending", "pending"]);
    expect(answered("honour")).toEqual(["available", "available"]);
    expect(answered("refuse")).toEqual(["cancelled", "cancelled"]);
  });

  test("another referrer: what went up from the first one goes back, and whoever is above the second gets it; back again gives anew", () => {
    const shop = play(chain(), [...join("otto", "elif"), signUp("elif", "zoe"), buys("clara")]);
    expect(has(correct(shop, "clara", "elif"), "anna", "boris", "zoe", "elif", "clara")).toEqual([0, 0, 100, 10, 1]);
    expect(has(correct(shop, "clara", "otto"), "zoe", "elif", "otto")).toEqual([0, 0, 10]);
    expect(has(correct(shop, "clara", "boris"), "anna", "boris", "otto")).toEqual([100, 10, 0]);
  });

  test("another referrer of the referrer: what was earned stays, whatever is told again; what comes is the new one's", () => {
    const shop = correct(play(chain(), [buys("clara", 1)]), "boris", "zoe");
    play(shop, [buys("clara", 1)]);
    expect(has(shop, "anna", "zoe", "boris", "clara")).toEqual([100, 0, 10, 1]);
    play(shop, [buys("clara", 2)]);
    expect(has(shop, "anna", "zoe")).toEqual([100, 100]);
    expect(has(play(shop, [refund("clara", 1)]), "anna", "zoe")).toEqual([0, 100]);
  });

  test("a refund finds what the former one was given as it has become by then", () => {
    const grants = [points("above", "referrers_referrer", "100", { hold: { for: { days: 2 } }, validity: { for: { days: 3 } } })];
    const shop = correct(play(chain({ rules: [{ id: "each", on: { event: "purchase" }, grants }] }), [buys("clara", 1)]), "boris", "zoe");
    play(shop, [{ do: "wait", hours: 240, settles: false }, refund("clara", 1)]);
    expect([...shop.log.stored.rewards.values()].map(({ state }) => state)).toEqual(["expired"]);
    expect(brokenLaws(shop.log)).toEqual([]);
  });

  test("of a referrer who was merged the referral that they brought along counts", () => {
    const shop = play(chain(), [...join("boris2"), { do: "merge", who: "boris", into: "boris2" }, buys("clara")]);
    expect(has(shop, "anna", "boris2", "clara")).toEqual([100, 10, 1]);
  });

  test("bound to the referrer's grant, neither is given without the other", () => {
    const bound = [points("referrer", "referrer", "10", { boundWith: ["above"] }), points("above", "referrers_referrer", "100")];
    const rules: ProgramDocument["rules"] = [{ id: "each", on: { event: "purchase" }, grants: bound }];
    expect(has(play(chain({ rules }), [buys("boris"), buys("clara", 1)]), "anna", "boris")).toEqual([100, 10]);
  });
});
