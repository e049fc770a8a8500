/** Endpoints and deliveries through the API: what is refused, what repeats, what is sent again. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { forgetOldDeliveries } from "../../src/commands/webhook-step.js";
import { checkoutDir } from "../../src/config.js";
import { FACT_KINDS } from "../../src/core/fact-kinds.js";
import type { WebhookDelivery } from "../../src/jobs/deliver-webhooks.js";
import { type TestServer, testServer } from "../http/server.js";
import { openShop, type Shop } from "../http/shop.js";
import { deliver, deliveriesOf, type Endpoint, factsOf, openEndpoint } from "./delivering.js";
import { type Receiver, startReceiver, until } from "./receiver.js";

let server: TestServer;
let shop: Shop;
let receiver: Receiver;
let delivery: WebhookDelivery | undefined;

beforeAll(async () => {
  server = await testServer({ webhookAllow: ["127.0.0.1"] });
  receiver = await startReceiver();
});
afterEach(async () => {
  await delivery?.stop();
  delivery = undefined;
  receiver.received.length = 0;
});
afterAll(async () => {
  await server.close();
  await receiver.close();
});

const signUp = (id: string) => shop.event({ type: "sign_up", member: { id } });
const told = () => receiver.received.map(({ json }) => json.data.member);
const remove = (path: string) =>
  server.server.inject({ method: "DELETE", url: path, headers: { authorization: `Bearer ${shop.secret}`, "idempotency-key": `delete-${path}` } });

describe("an endpoint", () => {
  beforeAll(async () => {
    shop = await openShop(server);
  });

  test("400: an address that nothing may be sent to, with the remedy", async () => {
    for (const url of ["http://shop.example/", "https://10.0.0.1/", "https://0xa.1:443/", "https://a:b@shop.example/", "x"]) {
      const { status, body } = await shop.post("/v1/webhook-endpoints", { url });
      expect(`${url} ${status} ${body.errors?.[0]?.path}`).toBe(`${url} 400 /url`);
      expect(body.errors[0].remedy.length).toBeGreaterThan(10);
    }
  });

  test("400: a kind that there is not, and what no field is called", async () => {
    expect((await shop.post("/v1/webhook-endpoints", { url: receiver.url, kinds: ["reward.lost"] })).status).toBe(400);
    expect((await shop.post("/v1/webhook-endpoints", { url: receiver.url, kinds: [] })).status).toBe(400);
    expect((await shop.post("/v1/webhook-endpoints", { url: receiver.url, secret: "mine" })).status).toBe(400);
  });

  test("201: tells its secret once; the same request gives the same again; 409: another one under its key", async () => {
    const headers = { "idempotency-key": "make-it-once" };
    const first = await shop.post("/v1/webhook-endpoints", { url: receiver.url, label: "Shop" }, headers);
    const again = await shop.post("/v1/webhook-endpoints", { url: receiver.url, label: "Shop" }, headers);
    expect(first.body.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(Buffer.from(first.body.secret.slice(6), "base64")).toHaveLength(32);
    expect(again.body).toEqual(first.body);
    expect(again.headers["idempotent-replayed"]).toBe("true");
    expect((await shop.post("/v1/webhook-endpoints", { url: receiver.url, label: "Other" }, headers)).body.code).toBe("key_reused");
    const { body } = await shop.get("/v1/webhook-endpoints");
    expect(JSON.stringify(body)).not.toContain("whsec_");
    const { secret: _, ...shown } = first.body;
    expect(body.data).toEqual([shown]);
    const { rows } = await server.database.admin.query("select encode(secret_wrapped, 'escape') as wrapped from webhook_endpoints");
    expect(JSON.stringify(rows)).not.toContain("whsec_");
  });

  test("200: is changed as far as it is said; 400: into nothing that could not be made", async () => {
    const { path } = await openEndpoint(shop, receiver.url, ["member.joined"]);
    expect((await shop.put(path, { label: "New" })).body).toMatchObject({
      label: "New",
      url: receiver.url,
      kinds: ["member.joined"],
      status: "active",
    });
    expect((await shop.put(path, { kinds: null, status: "disabled" })).body).toMatchObject({
      kinds: null,
      status: "disabled",
      disabledBecause: "request",
    });
    expect((await shop.put(path, { url: "https://192.168.0.1/" })).status).toBe(400);
    expect((await shop.post(`${path}/test`, {})).status).toBe(409);
    expect((await shop.put(path, { status: "active" })).body).toMatchObject({ status: "active", disabledBecause: null });
  });

  test("is gone when it is deleted, with its deliveries; doing it again changes nothing", async () => {
    const endpoint = await openEndpoint(shop, receiver.url);
    await shop.post(`${endpoint.path}/test`, {});
    expect((await remove(endpoint.path)).json()).toEqual({ id: endpoint.id, deleted: true });
    expect((await remove(endpoint.path)).statusCode).toBe(200);
    expect((await shop.get(endpoint.path)).status).toBe(404);
    expect((await shop.get(`${endpoint.path}/deliveries`)).status).toBe(404);
    expect((await shop.put(endpoint.path, { status: "active" })).status).toBe(404);
    await forgetOldDeliveries(server.app, shop.workspace.id);
    const { rows } = await server.database.admin.query("select count(*)::int as count from webhook_deliveries where endpoint_id = $1", [endpoint.id]);
    expect(rows[0].count).toBe(0);
  });

  test("409: the twenty-first", async () => {
    const crowd = await openShop(server);
    const made = await Promise.all(Array.from({ length: 25 }, () => crowd.post("/v1/webhook-endpoints", { url: receiver.url })));
    expect(made.filter(({ status }) => status === 201)).toHaveLength(20);
    expect(made.filter(({ status }) => status === 409)).toHaveLength(5);
  });
});

describe("samples", () => {
  test("of every kind arrive in its form, marked as such; the same request sends nothing further", async () => {
    shop = await openShop(server);
    const endpoint = await openEndpoint(shop, receiver.url, ["program.ended"]);
    for (const kind of FACT_KINDS)
      expect((await shop.post(`${endpoint.path}/test`, { kind }, { "idempotency-key": `sample-${kind}` })).status).toBe(202);
    const again = await shop.post(`${endpoint.path}/test`, { kind: "reward.made" }, { "idempotency-key": "sample-reward.made" });
    expect(again.headers["idempotent-replayed"]).toBe("true");
    delivery = deliver(server.app);
    await until("all arrived", () => receiver.received.length >= FACT_KINDS.length);
    expect(receiver.received.map(({ json }) => json.type).sort()).toEqual([...FACT_KINDS].sort());
    for (const { json, body, headers } of receiver.received) {
      expect(json.data).toMatchObject({ sample: true, id: "fact_0_0" });
      new Webhook(endpoint.secret).verify(body, headers);
    }
    const { body } = await shop.get(`${endpoint.path}/deliveries/${again.body.id}`);
    expect(body).toMatchObject({ fact: null, kind: "reward.made" });
  });

  test("are known for every kind of fact that the core tells", () => {
    const dir = join(checkoutDir, "server/src/core");
    const texts = readdirSync(dir)
      .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
      .map((name) => readFileSync(join(dir, name), "utf8"));
    const calls = texts.flatMap((text) => [...text.matchAll(/\bfact\(d, \{ kind: ([^,]+),/g)].map(([, kind]) => kind ?? ""));
    const literals = calls.flatMap((call) => [...call.matchAll(/"([a-z_.]+\.[a-z_]+)"/g)].map(([, kind]) => kind));
    expect(calls.length).toBeGreaterThan(15);
    expect(literals.filter((kind) => !FACT_KINDS.includes(kind as never))).toEqual([]);
    const prefixes = calls.flatMap((call) => /`([a-z]+)\.\$\{/.exec(call)?.[1] ?? []);
    expect([...new Set(prefixes)].sort()).toEqual(["program", "referral", "tier"]);
  });
});

describe("again", () => {
  let endpoint: Endpoint;
  beforeAll(async () => {
    shop = await openShop(server);
    endpoint = await openEndpoint(shop, receiver.url, ["member.joined"]);
  });
  const joined = async () => (await factsOf(shop)).filter(({ kind }) => kind === "member.joined");

  test("one delivery is sent under the same webhook-id, with things as they are now", async () => {
    delivery = deliver(server.app);
    await signUp("one");
    await until("it was sent", async () => (await deliveriesOf(shop, endpoint))[0]?.state === "delivered");
    const [{ id }] = await deliveriesOf(shop, endpoint);
    expect((await shop.post(`${endpoint.path}/deliveries/${id}/replay`)).status).toBe(202);
    await until("it was sent again", () => receiver.received.length === 2);
    await until("it is noted", async () => (await deliveriesOf(shop, endpoint))[0].attempts.length === 2);
    const [first, second] = receiver.received;
    expect(second?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);
    expect(second?.body).toBe(first?.body);
    expect((await shop.post(`${endpoint.path}/deliveries/dlv_999_0/replay`)).status).toBe(404);
    expect((await shop.post(`${endpoint.path}/deliveries/nonsense/replay`)).status).toBe(404);
  });

  test("a range of facts is sent, both ends included, also from before the endpoint was made", async () => {
    for (const id of ["two", "three", "four"]) await signUp(id);
    const late = await openEndpoint(shop, receiver.url, ["member.joined"]);
    await shop.put(endpoint.path, { status: "disabled" });
    const facts = await joined();
    const { status, body } = await shop.post(`${late.path}/replay`, { fromFact: facts.at(-2)?.id, toFact: facts.at(-1)?.id });
    expect([status, body]).toEqual([202, { replayed: 2, nextFromFact: null }]);
    delivery = deliver(server.app);
    await until("they were sent", () => receiver.received.length === 2);
    expect(told().sort()).toEqual(["four", "three"]);
    await shop.put(endpoint.path, { status: "active" });
    await until("the other one has its own", () => receiver.received.length === 5);
    await remove(late.path);
  });

  test("a stretch of time is sent, by the workspace's own clock", async () => {
    delivery = deliver(server.app);
    const clock = async () => Date.parse((await shop.get("/v1/clock")).body.now);
    const dayMs = 86_400_000;
    const start = await clock();
    for (const [day, id] of ["early", "noon", "evening"].entries()) {
      await shop.post("/v1/clock", { to: new Date(start + (day + 1) * dayMs).toISOString() });
      await signUp(id);
    }
    await until("all were sent", () => receiver.received.length === 3);
    // What is in flight when it is asked for again is on its way already.
    await until("all were noted", async () => (await deliveriesOf(shop, endpoint)).every(({ state }) => state === "delivered"));
    receiver.received.length = 0;
    const at = (days: number) => new Date(start + days * dayMs).toISOString();
    expect((await shop.post(`${endpoint.path}/replay`, { from: at(2), to: at(2) })).body.replayed).toBe(1);
    expect((await shop.post(`${endpoint.path}/replay`, { from: at(2.5) })).body.replayed).toBe(1);
    expect((await shop.post(`${endpoint.path}/replay`, { from: at(9) })).body.replayed).toBe(0);
    await until("they were sent again", () => receiver.received.length === 2);
    expect(told().sort()).toEqual(["evening", "noon"]);
  });

  test("what was delivered is left out where only the rest is asked for", async () => {
    const all = await joined();
    await server.database.admin.query(
      "update webhook_deliveries set state = 'failed' where endpoint_id = $1 and (record_number, index) in (select record_number, index from webhook_deliveries where endpoint_id = $1 order by record_number desc limit 2)",
      [endpoint.id],
    );
    const { body } = await shop.post(`${endpoint.path}/replay`, { fromFact: "fact_1_0", only: "undelivered" });
    // Anna and Otto joined before the endpoint was made; they were never sent to it.
    expect(body).toEqual({ replayed: 4, nextFromFact: null });
    delivery = deliver(server.app);
    await until("they were sent", () => receiver.received.length === 4);
    // What is in flight while it is asked for again is on its way already.
    await until("all is noted", async () => (await shop.get(endpoint.path)).body.pending === 0);
    expect((await shop.post(`${endpoint.path}/replay`, { fromFact: "fact_1_0" })).body.replayed).toBe(all.length);
    await until("everything was sent", () => receiver.received.length === 4 + all.length);
  });

  test("400: a range without a beginning, or with two", async () => {
    expect((await shop.post(`${endpoint.path}/replay`, {})).status).toBe(400);
    expect((await shop.post(`${endpoint.path}/replay`, { from: "2026-03-01T00:00:00Z", fromFact: "fact_1_0" })).status).toBe(400);
    expect((await shop.post(`${endpoint.path}/replay`, { from: "yesterday" })).status).toBe(400);
    expect((await shop.post(`${endpoint.path}/replay`, { fromFact: "fact_1" })).status).toBe(400);
  });

  test("nothing that was done a month ago: it is forgotten", async () => {
    await server.database.admin.query(
      "update webhook_deliveries set done_at = now() - interval '31 days' where endpoint_id = $1 and done_at is not null",
      [endpoint.id],
    );
    await forgetOldDeliveries(server.app, shop.workspace.id);
    expect(await deliveriesOf(shop, endpoint)).toEqual([]);
    const { rows } = await server.database.admin.query("select count(*)::int as count from webhook_attempts where endpoint_id = $1", [endpoint.id]);
    expect(rows[0].count).toBe(0);
  });
});
