import Type, { type Static } from "typebox";
import type { App } from "../../app.js";
import { type IngestedEvent, ingestEvent, ingestEvents } from "../../commands/ingest-events.js";
import type { EventRequest } from "../../commands/parse-event.js";
import { AppError, type RequestProblem } from "../../errors.js";
import { batchResult, invalidResult, resultOf } from "../event-results.js";
import { Amount, Closed, Code, ExternalId, Instant, Label, ProgramName, Properties, personFields } from "../fields.js";
import type { Http } from "../route.js";
import { EventAnswer } from "../schemas/events.js";
import { closeSchema, compileValidator, type Validator } from "../validation.js";

const BATCH_MAX = 1000;
const BODY_BYTES_MAX = 4 * 1024 * 1024;
const EVENT_BYTES_MAX = 64 * 1024;

const VisitId = Type.String({ minLength: 5, maxLength: 60 });
const EventMember = Closed({ id: ExternalId, ...personFields, device: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })) });
/** One event as a business writes it. */
export const Event = Closed({
  key: Type.String({ minLength: 1, maxLength: 255, description: "Identifies the event for ever: sent again it is answered alike and does nothing." }),
  type: Type.String({ pattern: "^[a-z][a-z0-9_.]{0,59}$", description: "sign_up, purchase, refund, claim, or a type that a program declares." }),
  member: EventMember,
  occurredAt: Type.Optional(Instant),
  program: Type.Optional(ProgramName),
  subject: Type.Optional(
    Type.String({ minLength: 1, maxLength: 200, description: "What it is about: the id of the order, booking or subscription." }),
  ),
  amount: Type.Optional(Amount),
  currency: Type.Optional(Type.String({ pattern: "^[A-Z]{3}$" })),
  tax: Type.Optional(Amount),
  shipping: Type.Optional(Amount),
  discount: Type.Optional(Amount),
  status: Type.Optional(Label),
  code: Type.Optional(Code),
  coupon: Type.Optional(Code),
  visit: Type.Optional(
    Type.Union([VisitId, Type.Array(VisitId, { maxItems: 50 })], {
      description: "The visit, or visits, that the friend's browser had: bw_visit of the link.",
    }),
  ),
  referrer: Type.Optional(ExternalId),
  properties: Type.Optional(Properties),
  channel: Type.Optional(Label),
});
type Event = Static<typeof Event>;

/** Each event of a batch is checked on its own, so the list itself takes anything. */
const Body = Type.Object(
  {
    events: Type.Optional(
      Type.Array(Type.Unknown(), { minItems: 1, maxItems: BATCH_MAX, description: "Up to 1,000 events; each is answered on its own." }),
    ),
  },
  { additionalProperties: true, description: "One event, or { events: [...] }." },
);

export function eventRoutes(http: Http, app: App): void {
  const validate = compileValidator(closeSchema(Event), "body");
  http.route({
    method: "POST",
    url: "/v1/events",
    access: { roles: ["secret"], scope: "events:write" },
    bodyLimitBytes: BODY_BYTES_MAX,
    schema: {
      summary: "Send events",
      description:
        "One event, or up to 1,000 as { events: [...] }. Each is identified by its key for ever, attributed, decided and written; the answer says what happened and why. " +
        `A single event is at most 64 kB. Fields: ${Object.keys(Event.properties).join(", ")}.`,
      tags: ["Events"],
      body: Body,
      response: { 200: EventAnswer },
    },
    example: { key: "order-1001", type: "purchase", member: { id: "ben" }, subject: "1001", amount: "45.00", currency: "EUR" },
    async handler({ caller: { workspace }, body, language, reply, request }) {
      if (!("events" in body)) {
        if (Number(request.headers["content-length"] ?? 0) > EVENT_BYTES_MAX) throw tooLarge();
        const event = parse(validate, body);
        const written = await ingestEvent(app, workspace, event);
        if (written.replayed) reply.header("idempotent-replayed", "true");
        return resultOf(event.key, written, language);
      }
      onlyEvents(body);
      const results = new Array<unknown>(body.events?.length ?? 0);
      const valid: { index: number; event: EventRequest }[] = [];
      for (const [index, given] of (body.events ?? []).entries()) {
        const checked = validate(given);
        if ("error" in checked) results[index] = invalidResult(keyOf(given), checked.error.errors ?? [], language);
        else valid.push({ index, event: checked.value as EventRequest });
      }
      const ingested = await ingestEvents(
        app,
        workspace,
        valid.map(({ event }) => event),
      );
      for (const [place, { index, event }] of valid.entries())
        results[index] = batchResult(event.key, ingested[place] as IngestedEvent, language, request.log);
      return { results };
    },
  });
}

function parse(validate: Validator, body: unknown): EventRequest {
  const checked = validate(body);
  if ("error" in checked) throw checked.error;
  return checked.value as Event as EventRequest;
}

function onlyEvents(body: Record<string, unknown>): void {
  const others = Object.keys(body).filter((key) => key !== "events");
  if (others.length === 0) return;
  throw invalidRequest(others.map((key) => ({ path: `/${key}`, problem: "is not a key of a batch", remedy: "put it into the events" })));
}

function invalidRequest(errors: RequestProblem[]): AppError {
  return new AppError("invalid_request", { detail: "A batch has the key events and nothing else.", errors });
}

function tooLarge(): AppError {
  return new AppError("payload_too_large", { detail: "A single event is at most 64 kB; send less with it." });
}

function keyOf(given: unknown): string | null {
  return typeof given === "object" && given !== null && "key" in given && typeof given.key === "string" ? given.key.slice(0, 255) : null;
}
