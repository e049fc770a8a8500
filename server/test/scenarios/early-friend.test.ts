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
  shop = await openScenario(server, "10-early-friend", "2026-03-02T09:00:00Z");
  await shop.enrol("anna");
  await shop.signUp("ben", { link: "anna" });
});

const order = (subject: string, amount = "60.00") => ({ subject, amount, currency: "USD" });
const cash = () => shop.rewards("anna", "cash");

describe("the referrer earns by how soon the friend first buys", () => {
  test.each([
    ["at once", "2026-03-02T09:00:00Z", "20.00"],
    ["in the last second of 7 days", "2026-03-09T08:59:59Z", "20.00"],
    ["after 7 days, where the line begins", "2026-03-09T09:00:00Z", "20.00"],
    // 15.00 in 23 days is a cent in 1,324.8 seconds: half a cent, rounded up to 20.00, until 662.4 have passed.
    ["a cent later, one second before", "2026-03-09T09:11:02Z", "20.00"],
    ["a cent later", "2026-03-09T09:11:03Z", "19.99"],
    ["after 10 days", "2026-03-12T09:00:00Z", "18.04"],
    ["half-way", "2026-03-20T21:00:00Z", "12.50"],
    ["in the last second of 30 days", "2026-04-01T08:59:59Z", "5.00"],
  ])("%s", async (_when, moment, amount) => {
    await shop.moveTo(moment);
    const answer = await shop.event("ben", "purchase", order("o-1"));
    expect(answer.rewards).toHaveLength(1);
    expect(await cash()).toEqual([`available ${amount}`]);
  });

  test.each([
    ["after 30 days", "2026-04-01T09:00:00Z"],
    ["much later", "2026-09-01T09:00:00Z"],
  ])("nothing %s, and the referral is converted all the same", async (_when, moment) => {
    await shop.moveTo(moment);
    const answer = await shop.event("ben", "purchase", order("o-1"));
    expect(answer).toMatchObject({ status: "recorded", rewards: [] });
    expect(await cash()).toEqual([]);
    expect(await shop.referral("ben")).toMatchObject({ state: "converted" });
  });

  test("and is told between which moments it falls", async () => {
    await shop.moveTo("2026-03-12T09:00:00Z");
    const words = await shop.explain(await shop.event("ben", "purchase", order("o-1")));
    expect(words).toContain("The amount depends on the time: from 2 March 2026 at 09:00 to 12 March 2026 at 09:00.");
    expect(words).toContain("$18.04 in cash for the referrer (anna)");
  });

  test("by the friend's own sign-up, each for itself", async () => {
    await shop.moveTo("2026-03-20T21:00:00Z");
    await shop.signUp("carl", { link: "anna" });
    await shop.event("carl", "purchase", order("o-1"));
    await shop.event("ben", "purchase", order("o-2"));
    expect(await cash()).toEqual(["available 20.00", "available 12.50"]);
  });

  test("by the first purchase alone, of any amount", async () => {
    await shop.event("ben", "purchase", order("o-1", "0.50"));
    expect(await shop.event("ben", "purchase", order("o-2"))).toMatchObject({ rewards: [] });
    expect(await cash()).toEqual(["available 20.00"]);
  });

  test("in days of 24 hours: a clock that is set forward in between changes nothing", async () => {
    shop = await openScenario(server, "10-early-friend", "2026-03-25T09:00:00Z", "en", "Europe/Berlin");
    await shop.enrol("anna");
    await shop.signUp("ben", { link: "anna" });
    // Seven days of the calendar would be over at 08:00 UTC.
    await shop.moveTo("2026-04-01T08:59:59Z");
    await shop.event("ben", "purchase", order("o-1"));
    expect(await cash()).toEqual(["available 20.00"]);
  });
});

describe("what counts is when the friend bought, not when the shop tells it", () => {
  test("a purchase in the first week that is told later", async () => {
    await shop.moveTo("2026-03-29T09:00:00Z");
    await shop.event("ben", "purchase", { ...order("o-1"), occurredAt: "2026-03-09T08:59:59Z" });
    expect(await cash()).toEqual(["available 20.00"]);
  });

  test("one of the 30 days that is told after them", async () => {
    await shop.moveTo("2026-04-10T09:00:00Z");
    await shop.event("ben", "purchase", { ...order("o-1"), occurredAt: "2026-03-20T21:00:00Z" });
    expect(await cash()).toEqual(["available 12.50"]);
  });

  test("the amount stays as it was made", async () => {
    await shop.event("ben", "purchase", order("o-1"));
    await shop.moveTo("2026-09-01T09:00:00Z");
    expect(await shop.wallet("anna")).toEqual({ pending: "0.00", available: "20.00", debt: "0.00" });
  });
});

describe("a purchase that is sent back", () => {
  beforeEach(async () => {
    await shop.event("ben", "purchase", order("o-1"));
    await shop.moveTo("2026-03-20T21:00:00Z");
  });

  test("takes the reward along; the next one is then the first, and worth what it is worth by then", async () => {
    expect((await shop.event("ben", "refund", { subject: "o-1" })).taken).toHaveLength(1);
    await shop.event("ben", "purchase", order("o-2"));
    expect(await cash()).toEqual(["reversed 20.00", "available 12.50"]);
  });

  test("in part leaves it as it is", async () => {
    await shop.event("ben", "refund", { subject: "o-1", amount: "30.00", currency: "USD" });
    expect(await cash()).toEqual(["available 20.00"]);
  });
});
