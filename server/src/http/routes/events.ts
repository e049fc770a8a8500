import Type, { type Static } from "typebox";
import type { App } from "../../app.js";
import { type IngestedEvent, ingestEvent, ingestEvents } from "../../commands/ingest-events.js";
import type { EventRequest } from "../../commands/parse-event.js";
import { AppError, type RequestProblem } from "../../errors.js";
import { batchResult, invalidResult, resultOf } from "../event-results.js";
import {
  Amount,
  Closed,
  Code,
  Currency,
  ExternalId,
  Instant,
  Label,
  LINES_MAX,
  ProgramName,
  Properties,
  personFields,
  productFields,
} from "../fields.js";
import type { Http } from "../route.js";
import { EventAnswer } from "../schemas/events.js";
import { named } from "../schemas/shapes.js";
import { closeSchema, compileValidator, type Validator } from "../validation.js";

const BATCH_MAX = 1000;
const BODY_BYTES_MAX = 4 * 1024 * 1024;
const EVENT_BYTES_MAX = 64 * 1024;

const Line = Closed(
  {
    id: Type.Optional(
      Type.String({ pattern: "^[^#].{0,99}$", description: "The line's own id, so that a refund can name it. No # at its beginning." }),
    ),
    ...productFields,
    amount: {
      ...Amount,
      description: "What was paid for the line in all: for all its pieces, its share of the discount taken off. With tax if tax is said.",
    },
    tax: Type.Optional({ ...Amount, description: "The part of the line's amount that is tax; none if left out." }),
  },
  { description: "A product of the order, and what was paid for it." },
);
const VisitId = Type.String({ minLength: 5, maxLength: 60 });
const EventMember = Closed({
  id: ExternalId,
  ...personFields,
  device: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: "What the person's device is known by." })),
});
/** One event as a business writes it: what checks it, and what describes it. */
export const Event = Closed({
  key: Type.String({
    minLength: 1,
    maxLength: 255,
    description:
      "Identifies the event for ever: sent again it is answered alike and does nothing. Choose it from what happened, such as order-1001-paid.",
  }),
  type: Type.String({ pattern: "^[a-z][a-z0-9_.]{0,59}$", description: "sign_up, purchase, refund, claim, or a type that a program declares." }),
  member: EventMember,
  occurredAt: Type.Optional({ ...Instant, description: "When, with date, time and offset: 2026-03-01T12:30:00Z. Now, if left out." }),
  program: Type.Optional({ ...ProgramName, description: "A program, by its id or its handle, if only this one shall see the event." }),
  subject: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 200,
      description: "What it is about: the id of the order, booking or subscription. One subject counts once.",
    }),
  ),
  amount: Type.Optional({ ...Amount, description: 'What was paid in all, tax and shipping included, in major units: "45.00".' }),
  currency: Type.Optional({ ...Currency, description: "ISO 4217, in capitals. Needed where the programs do not share one." }),
  tax: Type.Optional({ ...Amount, description: "The part of the amount that is tax." }),
  shipping: Type.Optional({ ...Amount, description: "The part of the amount that is shipping." }),
  discount: Type.Optional({ ...Amount, description: "What was taken off before the amount, which does not hold it." }),
  lines: Type.Optional(
    Type.Array(Line, {
      minItems: 1,
      maxItems: LINES_MAX,
      description:
        "The products of the order: together not more than the amount without shipping. A refund names those that were given back by their id or their product.",
    }),
  ),
  status: Type.Optional({ ...Label, description: "How the subject stands, for conditions: such as paid." }),
  code: Type.Optional({ ...Code, description: "Of a sign_up or claim: the code of who recommended, in any way that people write it." }),
  coupon: Type.Optional({ ...Code, description: "Of a sign_up or claim: the coupon that the friend came with, in any way that people write it." }),
  visit: Type.Optional(
    Type.Union([VisitId, Type.Array(VisitId, { maxItems: 50 })], {
      description: "The visit, or visits, that the friend's browser had: bw_visit of the link.",
    }),
  ),
  referrer: Type.Optional({ ...ExternalId, description: "Of a sign_up or claim: the business's own id of who recommended." }),
  properties: Type.Optional({
    ...Properties,
    description: "Whatever else there is to tell: what a program declares can be used in its rules; all else is kept apart as personal.",
  }),
  channel: Type.Optional({ ...Label, description: "Where it happened, for conditions: such as shop or app." }),
});
type Event = Static<typeof Event>;
const eventReference = named(
  "Event",
  Type.Object(Event.properties, { additionalProperties: false, description: "What happened, as the business tells it." }),
);

const batchLimits = { minItems: 1, maxItems: BATCH_MAX, description: "Up to 1,000 events; each is answered on its own." };
/** What a batch is described as. */
const EventBatch = named(
  "EventBatch",
  Type.Object({ events: Type.Array(eventReference, batchLimits) }, { additionalProperties: false, description: "Many events at once." }),
);
/** What is taken: each event is checked on its own, so that a bad one does not refuse the batch, and the list itself takes anything. */
const Body = Type.Object({ events: Type.Optional(Type.Array(Type.Unknown(), batchLimits)) }, { additionalProperties: true });

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
        "A single event is at most 64 kB. Each event of a batch is checked on its own: a wrong one is answered as `invalid` and does not fail the others.",
      tags: ["Events"],
      body: Body,
      describedBody: Type.Union([eventReference, EventBatch], { description: "One event, or many." }),
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
