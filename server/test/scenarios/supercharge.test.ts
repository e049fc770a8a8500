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
  shop = await openScenario(server, "08-supercharge", "2026-03-02T09:00:00Z");
  await shop.enrol("anna");
});

const miles = (available: string) => ({ pending: "0", available, debt: "0" });
const order = (friend: string, status: string, subject = "order") => shop.event(friend, "order", { subject, status });
const drive = (member: string, amount: string, status = 200) => shop.post(`/v1/wallets/${member}/redeem`, { unit: "MILES", amount }, status);
async function delivered(friend: string): Promise<void> {
  await shop.signUp(friend, { link: "anna" });
  await order(friend, "delivered");
}

describe("referrer and friend get 1,000 miles each", () => {
  test("when the friend's order is delivered, not when it is placed", async () => {
    await shop.signUp("ben", { link: "anna" });
    expect(await order("ben", "ordered")).toMatchObject({ rewards: [] });
    await shop.moveTo("2026-06-02T09:00:00Z");
    const answer = await order("ben", "delivered");
    expect(answer.rewards).toHaveLength(2);
    expect(await shop.explain(answer)).toContain("1,000 free miles for the referrer (anna): available at once, to be used until 2 December 2026");
    expect([await shop.wallet("ben"), await shop.wallet("anna")]).toEqual([miles("1000"), miles("1000")]);
  });

  test("once a friend, and for each friend", async () => {
    await delivered("ben");
    await order("ben", "delivered", "second order");
    await delivered("carl");
    expect(await shop.wallet("ben")).toEqual(miles("1000"));
    expect(await shop.wallet("anna")).toEqual(miles("2000"));
  });

  test("until the order is returned: what was driven already is owed", async () => {
    await delivered("ben");
    await drive("anna", "300");
    await shop.event("ben", "order_returned", { subject: "order" });
    expect(await shop.wallet("ben")).toEqual(miles("0"));
    expect(await shop.wallet("anna")).toEqual({ pending: "0", available: "0", debt: "300" });
    await delivered("carl");
    expect(await shop.wallet("anna")).toEqual(miles("700"));
  });
});

describe("miles expire after six months", () => {
  test("to the second", async () => {
    await delivered("ben");
    await shop.moveTo("2026-09-02T08:59:59Z");
    expect([await shop.wallet("ben"), await shop.wallet("anna")]).toEqual([miles("1000"), miles("1000")]);
    await shop.moveTo("2026-09-02T09:00:00Z");
    expect([await shop.wallet("ben"), await shop.wallet("anna")]).toEqual([miles("0"), miles("0")]);
    await drive("anna", "1", 422);
  });

  test("of the calendar: from the 31st of August to the 28th of February", async () => {
    await shop.moveTo("2026-08-31T09:00:00Z");
    await delivered("ben");
    await shop.moveTo("2027-02-28T08:59:59Z");
    expect(await shop.wallet("anna")).toEqual(miles("1000"));
    await shop.moveTo("2027-02-28T09:00:00Z");
    expect(await shop.wallet("anna")).toEqual(miles("0"));
  });

  test("at the same hour where a clock was changed in between", async () => {
    shop = await openScenario(server, "08-supercharge", "2026-03-02T09:00:00Z", "en", "America/Los_Angeles");
    await shop.enrol("anna");
    await delivered("ben");
    // One in the morning in Los Angeles, in winter and in summer.
    await shop.moveTo("2026-09-02T07:59:59Z");
    expect(await shop.wallet("anna")).toEqual(miles("1000"));
    await shop.moveTo("2026-09-02T08:00:00Z");
    expect(await shop.wallet("anna")).toEqual(miles("0"));
  });

  test("and the soonest to expire are driven first", async () => {
    await delivered("ben");
    await shop.moveTo("2026-05-02T09:00:00Z");
    await delivered("carl");
    await drive("anna", "1200");
    expect(await shop.rewards("anna", "units")).toEqual(["redeemed 1000", "available 1000"]);
    await shop.moveTo("2026-09-02T09:00:00Z");
    expect(await shop.wallet("anna")).toEqual(miles("800"));
    await shop.moveTo("2026-11-02T09:00:00Z");
    expect(await shop.wallet("anna")).toEqual(miles("0"));
  });
});
