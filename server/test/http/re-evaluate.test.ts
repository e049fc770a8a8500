import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bearer, keyWith, type TestServer, testServer, testWorkspace } from "./server.js";
import { befriend, caller, documentOf, openShop, type Reply, type Shop } from "./shop.js";

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.close());

const lines = ({ body }: Reply): Record<string, never>[] =>
  Buffer.from(body)
    .toString()
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
async function run(shop: Shop, body: object = {}, query = "", headers: Record<string, string> = {}) {
  const reply = await shop.post(`/v1/programs/${shop.program}/re-evaluate${query}`, body, headers);
  expect(reply.status).toBe(200);
  return lines(reply).at(-1)?.report as never as Record<string, never>;
}

/** A shop with one converted friend, to whose program a second version adds a bonus and raises the credit. */
async function mendedShop(): Promise<Shop> {
  const shop = await openShop(server);
  await befriend(shop, "ben");
  const draft = documentOf(shop.handle) as { rules: { grants: object[] }[] };
  draft.rules[1]?.grants.splice(0, 1, { id: "credit", to: "referrer", credit: { amount: "9.00" }, hold: { for: { days: 14 } } });
  draft.rules.push({ id: "bonus", on: { event: "purchase" }, grants: [{ id: "points", to: "referrer", points: { amount: "40" } }] } as never);
  await shop.put(`/v1/programs/${shop.handle}/draft`, draft);
  expect((await shop.post(`/v1/programs/${shop.handle}/publish`)).status).toBe(200);
  return shop;
}

describe("a re-evaluation", () => {
  test("200: tells what new rules would give, and what they would give otherwise; writes nothing", async () => {
    const shop = await mendedShop();
    const { body: before } = await shop.get("/v1/clock");
    const report = await run(shop);
    expect(report).toMatchObject({
      program: shop.program,
      version: 2,
      rules: ["thanks", "bonus"],
      given: [{ rule: "bonus", grant: "points", type: "points", unit: "POINTS", count: 1, amount: "40" }],
      members: 1,
      gains: [{ unit: "POINTS", members: 1, most: [{ member: "anna", amount: "40" }] }],
      kept: [{ rule: "thanks", grant: "credit", unit: "EUR", kind: "credit", count: 1, amount: "5.00", change: "more", by: "4.00" }],
      written: null,
    });
    expect((report.examples as unknown as string[][])[0]?.join("\n")).toMatch(
      /The rule “bonus” was asked anew of what happened on .*\n40 points for the referrer \(anna\)/,
    );
    expect(JSON.stringify(report)).not.toMatch(/mem_/);
    expect((await shop.get("/v1/clock")).body).toEqual(before);
    expect(((await run(shop, {}, "?lang=ru")).examples as unknown as string[][])[0]?.[0]).toMatch(/Правило «bonus» заново применено/);
  });

  test("200: applied it gives exactly that, says so everywhere, and the second time nothing more", async () => {
    const shop = await mendedShop();
    const preview = await run(shop, { rules: ["bonus"] });
    const key = { "idempotency-key": "re-evaluate-1" };
    const applied = await run(shop, { rules: ["bonus"], apply: true, tell: false }, "", key);
    expect(applied).toEqual({ ...preview, tell: false, written: { records: 1, rewards: 1 } });
    const { body } = await shop.get("/v1/rewards?type=points&member=anna");
    const [reward] = body.data;
    expect(reward).toMatchObject({ version: 2, rule: "bonus", amount: "40", state: "available", reevaluated: { occurredAt: expect.any(String) } });
    const { body: explained } = await shop.get(`/v1/rewards/${reward.id}/explanation`);
    expect(explained.sentences.join("\n")).toContain("The rule “bonus” was asked anew");
    const { body: facts } = await shop.get("/v1/facts?limit=100");
    const mine = facts.data.filter(({ origin }: { origin?: string }) => origin === "re_evaluation");
    expect(mine.map(({ kind, quiet }: { kind: string; quiet: boolean }) => [kind, quiet])).toEqual([
      ["reward.made", true],
      ["program.reevaluated", true],
    ]);
    expect(await run(shop, { apply: true })).toMatchObject({ given: [], written: { records: 0, rewards: 0 } });
    // L8
    expect(await run(shop, { rules: ["bonus"], apply: true, tell: false }, "", key)).toEqual(applied);
    const other = await shop.post(`/v1/programs/${shop.program}/re-evaluate`, { rules: ["bonus"], apply: true }, key);
    expect(other).toMatchObject({ status: 409, body: { code: "key_reused" } });
    // What is kept for the key says nothing personal.
    const { rows } = await server.database.admin.query("select answer::text from answered_calls where workspace_id = $1", [shop.workspace.id]);
    expect(JSON.stringify(rows)).toMatch(/mem_/);
    expect(JSON.stringify(rows)).not.toContain("anna");
  });

  test("200: only of what happened in the period", async () => {
    const shop = await mendedShop();
    const { body: clock } = await shop.get("/v1/clock");
    const later = new Date(Date.parse(clock.now) + 1000).toISOString();
    expect(await run(shop, { from: later })).toMatchObject({ given: [], kept: [] });
    expect(await run(shop, { to: later })).toMatchObject({ given: [{ count: 1 }] });
  });

  test("200: where no rule has changed, none is asked. 422 for rules that are none; 409 for a program that was never published; 400, 403", async () => {
    const shop = await openShop(server);
    const post = (body: object, headers = {}) => shop.post(`/v1/programs/${shop.handle}/re-evaluate`, body, headers);
    expect(await post({ rules: ["nothing"] })).toMatchObject({
      status: 422,
      body: { errors: [{ path: "/rules/0", problem: expect.stringContaining("no rule “nothing”") }] },
    });
    expect(await run(shop)).toMatchObject({ rules: [], given: [], kept: [] });
    expect((await post({ from: "2026-02-01T00:00:00Z", to: "2026-01-01T00:00:00Z" })).status).toBe(400);
    const { token } = await keyWith(server.app, shop.workspace, ["rewards:read"]);
    expect((await post({}, bearer(token))).status).toBe(403);
    const fresh = caller(server, await testWorkspace(server.app, { mode: "test" }));
    const made = await fresh.post("/v1/programs", documentOf("unpublished-friends"));
    expect((await fresh.post(`/v1/programs/${made.body.id}/re-evaluate`, {})).status).toBe(409);
  });
});
