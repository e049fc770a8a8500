/** An endpoint that is disabled without anybody asking for it is noticed: by the log, by the workspace's own answer; by `doctor` as well. */
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import type { WebhookDelivery } from "../../src/jobs/deliver-webhooks.js";
import { type TestServer, testServer } from "../http/server.js";
import { openShop, type Shop } from "../http/shop.js";
import { deliver, type Endpoint, openEndpoint } from "./delivering.js";
import { type Receiver, startReceiver, until } from "./receiver.js";

let server: TestServer;
let receiver: Receiver;
let shop: Shop;
let delivery: WebhookDelivery | undefined;

beforeAll(async () => {
  server = await testServer({ webhookAllow: ["127.0.0.1"] });
  receiver = await startReceiver();
});
afterEach(async () => {
  await delivery?.stop();
  vi.restoreAllMocks();
});
afterAll(async () => {
  await server.close();
  await receiver.close();
});

const webhooks = async () => (await shop.get("/v1/workspace")).body.webhooks;

async function sendUntilDisabled(status: number): Promise<Endpoint> {
  shop = await openShop(server);
  receiver.answer((_request, response) => response.writeHead(status).end());
  const endpoint = await openEndpoint(shop, `${receiver.url}?token=not-to-be-told`, ["member.joined"]);
  expect(await webhooks()).toEqual({ active: 1, disabled: 0 });
  for (const id of ["ada", "bea", "cleo"]) await shop.event({ type: "sign_up", member: { id } });
  delivery = deliver(server.app);
  await until("it is disabled", async () => (await shop.get(endpoint.path)).body.status === "disabled");
  return endpoint;
}

test.each([
  ["gone", 410, "answered 410"],
  ["failing", 500, "a whole schedule of attempts has failed"],
])(
  "%s: one warning names the endpoint and what to do, and none of its address; GET /v1/workspace counts it until it is active again",
  async (because, status, says) => {
    const warn = vi.spyOn(server.app.log, "warn");
    const endpoint = await sendUntilDisabled(status);
    await delivery?.stop();
    const told = warn.mock.calls.filter(([, sentence]) => String(sentence).includes("webhook endpoint"));
    expect(told).toEqual([[{ workspace: shop.workspace.id, endpoint: endpoint.id, because }, expect.stringContaining(says)]]);
    expect(JSON.stringify(warn.mock.calls)).not.toContain("not-to-be-told");
    expect(await webhooks()).toEqual({ active: 0, disabled: 1 });
    await shop.put(endpoint.path, { status: "active" });
    expect(await webhooks()).toEqual({ active: 1, disabled: 0 });
  },
);

test("one that somebody switched off on purpose wants no attention", async () => {
  shop = await openShop(server);
  const { path } = await openEndpoint(shop, receiver.url);
  await shop.put(path, { status: "disabled" });
  expect(await webhooks()).toEqual({ active: 0, disabled: 0 });
});
