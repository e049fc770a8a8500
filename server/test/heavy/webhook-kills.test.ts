/** L9 for webhooks at length: processes that deliver are killed one after the other, and the next one waits for the lease of the dead. KILLS says how many. */
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { seeded } from "../crash/run-crashes.js";
import { type TestServer, testServer } from "../http/server.js";
import { openShop, type Shop } from "../http/shop.js";
import { startDeliverer } from "../webhooks/deliverer.js";
import { openEndpoint } from "../webhooks/delivering.js";
import { type Receiver, startReceiver, until } from "../webhooks/receiver.js";

let server: TestServer;
let receiver: Receiver;
let shop: Shop;
beforeAll(async () => {
  server = await testServer({ webhookAllow: ["127.0.0.1"] });
  receiver = await startReceiver();
  shop = await openShop(server);
});
afterAll(async () => {
  await server.close();
  await receiver.close();
});

const minutes = (count: number) => count * 60_000;

test("every fact arrives, and nothing under two ids, whenever processes are killed", async () => {
  const random = seeded(Number(process.env.LAWS_SEED ?? 1));
  receiver.answer((_request, response) => setTimeout(() => response.end(), random() * 20));
  const endpoint = await openEndpoint(shop, receiver.url, ["member.joined"]);
  const ids: string[] = [];
  for (let round = 0; round < Number(process.env.KILLS ?? 4); round++) {
    const fresh = Array.from({ length: 1000 }, (_, nth) => `friend-${round}-${nth}`);
    ids.push(...fresh);
    const enough = receiver.received.length + Math.floor(random() * 300);
    await shop.post("/v1/events", { events: fresh.map((id) => ({ key: id, type: "sign_up", member: { id } })) });
    const process = startDeliverer(server.database);
    await process.until(`round ${round} delivers`, () => receiver.received.length > enough);
    await delay(random() * 200);
    await process.kill();
  }
  const last = startDeliverer(server.database);
  await until("nothing waits", async () => (await shop.get(endpoint.path)).body.pending === 0, minutes(5));
  await last.kill();
  expect(new Set(receiver.received.map(({ json }) => json.data.member))).toEqual(new Set(ids));
  expect(new Set(receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(ids.length);
});
