/** kill -9 of the process that delivers. With the minutes that leases really last: test/heavy/webhook-kills.test.ts. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestServer, testServer } from "../http/server.js";
import { openShop, type Shop } from "../http/shop.js";
import { type Deliverer, startDeliverer } from "./deliverer.js";
import { deliver, deliveriesOf, openEndpoint } from "./delivering.js";
import { type Receiver, startReceiver, until } from "./receiver.js";

let server: TestServer;
let receiver: Receiver;
let shop: Shop;
let killed: Deliverer | undefined;

beforeAll(async () => {
  server = await testServer({ webhookAllow: ["127.0.0.1"] });
  receiver = await startReceiver();
  shop = await openShop(server);
});
afterAll(async () => {
  await killed?.kill();
  await server.close();
  await receiver.close();
});

test("another process goes on where one was killed in mid-delivery: every fact arrives, and what arrives twice has the same webhook-id", async () => {
  const answered = 20;
  receiver.answer((_request, response, nth) => {
    if (nth <= answered) response.end();
  });
  const endpoint = await openEndpoint(shop, receiver.url, ["member.joined"]);
  const ids = Array.from({ length: 60 }, (_, nth) => `friend-${nth}`);
  await shop.post("/v1/events", { events: ids.map((id) => ({ key: id, type: "sign_up", member: { id } })) });
  killed = startDeliverer(server.database);
  await killed.until("it is in mid-delivery", () => receiver.received.length > answered);
  await killed.kill();
  receiver.answer((_request, response) => response.end());
  const rival = deliver(server.app);
  // The lease of the dead lasts for a minute: until then nobody else sends. Here the minute is over at once.
  await server.database.admin.query("update webhook_endpoints set lease_until = now() where id = $1", [endpoint.id]);
  await until("all are delivered", async () => {
    const deliveries = await deliveriesOf(shop, endpoint);
    return deliveries.length === ids.length && deliveries.every(({ state }) => state === "delivered");
  });
  await rival.stop();
  const members = receiver.received.map(({ json }) => json.data.member as string);
  expect([...new Set(members)].sort()).toEqual([...ids].sort());
  const messages = new Set(receiver.received.map(({ headers }) => headers["webhook-id"]));
  expect(messages.size).toBe(ids.length);
  // What was in flight, or answered and not yet noted, is sent again; nothing else is.
  expect(receiver.received.length).toBeLessThanOrEqual(ids.length + answered + 8);
}, 180_000);
