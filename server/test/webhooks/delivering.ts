/** A server that delivers, with short times: what the tests wait for is that something comes about, never how long it takes. */
import type { App } from "../../src/app.js";
import { renderFacts } from "../../src/http/fact-view.js";
import { startWebhookDelivery, type WebhookDelivery, type WebhookDeliverySettings } from "../../src/jobs/deliver-webhooks.js";
import type { Reply, Shop } from "../http/shop.js";

export const quick: Partial<WebhookDeliverySettings> = { pollMs: 20, delaysMs: [0, 10, 10, 10, 10, 10, 10, 10, 10, 10] };

export function deliver(app: App, settings: Partial<WebhookDeliverySettings> = {}): WebhookDelivery {
  return startWebhookDelivery(app, { render: renderFacts, ...quick, ...settings });
}

export interface Endpoint {
  id: string;
  secret: string;
  path: string;
}

export async function openEndpoint(shop: Shop, url: string, kinds: string[] | null = null): Promise<Endpoint> {
  const { status, body } = await shop.post("/v1/webhook-endpoints", { url, ...(kinds === null ? {} : { kinds }) });
  if (status !== 201) throw new Error(`The endpoint was not made: ${JSON.stringify(body)}`);
  return { id: body.id, secret: body.secret, path: `/v1/webhook-endpoints/${body.id}` };
}

export async function deliveriesOf(shop: Shop, { path }: Endpoint, query = "limit=100"): Promise<Reply["body"][]> {
  return (await shop.get(`${path}/deliveries?${query}`)).body.data;
}

/** All facts of the workspace, as /v1/facts tells them. */
export async function factsOf(shop: Shop): Promise<{ id: string; kind: string }[]> {
  return (await shop.get("/v1/facts?limit=100")).body.data;
}
