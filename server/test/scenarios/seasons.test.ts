/** What time alone decides, over HTTP: a status per month in Berlin, where the clocks change, a birthday, a silence; and that it is the same however late. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestServer, testServer } from "../http/server.js";
import { openProgram, type Scenario } from "./scenario.js";

const documentFor = (handle: string) => `
format: 1
handle: ${handle}
name: Seasons
timeZone: Europe/Berlin
destination: https://shop.example/
events: { login: {} }
traits: { birthday: { type: string } }
goals: [{ id: first, steps: { event: purchase } }]
access: [{ id: lounge, name: Lounge }]
tiers:
  - id: status
    name: Status
    measure: { referrals: converted }
    period: month
    keptFor: 1
    warnDays: 7
    steps: [{ id: silver, name: Silver, atLeast: "1" }, { id: gold, name: Gold, atLeast: "2" }]
rules:
  - { id: gold, on: { tier: status, reached: gold }, grants: [{ id: points, to: member, points: { amount: "10" } }] }
  - { id: sorry, on: { tier: status, lost: gold }, grants: [{ id: points, to: member, points: { amount: "1" }, validity: { for: { days: 400 } } }] }
  - { id: lounge, on: { tier: status, while: gold }, grants: [{ id: lounge, to: member, access: lounge }] }
  - id: month
    on: { period: month }
    when: member.tier.status == "gold"
    grants: [{ id: points, to: member, points: { amount: "2" } }]
  - id: week
    on: { period: week }
    when: member.tier.status == "gold"
    grants: [{ id: points, to: member, points: { amount: "3" } }]
  - { id: birthday, on: { date: member.traits.birthday }, grants: [{ id: points, to: member, points: { amount: "100" }, validity: { for: { days: 7 } } }] }
  - id: golden-birthday
    on: { date: member.traits.birthday }
    when: member.tier.status == "gold"
    grants: [{ id: points, to: member, points: { amount: "50" } }]
  - { id: silence, on: { silence: { days: 30 }, of: login }, grants: [{ id: points, to: member, points: { amount: "5" } }] }
`;

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.close());

async function shopAt(clock: string, traits: Record<string, string> = {}): Promise<Scenario> {
  const shop = await openProgram(server, "seasons", documentFor, clock);
  await shop.enrol("anna", { traits });
  return shop;
}
async function refer(shop: Scenario, ...friends: string[]): Promise<void> {
  const { code } = (await shop.get("/v1/members/anna")).enrolments[0];
  const events = friends.flatMap((id) => [
    { key: `join-${id}`, type: "sign_up", member: { id }, code },
    { key: `buy-${id}`, type: "purchase", member: { id }, subject: `first-${id}`, amount: "10.00", currency: "USD" },
  ]);
  await shop.post("/v1/events", { events });
}
interface Given {
  id: string;
  rule: string;
  state: string;
  amount?: string;
  expiresAt: string | null;
}
/** What anna was given by the rule, or by any, oldest first. */
async function given(shop: Scenario, rule?: string): Promise<Given[]> {
  const { data } = (await shop.get("/v1/rewards?member=anna&limit=100")) as { data: Given[] };
  return data.reverse().filter((each) => rule === undefined || each.rule === rule);
}
const times = async (shop: Scenario, rule: string) => (await given(shop, rule)).length;
const states = async (shop: Scenario, rule: string) => (await given(shop, rule)).map(({ state }) => state);
const tiers = async (shop: Scenario) => (await shop.summary("anna")).tiers;
const explained = async (shop: Scenario, rule: string, language: "en" | "ru"): Promise<string> => {
  const reward = (await given(shop, rule)).at(-1) as Given;
  return (await shop.get(`/v1/rewards/${reward.id}/explanation?lang=${language}`)).sentences.join("\n");
};

describe("a status of a month", () => {
  test.each([
    ["in the last second of March in Berlin is March's", "2026-03-31T21:59:59Z", "2026-04-30T22:00:00.000Z"],
    ["a second later is April's", "2026-03-31T22:00:00Z", "2026-05-31T22:00:00.000Z"],
  ])("that is reached %s: kept for one month more, lost when that is over", async (_when, reached, over) => {
    const shop = await shopAt("2026-03-02T09:00:00Z");
    await shop.moveTo(reached);
    await refer(shop, "ben", "carl");
    expect((await tiers(shop)).status.step).toBe("gold");
    await shop.moveTo(new Date(Date.parse(over) - 1000).toISOString());
    expect(await tiers(shop)).toEqual({ status: { step: "gold", measuredAgainAt: over, atRisk: { fallsTo: null, missing: "2" } } });
    expect([await states(shop, "lounge"), await times(shop, "sorry")]).toEqual([["available"], 0]);
    await shop.moveTo(over);
    expect(await tiers(shop)).toEqual({});
    expect([await states(shop, "lounge"), await times(shop, "sorry")]).toEqual([["reversed"], 1]);
  });

  test("that falls with a refund is told as lost, and what is given while it is held is given anew when it is reached again", async () => {
    const shop = await shopAt("2026-03-02T09:00:00Z");
    await refer(shop, "ben", "carl");
    const refund = await shop.event("carl", "refund", { subject: "first-carl" });
    expect((await tiers(shop)).status.step).toBe("silver");
    expect([await states(shop, "lounge"), await states(shop, "sorry")]).toEqual([["reversed"], ["available"]]);
    expect(await shop.explain(refund)).toContain("The step “Gold” of “Status” was lost.");
    expect(await shop.explain(refund, "ru")).toContain("Утрачена ступень «Gold» («Status»).");
    await refer(shop, "dora");
    expect((await tiers(shop)).status.step).toBe("gold");
    expect([await states(shop, "lounge"), await times(shop, "gold")]).toEqual([["reversed", "available"], 2]);
    await shop.event("dora", "refund", { subject: "first-dora" });
    expect([await states(shop, "lounge"), await times(shop, "sorry")]).toEqual([["reversed", "reversed"], 2]);
  });
});

describe("a week", () => {
  test("is over an hour earlier in universal time when the clocks have gone forward on its Sunday", async () => {
    const shop = await shopAt("2026-03-16T09:00:00Z");
    await refer(shop, "ben", "carl");
    for (const [moment, weeks] of [
      ["2026-03-22T22:59:59Z", 0],
      ["2026-03-22T23:00:00Z", 1],
      ["2026-03-29T21:59:59Z", 1],
      ["2026-03-29T22:00:00Z", 2],
    ] as const) {
      await shop.moveTo(moment);
      expect([moment, await times(shop, "week")]).toEqual([moment, weeks]);
    }
  });
});

describe("a birthday", () => {
  test("on 29 February is on the 28th in a common year", async () => {
    const shop = await shopAt("2026-02-27T09:00:00Z", { birthday: "2000-02-29" });
    for (const [moment, birthdays] of [
      ["2026-02-27T22:59:59Z", 0],
      ["2026-02-27T23:00:00Z", 1],
      ["2028-02-28T22:59:59Z", 2],
      ["2028-02-28T23:00:00Z", 3],
    ] as const) {
      await shop.moveTo(moment);
      expect([moment, await times(shop, "birthday")]).toEqual([moment, birthdays]);
    }
    expect(await explained(shop, "birthday", "en")).toContain("The member’s day came on");
    expect(await explained(shop, "birthday", "ru")).toContain("Наступил день участника");
  });

  test("that is told when it is over comes next year, and one that is told anew comes once a year", async () => {
    const shop = await shopAt("2026-03-02T09:00:00Z");
    await shop.enrol("anna", { traits: { birthday: "03-02" } });
    await shop.moveTo("2027-03-01T22:59:59Z");
    expect(await times(shop, "birthday")).toBe(0);
    await shop.moveTo("2027-03-01T23:00:00Z");
    expect(await times(shop, "birthday")).toBe(1);
    await shop.enrol("anna", { traits: { birthday: "03-05" } });
    await shop.moveTo("2027-03-06T23:00:00Z");
    expect(await times(shop, "birthday")).toBe(1);
    await shop.moveTo("2028-03-04T23:00:00Z");
    expect(await times(shop, "birthday")).toBe(2);
  });
});

describe("a silence", () => {
  test("that is broken in its last minute begins anew, and comes once", async () => {
    const shop = await shopAt("2026-03-02T09:00:00Z");
    await shop.event("anna", "login");
    await shop.moveTo("2026-04-01T08:59:00Z");
    await shop.event("anna", "login");
    await shop.moveTo("2026-05-01T08:58:59Z");
    expect(await times(shop, "silence")).toBe(0);
    await shop.moveTo("2026-05-01T08:59:00Z");
    expect(await times(shop, "silence")).toBe(1);
    await shop.moveTo("2026-09-01T09:00:00Z");
    expect(await times(shop, "silence")).toBe(1);
    expect(await explained(shop, "silence", "en")).toContain("Nothing had been heard of the member long enough");
    expect(await explained(shop, "silence", "ru")).toContain("От участника достаточно долго ничего не было слышно");
  });
});

test("one large step of the clock gives what many small ones give", async () => {
  const play = async (moments: string[]) => {
    const shop = await shopAt("2026-03-30T09:00:00Z", { birthday: "1990-04-15" });
    await refer(shop, "ben", "carl");
    for (const moment of moments) await shop.moveTo(moment);
    const rewards = (await given(shop)).map(({ rule, state, amount, expiresAt }) => `${rule} ${state} ${amount ?? "-"} ${expiresAt}`);
    return { rewards: rewards.sort(), tiers: await tiers(shop), wallet: await shop.wallet("anna") };
  };
  const day = (n: number) => new Date(Date.parse("2026-03-31T22:00:00Z") + n * 86_400_000).toISOString();
  const small = await play(Array.from({ length: 93 }, (_, n) => day(n)));
  expect(small.rewards.map((reward) => reward.split(" ")[0])).toEqual([
    ...["birthday", "gold", "golden-birthday", "lounge", "month", "month", "silence", "sorry"],
    ...Array(4).fill("week"),
  ]);
  expect(await play([day(92)])).toEqual(small);
  expect(await play([day(20), day(92)])).toEqual(small);
});
