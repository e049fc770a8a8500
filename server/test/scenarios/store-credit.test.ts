import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type TestServer, testServer } from "../http/server.js";
import { openScenario, type Scenario } from "./scenario.js";

let server: TestServer;
let shop: Scenario;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  shop = await openScenario(server, "09-store-credit", "2026-03-02T09:00:00Z");
  await shop.enrol("anna");
});

/** An order by what its goods cost before and after the discount; tax and shipping come on top. */
function order(subject: string, before: string, after = before, { tax = "0.00", shipping = "0.00" } = {}): Record<string, unknown> {
  const cents = (text: string) => Math.round(Number(text) * 100);
  const decimal = (value: number) => (value / 100).toFixed(2);
  return {
    subject,
    amount: decimal(cents(after) + cents(tax) + cents(shipping)),
    discount: decimal(cents(before) - cents(after)),
    tax,
    shipping,
    currency: "USD",
  };
}
const pending = (amount: string) => ({ pending: amount, available: "0.00", debt: "0.00" });
const available = (amount: string) => ({ pending: "0.00", available: amount, debt: "0.00" });
const refund = (friend: string, subject: string, amount?: string) =>
  shop.event(friend, "refund", { subject, ...(amount === undefined ? {} : { amount, currency: "USD" }) });

describe("the friend gets 10 % off", () => {
  test("a first order of at least 30.00, once", async () => {
    await shop.signUp("ben", { link: "anna" });
    const { coupon: code } = await shop.rewardOf("ben", "coupon");
    const validate = (orderTotal: string) => shop.post("/v1/coupons/validate", { code, orderTotal, currency: "USD" });
    expect(await validate("29.99")).toMatchObject({ valid: false, reason: "minimum_spend_not_reached", minimumSpend: "30.00" });
    expect(await validate("30.00")).toMatchObject({ valid: true, discount: { amount: "3.00" } });
    await shop.post("/v1/coupons/redeem", { code, orderTotal: "29.99", currency: "USD" }, 422);
    expect(await shop.post("/v1/coupons/redeem", { code, orderTotal: "45.05", currency: "USD" })).toMatchObject({ discount: { amount: "4.51" } });
    await shop.post("/v1/coupons/redeem", { code, orderTotal: "45.00", currency: "USD" }, 409);
  });
});

describe("the referrer gets 10 % of the order", () => {
  beforeEach(() => shop.signUp("ben", { link: "anna" }));

  test.each([
    ["net of tax and shipping", order("o", "60.00", "60.00", { tax: "11.40", shipping: "4.90" }), "6.00"],
    ["of the goods after the discount", order("o", "30.00", "27.00", { tax: "5.13", shipping: "4.90" }), "2.70"],
    ["from 30.00 of goods before the discount", order("o", "30.00", "21.00"), "2.10"],
    ["rounded half up", order("o", "30.05"), "3.01"],
    ["at least 2.00", order("o", "30.00", "10.00"), "2.00"],
    ["at most 25.00, one cent below", order("o", "249.90"), "24.99"],
    ["at most 25.00, exactly", order("o", "250.00"), "25.00"],
    ["at most 25.00", order("o", "800.00"), "25.00"],
  ])("%s", async (_which, fields, amount) => {
    expect((await shop.event("ben", "purchase", fields)).rewards).toHaveLength(1);
    expect(await shop.wallet("anna")).toEqual(pending(amount));
  });

  test("and is told how it was reckoned", async () => {
    const answer = await shop.event("ben", "purchase", order("o", "30.00", "27.00", { tax: "5.13", shipping: "4.90" }));
    const words = await shop.explain(answer);
    expect(words).toContain("10 % of the goods ($27) is $2.70, at least $2, at most $25: $2.70.");
    expect(words).toContain("$2.70 of store credit for the referrer (anna): held until 16 March 2026 at 09:00.");
  });

  test("passes over an order below 30.00, tax and shipping not counted, and takes the next", async () => {
    const small = await shop.event("ben", "purchase", order("o-1", "29.99", "29.99", { tax: "5.70", shipping: "4.90" }));
    expect(small).toMatchObject({ status: "recorded", rewards: [] });
    expect(await shop.referral("ben")).toMatchObject({ state: "signed_up" });
    await shop.event("ben", "purchase", order("o-2", "40.00"));
    expect(await shop.wallet("anna")).toEqual(pending("4.00"));
  });

  test("only of the first such order", async () => {
    await shop.event("ben", "purchase", order("o-1", "40.00"));
    expect(await shop.event("ben", "purchase", order("o-2", "90.00"))).toMatchObject({ rewards: [] });
    expect(await shop.wallet("anna")).toEqual(pending("4.00"));
  });
});

describe("the credit is held for 14 days", () => {
  beforeEach(async () => {
    await shop.signUp("ben", { link: "anna" });
    await shop.event("ben", "purchase", order("o-1", "60.00", "54.00", { tax: "10.26", shipping: "5.74" }));
  });

  test("to the second", async () => {
    expect(await shop.wallet("anna")).toEqual(pending("5.40"));
    await shop.moveTo("2026-03-16T08:59:59Z");
    expect(await shop.wallet("anna")).toEqual(pending("5.40"));
    await shop.moveTo("2026-03-16T09:00:00Z");
    expect(await shop.wallet("anna")).toEqual(available("5.40"));
  });

  test.each([
    ["with its amount", "70.00"],
    ["without an amount", undefined],
  ])("a full refund in that time cancels it (%s)", async (_how, amount) => {
    await shop.moveTo("2026-03-16T08:59:59Z");
    const answer = await refund("ben", "o-1", amount);
    expect(answer.taken).toHaveLength(1);
    expect(await shop.explain(answer)).toContain("The reward was cancelled while it was held");
    expect(await shop.rewards("anna", "credit")).toEqual(["cancelled 5.40"]);
    await shop.moveTo("2026-03-20T09:00:00Z");
    expect(await shop.wallet("anna")).toEqual(pending("0.00"));
  });

  test("a half refund halves what was given", async () => {
    expect((await refund("ben", "o-1", "35.00")).taken).toHaveLength(1);
    expect(await shop.wallet("anna")).toEqual(pending("2.70"));
    await shop.moveTo("2026-03-16T09:00:00Z");
    expect(await shop.wallet("anna")).toEqual(available("2.70"));
  });

  test("two half refunds leave nothing", async () => {
    await refund("ben", "o-1", "35.00");
    await refund("ben", "o-1", "35.00");
    expect(await shop.wallet("anna")).toEqual(pending("0.00"));
    await shop.moveTo("2026-03-20T09:00:00Z");
    expect(await shop.wallet("anna")).toEqual(pending("0.00"));
  });

  test("after a full refund the next order is the first", async () => {
    await refund("ben", "o-1");
    await shop.event("ben", "purchase", order("o-2", "100.00"));
    expect(await shop.wallet("anna")).toEqual(pending("10.00"));
  });

  test("a refund after that time takes back what is there", async () => {
    await shop.moveTo("2026-03-16T09:00:00Z");
    await refund("ben", "o-1", "35.00");
    expect(await shop.wallet("anna")).toEqual(available("2.70"));
    await shop.post("/v1/wallets/anna/redeem", { unit: "USD", kind: "credit", amount: "2.00" });
    await refund("ben", "o-1", "35.00");
    expect(await shop.wallet("anna")).toEqual({ pending: "0.00", available: "0.00", debt: "2.00" });
  });
});

describe("a half refund halves the credit", () => {
  test.each([
    ["also when the order is then below 30.00", "40.00", "20.00", "2.00"],
    ["also when it was cut to the ceiling", "800.00", "400.00", "12.50"],
    ["also when it was raised to the floor", "30.00", "15.00", "1.50"],
  ])("%s", async (_when, goods, back, left) => {
    await shop.signUp("ben", { link: "anna" });
    await shop.event("ben", "purchase", order("o-1", goods));
    await refund("ben", "o-1", back);
    expect(await shop.wallet("anna")).toEqual(pending(left));
    expect(await shop.referral("ben")).toMatchObject({ state: "converted" });
  });

  test("of a floor of 2.00 leaves 1.00", async () => {
    await shop.signUp("ben", { link: "anna" });
    await shop.event("ben", "purchase", order("o-1", "30.00", "10.00"));
    await refund("ben", "o-1", "5.00");
    expect(await shop.wallet("anna")).toEqual(pending("1.00"));
  });

  test("in whichever order refund and purchase are told", async () => {
    await shop.signUp("ben", { link: "anna" });
    expect(await refund("ben", "o-1", "30.00")).toMatchObject({ reason: "waiting_for_purchase" });
    await shop.event("ben", "purchase", order("o-1", "60.00"));
    expect(await shop.wallet("anna")).toEqual(pending("3.00"));
  });
});

describe("only new customers", () => {
  test("count: who bought before signing up is refused, and nobody gets anything", async () => {
    await shop.event("ben", "purchase", order("o-1", "10.00"));
    const answer = await shop.signUp("ben", { link: "anna" });
    expect(answer).toMatchObject({ status: "refused", reason: "existing_customer" });
    expect(await shop.explain(answer)).toContain("This person was a customer already.");
    await shop.event("ben", "purchase", order("o-2", "60.00"));
    expect([await shop.rewards("ben", "coupon"), await shop.wallet("anna")]).toEqual([[], undefined]);
  });

  test("count: an order that was wholly sent back makes nobody a customer", async () => {
    await shop.event("ben", "purchase", order("o-1", "10.00"));
    await refund("ben", "o-1");
    expect(await shop.signUp("ben", { link: "anna" })).toMatchObject({ status: "rewarded" });
  });

  test("count: nobody refers themselves, by id or by e-mail", async () => {
    await shop.enrol("anna", { email: "anna@example.com" });
    expect(await shop.signUp("anna", { link: "anna" })).toMatchObject({ reason: "self_referral" });
    expect(await shop.signUp("anna-2", { link: "anna" }, { email: "Anna@Example.COM" })).toMatchObject({ reason: "same_email" });
  });
});

describe("a shipping address shared with the referrer", () => {
  const address = { line1: "12 Elm Street", city: "Springfield", postalCode: "62701", country: "US" };
  const sameAddress = { ...address, line1: "12 Elm St." };
  beforeEach(() => shop.enrol("anna", { address }));

  const answer = async (decision: { friend?: string; referrer?: string }, status = 200) =>
    shop.post(`/v1/referrals/${(await shop.referral("ben")).id}/review`, { ...decision, reason: "One household" }, status);

  test("is reviewed: both sides wait, at the sign-up and at the order", async () => {
    const signUp = await shop.signUp("ben", { link: "anna" }, { address: sameAddress });
    expect(await shop.explain(signUp)).toContain("The check “same-address” applies: a person must look at it.");
    expect(await shop.referral("ben")).toMatchObject({ state: "in_review", friendSide: "in_review", referrerSide: "in_review" });
    expect(await shop.rewards("ben", "coupon")).toEqual(["pending coupon"]);
    const { coupon: code } = await shop.rewardOf("ben", "coupon");
    await shop.post("/v1/coupons/redeem", { code, orderTotal: "60.00", currency: "USD" }, 409);
    await shop.event("ben", "purchase", order("o-1", "60.00"));
    await shop.moveTo("2026-06-01T09:00:00Z");
    expect(await shop.wallet("anna")).toEqual(pending("6.00"));
  });

  test("the friend honoured and the referrer refused, before the order", async () => {
    await shop.signUp("ben", { link: "anna" }, { address: sameAddress });
    await answer({ friend: "honour", referrer: "refuse" });
    expect(await shop.referral("ben")).toMatchObject({ state: "signed_up", friendSide: "clear", referrerSide: "refused" });
    expect(await shop.rewards("ben", "coupon")).toEqual(["available coupon"]);
    const { coupon: code } = await shop.rewardOf("ben", "coupon");
    expect(await shop.post("/v1/coupons/redeem", { code, orderTotal: "60.00", currency: "USD" })).toMatchObject({ discount: { amount: "6.00" } });
    const bought = await shop.event("ben", "purchase", { ...order("o-1", "60.00", "54.00"), address: sameAddress });
    expect(bought).toMatchObject({ rewards: [] });
    expect(await shop.explain(bought)).toContain("the review refused this side");
    expect(await shop.wallet("anna")).toBeUndefined();
  });

  test("the friend honoured and the referrer refused, after the order at which it was seen", async () => {
    await shop.signUp("ben", { link: "anna" });
    expect(await shop.rewards("ben", "coupon")).toEqual(["available coupon"]);
    const bought = await shop.event("ben", "purchase", { ...order("o-1", "60.00"), address: sameAddress });
    expect(await shop.explain(bought)).toContain("It is held until 16 March 2026 at 09:00 and until the referral is reviewed.");
    await shop.moveTo("2026-03-20T09:00:00Z");
    expect(await shop.wallet("anna")).toEqual(pending("6.00"));
    await answer({ friend: "honour", referrer: "refuse" });
    expect(await shop.rewards("anna", "credit")).toEqual(["cancelled 6.00"]);
    expect(await shop.rewards("ben", "coupon")).toEqual(["available coupon"]);
  });

  test("both honoured: the credit comes when its 14 days are over", async () => {
    await shop.signUp("ben", { link: "anna" }, { address: sameAddress });
    await shop.event("ben", "purchase", order("o-1", "60.00"));
    await answer({ friend: "honour", referrer: "honour" });
    expect(await shop.referral("ben")).toMatchObject({ state: "converted" });
    expect(await shop.wallet("anna")).toEqual(pending("6.00"));
    await shop.moveTo("2026-03-16T09:00:00Z");
    expect(await shop.wallet("anna")).toEqual(available("6.00"));
    await answer({ friend: "refuse" }, 409);
  });

  test("both refused: neither gets anything, then or later", async () => {
    await shop.signUp("ben", { link: "anna" }, { address: sameAddress });
    await answer({ friend: "refuse", referrer: "refuse" });
    await shop.event("ben", "purchase", order("o-1", "60.00"));
    expect(await shop.referral("ben")).toMatchObject({ state: "rejected" });
    expect([await shop.rewards("ben", "coupon"), await shop.wallet("anna")]).toEqual([["cancelled coupon"], undefined]);
  });

  test("one side decided after the other", async () => {
    await shop.signUp("ben", { link: "anna" }, { address: sameAddress });
    await answer({ friend: "honour" });
    expect(await shop.referral("ben")).toMatchObject({ state: "in_review", friendSide: "clear", referrerSide: "in_review" });
    await answer({ referrer: "refuse" });
    expect(await shop.referral("ben")).toMatchObject({ state: "signed_up", referrerSide: "refused" });
  });

  test("of somebody else is nobody's concern", async () => {
    await shop.signUp("ben", { link: "anna" }, { address: { ...address, line1: "14 Elm Street" } });
    expect(await shop.referral("ben")).toMatchObject({ state: "signed_up", referrerSide: "clear" });
  });
});

describe("an order in another currency", () => {
  test("measures nothing: 3,000 yen are not 30.00 dollars, and neither are 3,000 roubles", async () => {
    await shop.signUp("ben", { link: "anna" });
    for (const [subject, amount, currency] of [
      ["o-1", "3000", "JPY"],
      ["o-2", "3000.00", "RUB"],
    ]) {
      expect(await shop.event("ben", "purchase", { subject, amount, currency })).toMatchObject({ status: "ignored", reason: "unknown_currency" });
    }
    expect(await shop.wallet("anna")).toBeUndefined();
    await shop.event("ben", "purchase", order("o-3", "40.00"));
    expect(await shop.wallet("anna")).toEqual(pending("4.00"));
  });
});
