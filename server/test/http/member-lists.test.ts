/** What a portal shows the first few of, and lists whole: friends and rewards. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bearer, memberToken, type TestServer, testServer } from "./server.js";
import { befriend, documentOf, openShop, type Shop } from "./shop.js";

const FRIENDS = Array.from({ length: 12 }, (_, nth) => `friend-${nth}`);
let server: TestServer;
let shop: Shop;
beforeAll(async () => {
  server = await testServer();
  shop = await openShop(server);
  for (const friend of FRIENDS) await befriend(shop, friend);
});
afterAll(() => server.close());

const portal = async () => (await shop.get(`/v1/members/anna/summary?program=${shop.handle}&lang=en`)).body.portal;
async function pages(list: string, limit: number, headers: Record<string, string> = {}) {
  const rows: Record<string, unknown>[] = [];
  let cursor = "";
  for (let asked = 0; asked < 20; asked++) {
    const { status, body } = await shop.get(`/v1/members/anna/${list}?program=${shop.handle}&lang=en&limit=${limit}${cursor}`, headers);
    expect(status).toBe(200);
    rows.push(...body.data);
    if (body.nextCursor === null) return rows;
    cursor = `&cursor=${body.nextCursor}`;
  }
  throw new Error("The list has no end.");
}

describe("GET /v1/members/:externalId/friends", () => {
  test("200: all of them, each once, of whom the portal shows the five latest", async () => {
    const friends = await pages("friends", 5);
    expect(new Set(friends.map(({ referral }) => referral)).size).toBe(12);
    const { list, more } = (await portal()).friends;
    expect([list, more]).toEqual([friends.slice(0, 5), 7]);
    expect(await pages("friends", 100, bearer(await memberToken(shop, "anna")))).toEqual(friends);
  });
});

describe("GET /v1/members/:externalId/rewards", () => {
  test("200: all that are no marks, the newest first; the portal shows ten, those that can be used first", async () => {
    const rewards = await pages("rewards", 5);
    expect(rewards.map(({ title }) => title)).toEqual(FRIENDS.map(() => "€5 of store credit"));
    const [first] = rewards as [{ reward: string }];
    await shop.post(`/v1/rewards/${first.reward}/reverse`, { reason: "test" });
    const shown = await portal();
    expect(shown.rewards.map(({ reward }: { reward: string }) => reward)).toEqual(rewards.slice(1, 11).map(({ reward }) => reward));
    expect(shown.hasEarlierRewards).toBe(true);
    expect((await pages("rewards", 25))[0]).toMatchObject({ reward: first.reward, state: "cancelled" });
  });

  test("a member with few has no earlier ones", async () => {
    await shop.event({ type: "review_posted", member: { id: "otto" } });
    const { body } = await shop.get(`/v1/members/otto/summary?program=${shop.handle}`);
    expect([body.portal.rewards.length, body.portal.hasEarlierRewards]).toEqual([1, false]);
  });
});

test.each(["friends", "rewards"])("%s: what cannot be listed says why", async (list) => {
  const url = `/v1/members/anna/${list}?program=${shop.handle}`;
  const code = async (asked: string, headers = {}) => (await shop.get(asked, headers)).body.code;
  expect(await code(url.replace("anna", "nobody"))).toBe("member_unknown");
  expect(await code(`/v1/members/anna/${list}?program=none`)).toBe("program_unknown");
  expect(await code(`/v1/members/anna/${list}`)).toBe("invalid_request");
  expect(await code(`${url}&cursor=nonsense`)).toBe("invalid_request");
  expect(await code(`${url}&limit=101`)).toBe("invalid_request");
  expect(await code(url.replace("anna", "otto"), bearer(await memberToken(shop, "anna")))).toBe("forbidden");
});

test("a wallet sums all that expires next, however many lots there are", async () => {
  const handle = "many-lots";
  const rules = [
    {
      id: "idea",
      on: { event: "idea_posted" },
      grants: [{ id: "credit", to: "member", credit: { amount: "2.00" }, validity: { for: { days: 30 } } }],
    },
  ];
  const { body: made } = await shop.post("/v1/programs", { ...documentOf(handle), rules });
  await shop.post(`/v1/programs/${made.id}/publish`);
  await shop.put("/v1/members/lara", { programs: [handle] });
  const { now } = (await shop.get("/v1/clock")).body;
  const at = new Date(Date.parse(now) + 60_000).toISOString();
  expect((await shop.post("/v1/clock", { to: at })).status).toBe(200);
  const events = Array.from({ length: 120 }, (_, nth) => ({ key: `lot-${nth}`, type: "idea_posted", member: { id: "lara" } }));
  const { body } = await shop.post("/v1/events", { events });
  expect(body.errors ?? []).toEqual([]);
  const [purse] = (await shop.get("/v1/members/lara/summary")).body.wallet;
  expect(purse).toMatchObject({ available: "240.00", nextExpiry: { amount: "240.00" } });
  expect(purse.lots).toBeUndefined();
  const [unit] = (await shop.get("/v1/wallets/lara")).body.units;
  expect([unit.nextExpiry, unit.lots.length]).toEqual([purse.nextExpiry, 100]);
});
