import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bearer, keyWith, type TestServer, testServer, testWorkspace } from "./server.js";
import { befriend, caller, documentOf, openShop, type Shop } from "./shop.js";

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.close());

async function run(shop: Shop, body: object = {}, headers: Record<string, string> = {}) {
  const reply = await shop.post(`/v1/programs/${shop.program}/migrate-referrals`, body, headers);
  expect(reply.status).toBe(200);
  const last = Buffer.from(reply.body).toString().trim().split("\n").at(-1) as string;
  return JSON.parse(last).report;
}

/** One friend has bought, another one has not; then a version gives more and asks for less. */
async function mendedShop(): Promise<Shop> {
  const shop = await openShop(server);
  await befriend(shop, "ben");
  await befriend(shop, "ulla", { by: "otto", buys: false });
  await shop.event({ type: "purchase", member: { id: "ulla" }, subject: "small", amount: "20.00", currency: "EUR" });
  const draft = documentOf(shop.handle) as { goals: { steps: object }[]; rules: { grants: object[] }[] };
  (draft.goals[0] as { steps: object }).steps = { event: "purchase" };
  draft.rules[1]?.grants.splice(0, 1, { id: "credit", to: "referrer", credit: { amount: "9.00" } });
  await shop.put(`/v1/programs/${shop.handle}/draft`, draft);
  expect((await shop.post(`/v1/programs/${shop.handle}/publish`)).status).toBe(200);
  return shop;
}

describe("referrals under way", () => {
  test("200: tells who would go over, which promises change and what is reached on the way; applied it is exactly that, once", async () => {
    const shop = await mendedShop();
    const { body: before } = await shop.get("/v1/referrals");
    const preview = await run(shop);
    expect(preview).toMatchObject({
      version: 2,
      migrated: [{ version: 1, count: 1 }],
      kept: [{ version: 1, why: "goal", sentence: expect.stringContaining("reached a goal"), count: 1 }],
      promises: [{ version: 1, changes: expect.arrayContaining([{ change: "added", sentence: expect.stringContaining("€9") }]) }],
      stages: [
        { stage: "converted", count: 1 },
        { stage: "qualified", count: 1 },
      ],
      given: expect.arrayContaining([{ rule: "thanks", grant: "credit", type: "credit", unit: "EUR", kind: "credit", amount: "9.00", count: 1 }]),
      written: null,
    });
    expect((await shop.get("/v1/referrals")).body).toEqual(before);
    const key = { "idempotency-key": "migrate-1" };
    const applied = await run(shop, { apply: true }, key);
    expect(applied).toEqual({ ...preview, written: { records: 1, referrals: 1 } });
    const { body } = await shop.get("/v1/referrals");
    const states = body.data.map(({ friend, state, version }: Record<string, unknown>) => [friend, state, version]);
    expect(states).toEqual(
      expect.arrayContaining([
        ["ulla", "converted", 2],
        ["ben", "converted", 1],
      ]),
    );
    const { id } = body.data.find(({ friend }: { friend: string }) => friend === "ulla");
    const { body: explained } = await shop.get(`/v1/referrals/${id}/explanation`);
    expect(explained.sentences.join("\n")).toContain("The referral goes over from version 1 of the program to version 2.");
    expect(await run(shop, { apply: true })).toMatchObject({ migrated: [], written: { records: 0, referrals: 0 } });
    // L8
    expect(await run(shop, { apply: true }, key)).toEqual(applied);
    const other = await shop.post(`/v1/programs/${shop.program}/migrate-referrals`, {}, key);
    expect(other).toMatchObject({ status: 409, body: { code: "key_reused" } });
  });

  test("409 for a program that was never published; 403 without the scope", async () => {
    const shop = await openShop(server);
    const { token } = await keyWith(server.app, shop.workspace, ["programs:read"]);
    expect((await shop.post(`/v1/programs/${shop.handle}/migrate-referrals`, {}, bearer(token))).status).toBe(403);
    const fresh = caller(server, await testWorkspace(server.app, { mode: "test" }));
    const made = await fresh.post("/v1/programs", documentOf("unpublished-to-migrate"));
    expect((await fresh.post(`/v1/programs/${made.body.id}/migrate-referrals`, {})).status).toBe(409);
  });
});
