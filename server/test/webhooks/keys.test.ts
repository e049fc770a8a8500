/** L8 for the calls about webhooks, which make no record of the log: the same key twice is one effect and one answer. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { makeWebhookHttp } from "../../src/adapters/webhook-http.js";
import { type TestServer, testServer } from "../http/server.js";
import { openShop, type Reply, type Shop } from "../http/shop.js";
import { deliver, deliveriesOf, type Endpoint, openEndpoint } from "./delivering.js";
import { type Receiver, startReceiver, until } from "./receiver.js";

let server: TestServer;
let receiver: Receiver;
let shop: Shop;
let endpoint: Endpoint;

beforeAll(async () => {
  server = await testServer({ webhookAllow: ["127.0.0.1"] });
  receiver = await startReceiver();
});
beforeEach(async () => {
  shop = await openShop(server);
  endpoint = await openEndpoint(shop, receiver.url, ["member.joined"]);
  receiver.received.length = 0;
});
afterAll(async () => {
  await server.close();
  await receiver.close();
});

const key = { "idempotency-key": "once" };
const isReplayed = ({ headers }: Reply) => headers["idempotent-replayed"] === "true";

/** Brings what waits to the receiver, and stops. */
async function deliverAll(): Promise<void> {
  const delivery = deliver(server.app);
  await until("nothing waits", async () => (await shop.get(endpoint.path)).body.pending === 0);
  await delivery.stop();
}

async function delivered(ids: string[]): Promise<string[]> {
  for (const id of ids) await shop.event({ type: "sign_up", member: { id } });
  const all = async () => (await deliveriesOf(shop, endpoint)).filter(({ state }) => state === "delivered");
  const delivery = deliver(server.app);
  await until("all are delivered", async () => (await all()).length === ids.length);
  await delivery.stop();
  receiver.received.length = 0;
  return (await all()).map(({ id }) => id);
}

describe("POST …/replay", () => {
  test("202: the same request under its key is answered alike and sends nothing, also when the first has long been delivered", async () => {
    await delivered(["ada", "bea"]);
    const range = { fromFact: "fact_1_0", only: "all" };
    const first = await shop.post(`${endpoint.path}/replay`, range, key);
    expect([first.status, isReplayed(first)]).toEqual([202, false]);
    await deliverAll();
    const sent = receiver.received.length;
    expect(sent).toBe(first.body.replayed);
    const again = await shop.post(`${endpoint.path}/replay`, range, key);
    expect([again.status, again.body, isReplayed(again)]).toEqual([202, first.body, true]);
    expect((await shop.get(endpoint.path)).body.pending).toBe(0);
    await shop.put(endpoint.path, { status: "disabled" });
    expect((await shop.post(`${endpoint.path}/replay`, range, key)).body).toEqual(first.body);
  });

  test("409: another range, another endpoint or another call under the key", async () => {
    const range = { fromFact: "fact_1_0" };
    await shop.post(`${endpoint.path}/replay`, range, key);
    const other = await openEndpoint(shop, receiver.url);
    for (const reply of [
      await shop.post(`${endpoint.path}/replay`, { fromFact: "fact_1_1" }, key),
      await shop.post(`${endpoint.path}/replay`, { ...range, only: "undelivered" }, key),
      await shop.post(`${other.path}/replay`, range, key),
      await shop.post(`${endpoint.path}/test`, {}, key),
      await shop.post(`${endpoint.path}/secret/rotate`, {}, key),
      await shop.put(endpoint.path, { label: "Other" }, key),
    ])
      expect([reply.status, reply.body.code]).toEqual([409, "key_reused"]);
    expect((await shop.get(endpoint.path)).body.label).toBe("");
  });

  test("202: of many at the same time one sends, and all are answered alike", async () => {
    await delivered(["cleo"]);
    const replies = await Promise.all(Array.from({ length: 12 }, () => shop.post(`${endpoint.path}/replay`, { fromFact: "fact_1_0" }, key)));
    expect(new Set(replies.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1);
    expect(replies.filter((reply) => !isReplayed(reply))).toHaveLength(1);
  });

  test("a request that was refused leaves its key free", async () => {
    await shop.put(endpoint.path, { status: "disabled" });
    expect((await shop.post(`${endpoint.path}/replay`, { fromFact: "fact_1_0" }, key)).status).toBe(409);
    await shop.put(endpoint.path, { status: "active" });
    const reply = await shop.post(`${endpoint.path}/replay`, { fromFact: "fact_1_0" }, key);
    expect([reply.status, isReplayed(reply)]).toEqual([202, false]);
  });
});

describe("POST …/deliveries/:delivery/replay", () => {
  test("202: the same request under its key sends nothing further; 409: another delivery under it", async () => {
    const [one, two] = await delivered(["dina", "edda"]);
    const path = `${endpoint.path}/deliveries/${one}/replay`;
    expect((await shop.post(path, undefined, key)).body).toMatchObject({ id: one, state: "pending" });
    await deliverAll();
    const again = await shop.post(path, undefined, key);
    expect([again.status, again.body.id, again.body.state, isReplayed(again)]).toEqual([202, one, "delivered", true]);
    const other = await shop.post(`${endpoint.path}/deliveries/${two}/replay`, undefined, key);
    expect([other.status, other.body.code]).toEqual([409, "key_reused"]);
    expect((await shop.get(endpoint.path)).body.pending).toBe(0);
    expect(receiver.received).toHaveLength(1);
  });
});

test("PUT: the same request under its key changes nothing any more, and asks for no address again", async () => {
  await shop.put(endpoint.path, { label: "First", url: receiver.url, kinds: null }, key);
  await shop.put(endpoint.path, { label: "Second" });
  const { webhookHttp } = server.app;
  server.app.webhookHttp = makeWebhookHttp({ allow: [] });
  const again = await shop.put(endpoint.path, { label: "First", url: receiver.url, kinds: null }, key);
  server.app.webhookHttp = webhookHttp;
  expect([again.status, again.body.label, isReplayed(again)]).toEqual([200, "Second", true]);
  expect((await shop.put(endpoint.path, { label: "First", url: receiver.url }, key)).body.code).toBe("key_reused");
});

test("a rotation under its key gives its own secret again, also after another one, and changes nothing", async () => {
  const first = await shop.post(`${endpoint.path}/secret/rotate`, { overlapHours: 1 }, key);
  const second = await shop.post(`${endpoint.path}/secret/rotate`, {});
  const again = await shop.post(`${endpoint.path}/secret/rotate`, { overlapHours: 1 }, key);
  expect([again.status, again.body, isReplayed(again)]).toEqual([201, first.body, true]);
  expect((await shop.get(endpoint.path)).body.oldSecretUntil).toBe(second.body.oldSecretUntil);
  expect((await shop.post(`${endpoint.path}/secret/rotate`, { overlapHours: 2 }, key)).body.code).toBe("key_reused");
});

test("what is kept of a key says nothing of it, and holds no secret", async () => {
  const { body } = await shop.post(`${endpoint.path}/secret/rotate`, {}, { "idempotency-key": "anna@example.com" });
  const { rows } = await server.database.admin.query("select * from answered_calls");
  expect(rows.length).toBeGreaterThan(0);
  expect(JSON.stringify(rows)).not.toMatch(/anna@example|whsec_/);
  expect(JSON.stringify(rows)).not.toContain(body.secret.slice(6));
});
