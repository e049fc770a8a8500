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
  shop = await openScenario(server, "07-rising-points", "2026-03-02T09:00:00Z");
  await shop.enrol("anna");
});

const purchase = (subject: string, plan = "premium") => ({ subject, amount: "9.90", currency: "USD", properties: { plan } });
const points = async (member = "anna") => unitOf(member, "POINTS");
const months = async (member: string) => unitOf(member, "MONTHS");
async function unitOf(member: string, name: string): Promise<string> {
  const { units } = await shop.get(`/v1/wallets/${member}`);
  return units.find(({ unit }: { unit: string }) => unit === name)?.available ?? "0";
}
async function friends(count: number): Promise<void> {
  for (let nth = 1; nth <= count; nth++) await shop.signUp(`friend-${nth}`, { link: "anna" });
}
const exchange = (status = 200) => shop.post("/v1/wallets/anna/exchange", { program: shop.handle, entry: "month" }, status);

describe("friends who sign up", () => {
  test("give 10 points each, the first three; later ones none", async () => {
    await friends(3);
    expect(await points()).toBe("30");
    const fourth = await shop.signUp("friend-4", { link: "anna" });
    expect(await shop.explain(fourth)).toContain("The limit “three-friends” leaves nothing: 3 of 3 are used.");
    expect(await points()).toBe("30");
  });

  test("get one free month each, the fourth as well", async () => {
    await friends(4);
    expect(await Promise.all([1, 2, 3, 4].map((nth) => months(`friend-${nth}`)))).toEqual(["1", "1", "1", "1"]);
    expect(await months("anna")).toBe("0");
  });
});

describe("a friend's first premium purchase", () => {
  test("gives 5 points, once a friend, also of the fourth", async () => {
    await friends(4);
    await shop.event("friend-4", "purchase", purchase("p-1"));
    await shop.event("friend-4", "purchase", purchase("p-2"));
    expect(await points()).toBe("35");
    await shop.event("friend-1", "purchase", purchase("p-1"));
    expect(await points()).toBe("40");
  });

  test("is the first of premium: others do not count", async () => {
    await friends(1);
    expect(await shop.event("friend-1", "purchase", purchase("p-1", "basic"))).toMatchObject({ rewards: [] });
    expect(await shop.event("friend-1", "purchase", { subject: "p-2", amount: "9.90", currency: "USD" })).toMatchObject({ rewards: [] });
    expect((await shop.event("friend-1", "purchase", purchase("p-3"))).rewards).toHaveLength(1);
    expect(await points()).toBe("15");
  });

  test("that is refunded takes its points along, and the next one gives them", async () => {
    await friends(1);
    await shop.event("friend-1", "purchase", purchase("p-1"));
    await shop.event("friend-1", "refund", { subject: "p-1" });
    expect(await points()).toBe("10");
    await shop.event("friend-1", "purchase", purchase("p-2"));
    expect(await points()).toBe("15");
  });
});

describe("10 points", () => {
  test("can be exchanged for one month, again and again, and fewer cannot", async () => {
    await friends(2);
    await shop.event("friend-1", "purchase", purchase("p-1"));
    await exchange();
    expect([await points(), await months("anna")]).toEqual(["15", "1"]);
    await exchange();
    expect([await points(), await months("anna")]).toEqual(["5", "2"]);
    await exchange(422);
    expect([await points(), await months("anna")]).toEqual(["5", "2"]);
  });

  test("come back when the exchange is cancelled, unless the month was used", async () => {
    await friends(2);
    const [first, second] = [await exchange(), await exchange()];
    await shop.post(`/v1/redemptions/${first.id}/cancel`, {});
    expect([await points(), await months("anna")]).toEqual(["10", "1"]);
    await shop.post("/v1/wallets/anna/redeem", { unit: "MONTHS", amount: "1" });
    await shop.post(`/v1/redemptions/${second.id}/cancel`, {}, 409);
    expect([await points(), await months("anna")]).toEqual(["10", "0"]);
  });

  test("that were exchanged and are then taken back become a debt, which later points pay off", async () => {
    await friends(1);
    await shop.event("friend-1", "purchase", purchase("p-1"));
    await shop.post("/v1/wallets/anna/redeem", { unit: "POINTS", amount: "5" });
    await exchange();
    await shop.event("friend-1", "refund", { subject: "p-1" });
    expect(await points()).toBe("0");
    await shop.signUp("friend-2", { link: "anna" });
    expect([await points(), await months("anna")]).toEqual(["5", "1"]);
  });

  test("do not expire", async () => {
    await friends(1);
    await shop.moveTo("2036-03-02T09:00:00Z");
    await exchange();
    expect(await months("anna")).toBe("1");
  });
});
