import { once } from "node:events";
import { request as httpRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { backtest } from "../../src/commands/backtest.js";
import { SERVED_RECORDS_MAX } from "../../src/commands/replay-log.js";
import { bearer, keyWith, type TestServer, testServer, testWorkspace } from "./server.js";
import { befriend, caller, documentOf, openShop, type Reply, type Shop } from "./shop.js";

let server: TestServer;
let shop: Shop;
beforeAll(async () => {
  server = await testServer();
  shop = await openShop(server);
  await befriend(shop, "ben");
  await befriend(shop, "ulla", { by: "otto", buys: false });
  await shop.event({ type: "review_posted", member: { id: "otto" } });
});
afterAll(() => server.close());

const lines = ({ body }: Reply): Record<string, never>[] =>
  Buffer.from(body)
    .toString()
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
const post = (where: Shop, body: object = {}, query = "", headers = {}) =>
  where.post(`/v1/programs/${where.program}/backtest${query}`, body, headers);
async function run(where: Shop, body: object = {}, query = ""): Promise<{ status: number; first: unknown; report: never }> {
  const reply = await post(where, body, query);
  const all = lines(reply);
  return { status: reply.status, first: all[0], report: all.at(-1)?.report as never };
}

describe("a backtest", () => {
  test("200: of the version that ran gives every reward again, and writes nothing", async () => {
    const { body: before } = await shop.get("/v1/clock");
    const { status, first, report } = await run(shop);
    expect([status, first]).toEqual([200, { progress: { records: 0, of: before.record ?? expect.any(Number) } }]);
    expect(report).toMatchObject({
      program: shop.program,
      version: 1,
      inForce: true,
      identical: true,
      examples: [],
      redemptions: { notPossible: 0 },
    });
    expect((await shop.get("/v1/clock")).body).toEqual(before);
  });

  test("200: of a draft tells what it would have cost, who gains, who would not have qualified, with examples; in Russian", async () => {
    const other = await openShop(server);
    await befriend(other, "ben");
    const draft = documentOf(other.handle) as { goals: { steps: object }[]; rules: { grants: object[] }[] };
    draft.rules[1]?.grants.splice(0, 1, { id: "credit", to: "referrer", credit: { amount: "9.00" } });
    await other.put(`/v1/programs/${other.handle}/draft`, draft);
    const { report } = await run(other, {}, "?lang=ru");
    expect(report).toMatchObject({
      version: "draft",
      revision: 2,
      inForce: false,
      identical: false,
      referrals: { recorded: { began: 1, qualified: 1, converted: 1 }, candidate: { began: 1, qualified: 1, converted: 1 }, lost: 0, gained: 0 },
      members: expect.arrayContaining([{ unit: "EUR", kind: "credit", gaining: 1, losing: 0, most: [{ member: "anna", by: "4.00" }], least: [] }]),
    });
    const { rules, examples } = report as { rules: Record<string, unknown>[]; examples: Record<string, { sentences: string[] }>[] };
    expect(rules.find(({ grant }) => grant === "credit")).toMatchObject({
      rule: "thanks",
      recorded: { count: 1, amount: "5.00", taken: "0.00", net: "5.00" },
      candidate: { count: 1, amount: "9.00" },
      difference: { count: 0, net: "4.00" },
    });
    expect(examples[0]?.recorded?.sentences.join()).toMatch(/5\s€/);
    expect(examples[0]?.candidate?.sentences.join()).toMatch(/9\s€/);
    expect(JSON.stringify(report)).not.toMatch(/mem_/);

    (draft.goals[0] as { steps: object }).steps = { event: "purchase", where: 'event.amount >= money("100.00")' };
    await other.put(`/v1/programs/${other.handle}/draft`, draft);
    expect((await run(other)).report).toMatchObject({
      referrals: { lost: 1, examples: [{ friend: "ben", referrer: "anna", recorded: "converted", candidate: "signed_up" }] },
    });
    expect((await run(other, { version: 1 })).report).toMatchObject({ identical: true });
  });

  test("200: only the period is counted", async () => {
    const { body: clock } = await shop.get("/v1/clock");
    const later = new Date(Date.parse(clock.now) + 1000).toISOString();
    expect((await run(shop, { from: later })).report).toMatchObject({ totals: [], identical: true });
    expect((await run(shop, { to: "2020-01-01T00:00:00Z" })).report).toMatchObject({ totals: [], records: 0 });
  });

  test("400, 403, 404, 409, 422: what cannot be, before anything is replayed", async () => {
    expect((await post(shop, { from: "2026-01-02T00:00:00Z", to: "2026-01-01T00:00:00Z" })).body.errors[0].path).toBe("/to");
    expect((await post(shop, { from: "never-and-a-day" })).body.errors[0].path).toBe("/from");
    expect((await post(shop, { version: "newest" })).status).toBe(400);
    expect((await post(shop, { version: 9 })).status).toBe(404);
    expect((await post(shop, {}, "", bearer((await keyWith(server.app, shop.workspace, ["programs:read"])).token))).status).toBe(403);
    const stranger = caller(server, await testWorkspace(server.app, { mode: "test" }));
    expect((await post({ ...stranger, program: shop.program })).status).toBe(404);
    const made = await stranger.post("/v1/programs", documentOf("never-published"));
    const theirs = { ...stranger, program: made.body.id };
    expect((await post(theirs)).body).toMatchObject({ status: 409, detail: expect.stringContaining("never published") });
    await stranger.put(`/v1/programs/${made.body.id}/draft`, { handle: "never-published" });
    expect((await post(theirs)).status).toBe(422);
  });

  test("503: a second one at the same time; the first stops when nobody listens, and then there is room again", async () => {
    const running = backtest(server.app, shop.workspace, shop.program, {}, "beside requests");
    await running.next();
    expect((await post(shop)).body).toMatchObject({
      code: "overloaded",
      detail: expect.stringContaining("Another backtest"),
    });
    await running.return(undefined as never);
    expect((await run(shop)).status).toBe(200);
  });

  test("422: a log that is too long for a server says where it can be replayed", async () => {
    const long = await openShop(server);
    const { admin } = server.database;
    const head = async (number: number) => admin.query("update heads set number = $2 where workspace_id = $1", [long.workspace.id, number]);
    const { rows } = await admin.query("select number from heads where workspace_id = $1", [long.workspace.id]);
    await head(SERVED_RECORDS_MAX + 1);
    const { status, body } = await post(long).finally(() => head(Number(rows[0].number)));
    expect([status, body.detail]).toEqual([422, expect.stringContaining("bandwagon backtest")]);
  });
});

test("a connection that is closed at whatever moment stops the backtest, and the server has nothing to say of it", async () => {
  const said = vi.spyOn(server.app.log, "error");
  await server.server.listen({ port: 0, host: "127.0.0.1" });
  const { port } = server.server.server.address() as AddressInfo;
  for (let index = 0; index < 300; index++) await shop.event({ type: "review_posted", member: { id: "otto" } });
  const freed = () => expect.poll(async () => (await post(shop)).status, { timeout: 5000 }).toBe(200);
  for (const moment of [0, 1, 2, 3, 4, 5, 6, 8, 10, 14, 20, "response", "data"] as const) {
    const call = httpRequest({
      port,
      method: "POST",
      path: `/v1/programs/${shop.program}/backtest`,
      headers: { ...bearer(shop.secret), "content-type": "application/json" },
    });
    call.on("error", () => {});
    call.end("{}");
    if (typeof moment === "number") await delay(moment);
    else {
      const [reply] = await once(call, "response");
      reply.on("error", () => {});
      if (moment === "data") await once(reply, "data");
    }
    call.destroy();
    await freed();
  }
  expect(said).not.toHaveBeenCalled();
}, 60_000);
