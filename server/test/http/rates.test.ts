/** Events in other currencies than their program's: converted at the rate of their time, or waiting for it. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type TestServer, testServer } from "./server.js";
import { documentOf, openShop, type Shop } from "./shop.js";

let server: TestServer;
let shop: Shop;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.close());

beforeEach(async () => {
  shop = await openShop(server);
  const document = {
    ...documentOf(shop.handle),
    currencies: ["USD", "JPY", "KWD"],
    goals: [{ id: "hundred", steps: { event: "purchase", sum: "goods", atLeast: "100.00" } }],
    rules: [
      {
        id: "share",
        on: { event: "purchase" },
        when: 'event.amount >= money("5.00")',
        grants: [{ id: "credit", to: "referrer", credit: { amount: { percent: "10", of: "goods" } } }],
      },
      { id: "hundred", on: { goal: "hundred" }, grants: [{ id: "points", to: "referrer", points: { amount: "7" } }] },
    ],
  };
  expect((await shop.put(`/v1/programs/${shop.handle}/draft`, document)).body.problems).toEqual([]);
  expect((await shop.post(`/v1/programs/${shop.handle}/publish`)).status).toBe(200);
  await shop.event({ key: "joins", type: "sign_up", member: { id: "ben" }, referrer: "anna" });
});

let count = 0;
const buys = async (amount: string, currency: string, fields: object = {}) =>
  (await shop.event({ key: `event-${++count}`, type: "purchase", member: { id: "ben" }, subject: `o-${count}`, amount, currency, ...fields })).body;
const rate = (from: string, value: string, inForceFrom?: string) =>
  shop.post("/v1/rates", { rates: [{ from, to: "EUR", rate: value, inForceFrom }] });
const credit = async () => {
  const { units } = (await shop.get("/v1/wallets/anna")).body;
  return units.find(({ kind }: { kind?: string }) => kind === "credit")?.available ?? "0.00";
};
const points = async () => (await shop.get("/v1/rewards?member=anna&type=points")).body.data;

describe("200", () => {
  test("an order is converted once, after its sums, and told with its rate", async () => {
    await rate("USD", "0.9215", "2026-01-01T00:00:00Z");
    const { id } = await buys("33.33", "USD", { shipping: "0.01" });
    // 33.32 × 0.9215 × 10 % = 3.070438
    expect(await credit()).toBe("3.07");
    const { sentences } = (await shop.get(`/v1/events/${id}/explanation`)).body;
    expect(sentences.join("\n")).toMatch(/Amounts in USD are taken at 0\.9215 EUR, the rate in force since 1 January 2026/);
    expect(sentences).toContain("10 % of the goods (€30.70) is €3.07: €3.07.");
  });

  test.each([
    ["JPY", "5000", "0.0061", "3.05"],
    ["KWD", "12.345", "3.01", "3.72"],
  ])("the smallest unit of %s is not a hundredth", async (currency, amount, value, expected) => {
    await rate(currency, value, "2026-01-01T00:00:00Z");
    await buys(amount, currency);
    expect(await credit()).toBe(expected);
  });

  test("the rate is the one in force when the order happened", async () => {
    const now = Date.parse((await shop.get("/v1/clock")).body.now);
    const ago = (days: number) => new Date(now - days * 86_400_000).toISOString();
    await rate("USD", "1", ago(20));
    await rate("USD", "2", ago(10));
    await buys("100.00", "USD", { occurredAt: ago(15) });
    expect(await credit()).toBe("10.00");
    await buys("100.00", "USD", { occurredAt: ago(10) });
    expect(await credit()).toBe("30.00");
    expect((await shop.get("/v1/rates?from=USD")).body.data.map(({ rate: value }: { rate: string }) => value)).toEqual(["1", "2"]);
  });

  test("an order without a rate waits for it and is decided when it comes, once", async () => {
    const { id, ...answer } = await buys("100.00", "USD");
    expect(answer).toMatchObject({ status: "ignored", reason: "waiting_for_rate", rewards: [] });
    expect(await credit()).toBe("0.00");
    expect((await rate("JPY", "0.0061", "2026-01-01T00:00:00Z")).body.decided).toBe(0);
    const told = await rate("USD", "0.5", "2026-01-01T00:00:00Z");
    expect(told.body).toEqual({ rates: [{ from: "USD", to: "EUR", rate: "0.5", inForceFrom: "2026-01-01T00:00:00.000Z" }], decided: 1 });
    expect(await credit()).toBe("5.00");
    expect((await rate("USD", "0.9", "2026-01-02T00:00:00Z")).body.decided).toBe(0);
    expect(await credit()).toBe("5.00");
    const [reward] = (await shop.get("/v1/rewards?member=anna&type=credit")).body.data;
    const { sentences } = (await shop.get(`/v1/rewards/${reward.id}/explanation`)).body;
    expect(sentences).toContain(`The event ${id} waited for a rate and is decided now.`);
  });

  test("more orders than one record decides have all been decided when the answer comes", async () => {
    const events = Array.from({ length: 120 }, (_, index) => ({
      key: `many-${index}`,
      type: "purchase",
      member: { id: "ben" },
      subject: `many-${index}`,
      amount: "10.00",
      currency: "USD",
    }));
    await shop.post("/v1/events", { events });
    expect((await rate("USD", "1", "2026-01-01T00:00:00Z")).body.decided).toBe(120);
    expect(await credit()).toBe("120.00");
  });

  test("a rate that begins after the order does not decide it", async () => {
    await buys("100.00", "USD");
    expect((await rate("USD", "1", "2099-01-01T00:00:00Z")).body.decided).toBe(0);
    expect(await credit()).toBe("0.00");
  });

  test("sums of a goal are taken before they are rounded", async () => {
    await rate("USD", "0.333335", "2026-01-01T00:00:00Z");
    // Three times 33.3335: rounded each, it would be 99.99.
    for (let order = 0; order < 3; order++) await buys("100.00", "USD");
    expect(await points()).toHaveLength(1);
    const { rewards } = await buys("0.01", "USD");
    expect(rewards).toEqual([]);
  });

  test("a refund in the order's currency takes its share back, also while the order waits", async () => {
    const { subject: _ } = await buys("100.00", "USD", { subject: "o-x" });
    await shop.event({ key: "back", type: "refund", member: { id: "ben" }, subject: "o-x", amount: "40.00", currency: "USD" });
    await rate("USD", "0.5", "2026-01-01T00:00:00Z");
    expect(await credit()).toBe("3.00");
    await shop.event({ key: "back-2", type: "refund", member: { id: "ben" }, subject: "o-x", amount: "60.00", currency: "USD" });
    expect(await credit()).toBe("0.00");
  });

  test("a currency that the program does not name is not for it, whatever its rate", async () => {
    await rate("GBP", "1.2", "2026-01-01T00:00:00Z");
    expect(await buys("100.00", "GBP")).toMatchObject({ status: "ignored", reason: "unknown_currency" });
  });
});

describe("400", () => {
  test.each([
    [{ from: "EUR", to: "EUR", rate: "1" }, "/rates/0/to"],
    [{ from: "XXZ", to: "EUR", rate: "1" }, "/rates/0/from"],
    [{ from: "USD", to: "EUR", rate: "0.000" }, "/rates/0/rate"],
    [{ from: "USD", to: "EUR", rate: "-1" }, "/rates/0/rate"],
    [{ from: "USD", to: "EUR", rate: "1", inForceFrom: "yesterday or so" }, "/rates/0/inForceFrom"],
  ])("%j", async (wrong, path) => {
    const reply = await shop.post("/v1/rates", { rates: [wrong] });
    expect([reply.status, reply.body.errors?.[0]?.path]).toEqual([400, path]);
  });
});
