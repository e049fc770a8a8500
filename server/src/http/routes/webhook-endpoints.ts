import Type from "typebox";
import type { App } from "../../app.js";
import { changeWebhookEndpoint, deleteWebhookEndpoint } from "../../commands/change-webhook-endpoint.js";
import { createWebhookEndpoint } from "../../commands/create-webhook-endpoint.js";
import { rotateWebhookSecret } from "../../commands/rotate-webhook-secret.js";
import type { Workspace } from "../../commands/workspace-directory.js";
import { FACT_KINDS } from "../../core/fact-kinds.js";
import { AppError } from "../../errors.js";
import { listWebhookEndpoints, loadWebhookEndpointView, type WebhookEndpointView } from "../../queries/webhook-endpoints.js";
import { Closed } from "../fields.js";
import type { Http } from "../route.js";
import { instant } from "../views.js";

export const EndpointId = Type.String({ minLength: 1, maxLength: 60, description: "The endpoint's id.", examples: ["whe_4w8kq2n7c1x9d3b6m5zr"] });
export const FactKindName = Type.Union(FACT_KINDS.map((kind) => Type.Literal(kind)));
const Moment = Type.Union([Type.String(), Type.Null()]);
const Url = Type.String({
  minLength: 1,
  maxLength: 2000,
  description: "Where to send: an https address of a public host, or what the operator has allowed (WEBHOOK_ALLOW).",
});
const Label = Type.String({ maxLength: 100, description: "What people tell the endpoint by." });
const Kinds = Type.Union([Type.Array(FactKindName, { minItems: 1, maxItems: FACT_KINDS.length, uniqueItems: true }), Type.Null()], {
  description: "What to send; null, or nothing said, is all kinds, also those that are added later.",
});
const Status = Type.Union([Type.Literal("active"), Type.Literal("disabled")]);
const Secret = Type.String({ description: "whsec_…, to verify signatures with. It is in this answer and nowhere else." });
const Endpoint = Type.Object({
  id: Type.String(),
  url: Type.String(),
  label: Type.String(),
  kinds: Type.Union([Type.Array(Type.String()), Type.Null()]),
  status: Status,
  disabledBecause: Type.Union([Type.String(), Type.Null()], {
    description: "request: somebody asked for it; gone: the receiver answered 410; failing: nothing succeeded for a whole schedule of attempts.",
  }),
  pending: Type.Integer({ description: "Deliveries that wait, counted up to 10,000." }),
  oldestPendingAt: Moment,
  holdUntil: Type.Union([Type.String(), Type.Null()], { description: "Until when nothing is sent because the receiver asked for it (Retry-After)." }),
  lastSuccessAt: Moment,
  oldSecretUntil: Type.Union([Type.String(), Type.Null()], { description: "Until when the secret before the present one signs as well." }),
  createdAt: Type.String(),
});

const tags = ["Webhooks"];
const read = { roles: ["secret"], scope: "webhooks:read" } as const;
const write = { roles: ["secret"], scope: "webhooks:write" } as const;
const Params = Closed({ id: EndpointId });
const overlapHoursMax = 24 * 7;
const hourMs = 60 * 60 * 1000;

export function webhookEndpointRoutes(http: Http, app: App): void {
  http.route({
    method: "GET",
    url: "/v1/webhook-endpoints",
    access: read,
    schema: {
      summary: "Webhook endpoints",
      description: "All of them, oldest first, with how far they are behind; never their secrets. There are at most 20.",
      tags,
      response: { 200: Type.Object({ data: Type.Array(Endpoint) }) },
    },
    handler: async ({ caller: { workspace } }) => ({ data: (await listWebhookEndpoints(app.db, workspace.id)).map(endpointView) }),
  });

  http.route({
    method: "POST",
    url: "/v1/webhook-endpoints",
    access: write,
    takesKey: true,
    schema: {
      summary: "Make a webhook endpoint",
      description: "What happens from now on is sent to it, signed as Standard Webhooks says. The secret is told once.",
      tags,
      body: Closed({ url: Url, label: Type.Optional(Label), kinds: Type.Optional(Kinds) }),
      response: { 201: Type.Object({ ...Endpoint.properties, secret: Secret }) },
    },
    example: { url: "https://shop.example/webhooks/bandwagon", label: "Shop", kinds: ["reward.available", "reward.reversed"] },
    async handler({ caller, body: { url, label = "", kinds = null }, key, reply }) {
      const { workspace, keyId } = caller;
      const { id, secret, replayed } = await createWebhookEndpoint(app, workspace, { url, label, kinds }, { requester: keyId, key });
      if (replayed) reply.header("idempotent-replayed", "true");
      return reply.code(201).send({ ...(await oneEndpoint(app, workspace, id)), secret });
    },
  });

  http.route({
    method: "GET",
    url: "/v1/webhook-endpoints/:id",
    access: read,
    schema: {
      summary: "One webhook endpoint",
      description: "Its state and how far it is behind; never its secret.",
      tags,
      params: Params,
      response: { 200: Endpoint },
    },
    handler: ({ caller: { workspace }, params: { id } }) => oneEndpoint(app, workspace, id),
  });

  http.route({
    method: "PUT",
    url: "/v1/webhook-endpoints/:id",
    access: write,
    takesKey: true,
    schema: {
      summary: "Change a webhook endpoint",
      description: "What is left out stays as it is. A disabled endpoint keeps its place: set active again it goes on with what it has missed.",
      tags,
      params: Params,
      body: Closed({ url: Type.Optional(Url), label: Type.Optional(Label), kinds: Type.Optional(Kinds), status: Type.Optional(Status) }),
      response: { 200: Endpoint },
    },
    example: { status: "active" },
    async handler({ caller: { workspace }, params: { id }, body, key, reply }) {
      const { replayed } = await changeWebhookEndpoint(app, workspace, id, { change: body, key });
      if (replayed) reply.header("idempotent-replayed", "true");
      return oneEndpoint(app, workspace, id);
    },
  });

  http.route({
    method: "DELETE",
    url: "/v1/webhook-endpoints/:id",
    access: write,
    takesKey: true,
    schema: {
      summary: "Delete a webhook endpoint",
      description: "Ends it for good, with its secrets and its log of deliveries. Doing it again changes nothing.",
      tags,
      params: Params,
      response: { 200: Type.Object({ id: Type.String(), deleted: Type.Literal(true) }) },
    },
    async handler({ caller: { workspace }, params: { id }, key, reply }) {
      const { replayed } = await deleteWebhookEndpoint(app, workspace, id, key);
      if (replayed) reply.header("idempotent-replayed", "true");
      return { id, deleted: true };
    },
  });

  http.route({
    method: "POST",
    url: "/v1/webhook-endpoints/:id/secret/rotate",
    access: write,
    takesKey: true,
    schema: {
      summary: "Rotate an endpoint's secret",
      description:
        "A new secret signs from now on. The one before signs as well until the overlap ends, so that receivers can change over; a still older one ends at once.",
      tags,
      params: Params,
      body: Closed({
        overlapHours: Type.Optional(Type.Integer({ minimum: 0, maximum: overlapHoursMax, default: 24, description: "24 unless said." })),
      }),
      response: { 201: Type.Object({ id: Type.String(), secret: Secret, oldSecretUntil: Moment }) },
    },
    example: { overlapHours: 24 },
    async handler({ caller: { workspace }, params: { id }, body, key, reply }) {
      const overlapMs = (body.overlapHours ?? 24) * hourMs;
      const { secret, oldUntil, replayed } = await rotateWebhookSecret(app, workspace, id, { overlapMs, key });
      if (replayed) reply.header("idempotent-replayed", "true");
      return reply.code(201).send({ id, secret, oldSecretUntil: instant(oldUntil) });
    },
  });
}

async function oneEndpoint(app: App, workspace: Workspace, id: string) {
  const endpoint = await loadWebhookEndpointView(app.db, workspace.id, id);
  if (endpoint === undefined) throw new AppError("not_found", { detail: `There is no webhook endpoint ${id} in this workspace.` });
  return endpointView(endpoint);
}

function endpointView(endpoint: WebhookEndpointView) {
  return {
    ...endpoint,
    oldestPendingAt: instant(endpoint.oldestPendingAt),
    holdUntil: instant(endpoint.holdUntil),
    lastSuccessAt: instant(endpoint.lastSuccessAt),
    oldSecretUntil: instant(endpoint.oldSecretUntil),
    createdAt: instant(endpoint.createdAt),
  };
}
