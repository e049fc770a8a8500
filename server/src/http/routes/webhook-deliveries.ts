import Type from "typebox";
import type { App } from "../../app.js";
import { type ReplayEnd, replayWebhook, replayWebhooks, sendSample } from "../../commands/replay-webhooks.js";
import { parseInstant } from "../../core/time.js";
import { AppError } from "../../errors.js";
import { listWebhookDeliveries, loadWebhookDelivery, type WebhookDeliveryView } from "../../queries/webhook-deliveries.js";
import { loadWebhookEndpointView } from "../../queries/webhook-endpoints.js";
import { Closed, pageFields } from "../fields.js";
import { pageReply, parsePage } from "../page.js";
import type { Http } from "../route.js";
import { instant } from "../views.js";
import { EndpointId, FactKindName } from "./webhook-endpoints.js";

const Moment = Type.Union([Type.String(), Type.Null()]);
const State = Type.Union([Type.Literal("pending"), Type.Literal("delivered"), Type.Literal("failed")]);
const Delivery = Type.Object({
  id: Type.String({ description: "dlv_ and the place of its fact in the log." }),
  fact: Type.Union([Type.String(), Type.Null()], { description: "The fact that it tells, as in /v1/facts; null for a sample." }),
  kind: Type.String(),
  state: State,
  createdAt: Type.String(),
  nextAttemptAt: Moment,
  doneAt: Moment,
  attempts: Type.Array(
    Type.Object({
      attempt: Type.Integer(),
      at: Type.String(),
      durationMs: Type.Integer(),
      status: Type.Union([Type.Integer(), Type.Null()], {
        description: "The status that was answered. Only 200 to 299 is a success; redirects are not followed.",
      }),
      error: Type.Union([Type.String(), Type.Null()], {
        description:
          "Where there was no whole answer: timeout, unresolved, address_refused, connection, tls, incomplete, malformed; internal is our fault.",
      }),
      answer: Type.String({ description: "The first 2 kB of the answer." }),
    }),
    { description: "Newest first, at most 20." },
  ),
});
const Fact = Type.String({ pattern: "^fact_\\d{1,15}_\\d{1,9}$", maxLength: 40, description: "The id of a fact." });
const At = Type.String({ maxLength: 40, description: "ISO 8601 with offset." });

const tags = ["Webhooks"];
const read = { roles: ["secret"], scope: "webhooks:read" } as const;
const write = { roles: ["secret"], scope: "webhooks:write" } as const;
const Params = Closed({ id: EndpointId });
const DeliveryParams = Closed({
  id: EndpointId,
  delivery: Type.String({ maxLength: 60, description: "The delivery's id.", examples: ["dlv_812_3"] }),
});

export function webhookDeliveryRoutes(http: Http, app: App): void {
  http.route({
    method: "GET",
    url: "/v1/webhook-endpoints/:id/deliveries",
    access: read,
    schema: {
      summary: "Deliveries to an endpoint",
      description: "With their attempts, in the order of the log, newest first; samples come last. Kept for 30 days after they are done.",
      tags,
      params: Params,
      querystring: Closed({ state: Type.Optional({ ...State, description: "Only those in this state." }), ...pageFields }),
      response: { 200: Type.Object({ data: Type.Array(Delivery), nextCursor: Moment }) },
    },
    async handler({ caller: { workspace }, params: { id }, query }) {
      await assertEndpoint(app, workspace.id, id);
      const page = await listWebhookDeliveries(app.db, workspace.id, id, { state: query.state }, parsePage(query, ["number", "number"]));
      return pageReply(page, deliveryView);
    },
  });

  http.route({
    method: "GET",
    url: "/v1/webhook-endpoints/:id/deliveries/:delivery",
    access: read,
    schema: { summary: "One delivery", description: "With its attempts, newest first.", tags, params: DeliveryParams, response: { 200: Delivery } },
    handler: ({ caller: { workspace }, params: { id, delivery } }) => oneDelivery(app, workspace.id, id, delivery),
  });

  http.route({
    method: "POST",
    url: "/v1/webhook-endpoints/:id/deliveries/:delivery/replay",
    access: write,
    takesKey: true,
    schema: {
      summary: "Send a delivery again",
      description: "At once, and with the whole schedule of attempts before it, under the same webhook-id. The body tells how things are now.",
      tags,
      params: DeliveryParams,
      response: { 202: Delivery },
    },
    async handler({ caller: { workspace }, params: { id, delivery }, key, reply }) {
      const { replayed } = await replayWebhook(app, workspace, id, { place: parseDelivery(delivery), key });
      if (replayed) reply.header("idempotent-replayed", "true");
      return reply.code(202).send(await oneDelivery(app, workspace.id, id, delivery));
    },
  });

  http.route({
    method: "POST",
    url: "/v1/webhook-endpoints/:id/replay",
    access: write,
    takesKey: true,
    schema: {
      summary: "Send a range of facts again",
      description:
        "From a fact or a moment to another, or to the end; both ends belong to it. At most 10,000 facts a call: nextFromFact tells where to go on. " +
        "Facts from before the endpoint was made are sent as well. Times are the workspace's own, as facts have them.",
      tags,
      params: Params,
      body: Closed({
        fromFact: Type.Optional(Fact),
        from: Type.Optional(At),
        toFact: Type.Optional(Fact),
        to: Type.Optional(At),
        only: Type.Optional(
          Type.Union([Type.Literal("all"), Type.Literal("undelivered")], {
            description: "undelivered leaves out what was delivered or still waits. all unless said.",
          }),
        ),
      }),
      response: { 202: Type.Object({ replayed: Type.Integer(), nextFromFact: Moment }) },
    },
    example: { from: "2026-03-01T00:00:00Z", to: "2026-03-02T00:00:00Z", only: "undelivered" },
    async handler({ caller: { workspace }, params: { id }, body, key, reply }) {
      const from = parseEnd(body.fromFact, body.from, "from");
      if (from === undefined) throw refuse("", "names no beginning", 'add "fromFact" or "from"');
      const range = { from, to: parseEnd(body.toFact, body.to, "to"), only: body.only ?? "all", key };
      const { answer, replayed } = await replayWebhooks(app, workspace, id, range);
      if (replayed) reply.header("idempotent-replayed", "true");
      const { last } = answer;
      return reply.code(202).send({ replayed: answer.replayed, nextFromFact: last === null ? null : `fact_${last.record}_${last.index + 1}` });
    },
  });

  http.route({
    method: "POST",
    url: "/v1/webhook-endpoints/:id/test",
    access: write,
    takesKey: true,
    schema: {
      summary: "Send a sample",
      description: "A made-up fact of the kind, in the form of a real one and with sample: true in its data, whatever kinds the endpoint asks for.",
      tags,
      params: Params,
      body: Closed({ kind: Type.Optional(FactKindName) }),
      response: { 202: Delivery },
    },
    example: { kind: "reward.available" },
    async handler({ caller: { workspace }, params: { id }, body: { kind = "reward.available" }, key, reply }) {
      const { place, replayed } = await sendSample(app, workspace, id, { kind, key });
      if (replayed) reply.header("idempotent-replayed", "true");
      return reply.code(202).send(await oneDelivery(app, workspace.id, id, `dlv_${place.record}_${place.index}`));
    },
  });
}

async function assertEndpoint(app: App, workspaceId: string, id: string): Promise<void> {
  const endpoint = await loadWebhookEndpointView(app.db, workspaceId, id);
  if (endpoint === undefined) throw new AppError("not_found", { detail: `There is no webhook endpoint ${id} in this workspace.` });
}

async function oneDelivery(app: App, workspaceId: string, endpoint: string, delivery: string) {
  await assertEndpoint(app, workspaceId, endpoint);
  const found = await loadWebhookDelivery(app.db, workspaceId, endpoint, parseDelivery(delivery));
  if (found === undefined) throw unknownDelivery();
  return deliveryView(found);
}

function parseDelivery(id: string): { record: number; index: number } {
  const [, record, index] = /^dlv_(\d{1,15})_(\d{1,10})$/.exec(id) ?? [];
  if (record === undefined || Number(index) > 2_147_483_647) throw unknownDelivery();
  return { record: Number(record), index: Number(index) };
}

function unknownDelivery(): AppError {
  return new AppError("not_found", { detail: "The endpoint has no delivery with this id. They are kept for 30 days." });
}

function parseEnd(fact: string | undefined, moment: string | undefined, field: "from" | "to"): ReplayEnd | undefined {
  if (fact !== undefined && moment !== undefined)
    throw refuse(`/${field}`, `is said twice, as a moment and as a fact`, `leave out ${field} or ${field}Fact`);
  if (fact !== undefined) {
    const [, record, index] = fact.split("_");
    return { record: Number(record), index: Number(index) };
  }
  if (moment === undefined) return undefined;
  const at = parseInstant(moment);
  if (at === undefined) throw refuse(`/${field}`, "is no moment", "write it like 2030-01-31T00:00:00Z");
  return { at };
}

function refuse(path: string, problem: string, remedy: string): AppError {
  return new AppError("invalid_request", { detail: `${path || "The body"} ${problem}; ${remedy}.`, errors: [{ path, problem, remedy }] });
}

function deliveryView({ recordNumber, index, kind, state, createdAt, nextAt, doneAt, attempts }: WebhookDeliveryView) {
  return {
    id: `dlv_${recordNumber}_${index}`,
    fact: recordNumber === 0 ? null : `fact_${recordNumber}_${index}`,
    kind,
    state,
    createdAt: instant(createdAt),
    nextAttemptAt: instant(nextAt),
    doneAt: instant(doneAt),
    attempts: attempts.map((attempt) => ({ ...attempt, at: instant(attempt.at) })),
  };
}
