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
  // A week before the double week, which is from 4 to 10 May.
  shop = await openScenario(server, "13-double-week", "2026-04-27T09:00:00Z");
  await shop.enrol("anna");
  await shop.signUp("ben", { link: "anna" });
});

const order = (subject: string, amount: string, fields: Record<string, unknown> = {}) => ({ subject, amount, currency: "USD", ...fields });
const credit = () => shop.rewards("anna", "credit");
const pending = (amount: string) => ({ pending: amount, available: "0.00", debt: "0.00" });

describe("the credit for an order", () => {
  test.each([
    ["before the week", "2026-05-03T23:59:59.999Z", "4.00"],
    ["in its first second", "2026-05-04T00:00:00Z", "8.00"],
    ["in its last second", "2026-05-10T23:59:59.999Z", "8.00"],
    ["after it", "2026-05-11T00:00:00Z", "4.00"],
  ])("%s", async (_when, moment, amount) => {
    await shop.moveTo(moment);
    await shop.event("ben", "purchase", order("o-1", "40.00"));
    expect(await shop.wallet("anna")).toEqual(pending(amount));
  });

  test.each([
    ["doubled first, then cut to 25.00", "200.00", {}, "25.00"],
    ["doubled to 25.00 exactly", "125.00", {}, "25.00"],
    ["doubled first, then raised to 2.00", "3.00", { discount: "27.00" }, "2.00"],
    ["doubled above 2.00, and not raised", "12.00", { discount: "18.00" }, "2.40"],
    ["rounded once, after it was doubled", "30.02", {}, "6.00"],
    ["net of tax and shipping", "60.00", { tax: "7.00", shipping: "3.00" }, "10.00"],
  ])("%s", async (_how, amount, fields, given) => {
    await shop.moveTo("2026-05-06T12:00:00Z");
    await shop.event("ben", "purchase", order("o-1", amount, fields));
    expect(await shop.wallet("anna")).toEqual(pending(given));
  });

  test("is told to be doubled, and by which campaign", async () => {
    await shop.moveTo("2026-05-06T12:00:00Z");
    const words = await shop.explain(await shop.event("ben", "purchase", order("o-1", "40.00")));
    expect(words).toContain("Double week");
    expect(words).toContain("$8 of store credit for the referrer (anna)");
  });
});

describe("what counts is when the order was placed", () => {
  test("one of the week that is told after it is doubled", async () => {
    await shop.moveTo("2026-05-14T09:00:00Z");
    await shop.event("ben", "purchase", { ...order("o-1", "40.00"), occurredAt: "2026-05-10T23:59:59Z" });
    expect(await shop.wallet("anna")).toEqual(pending("8.00"));
  });

  test("one from before that is told in the week is not", async () => {
    await shop.moveTo("2026-05-04T09:00:00Z");
    await shop.event("ben", "purchase", { ...order("o-1", "40.00"), occurredAt: "2026-05-03T23:59:59Z" });
    expect(await shop.wallet("anna")).toEqual(pending("4.00"));
  });

  test("a friend who joined in the week and bought after it brings what is usual", async () => {
    await shop.moveTo("2026-05-06T12:00:00Z");
    await shop.signUp("carl", { link: "anna" });
    await shop.moveTo("2026-05-11T00:00:00Z");
    await shop.event("carl", "purchase", order("o-1", "40.00"));
    expect(await shop.wallet("anna")).toEqual(pending("4.00"));
  });

  test("the days are those of the program's zone", async () => {
    shop = await openScenario(server, "13-double-week", "2026-05-03T20:00:00Z", "en", "Europe/Moscow");
    await shop.enrol("anna");
    for (const friend of ["ben", "carl"]) await shop.signUp(friend, { link: "anna" });
    await shop.moveTo("2026-05-03T20:59:59Z");
    await shop.event("ben", "purchase", order("o-1", "40.00"));
    await shop.moveTo("2026-05-03T21:00:00Z");
    await shop.event("carl", "purchase", order("o-2", "40.00"));
    expect(await credit()).toEqual(["pending 4.00", "pending 8.00"]);
  });
});

describe("all else is as ever", () => {
  beforeEach(() => shop.moveTo("2026-05-06T12:00:00Z"));

  test("the friend's coupon is 10 %", async () => {
    await shop.signUp("carl", { link: "anna" });
    const { coupon: code } = await shop.rewardOf("carl", "coupon");
    const validate = { code, orderTotal: "50.00", currency: "USD" };
    expect(await shop.post("/v1/coupons/validate", validate)).toMatchObject({ discount: { amount: "5.00" } });
  });

  test("a half refund after the week halves what was doubled, a full one cancels it", async () => {
    await shop.event("ben", "purchase", order("o-1", "40.00"));
    await shop.moveTo("2026-05-15T12:00:00Z");
    await shop.event("ben", "refund", order("o-1", "20.00"));
    expect(await shop.wallet("anna")).toEqual(pending("4.00"));
    await shop.event("ben", "refund", order("o-1", "20.00"));
    expect(await credit()).toEqual(["cancelled 8.00"]);
  });

  test("an order that replaces a refunded one is doubled by its own time", async () => {
    await shop.event("ben", "purchase", order("o-1", "40.00"));
    await shop.moveTo("2026-05-12T12:00:00Z");
    await shop.event("ben", "refund", { subject: "o-1" });
    await shop.event("ben", "purchase", order("o-2", "40.00"));
    expect(await credit()).toEqual(["cancelled 8.00", "pending 4.00"]);
  });

  test("it is held for 14 days", async () => {
    await shop.event("ben", "purchase", order("o-1", "40.00"));
    await shop.moveTo("2026-05-20T11:59:59Z");
    expect(await shop.wallet("anna")).toEqual(pending("8.00"));
    await shop.moveTo("2026-05-20T12:00:00Z");
    expect(await shop.wallet("anna")).toEqual({ pending: "0.00", available: "8.00", debt: "0.00" });
  });
});

test("a campaign that is added later counts for referrals that began before it as well, and gives nothing more for what was there", async () => {
  shop = await openScenario(server, "09-store-credit", "2026-05-04T08:00:00Z");
  await shop.enrol("anna");
  for (const friend of ["ben", "carl"]) await shop.signUp(friend, { link: "anna" });
  await shop.event("ben", "purchase", order("o-1", "40.00"));
  await shop.republish("13-double-week");
  await shop.event("carl", "purchase", order("o-2", "40.00"));
  expect(await credit()).toEqual(["pending 4.00", "pending 8.00"]);
});

describe("points doubled for one week", () => {
  const points = (available: string) => ({ pending: "0", available, debt: "0" });
  beforeEach(async () => {
    shop = await openScenario(server, "13-double-week-points", "2026-05-03T23:59:59Z");
    await shop.enrol("anna");
  });

  test("from its first to its last second: check-ins, reviews and friends", async () => {
    await shop.event("anna", "check_in");
    expect(await shop.wallet("anna")).toEqual(points("10"));
    await shop.moveTo("2026-05-04T00:00:00Z");
    await shop.event("anna", "check_in");
    expect(await shop.wallet("anna")).toEqual(points("30"));
    await shop.moveTo("2026-05-10T23:59:59Z");
    await shop.event("anna", "review_posted");
    await shop.signUp("ben", { link: "anna" });
    expect(await shop.wallet("anna")).toEqual(points("270"));
    await shop.moveTo("2026-05-11T00:00:00Z");
    await shop.event("anna", "check_in");
    expect(await shop.wallet("anna")).toEqual(points("280"));
  });
});
