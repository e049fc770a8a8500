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
  shop = await openScenario(server, "03-first-ride", "2026-03-02T09:00:00Z");
  await shop.enrol("anna");
});

const ride = (subject: string, amount: string, status = "completed") => ({ subject, amount, currency: "USD", status });
const dollars = (available: string) => ({ pending: "0.00", available, debt: "0.00" });

async function couponOf(friend: string): Promise<string> {
  return (await shop.rewardOf(friend, "coupon")).coupon;
}
const validate = (code: string, orderTotal: string) => shop.post("/v1/coupons/validate", { code, orderTotal, currency: "USD" });
const redeem = (code: string, orderTotal: string, status = 200) =>
  shop.post("/v1/coupons/redeem", { code, orderTotal, currency: "USD", subject: "ride" }, status);

describe("the friend gets 5.00 off a ride", () => {
  test("at sign-up, and the referrer nothing yet", async () => {
    const signUp = await shop.signUp("ben", { link: "anna" });
    expect(signUp).toMatchObject({ status: "rewarded" });
    expect(await shop.explain(signUp)).toContain("A coupon for the friend (ben): available at once, to be used until 1 April 2026 at 09:00.");
    expect(await shop.rewards("ben", "coupon")).toEqual(["available coupon"]);
    expect(await shop.wallet("anna")).toBeUndefined();
    expect(await validate(await couponOf("ben"), "12.00")).toMatchObject({
      valid: true,
      discount: { amount: "5.00" },
      expiresAt: "2026-04-01T09:00:00.000Z",
    });
  });

  test("also by a typed code; not without a referrer", async () => {
    await shop.signUp("ben", { code: "anna" });
    expect(await shop.rewards("ben", "coupon")).toHaveLength(1);
    expect(await shop.signUp("carl")).toMatchObject({ reason: "no_candidate" });
  });

  test("valid until the last second of 30 days, and not after", async () => {
    await shop.signUp("ben", { link: "anna" });
    await shop.signUp("carl", { link: "anna" });
    const [bens, carls] = [await couponOf("ben"), await couponOf("carl")];
    await shop.moveTo("2026-04-01T08:59:59Z");
    expect(await validate(bens, "12.00")).toMatchObject({ valid: true });
    expect(await redeem(carls, "12.00")).toMatchObject({ discount: { amount: "5.00" } });
    await shop.moveTo("2026-04-01T09:00:00Z");
    expect(await validate(bens, "12.00")).toMatchObject({ valid: false, reason: "coupon_expired" });
    expect(await redeem(bens, "12.00", 409)).toMatchObject({ code: "coupon_expired" });
    expect(await shop.rewards("ben", "coupon")).toEqual(["expired coupon"]);
  });

  test("at most the fare, and then used up", async () => {
    await shop.signUp("ben", { link: "anna" });
    const code = await couponOf("ben");
    expect(await redeem(code, "3.20")).toMatchObject({ discount: { amount: "3.20" }, usesLeft: 0 });
    expect(await validate(code, "12.00")).toMatchObject({ valid: false, reason: "coupon_used" });
    expect(await redeem(code, "12.00", 409)).toMatchObject({ code: "coupon_used" });
    expect(await shop.rewards("ben", "coupon")).toEqual(["redeemed coupon"]);
  });
});

describe("the referrer gets 5.00 of credit", () => {
  beforeEach(() => shop.signUp("ben", { link: "anna" }));

  test("when the friend's first completed ride ends, and once", async () => {
    const first = await shop.event("ben", "ride", ride("r-1", "14.00"));
    expect(first.rewards).toHaveLength(1);
    expect(await shop.explain(first)).toContain(
      "$5 of store credit for the referrer (anna): available at once, to be used until 31 May 2026 at 09:00.",
    );
    expect(await shop.event("ben", "ride", ride("r-2", "14.00"))).toMatchObject({ rewards: [] });
    expect(await shop.wallet("anna")).toEqual(dollars("5.00"));
    expect(await shop.referral("ben")).toMatchObject({ state: "converted" });
  });

  test("for a ride below 5.00 as well, and one that the coupon paid for", async () => {
    await shop.event("ben", "ride", ride("r-1", "3.20"));
    await shop.signUp("carl", { link: "anna" });
    await shop.event("carl", "ride", { ...ride("r-2", "0.00"), discount: "3.20" });
    expect(await shop.wallet("anna")).toEqual(dollars("10.00"));
  });

  test("not for a cancelled ride; the next one is then the first", async () => {
    const cancelled = await shop.event("ben", "ride", ride("r-1", "14.00", "cancelled"));
    expect(cancelled).toMatchObject({ status: "recorded", rewards: [] });
    expect(await shop.explain(cancelled)).toContain("An event did not count for “The first completed ride”: its condition is not met.");
    expect(await shop.wallet("anna")).toBeUndefined();
    expect((await shop.event("ben", "ride", ride("r-2", "14.00"))).rewards).toHaveLength(1);
    expect(await shop.wallet("anna")).toEqual(dollars("5.00"));
  });

  test("not while the ride goes on: when it is told as completed", async () => {
    expect(await shop.event("ben", "ride", ride("r-1", "14.00", "started"))).toMatchObject({ rewards: [] });
    expect((await shop.event("ben", "ride", ride("r-1", "14.00"))).rewards).toHaveLength(1);
    expect(await shop.event("ben", "ride", ride("r-1", "14.00"))).toMatchObject({ rewards: [] });
    expect(await shop.wallet("anna")).toEqual(dollars("5.00"));
  });

  test("not for a ride without a status", async () => {
    expect(await shop.event("ben", "ride", { subject: "r-1", amount: "14.00", currency: "USD" })).toMatchObject({ rewards: [] });
  });

  test.each([
    ["by its status", "ride", ride("r-1", "14.00", "cancelled")],
    ["by ride_cancelled", "ride_cancelled", { subject: "r-1" }],
  ])(
    "to keep only while the ride stands: one cancelled afterwards (%s) takes it back, and the next ride is the first",
    async (_how, type, fields) => {
      await shop.event("ben", "ride", ride("r-1", "14.00"));
      const cancelled = await shop.event("ben", type, fields);
      expect(cancelled.taken).toHaveLength(1);
      expect(await shop.wallet("anna")).toEqual(dollars("0.00"));
      expect(await shop.referral("ben")).toMatchObject({ state: "signed_up" });
      await shop.event("ben", "ride", ride("r-2", "9.00"));
      expect(await shop.wallet("anna")).toEqual(dollars("5.00"));
    },
  );

  test("not when the cancellation is told before the ride", async () => {
    expect(await shop.event("ben", "ride_cancelled", { subject: "r-1" })).toMatchObject({ reason: "waiting_for_purchase" });
    await shop.event("ben", "ride", ride("r-1", "14.00"));
    expect((await shop.wallet("anna"))?.available ?? "0.00").toBe("0.00");
    await shop.event("ben", "ride", ride("r-2", "14.00"));
    expect(await shop.wallet("anna")).toEqual(dollars("5.00"));
  });

  test("to be used until the last second of 90 days, and not after", async () => {
    await shop.signUp("carl", { link: "anna" });
    await shop.event("ben", "ride", ride("r-1", "14.00"));
    await shop.moveTo("2026-03-03T09:00:00Z");
    await shop.event("carl", "ride", ride("r-2", "14.00"));
    await shop.moveTo("2026-05-31T08:59:59Z");
    expect(await shop.wallet("anna")).toEqual(dollars("10.00"));
    await shop.post("/v1/wallets/anna/redeem", { unit: "USD", kind: "credit", amount: "2.00" });
    await shop.moveTo("2026-05-31T09:00:00Z");
    expect(await shop.wallet("anna")).toEqual(dollars("5.00"));
    expect(await shop.rewards("anna", "credit")).toEqual(["expired 5.00", "available 5.00"]);
    await shop.moveTo("2026-06-01T09:00:00Z");
    expect(await shop.wallet("anna")).toEqual(dollars("0.00"));
    await shop.post("/v1/wallets/anna/redeem", { unit: "USD", kind: "credit", amount: "0.01" }, 422);
  });
});
