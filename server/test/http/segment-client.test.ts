/** Segment's own client for Node, unmodified, against a network that loses requests and answers. */
import { Analytics } from "@segment/analytics-node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestServer, testServer } from "./server.js";
import { openShop, type Shop } from "./shop.js";
import { startUnreliableProxy, type UnreliableProxy } from "./unreliable-proxy.js";

const EVENTS = 10_000;
const MEMBERS = 50;

let server: TestServer;
let shop: Shop;
let proxy: UnreliableProxy;
beforeAll(async () => {
  server = await testServer();
  shop = await openShop(server);
  proxy = await startUnreliableProxy(await server.server.listen({ host: "127.0.0.1", port: 0 }));
});
afterAll(async () => {
  await proxy.close();
  await server.close();
});

async function countOf(sql: string): Promise<Record<string, unknown>> {
  const { rows } = await server.database.admin.query(sql, [shop.workspace.id]);
  return rows[0];
}

test("10,000 events, most of them sent more than once, are each written and rewarded once: nothing twice, nothing lost (L8)", {
  timeout: 60_000,
}, async () => {
  await shop.post("/v1/members", { members: memberIds.map((id) => ({ id, programs: [shop.handle] })) });
  const failures: unknown[] = [];
  const client = new Analytics({ writeKey: shop.secret, host: proxy.url, flushAt: 200, flushInterval: 500, maxRetries: 10 });
  client.on("error", (error) => failures.push(error));
  for (let index = 0; index < EVENTS; index++) {
    const userId = memberIds[index % MEMBERS] ?? "";
    if (index < MEMBERS) client.identify({ userId, traits: { email: `${userId}@example.com` } });
    client.track({ userId, event: "Review Posted", properties: { order_id: `review-${index}` } });
  }
  await client.closeAndFlush({ timeout: 50_000 });

  expect(failures).toEqual([]);
  for (const [way, count] of Object.entries(proxy.counts)) expect([way, count > 0]).toEqual([way, true]);
  expect(
    await countOf(
      "select count(*)::int, count(distinct input ->> 'subject')::int as subjects from records where workspace_id = $1 and kind = 'event'",
    ),
  ).toEqual({
    count: EVENTS,
    subjects: EVENTS,
  });
  expect(await countOf("select count(*)::int, sum(amount)::int as amount from rewards where workspace_id = $1 and kind = 'cash'")).toEqual({
    count: EVENTS,
    amount: EVENTS * 300,
  });
  const { body } = await shop.get("/v1/members/customer-0");
  expect(body.email).toBe("customer-0@example.com");
});

const memberIds = Array.from({ length: MEMBERS }, (_, index) => `customer-${index}`);
