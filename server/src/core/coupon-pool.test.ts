import { describe, expect, test } from "vitest";
import { brokenLaws } from "../../test/laws/memory-laws.js";
import { openShop, PROGRAM, play, type Shop, type Step, write } from "../../test/laws/story.js";
import type { CouponTerms, Grant, ProgramDocument } from "./document/schema.js";
import { validateProgram } from "./document/validate.js";

const documentOf = (terms: Partial<CouponTerms> = {}, grant: Partial<Grant> = {}, pool: object = {}): ProgramDocument => ({
  format: 1,
  handle: "shop",
  name: "Shop",
  destination: "https://shop.example/",
  couponPools: [{ id: "partner", ...pool }],
  rules: [
    {
      id: "gift",
      on: { event: "purchase" },
      grants: [{ id: "gift", to: "member", coupon: { discount: { percent: "10" }, ...terms }, ...grant } as Grant],
    },
  ],
});
const shopOf = (...document: Parameters<typeof documentOf>) =>
  play(openShop(documentOf(...document)), [
    { do: "join", who: "anna", plan: "pro" },
    { do: "join", who: "boris", plan: "pro" },
  ]);
const bought = (order: number, daysAgo = 0): Step => ({ do: "purchase", who: "anna", order, total: 3000, seats: 1, daysAgo });
const refunded = (order: number): Step => ({ do: "refund", who: "anna", order, part: null });
const rewards = (shop: Shop) => [...shop.log.stored.rewards.values()];
/** What each coupon's code is, as it is shown, or its state where it has none. */
const codes = (shop: Shop) => {
  const shown = (code = "") => shop.log.stored.coupons.get(code)?.display;
  return rewards(shop).map(({ state, details }) => shown(details.item) ?? state);
};
const add = (shop: Shop, ...names: string[]) =>
  write(shop, {
    kind: "codes.add",
    program: PROGRAM,
    pool: "partner",
    codes: names.map((name) => ({ code: name.toUpperCase(), display: name })),
  }).outcome;
const used = (shop: Shop, nth: number, order: { subject?: string; member?: string } = {}) => {
  const code = rewards(shop)[nth]?.details.item ?? "?";
  const { outcome } = write(shop, { kind: "coupon.redeem", code, currency: "USD", orderTotal: "5000", ...order });
  return "reason" in outcome ? outcome.reason : outcome;
};

describe("a pool of codes", () => {
  test("gives its codes one after the other, in the order in which they came, each once", () => {
    const shop = shopOf({ pool: "partner" });
    expect(add(shop, "one", "two", "one")).toMatchObject({ status: "done", added: 2, known: ["one"], left: 2 });
    expect(add(shop, "two", "three")).toMatchObject({ added: 1, known: ["two"], left: 3 });
    play(shop, [bought(1), bought(2), bought(3), bought(4)]);
    expect(codes(shop)).toEqual(["one", "two", "three"]);
    expect(add(shop, "three")).toMatchObject({ added: 0, known: ["three"] });
    expect(used(shop, 0)).toMatchObject({ status: "done", discount: "500", usesLeft: 0 });
    expect(used(shop, 0)).toBe("coupon_used");
    expect(brokenLaws(shop.log)).toEqual([]);
  });

  test("is told of when few codes are left and when none is", () => {
    const shop = shopOf({ pool: "partner" }, {}, { tellAt: 1 });
    add(shop, "one", "two");
    play(shop, [bought(1), bought(2)]);
    const told = shop.log.records.flatMap(({ decision }) => decision.facts.filter(({ kind }) => kind === "coupon_pool.low"));
    expect(told).toEqual([
      { kind: "coupon_pool.low", program: PROGRAM, pool: "partner", left: "1" },
      { kind: "coupon_pool.low", program: PROGRAM, pool: "partner", left: "0" },
    ]);
  });

  test("keeps the code of a coupon that was cancelled before anybody saw it, and never has one back that was seen", () => {
    const shop = shopOf({ pool: "partner" }, { hold: { for: { days: 2 } } });
    add(shop, "one", "two");
    play(shop, [bought(1), bought(2), bought(3), refunded(1), bought(4)]);
    // The third found none; the first left its promise to the fourth.
    expect(codes(shop)).toEqual(["cancelled", "pending", "pending"]);
    play(shop, [{ do: "wait", hours: 72, settles: true }, refunded(2), bought(5)]);
    expect(rewards(shop).map(({ state }) => state)).toEqual(["cancelled", "reversed", "available"]);
    // The two were held until the same moment.
    expect(codes(shop).sort()).toEqual(["cancelled", "one", "two"]);
    expect(used(shop, 1)).toBe("coupon_not_available");
    expect(brokenLaws(shop.log)).toEqual([]);
  });

  test("is waited for where the document says so, by when it was earned", () => {
    const shop = shopOf({ pool: "partner" }, {}, { waiting: "event_time" });
    play(shop, [bought(1), bought(2, 4), bought(3)]);
    expect(codes(shop)).toEqual(["waiting", "waiting", "waiting"]);
    expect(add(shop, "one", "two")).toMatchObject({ served: 2, left: 0 });
    expect(codes(shop)).toEqual(["two", "one", "waiting"]);
    expect(brokenLaws(shop.log)).toEqual([]);
  });

  test("that is not in the document is refused", () => {
    const shop = shopOf();
    const { outcome } = write(shop, { kind: "codes.add", program: PROGRAM, pool: "other", codes: [] });
    expect(outcome).toMatchObject({ reason: "coupon_pool_unknown", pools: ["partner"] });
    const problemsOf = (terms: Partial<CouponTerms>) => {
      const checked = validateProgram(documentOf(terms));
      return checked.ok ? [] : checked.problems.map(({ path, problem }) => `${path.split("/").pop()} ${problem}`);
    };
    expect(problemsOf({ pool: "othr" })).toEqual(['pool There is no pool of codes "othr".']);
    expect(problemsOf({ uses: 2, payments: 3 })).toEqual(['payments "uses" says already how often it can be used.']);
  });
});

describe("a coupon", () => {
  test("for several payments takes one use of each, and an order must be named", () => {
    const shop = play(shopOf({ payments: 2 }), [bought(1)]);
    expect(used(shop, 0)).toBe("coupon_needs_order");
    expect(used(shop, 0, { subject: "invoice-1" })).toMatchObject({ usesLeft: 1 });
    expect(used(shop, 0, { subject: "invoice-1" })).toBe("coupon_used_for_order");
    expect(used(shop, 0, { subject: "invoice-2" })).toMatchObject({ usesLeft: 0 });
    expect(used(shop, 0, { subject: "invoice-3" })).toBe("coupon_used");
  });

  test("that cannot be combined is refused beside another one, whichever came first, until that is cancelled", () => {
    const shop = play(shopOf({ combinable: false }), [bought(1), bought(2)]);
    expect(used(shop, 0)).toBe("coupon_needs_order");
    const first = used(shop, 0, { subject: "a" });
    expect(first).toMatchObject({ status: "done" });
    expect(used(shop, 1, { subject: "a" })).toBe("coupon_not_combinable");
    write(shop, { kind: "redemption.cancel", redemption: (first as { redemption: string }).redemption });
    expect(used(shop, 1, { subject: "a" })).toMatchObject({ status: "done" });
    expect(used(shop, 0, { subject: "a" })).toBe("coupon_not_combinable");
    expect(used(shop, 0, { subject: "b" })).toMatchObject({ status: "done" });
  });

  test("that is bound at its first use is whoever's used it first, also of somebody who is no member, and free again when that is cancelled", () => {
    const shop = play(shopOf({ boundAtFirstUse: true, uses: 2 }), [bought(1)]);
    expect(used(shop, 0)).toBe("coupon_needs_member");
    const first = used(shop, 0, { member: "a passer-by" });
    expect(first).toMatchObject({ usesLeft: 1 });
    expect(used(shop, 0, { member: "boris" })).toBe("coupon_of_another_member");
    expect(used(shop, 0, { member: "anna" })).toBe("coupon_of_another_member");
    write(shop, { kind: "redemption.cancel", redemption: (first as { redemption: string }).redemption });
    expect(used(shop, 0, { member: "boris" })).toMatchObject({ usesLeft: 1 });
    write(shop, { kind: "member.merge", member: "boris", into: "anna", reason: "one person" });
    expect(used(shop, 0, { member: "anna" })).toMatchObject({ usesLeft: 0 });
  });
});
