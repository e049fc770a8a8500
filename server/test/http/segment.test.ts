import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { keyWith, type TestServer, testServer } from "./server.js";
import { codeOf, openShop, type Reply, type Shop } from "./shop.js";

let server: TestServer;
let shop: Shop;
let count = 0;
beforeAll(async () => {
  server = await testServer();
  shop = await openShop(server);
});
afterAll(() => server.close());

const basic = (token: string) => ({ authorization: `Basic ${Buffer.from(`${token}:`).toString("base64")}` });
const message = (fields: Record<string, unknown>) => ({ messageId: `message-${++count}`, ...fields });
const track = (userId: string, event: string, properties: object = {}, more: object = {}) =>
  message({ type: "track", userId, event, properties, ...more });

async function send(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Reply> {
  const payload = Buffer.isBuffer(body) || typeof body === "string" ? body : JSON.stringify(body);
  const reply = await server.server.inject({
    method: "POST",
    url,
    headers: { "content-type": "application/json", ...basic(shop.secret), ...headers },
    payload,
  });
  return { status: reply.statusCode, headers: reply.headers, body: reply.json() };
}
const batch = async (...calls: unknown[]) =>
  (await send("/v1/batch", { batch: calls, writeKey: shop.secret, sentAt: new Date().toISOString() })).body;
const recordsOf = async () => {
  const { rows } = await server.database.admin.query("select number::int from heads where workspace_id = $1", [shop.workspace.id]);
  return rows[0].number as number;
};

describe("POST /v1/batch", () => {
  test("200: a friend is identified, signs up, buys and is refunded, in the order of the batch", async () => {
    const { success, results } = await batch(
      message({ type: "identify", userId: "ben", traits: { email: "ben@example.com", name: "Ben", city: "Berlin" } }),
      track("ben", "Signed Up", { bw_code: await codeOf(shop, "anna") }),
      track("ben", "Order Completed", { order_id: "1001", total: 45, currency: "EUR" }, { timestamp: new Date().toISOString() }),
      track("ben", "Order Refunded", { order_id: "1001" }),
    );
    expect(success).toBe(true);
    expect(results.map(({ status, type }: Reply["body"]) => [type, status])).toEqual([
      ["identify", "done"],
      ["track", "rewarded"],
      ["track", "rewarded"],
      ["track", "recorded"],
    ]);
    expect(results[1].referrals).toHaveLength(1);
    expect(results[3].taken.length).toBeGreaterThan(0);
    const { body } = await shop.get("/v1/members/ben");
    expect(body).toMatchObject({ email: "ben@example.com", name: "Ben", traits: { city: "Berlin" }, purchases: 0 });
  });

  test("200: bad calls fail alone, each with its place and reason", async () => {
    const { results } = await batch(
      track("dora", "Order Completed", { order_id: "1", total: 45.005, currency: "EUR" }),
      "not a call",
      null,
      message({ type: "identify", userId: "dora", traits: { email: "not an address" } }),
      message({ type: "track", anonymousId: "a", event: "Signed Up" }),
      track("dora", "Button Clicked"),
      message({ type: "page", userId: "dora" }),
      message({ type: "alias", userId: "dora", previousId: "x" }),
      track("dora", "Order Completed", { order_id: "2", total: 45, currency: "EUR", seats: "three" }),
      track("dora", "Order Completed", { order_id: "x".repeat(300), total: 45 }),
      track("dora", "Review Posted"),
    );
    const told = results.map(({ status, reason, errors }: Reply["body"]) => [status, reason ?? errors?.[0]?.path ?? null]);
    expect(told).toEqual([
      ["invalid", "/properties/total"],
      ["invalid", "/type"],
      ["invalid", "/type"],
      ["invalid", "/traits/email"],
      ["ignored", "no_user_id"],
      ["ignored", "unknown_type"],
      ["ignored", "call_not_used"],
      ["ignored", "alias_not_supported"],
      ["invalid", "/properties/seats"],
      ["invalid", "/properties/order_id"],
      ["ignored", "not_in_a_program"],
    ]);
    for (const { sentence } of results) expect(sentence.length).toBeGreaterThan(10);
  });

  test("200: a repeated batch is answered alike and does nothing, whatever sending has changed (L8)", async () => {
    const call = track("anna", "Idea Posted", {}, { timestamp: new Date().toISOString(), _metadata: { a: 1 } });
    const first = await send("/v1/batch", { batch: [call, call], sentAt: new Date().toISOString() });
    const head = await recordsOf();
    const again = { ...call, _metadata: { a: 2 }, context: { library: { version: "9" } }, sentAt: "x" };
    const second = await send("/v1/batch", { batch: [again], sentAt: new Date(Date.now() + 60_000).toISOString(), writeKey: "x" });
    expect(first.body.results.map(({ replayed }: Reply["body"]) => replayed)).toEqual([false, true]);
    expect(second.body.results[0]).toEqual({ ...first.body.results[0], replayed: true });
    expect(await recordsOf()).toBe(head);
  });

  test("200: the same messageId with another call is a failure of that call", async () => {
    const call = track("anna", "Idea Posted");
    await batch(call);
    for (const other of [
      { ...call, userId: "otto" },
      { ...call, type: "identify" },
    ]) {
      expect((await batch(other)).results[0]).toMatchObject({ status: "failed", code: "key_reused" });
    }
  });

  test("200: a messageId and the key of an event do not meet", async () => {
    const call = track("anna", "Idea Posted");
    await batch(call);
    expect((await shop.event({ key: call.messageId, type: "idea_posted", member: { id: "anna" } })).body.replayed).toBe(false);
  });

  test("200: what is ignored writes nothing", async () => {
    const head = await recordsOf();
    await batch(track("anna", "Button Clicked"), message({ type: "screen", userId: "anna" }), message({ type: "identify", anonymousId: "a" }));
    expect(await recordsOf()).toBe(head);
  });

  test("200: identify needs members:write as well", async () => {
    const { token } = await keyWith(server.app, shop.workspace, ["events:write"]);
    const calls = [message({ type: "identify", userId: "emil" }), track("emil", "Review Posted")];
    const { body } = await send("/v1/batch", { batch: calls }, basic(token));
    expect(body.results.map(({ status, code }: Reply["body"]) => [status, code])).toEqual([
      ["failed", "forbidden"],
      ["ignored", undefined],
    ]);
  });

  test("200: the context of the batch holds for its calls", async () => {
    const { body } = await send("/v1/batch", { batch: [track("gina", "Signed Up")], context: { campaign: { bw_code: await codeOf(shop, "otto") } } });
    expect(body.results[0].referrals).toHaveLength(1);
  });

  test("200: now is now in a test workspace, whose clock was moved", async () => {
    const { body: clock } = await shop.get("/v1/clock");
    await shop.post("/v1/clock", { to: new Date(Date.parse(clock.now) + 40 * 86_400_000).toISOString() });
    const { results } = await batch(track("otto", "Review Posted", {}, { timestamp: new Date().toISOString() }));
    expect(results[0].status).toBe("rewarded");
  });

  test("200: gzip", async () => {
    const { status, body } = await send("/v1/batch", gzipSync(JSON.stringify({ batch: [track("anna", "Idea Posted")] })), {
      "content-encoding": "gzip",
    });
    expect([status, body.results[0].status]).toEqual([200, "rewarded"]);
  });

  test("413: what inflates to more than the limit, without inflating it all", async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024, 32), { level: 9 });
    expect(bomb.length).toBeLessThan(1024 * 1024);
    const { status, body } = await send("/v1/batch", bomb, { "content-encoding": "gzip" });
    expect([status, body.code]).toEqual([413, "payload_too_large"]);
  });

  test("400: what is no gzip, or cut off; 415: another encoding, or gzip elsewhere", async () => {
    const zipped = gzipSync(JSON.stringify({ batch: [] }));
    expect((await send("/v1/batch", zipped.subarray(0, 12), { "content-encoding": "gzip" })).status).toBe(400);
    expect((await send("/v1/batch", "{}", { "content-encoding": "gzip" })).status).toBe(400);
    expect((await send("/v1/batch", zipped, { "content-encoding": "br" })).status).toBe(415);
    const elsewhere = { "content-encoding": "gzip", authorization: `Bearer ${shop.secret}` };
    expect((await send("/v1/events", zipped, elsewhere)).status).toBe(415);
  });

  test.each([
    ["what is not JSON", "{"],
    ["no batch", {}],
    ["more than 2,500 calls", { batch: new Array(2501).fill({}) }],
  ])("400: %s", async (_what, body) => expect((await send("/v1/batch", body)).status).toBe(400));

  test("500: a call that could not be written; sent again all are, and those that were written before are not written twice", async () => {
    const { admin } = server.database;
    const calls = ["good", "poison", "good too"].map((subject) => track("otto", "Review Posted", { subject }));
    await admin.query("alter table records add constraint staged check (input ->> 'subject' is distinct from 'poison') not valid");
    const first = await send("/v1/batch", { batch: calls });
    expect([first.status, first.body.code, first.headers["retry-after"]]).toEqual([500, "internal", "1"]);
    await admin.query("alter table records drop constraint staged");
    const { results } = await batch(...calls);
    expect(results.map(({ status, replayed }: Reply["body"]) => [status, replayed])).toEqual([
      ["rewarded", true],
      ["rewarded", false],
      ["rewarded", true],
    ]);
  });

  test("401: a wrong key, the key as password, a publishable key's owner 403", async () => {
    expect((await send("/v1/batch", { batch: [] }, basic("bw_test_000000000000000000000000000000"))).status).toBe(401);
    expect((await send("/v1/batch", { batch: [] }, { authorization: `Basic ${Buffer.from(`:${shop.secret}`).toString("base64")}` })).status).toBe(
      401,
    );
    expect((await send("/v1/batch", { batch: [] }, basic(shop.publishable))).status).toBe(403);
  });
});

describe("a call of its own", () => {
  test("200: identify and track, answered like one of a batch", async () => {
    const identified = await send("/v1/identify", message({ userId: "frieda", traits: { email: "frieda@example.com" } }));
    expect([identified.status, identified.body.results[0].status]).toEqual([200, "done"]);
    const call = message({ userId: "frieda", event: "Order Completed", properties: { order_id: "9", revenue: 30.1, tax: 5.72 } });
    const first = await send("/v1/track", call);
    expect(first.body).toMatchObject({ success: true, results: [{ type: "track", status: "ignored", reason: "not_in_a_program", replayed: false }] });
    expect((await send("/v1/track", { ...call, sentAt: "later" })).headers["idempotent-replayed"]).toBe("true");
    const { rows } = await server.database.admin.query("select input -> 'money' as money from records where number = $1", [
      Number(first.body.results[0].id.slice(4)),
    ]);
    expect(rows[0].money).toEqual({ total: "3582", tax: "572" });
  });

  test.each(["page", "screen", "group", "alias"])("200: %s is answered and ignored", async (call) => {
    const { status, body } = await send(`/v1/${call}`, message({ userId: "anna" }));
    expect([status, body.success, body.results[0].status]).toEqual([200, true, "ignored"]);
  });

  test("400: what cannot be read, with its place; 409: a messageId that was used", async () => {
    const bad = await send("/v1/track", message({ userId: "anna", event: "Order Completed", properties: { total: "a lot" } }));
    expect([bad.status, bad.body.code, bad.body.errors[0].path]).toEqual([400, "invalid_request", "/properties/total"]);
    const call = message({ userId: "anna", event: "Idea Posted" });
    await send("/v1/track", call);
    expect((await send("/v1/track", { ...call, userId: "otto" })).body.code).toBe("key_reused");
  });
});
