import { afterAll, beforeAll, expect, test } from "vitest";
import { verifyDraw } from "../../../sdk/src/draws.js";
import { type TestServer, testServer } from "./server.js";
import { documentOf, openShop } from "./shop.js";

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.close());

const outcomes = [
  { id: "much", weight: "1", points: { amount: "100" } },
  { id: "some", weight: "2.5", credit: { amount: "1.00" } },
  { id: "coupon", weight: "3", coupon: { discount: { percent: "20" } } },
];

test("GET /v1/programs/{handle}/chance 200: everybody verifies a draw once its version has been replaced; 404 for an unknown program", async () => {
  const shop = await openShop(server);
  const publish = async (name: string) => {
    const document = { ...(documentOf(shop.handle) as { rules: object[] }), name };
    document.rules = [...document.rules, { id: "spin", on: { event: "idea_posted" }, grants: [{ id: "wheel", to: "member", drawn: { outcomes } }] }];
    expect((await shop.put(`/v1/programs/${shop.program}/draft`, document)).body.problems).toEqual([]);
    expect((await shop.post(`/v1/programs/${shop.program}/publish`)).status).toBe(200);
  };
  const chance = async () => (await server.server.inject({ method: "GET", url: `/v1/programs/${shop.handle}/chance` })).json().data;
  await publish("With a wheel");
  const before = await chance();
  expect(before[0]).toMatchObject({ version: 2, secret: null });
  expect(before[1]).toMatchObject({ version: 1, nextCommitment: before[0].commitment });

  const { body: event } = await shop.event({ type: "idea_posted", member: { id: "anna" } });
  const { body: rewards } = await shop.get("/v1/rewards?member=anna");
  const reward = rewards.data.find(({ grant }: { grant: string }) => grant === "wheel");
  expect(reward.draw).toMatchObject({ version: 2, of: "6.5", outcome: reward.draw.drawn });
  const { body: explained } = await shop.get(`/v1/events/${event.id}/explanation`);
  expect(JSON.stringify(explained)).toContain(`Chance chose “${reward.draw.drawn}”: the point drawn is ${reward.draw.point} of 6.5`);

  await publish("With a wheel still");
  const after = (await chance()).find(({ version }: { version: number }) => version === 2);
  expect(after.commitment).toBe(before[0].commitment);
  expect(await verifyDraw(reward.draw, after, outcomes)).toMatchObject({ isTrue: true, drawn: reward.draw.outcome });
  expect(reward.draw.message.split("\n").slice(0, 3)).toEqual(["draw", "spin", "wheel"]);
  expect((await server.server.inject({ method: "GET", url: "/v1/programs/nobody/chance" })).statusCode).toBe(404);
});
