import Type, { type TSchema } from "typebox";
import type { App } from "../../app.js";
import type { SegmentCall } from "../../commands/segment-mapping.js";
import { isObject } from "../../commands/segment-values.js";
import { AppError } from "../../errors.js";
import type { Http } from "../route.js";
import { SegmentAnswer } from "../schemas/events.js";
import { named, oneOf } from "../schemas/shapes.js";
import { answerCalls } from "../segment-calls.js";

/** What Segment's own clients put into a batch of theirs (500 kB) at most: they cannot be told to send less. */
const BATCH_MAX = 2500;
const BATCH_BYTES_MAX = 4 * 1024 * 1024;

const open = { additionalProperties: true } as const;
const Text = (description: string) => Type.Optional(Type.String({ maxLength: 1000, description }));
const Fields = (description: string) => Type.Optional(Type.Object({}, { ...open, description }));
/** As the protocol has them. Its clients cannot be told to send less or otherwise, so what they send is taken as it comes and read with care. */
const messageFields = {
  messageId: Type.String({
    minLength: 1,
    maxLength: 255,
    description: "Identifies the call for ever: sent again it is answered alike and does nothing.",
  }),
  userId: Type.Optional(Type.Union([Type.String(), Type.Null()], { description: "Your own id of the person. Without it the call is ignored." })),
  timestamp: Text("When it happened, by the client's clock."),
  context: Fields("What the client knows besides: traits, campaign and page are read."),
};
const SentAt = Text("When the request was sent, by the client's clock: it tells how far that clock is off.");
const WriteKey = Text("Not read: the key is taken from the Authorization header.");

const requestFields = { sentAt: SentAt, writeKey: WriteKey };

interface Door {
  call: SegmentCall;
  summary: string;
  description: string;
  fields: Record<string, TSchema>;
  example: Record<string, unknown>;
}

const common = { messageId: "msg-1", userId: "ben" };
const ignored = "For clients of the Segment protocol that send it: it is answered and nothing is recorded.";
const doors: Door[] = [
  {
    call: "identify",
    summary: "Tell who someone is (Segment protocol)",
    description: "Makes or updates the member userId, with email, phone, name and address of the traits; other traits are kept as traits.",
    fields: { traits: Fields("email, phone, name (or firstName and lastName), address, and traits of your own.") },
    example: { ...common, traits: { email: "ben@example.com", name: "Ben" } },
  },
  {
    call: "track",
    summary: "Tell what someone did (Segment protocol)",
    description:
      "Signed Up, Order Completed, Order Refunded and Order Cancelled are a sign-up, a purchase, a refund and a whole refund; any other name is the type in snake_case that a program " +
      "declares, else the call is ignored.",
    fields: {
      event: Type.String({ minLength: 1, maxLength: 1000, description: "What happened, such as Order Completed." }),
      properties: Fields("Of the event, as Segment's e-commerce spec names them."),
    },
    example: { ...common, messageId: "msg-2", event: "Order Completed", properties: { order_id: "1001", total: 45, currency: "EUR" } },
  },
  { call: "page", summary: "A page was seen (Segment protocol)", description: ignored, fields: {}, example: { ...common, name: "Start" } },
  { call: "screen", summary: "A screen was seen (Segment protocol)", description: ignored, fields: {}, example: { ...common, name: "Start" } },
  { call: "group", summary: "Someone is in a group (Segment protocol)", description: ignored, fields: {}, example: { ...common, groupId: "g-1" } },
  {
    call: "alias",
    summary: "Someone has another id (Segment protocol)",
    description: `${ignored} People are not merged by it.`,
    fields: {},
    example: { ...common, previousId: "anonymous-7" },
  },
];

const callTypes = doors.map(({ call }) => call);
const ownFields = doors.flatMap(({ fields }) => Object.entries(fields)).map(([name, field]) => [name, Type.Optional(field)]);
/** A call of a batch: of any type, with the fields of all of them. */
const SegmentMessage = named(
  "SegmentMessage",
  Type.Object(
    {
      type: oneOf(callTypes, "What belongs to the type stands beside it."),
      ...messageFields,
      ...Object.fromEntries(ownFields),
    },
    { ...open, description: "One call of the Segment protocol." },
  ),
);

/** The Segment HTTP tracking protocol, so that its clients work unchanged. */
export function segmentRoutes(http: Http, app: App): void {
  addBatch(http, app);
  for (const door of doors) addDoor(http, app, door);
}

function addBatch(http: Http, app: App): void {
  http.route({
    method: "POST",
    url: "/v1/batch",
    access: { roles: ["secret"], scope: "events:write", basic: true },
    bodyLimitBytes: BATCH_BYTES_MAX,
    takesGzip: true,
    schema: {
      summary: "Send many calls (Segment protocol)",
      description:
        "Up to 2,500 calls, each with its type. Each is answered on its own, in order; a bad one never fails the others. Identify also needs the scope `members:write`. " +
        "The body may be compressed with gzip. When a call could not be written for now the answer is 503: send the whole batch again, nothing is done twice.",
      tags: ["Segment"],
      body: Type.Object(
        { batch: Type.Array(Type.Unknown(), { maxItems: BATCH_MAX }), ...requestFields, context: Type.Optional(Type.Unknown()) },
        open,
      ),
      describedBody: Type.Object(
        {
          batch: Type.Array(SegmentMessage, { maxItems: BATCH_MAX }),
          ...requestFields,
          context: Fields("Holds for every call that does not say otherwise."),
        },
        open,
      ),
      response: { 200: SegmentAnswer },
    },
    example: { batch: doors.slice(0, 2).map(({ call, example }) => ({ type: call, ...example })), sentAt: "2026-03-01T12:30:00.000Z" },
    handler({ caller, body: { batch, sentAt, context }, language, request }) {
      const calls = isObject(context) ? batch.map((call) => withContext(call, context)) : batch;
      return answerCalls(app, caller, calls, { sentAt, language, log: request.log });
    },
  });
}

function withContext(call: unknown, context: Record<string, unknown>): unknown {
  return isObject(call) ? { ...call, context: { ...context, ...(isObject(call.context) ? call.context : {}) } } : call;
}

/** A call of its own is answered like one of a batch, but what is wrong with it is the answer to the request. */
function addDoor(http: Http, app: App, { call, summary, description, fields, example }: Door): void {
  http.route({
    method: "POST",
    url: `/v1/${call}`,
    access: { roles: ["secret"], scope: call === "identify" ? "members:write" : "events:write", basic: true },
    takesGzip: true,
    schema: {
      summary,
      description,
      tags: ["Segment"],
      body: Type.Object(requestFields, open),
      describedBody: Type.Object({ ...messageFields, ...fields, ...requestFields }, open),
      response: { 200: SegmentAnswer },
    },
    example,
    async handler({ caller, body, language, request, reply }) {
      const { sentAt } = body;
      const answer = await answerCalls(app, caller, [{ ...body, type: call }], { sentAt, language, log: request.log });
      const [result] = answer.results;
      if (result?.errors !== undefined)
        throw new AppError("invalid_request", { detail: "The call cannot be read; its messageId was not used.", errors: result.errors });
      if (result?.code !== undefined) throw new AppError(result.code, { detail: result.sentence });
      if (result?.replayed === true) reply.header("idempotent-replayed", "true");
      return answer;
    },
  });
}
