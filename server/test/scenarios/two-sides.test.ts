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
  shop = await openScenario(server, "04-two-sides", "2026-03-02T09:00:00Z");
  await shop.enrol("anna");
});

const stay = (subject: string, amount: string, fields: Record<string, unknown> = {}) => ({
  subject,
  amount,
  currency: "USD",
  status: "completed",
  ...fields,
});
const dollars = (available: string) => ({ pending: "0.00", available, debt: "0.00" });
const spend = (member: string, amount: string, orderTotal: string | undefined, status = 200) =>
  shop.post(`/v1/wallets/${member}/redeem`, { unit: "USD", kind: "credit", amount, ...(orderTotal !== undefined && { orderTotal }) }, status);

describe("the friend gets 40.00 of credit", () => {
  beforeEach(() => shop.signUp("ben", { link: "anna" }));

  test("at sign-up, and the referrer nothing yet", async () => {
    expect(await shop.wallet("ben")).toEqual(dollars("40.00"));
    expect(await shop.wallet("anna")).toBeUndefined();
  });

  test("towards a booking of at least 75.00", async () => {
    await spend("ben", "40.00", "74.99", 422);
    await spend("ben", "40.00", undefined, 422);
    await spend("ben", "40.00", "75.00");
    expect(await shop.wallet("ben")).toEqual(dollars("0.00"));
  });

  test("for a year, to the second", async () => {
    await shop.moveTo("2027-03-02T08:59:59Z");
    expect(await shop.wallet("ben")).toEqual(dollars("40.00"));
    await shop.moveTo("2027-03-02T09:00:00Z");
    expect(await shop.wallet("ben")).toEqual(dollars("0.00"));
  });
});

test("a year from the 29th of February ends on the 28th", async () => {
  await shop.moveTo("2028-02-29T09:00:00Z");
  await shop.signUp("ben", { link: "anna" });
  await shop.moveTo("2029-02-28T08:59:59Z");
  expect(await shop.wallet("ben")).toEqual(dollars("40.00"));
  await shop.moveTo("2029-02-28T09:00:00Z");
  expect(await shop.wallet("ben")).toEqual(dollars("0.00"));
});

describe("the referrer gets 20.00 for the friend's first stay", () => {
  beforeEach(() => shop.signUp("ben", { link: "anna" }));

  test("of at least 75.00, when it is completed, once", async () => {
    expect(await shop.event("ben", "stay", stay("s-1", "75.00", { status: "booked" }))).toMatchObject({ rewards: [] });
    expect((await shop.event("ben", "stay", stay("s-1", "75.00"))).rewards).toHaveLength(1);
    expect(await shop.event("ben", "stay", stay("s-2", "300.00"))).toMatchObject({ rewards: [] });
    expect(await shop.wallet("anna")).toEqual(dollars("20.00"));
    expect(await shop.referral("ben")).toMatchObject({ state: "converted" });
  });

  test("passes over a cheaper one, and takes the next", async () => {
    expect(await shop.event("ben", "stay", stay("s-1", "74.99"))).toMatchObject({ status: "recorded", rewards: [] });
    expect(await shop.referral("ben")).toMatchObject({ state: "signed_up" });
    expect((await shop.event("ben", "stay", stay("s-2", "80.00"))).rewards).toHaveLength(1);
  });

  test("passes over one that was shorter in the end than it was booked", async () => {
    await shop.event("ben", "stay", stay("s-1", "160.00", { status: "booked" }));
    expect(await shop.event("ben", "stay", stay("s-1", "40.00"))).toMatchObject({ rewards: [] });
    expect(await shop.wallet("anna")).toBeUndefined();
  });

  test("measures it before the credit and without taxes", async () => {
    expect(await shop.event("ben", "stay", stay("s-1", "80.00", { tax: "5.01" }))).toMatchObject({ rewards: [] });
    expect((await shop.event("ben", "stay", stay("s-2", "38.00", { tax: "3.00", discount: "40.00" }))).rewards).toHaveLength(1);
  });

  test("goes when the stay is cancelled afterwards; the next one is then the first", async () => {
    await shop.event("ben", "stay", stay("s-1", "90.00"));
    expect((await shop.event("ben", "stay_cancelled", { subject: "s-1" })).taken).toHaveLength(1);
    expect(await shop.wallet("anna")).toEqual(dollars("0.00"));
    await shop.event("ben", "stay", stay("s-2", "90.00"));
    expect(await shop.wallet("anna")).toEqual(dollars("20.00"));
  });

  test("leaves a debt when it was spent before; the next reward pays it off", async () => {
    await shop.event("ben", "stay", stay("s-1", "90.00"));
    await spend("anna", "20.00", undefined);
    await shop.event("ben", "stay_cancelled", { subject: "s-1" });
    expect(await shop.wallet("anna")).toEqual({ pending: "0.00", available: "0.00", debt: "20.00" });
    await shop.event("ben", "guest_received", { subject: "g-1" });
    expect(await shop.wallet("anna")).toEqual(dollars("55.00"));
  });
});

describe("the referrer gets 75.00 when the friend as a host first receives a guest", () => {
  beforeEach(() => shop.signUp("ben", { link: "anna" }));

  test("once a referral, with or without a stay of the friend, in any order", async () => {
    await shop.event("ben", "guest_received", { subject: "g-1" });
    expect(await shop.wallet("anna")).toEqual(dollars("75.00"));
    expect(await shop.referral("ben")).toMatchObject({ state: "signed_up" });
    expect(await shop.event("ben", "guest_received", { subject: "g-2" })).toMatchObject({ rewards: [] });
    await shop.event("ben", "stay", stay("s-1", "90.00"));
    expect(await shop.rewards("anna", "credit")).toEqual(["available 75.00", "available 20.00"]);
  });

  test("for each friend", async () => {
    await shop.signUp("carl", { code: "anna" });
    await shop.event("ben", "guest_received");
    await shop.event("carl", "guest_received");
    expect(await shop.wallet("anna")).toEqual(dollars("150.00"));
  });

  test("each reward for its own year", async () => {
    await shop.event("ben", "guest_received");
    await shop.moveTo("2026-03-03T09:00:00Z");
    await shop.event("ben", "stay", stay("s-1", "90.00"));
    await shop.moveTo("2027-03-02T09:00:00Z");
    expect(await shop.rewards("anna", "credit")).toEqual(["expired 75.00", "available 20.00"]);
    await shop.moveTo("2027-03-03T09:00:00Z");
    expect(await shop.wallet("anna")).toEqual(dollars("0.00"));
  });
});

describe("the referrer's balance never passes 5,000.00", () => {
  /** 66 friends as hosts: 4,950.00. */
  async function almostFull(): Promise<void> {
    const code = (await shop.get("/v1/members/anna")).enrolments[0].code;
    const events = Array.from({ length: 66 }, (_, nth) => [
      { key: `join-${nth}`, type: "sign_up", member: { id: `host-${nth}` }, code },
      { key: `guest-${nth}`, type: "guest_received", member: { id: `host-${nth}` } },
    ]).flat();
    await shop.post("/v1/events", { events });
    expect(await shop.wallet("anna")).toEqual(dollars("4950.00"));
    await shop.signUp("ben", { link: "anna" });
  }
  beforeEach(almostFull);

  test("a reward is cut to what fits, of either kind; the next gives nothing, and the friend still gets 40.00", async () => {
    const cut = await shop.event("ben", "guest_received");
    expect(await shop.wallet("anna")).toEqual(dollars("5000.00"));
    expect(await shop.explain(cut)).toContain("The limit “balance” leaves only a part: $4,950 of $5,000 are used.");
    expect(await shop.event("ben", "stay", stay("s-1", "90.00"))).toMatchObject({ reason: "capped", rewards: [] });
    expect(await shop.referral("ben")).toMatchObject({ state: "converted" });
    expect(await shop.wallet("ben")).toEqual(dollars("40.00"));
  });

  test("what is spent or expires makes room again; what was cut stays cut", async () => {
    await shop.event("ben", "guest_received");
    await spend("anna", "100.00", undefined);
    await shop.event("ben", "stay", stay("s-1", "90.00"));
    expect(await shop.wallet("anna")).toEqual(dollars("4920.00"));
    await shop.moveTo("2027-03-02T09:00:00Z");
    await shop.signUp("carl", { link: "anna" });
    await shop.event("carl", "guest_received");
    expect(await shop.wallet("anna")).toEqual(dollars("75.00"));
  });

  test("it is each referrer's own", async () => {
    await shop.event("ben", "guest_received");
    await shop.enrol("otto");
    await shop.signUp("carl", { link: "otto" });
    await shop.event("carl", "guest_received");
    expect(await shop.wallet("otto")).toEqual(dollars("75.00"));
  });
});

test("a referrer who was a friend first has both in one balance, each with its own terms", async () => {
  await shop.signUp("ben", { link: "anna" });
  await shop.enrol("ben");
  await shop.signUp("carl", { link: "ben" });
  await shop.event("carl", "guest_received");
  expect(await shop.wallet("ben")).toEqual(dollars("115.00"));
  await spend("ben", "100.00", "60.00", 422);
  await spend("ben", "75.00", "60.00");
  await spend("ben", "40.00", "75.00");
  expect(await shop.wallet("ben")).toEqual(dollars("0.00"));
});
