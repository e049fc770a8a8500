/** From a fact to a receiver: signed, in order, once for each endpoint that asks for it, again until it is taken. */
import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { makeWebhookHttp } from "../../src/adapters/webhook-http.js";
import { stepWebhooks } from "../../src/commands/webhook-step.js";
import type { WebhookDelivery } from "../../src/jobs/deliver-webhooks.js";
import { type TestServer, testServer } from "../http/server.js";
import { befriend, openShop, type Shop } from "../http/shop.js";
import { otherApp } from "../laws/log-app.js";
import { deliver, deliveriesOf, factsOf, openEndpoint } from "./delivering.js";
import { type Receiver, startReceiver, until } from "./receiver.js";

let server: TestServer;
let shop: Shop;
let receiver: Receiver;
let delivery: WebhookDelivery | undefined;

beforeAll(async () => {
  server = await testServer({ webhookAllow: ["127.0.0.1"] });
  shop = await openShop(server);
  receiver = await startReceiver();
});
afterEach(async () => {
  await delivery?.stop();
  delivery = undefined;
  await server.database.admin.query("update webhook_endpoints set status = 'deleted'");
  receiver.received.length = 0;
  receiver.answer((_request, response) => response.end("thanks"));
});
afterAll(async () => {
  await server.close();
  await receiver.close();
});

const verify = (secret: string, { body, headers }: Receiver["received"][number]) => new Webhook(secret).verify(body, headers);
const idsOf = ({ received }: Receiver) => received.map(({ json }) => json.data.id).sort();
const settled = async (endpoint: { path: string }) =>
  (await deliveriesOf(shop, { ...endpoint, id: "", secret: "" })).every(({ state }: { state: string }) => state !== "pending");

describe("what is sent", () => {
  test("every fact since the endpoint was made, once, as the public library verifies it", async () => {
    const endpoint = await openEndpoint(shop, receiver.url);
    const before = await factsOf(shop);
    delivery = deliver(server.app);
    await befriend(shop, "vera");
    const facts = (await factsOf(shop)).slice(before.length);
    await until("every fact was received", () => receiver.received.length >= facts.length);
    expect(idsOf(receiver)).toEqual(facts.map(({ id }) => id).sort());
    for (const message of receiver.received) {
      verify(endpoint.secret, message);
      expect(message.headers["webhook-id"]).toMatch(/^msg_[0-9a-z]{20}$/);
      expect(message.json).toMatchObject({
        type: expect.any(String),
        timestamp: expect.stringMatching(/Z$/),
        data: { event: expect.stringMatching(/^evt_/) },
      });
    }
    expect(new Set(receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(facts.length);
    await until("all are noted", () => settled(endpoint));
    const [newest] = await deliveriesOf(shop, endpoint);
    expect(newest).toMatchObject({ state: "delivered", attempts: [{ attempt: 1, status: 200, error: null, answer: "thanks" }] });
  });

  test("people by the business's own ids, rewards, referrals and coupons as the API shows them", async () => {
    await openEndpoint(shop, receiver.url);
    delivery = deliver(server.app);
    await befriend(shop, "wanda");
    await until("the goal was told", () => receiver.received.some(({ json }) => json.type === "goal.reached"));
    await until("rewards were told", () => receiver.received.some(({ json }) => json.type === "reward.made" && json.data.reward.coupon));
    const of = (type: string) => receiver.received.find(({ json }) => json.type === type)?.json.data;
    expect(of("member.joined")).toMatchObject({ member: "wanda" });
    expect(of("referral.began").referral).toMatchObject({ friend: "wanda", referrer: "anna" });
    const reward = receiver.received.find(({ json }) => json.data.reward?.coupon)?.json.data.reward;
    expect(reward).toEqual((await shop.get(`/v1/rewards/${reward.id}`)).body);
    expect(receiver.received.map(({ body }) => body).join()).not.toMatch(/"mem_/);
  });

  test("only the kinds that the endpoint asks for", async () => {
    await openEndpoint(shop, receiver.url, ["referral.converted"]);
    delivery = deliver(server.app);
    await befriend(shop, "xenia");
    await until("it was told", () => receiver.received.length > 0);
    await befriend(shop, "yara");
    await until("the second one was told", () => receiver.received.length > 1);
    expect(receiver.received.map(({ json }) => json.type)).toEqual(["referral.converted", "referral.converted"]);
  });

  test("nothing of another workspace", async () => {
    const other = await openShop(server);
    const mine = await openEndpoint(shop, receiver.url, ["member.joined"]);
    delivery = deliver(server.app);
    await other.event({ type: "sign_up", member: { id: "stranger" } });
    await shop.event({ type: "sign_up", member: { id: "mine" } });
    await until("mine was told", () => receiver.received.length > 0);
    expect(receiver.received.map(({ json }) => json.data.member)).toEqual(["mine"]);
    verify(mine.secret, receiver.received[0] as never);
  });
});

describe("a receiver that fails", () => {
  test("is asked again under the same id, with the time of each attempt, until it takes it", async () => {
    receiver.answer((_request, response, nth) => response.writeHead(nth < 4 ? 500 : 204).end());
    const endpoint = await openEndpoint(shop, receiver.url, ["member.joined"]);
    delivery = deliver(server.app);
    await shop.event({ type: "sign_up", member: { id: "retry" } });
    await until("it was taken", async () => (await deliveriesOf(shop, endpoint))[0]?.state === "delivered");
    const [done] = await deliveriesOf(shop, endpoint);
    expect(done.attempts.map(({ attempt, status }: { attempt: number; status: number }) => [attempt, status])).toEqual([
      [4, 204],
      [3, 500],
      [2, 500],
      [1, 500],
    ]);
    expect(new Set(receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    for (const message of receiver.received) verify(endpoint.secret, message);
  });

  test("fails the delivery after the tenth attempt, and is disabled if nothing has succeeded since; switched on again it goes on where it stood", async () => {
    receiver.answer((_request, response) => response.writeHead(500).end());
    const endpoint = await openEndpoint(shop, receiver.url, ["member.joined"]);
    delivery = deliver(server.app);
    await shop.event({ type: "sign_up", member: { id: "failing" } });
    await until("it is disabled", async () => (await shop.get(endpoint.path)).body.status === "disabled");
    expect((await shop.get(endpoint.path)).body).toMatchObject({ disabledBecause: "failing", pending: 0 });
    const [failed] = await deliveriesOf(shop, endpoint, "state=failed");
    expect(failed.attempts).toHaveLength(10);
    await shop.event({ type: "sign_up", member: { id: "meanwhile" } });
    receiver.received.length = 0;
    receiver.answer((_request, response) => response.end());
    await shop.put(endpoint.path, { status: "active" });
    await until("what was missed is sent", () => receiver.received.length > 0);
    expect(receiver.received.map(({ json }) => json.data.member)).toEqual(["meanwhile"]);
  });

  test("is left on when something else has succeeded meanwhile", async () => {
    receiver.answer((_request, response) => response.writeHead(receiver.received.at(-1)?.json.data.member === "bad" ? 500 : 200).end());
    const endpoint = await openEndpoint(shop, receiver.url, ["member.joined"]);
    delivery = deliver(server.app);
    await shop.event({ type: "sign_up", member: { id: "bad" } });
    await until("it was tried", () => receiver.received.length > 0);
    await shop.event({ type: "sign_up", member: { id: "good" } });
    await until("it has failed", async () => (await deliveriesOf(shop, endpoint, "state=failed")).length === 1);
    expect((await shop.get(endpoint.path)).body.status).toBe("active");
  });

  test("is disabled at once by 410", async () => {
    receiver.answer((_request, response) => response.writeHead(410).end());
    const endpoint = await openEndpoint(shop, receiver.url, ["member.joined"]);
    delivery = deliver(server.app);
    await shop.event({ type: "sign_up", member: { id: "gone" } });
    await until("it is disabled", async () => (await shop.get(endpoint.path)).body.status === "disabled");
    expect((await shop.get(endpoint.path)).body.disabledBecause).toBe("gone");
    expect((await deliveriesOf(shop, endpoint))[0]).toMatchObject({ state: "failed", attempts: [{ status: 410 }] });
  });

  test("is left alone for as long as it asks for with 429", async () => {
    receiver.answer((_request, response) => response.writeHead(429, { "retry-after": "3600" }).end());
    const endpoint = await openEndpoint(shop, receiver.url, ["member.joined"]);
    delivery = deliver(server.app);
    await shop.event({ type: "sign_up", member: { id: "busy" } });
    await until("it is on hold", async () => (await shop.get(endpoint.path)).body.holdUntil !== null);
    const { holdUntil } = (await shop.get(endpoint.path)).body;
    expect(Math.abs(Date.parse(holdUntil) - Date.now() - 3_600_000)).toBeLessThan(600_000);
    expect((await deliveriesOf(shop, endpoint))[0].nextAttemptAt >= holdUntil.slice(0, 16)).toBe(true);
  });

  test("that hangs holds up nobody else", async () => {
    const hanging = await startReceiver();
    hanging.answer(() => {});
    const slow = await openEndpoint(shop, hanging.url, ["member.joined"]);
    await openEndpoint(shop, receiver.url, ["member.joined"]);
    delivery = deliver(server.app, { inFlightMax: 9 });
    await Promise.all(Array.from({ length: 40 }, (_, nth) => shop.event({ type: "sign_up", member: { id: `many-${nth}` } })));
    await until("the other one has all", () => receiver.received.length === 40);
    expect(hanging.received.length).toBeLessThanOrEqual(8);
    await shop.put(slow.path, { status: "disabled" });
    await hanging.close();
  });
});

describe("two secrets", () => {
  test("both sign while they overlap; a third ends the first at once", async () => {
    const endpoint = await openEndpoint(shop, receiver.url, ["member.joined"]);
    const { body: second } = await shop.post(`${endpoint.path}/secret/rotate`, {}, { "idempotency-key": "rotate-once" });
    const again = await shop.post(`${endpoint.path}/secret/rotate`, {}, { "idempotency-key": "rotate-once" });
    expect(again.body).toEqual(second);
    expect(again.headers["idempotent-replayed"]).toBe("true");
    expect((await shop.get(endpoint.path)).body.oldSecretUntil).toBe(second.oldSecretUntil);
    delivery = deliver(server.app);
    await shop.event({ type: "sign_up", member: { id: "rotated" } });
    await until("it was told", () => receiver.received.length > 0);
    const [message] = receiver.received as [Receiver["received"][number]];
    expect(message.headers["webhook-signature"]?.split(" ")).toHaveLength(2);
    verify(endpoint.secret, message);
    verify(second.secret, message);
    const { body: third } = await shop.post(`${endpoint.path}/secret/rotate`, {});
    await shop.event({ type: "sign_up", member: { id: "rotated-again" } });
    await until("that was told", () => receiver.received.length > 1);
    const latest = receiver.received.at(-1) as Receiver["received"][number];
    for (const secret of [second.secret, third.secret]) verify(secret, latest);
    expect(() => verify(endpoint.secret, latest)).toThrow();
  });
});

describe("two processes", () => {
  test("send each fact once", async () => {
    const endpoint = await openEndpoint(shop, receiver.url, ["member.joined"]);
    const second = await otherApp(server.database);
    second.webhookHttp = makeWebhookHttp({ allow: ["127.0.0.1"] });
    delivery = deliver(server.app);
    const rival = deliver(second);
    for (let round = 0; round < 10; round++) {
      await Promise.all(Array.from({ length: 20 }, (_, nth) => shop.event({ type: "sign_up", member: { id: `two-${round}-${nth}` } })));
    }
    await until("all were told", () => receiver.received.length >= 200);
    await until("all are noted", () => settled(endpoint));
    expect(new Set(idsOf(receiver)).size).toBe(200);
    expect(receiver.received).toHaveLength(200);
    await rival.stop();
    await second.close();
  });

  test("one takes over what the other, killed, had taken", async () => {
    const endpoint = await openEndpoint(shop, receiver.url, ["member.joined"]);
    await shop.event({ type: "sign_up", member: { id: "orphan" } });
    const nothing = { attempts: [], kept: [], full: [], released: [] };
    const step = (holder: string) =>
      stepWebhooks(server.app, shop.workspace, { holder, leaseMs: 60_000, looks: true, loads: true, limit: 10, ...nothing });
    expect((await step("killed")).due).toHaveLength(1);
    expect((await step("rival")).due).toEqual([]);
    await server.database.admin.query("update webhook_endpoints set lease_until = now() where id = $1", [endpoint.id]);
    delivery = deliver(server.app);
    await until("the other one sends it", () => receiver.received.length > 0);
    expect(receiver.received[0]?.json.data.member).toBe("orphan");
  });

  test("one gives its leases back when it stops, and has noted what was in flight", async () => {
    let release = (): void => {};
    receiver.answer((_request, response) => {
      release = () => response.end();
    });
    const endpoint = await openEndpoint(shop, receiver.url, ["member.joined"]);
    delivery = deliver(server.app);
    await shop.event({ type: "sign_up", member: { id: "stopping" } });
    await until("it is in flight", () => receiver.received.length === 1);
    const stopped = delivery.stop();
    delivery = undefined;
    release();
    await stopped;
    expect((await deliveriesOf(shop, endpoint))[0].state).toBe("delivered");
    const { rows } = await server.database.admin.query("select lease_holder from webhook_endpoints where id = $1", [endpoint.id]);
    expect(rows[0].lease_holder).toBeNull();
  });

  test("a result that comes too late changes nothing", async () => {
    const endpoint = await openEndpoint(shop, receiver.url, ["member.joined"]);
    await shop.event({ type: "sign_up", member: { id: "late" } });
    const step = (holder: string, status?: number, due?: Awaited<ReturnType<typeof stepWebhooks>>["due"]) =>
      stepWebhooks(server.app, shop.workspace, {
        ...{ holder, leaseMs: 60_000, looks: true, loads: true, limit: 10, kept: [], full: [], released: [] },
        attempts: (due ?? []).map((each) => ({
          delivery: each,
          at: Date.now(),
          durationMs: 1,
          status: status ?? 200,
          error: null,
          answer: "",
          retryAfterMs: 0,
        })),
      });
    const { due } = await step("first");
    await step("first", 200, due);
    await step("first", 500, due);
    expect((await deliveriesOf(shop, endpoint))[0]).toMatchObject({ state: "delivered", attempts: [{ attempt: 1, status: 200 }] });
  });
});
