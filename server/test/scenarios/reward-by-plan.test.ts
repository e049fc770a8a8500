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
  shop = await openScenario(server, "12-reward-by-plan", "2026-01-31T10:00:00Z");
  await shop.enrol("anna");
  await shop.signUp("ben", { link: "anna" });
});

type Answer = { rewards: string[]; taken: string[]; id: string };
type Invoice = Partial<Record<"status" | "plan" | "amount" | "occurredAt", string>>;
const bill = (friend: string, subject: string, { status = "paid", plan = "standard", amount = "30.00", ...fields }: Invoice = {}): Promise<Answer> =>
  shop.event(friend, "invoice", { subject, amount, currency: "USD", status, properties: { plan }, ...fields });
const giveBack = (friend: string, subject: string, amount?: string): Promise<Answer> =>
  shop.event(friend, "invoice_refunded", { subject, ...(amount === undefined ? {} : { amount, currency: "USD" }) });
const cash = async () => (await shop.rewards("anna", "cash")).map((reward) => reward.replace("available ", ""));

describe("two paid invoices in a row", () => {
  test.each([
    ["starter", "8.00"],
    ["standard", "15.00"],
    ["plus", "23.00"],
  ])("give the referrer the amount of the plan, once: %s", async (plan, amount) => {
    expect(await bill("ben", "i-1", { plan })).toMatchObject({ status: "recorded", rewards: [] });
    expect((await bill("ben", "i-2", { plan })).rewards).toHaveLength(1);
    expect(await cash()).toEqual([amount]);
    expect(await shop.referral("ben")).toMatchObject({ state: "converted" });
  });

  test("count by the plan of the second one", async () => {
    await bill("ben", "i-1", { plan: "plus" });
    const second = await bill("ben", "i-2", { plan: "starter" });
    expect(await cash()).toEqual(["8.00"]);
    expect(await shop.explain(second)).toContain("$8 ");
  });

  test("of a plan that is not offered give nothing by themselves", async () => {
    await bill("ben", "i-1", { plan: "free" });
    expect(await bill("ben", "i-2", { plan: "free" })).toMatchObject({ rewards: [] });
  });

  test("are two: the same one told twice is one", async () => {
    await bill("ben", "i-1");
    expect(await bill("ben", "i-1")).toMatchObject({ rewards: [] });
  });

  test("are not broken by one that is only open", async () => {
    await bill("ben", "i-1");
    await bill("ben", "i-2", { status: "open" });
    expect((await bill("ben", "i-2")).rewards).toHaveLength(1);
  });

  test.each(["unpaid", "cancelled"])("are not in a row with one between that is %s", async (status) => {
    await bill("ben", "i-1");
    await bill("ben", "i-2", { status });
    expect(await bill("ben", "i-3")).toMatchObject({ rewards: [] });
    expect((await bill("ben", "i-4", { plan: "plus" })).rewards).toHaveLength(1);
    expect(await cash()).toEqual(["23.00"]);
  });

  test("are not in a row with one between that was refunded", async () => {
    await bill("ben", "i-1");
    await giveBack("ben", "i-1");
    expect(await bill("ben", "i-2")).toMatchObject({ rewards: [] });
    expect((await bill("ben", "i-3")).rewards).toHaveLength(1);
  });

  test("are counted anew from the one that was unpaid and is paid after all", async () => {
    await bill("ben", "i-1");
    await bill("ben", "i-2", { status: "unpaid" });
    expect(await bill("ben", "i-2")).toMatchObject({ rewards: [] });
    expect((await bill("ben", "i-3")).rewards).toHaveLength(1);
  });

  test("once reached stay reached when a later one is not paid", async () => {
    await bill("ben", "i-1");
    await bill("ben", "i-2");
    expect(await bill("ben", "i-3", { status: "unpaid" })).toMatchObject({ taken: [] });
    expect(await cash()).toEqual(["15.00"]);
  });
});

describe("when the second one is taken back, so is the reward, and two in a row are needed again", () => {
  beforeEach(async () => {
    await bill("ben", "i-1");
    await bill("ben", "i-2");
  });
  const takenBack: [string, () => Promise<Answer>][] = [
    ["refunded", () => giveBack("ben", "i-2")],
    ["cancelled", () => bill("ben", "i-2", { status: "cancelled" })],
    ["unpaid after all", () => bill("ben", "i-2", { status: "unpaid" })],
  ];

  test.each(takenBack)("%s", async (_how, takeBack) => {
    expect((await takeBack()).taken).toHaveLength(1);
    expect(await shop.wallet("anna")).toMatchObject({ available: "0.00" });
    expect(await bill("ben", "i-3", { plan: "plus" })).toMatchObject({ rewards: [] });
    await bill("ben", "i-4", { plan: "plus" });
    expect(await cash()).toEqual(["reversed 15.00", "23.00"]);
  });

  test("the first refunded: the second one is then the first of a row", async () => {
    expect((await giveBack("ben", "i-1")).taken).toHaveLength(1);
    await bill("ben", "i-3", { plan: "plus" });
    expect(await cash()).toEqual(["reversed 15.00", "23.00"]);
  });

  test("the first refunded when a third is paid: two in a row are there all the same", async () => {
    await bill("ben", "i-3", { amount: "0.00" });
    expect(await giveBack("ben", "i-1")).toMatchObject({ taken: [] });
    expect((await giveBack("ben", "i-2")).taken).toHaveLength(1);
  });

  test("the second one refunded in part changes nothing", async () => {
    expect(await giveBack("ben", "i-2", "10.00")).toMatchObject({ taken: [] });
    expect(await cash()).toEqual(["15.00"]);
  });
});

test("a refund that is told before its invoice: nothing is counted", async () => {
  await bill("ben", "i-1");
  expect(await giveBack("ben", "i-2")).toMatchObject({ reason: "waiting_for_purchase" });
  await bill("ben", "i-2");
  expect(await shop.wallet("anna")).toMatchObject({ available: "0.00" });
  expect(await bill("ben", "i-3")).toMatchObject({ rewards: [] });
});

describe("from the invoice after it a share", () => {
  beforeEach(async () => {
    await bill("ben", "i-1");
    await bill("ben", "i-2");
  });

  test("10 % of each, not of the second one itself", async () => {
    expect(await cash()).toEqual(["15.00"]);
    await shop.moveTo("2026-02-28T10:00:00Z");
    const third = await bill("ben", "i-3", { amount: "49.95" });
    expect(third.rewards).toHaveLength(1);
    expect(await shop.explain(third)).toContain("10 % of");
    await shop.moveTo("2026-03-31T10:00:00Z");
    await bill("ben", "i-4", { plan: "plus", amount: "80.00" });
    expect(await cash()).toEqual(["15.00", "5.00", "8.00"]);
  });

  test("of none that is unpaid, of one that is paid later once, and told twice once", async () => {
    await shop.moveTo("2026-02-28T10:00:00Z");
    expect(await bill("ben", "i-3", { status: "unpaid" })).toMatchObject({ rewards: [] });
    await bill("ben", "i-3");
    await bill("ben", "i-3");
    expect(await cash()).toEqual(["15.00", "3.00"]);
  });

  test("of the two that were in a row neither, however often they are told again", async () => {
    await shop.moveTo("2026-02-28T10:00:00Z");
    for (const subject of ["i-1", "i-2"]) expect(await bill("ben", subject)).toMatchObject({ rewards: [] });
    expect(await cash()).toEqual(["15.00"]);
  });

  test("not of the second one told again with a later time of its own", async () => {
    await shop.moveTo("2026-02-28T10:00:00Z");
    await bill("ben", "i-2", { occurredAt: "2026-02-28T09:00:00Z" });
    expect(await cash()).toEqual(["15.00"]);
  });

  test("that goes with an invoice that is cancelled after it was paid", async () => {
    await shop.moveTo("2026-02-28T10:00:00Z");
    await bill("ben", "i-3");
    expect((await bill("ben", "i-3", { status: "cancelled" })).taken).toHaveLength(1);
    expect(await cash()).toEqual(["15.00", "reversed 3.00"]);
  });

  test("for 12 months, then 5 % for 12, then nothing: to the second, by the calendar", async () => {
    const moments: [string, string[]][] = [
      ["2027-01-31T09:59:59Z", ["10.00"]],
      ["2027-01-31T10:00:00Z", ["5.00"]],
      ["2028-01-31T09:59:59Z", ["5.00"]],
      ["2028-01-31T10:00:00Z", []],
    ];
    for (const [nth, [moment, given]] of moments.entries()) {
      await shop.moveTo(moment);
      const { rewards } = await bill("ben", `later-${nth}`, { amount: "100.00" });
      expect([moment, await Promise.all(rewards.map(async (id) => (await shop.get(`/v1/rewards/${id}`)).amount))]).toEqual([moment, given]);
    }
  });

  test("by when the invoice was paid, not by when it is told", async () => {
    await shop.moveTo("2027-02-05T10:00:00Z");
    await bill("ben", "i-3", { amount: "100.00", occurredAt: "2027-01-31T09:59:59Z" });
    await bill("ben", "i-4", { amount: "100.00" });
    expect(await cash()).toEqual(["15.00", "10.00", "5.00"]);
  });

  test("that a refund takes back: whole, or by the part that is refunded", async () => {
    await shop.moveTo("2026-02-28T10:00:00Z");
    await bill("ben", "i-3", { amount: "100.00" });
    expect(await shop.wallet("anna")).toMatchObject({ available: "25.00" });
    await giveBack("ben", "i-3", "40.00");
    expect(await shop.wallet("anna")).toMatchObject({ available: "21.00" });
    await giveBack("ben", "i-3");
    expect(await shop.wallet("anna")).toMatchObject({ available: "15.00" });
    expect(await shop.referral("ben")).toMatchObject({ state: "converted" });
  });

  test("also of an invoice whose refund is told first", async () => {
    await shop.moveTo("2026-02-28T10:00:00Z");
    await giveBack("ben", "i-3", "40.00");
    await bill("ben", "i-3", { amount: "100.00" });
    expect(await shop.wallet("anna")).toMatchObject({ available: "21.00" });
  });

  test("that begins anew with another second invoice", async () => {
    await giveBack("ben", "i-2");
    await shop.moveTo("2026-03-15T10:00:00Z");
    expect(await bill("ben", "i-3")).toMatchObject({ rewards: [] });
    await shop.moveTo("2026-04-15T10:00:00Z");
    await bill("ben", "i-4");
    await shop.moveTo("2027-04-15T09:59:59Z");
    await bill("ben", "i-5", { amount: "100.00" });
    expect((await cash()).slice(1)).toEqual(["15.00", "10.00"]);
  });
});

test("12 months from the 29th of February end on the 28th", async () => {
  await shop.moveTo("2028-02-29T10:00:00Z");
  await shop.signUp("carl", { link: "anna" });
  await bill("carl", "c-1");
  await bill("carl", "c-2");
  await shop.moveTo("2029-02-28T09:59:59Z");
  await bill("carl", "c-3", { amount: "100.00" });
  await shop.moveTo("2029-02-28T10:00:00Z");
  await bill("carl", "c-4", { amount: "100.00" });
  expect(await cash()).toEqual(["15.00", "10.00", "5.00"]);
});

describe("50,000.00 a calendar year for the whole program", () => {
  /** 49,990.00 are used by the referral of another member. */
  async function almostAll(at = "2026-12-31T12:00:00Z"): Promise<void> {
    await shop.enrol("otto");
    await shop.signUp("carl", { link: "otto" });
    await bill("carl", "c-1");
    await bill("carl", "c-2");
    await shop.moveTo(at);
    await bill("carl", "c-3", { amount: "499750.00" });
    expect(await shop.wallet("otto")).toMatchObject({ available: "49990.00" });
  }

  test("is shared by all members and by both kinds of reward, and cuts to what is left", async () => {
    await almostAll();
    await bill("ben", "i-1");
    const cut = await bill("ben", "i-2");
    expect(await cash()).toEqual(["10.00"]);
    expect(await shop.explain(cut)).toContain("The limit “budget” leaves only a part: $49,990 of $50,000 are used.");
    const none = await bill("ben", "i-3", { occurredAt: "2026-12-31T12:30:00Z" });
    expect(none).toMatchObject({ rewards: [] });
    await shop.moveTo("2026-12-31T23:59:59Z");
    expect(await bill("carl", "c-4", { amount: "100.00" })).toMatchObject({ rewards: [], reason: "capped" });
  });

  test("is there again with the first second of the next year, by when the invoice was paid", async () => {
    await almostAll();
    await bill("carl", "c-4", { amount: "1000.00" });
    await shop.moveTo("2027-01-01T00:00:00Z");
    expect(await bill("carl", "c-5", { amount: "1000.00", occurredAt: "2026-12-31T23:59:59Z" })).toMatchObject({ reason: "capped" });
    expect((await bill("carl", "c-6", { amount: "1000.00" })).rewards).toHaveLength(1);
    expect((await shop.rewards("otto", "cash")).slice(1)).toEqual(["available 49975.00", "available 10.00", "available 100.00"]);
  });

  test("gets back what a refund takes, in the year that it was given in; what was cut meanwhile stays cut", async () => {
    await almostAll();
    await bill("carl", "c-4", { amount: "1000.00" });
    await shop.moveTo("2027-01-02T12:00:00Z");
    await giveBack("carl", "c-3", "1000.00");
    expect((await shop.rewards("otto", "cash"))[2]).toBe("available 10.00");
    await bill("carl", "c-5", { amount: "2000.00", occurredAt: "2026-12-31T23:00:00Z" });
    expect((await shop.rewards("otto", "cash"))[3]).toBe("available 100.00");
    await bill("carl", "c-6", { amount: "500000.00" });
    expect((await shop.rewards("otto", "cash"))[4]).toBe("available 50000.00");
  });

  test("is of the year in the program's zone", async () => {
    shop = await openScenario(server, "12-reward-by-plan", "2026-01-31T10:00:00Z", "en", "Pacific/Auckland");
    await almostAll("2026-12-31T10:00:00Z");
    await shop.moveTo("2026-12-31T10:59:59Z");
    await bill("carl", "c-4", { amount: "1000.00" });
    // Half a day before UTC it is 2027 in Auckland.
    await shop.moveTo("2026-12-31T11:00:00Z");
    await bill("carl", "c-5", { amount: "1000.00" });
    expect((await shop.rewards("otto", "cash")).slice(2)).toEqual(["available 10.00", "available 100.00"]);
  });
});
