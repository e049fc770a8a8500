import Type from "typebox";
import type { App } from "../../app.js";
import type { VersionChoice } from "../../commands/candidate-document.js";
import { type TriedEvent, type TriedMember, tryEvents } from "../../commands/try-events.js";
import { parseInstant } from "../../core/time.js";
import { AppError, type RequestProblem } from "../../errors.js";
import { Closed, ExternalId, Instant, LanguageField, ProgramName, personFields } from "../fields.js";
import { programOf } from "../program-of.js";
import type { Http } from "../route.js";
import { TrialAnswer } from "../schemas/rehearsals.js";
import { trialView } from "../trial-view.js";
import { Event } from "./events.js";

const EVENTS_MAX = 20;
const BODY_BYTES_MAX = 256 * 1024;

export const VersionField = Type.Optional(
  Type.Union([Type.Integer({ minimum: 1, maximum: 1_000_000_000 }), Type.Literal("draft"), Type.Literal("current")], {
    description:
      "A published version by its number, the draft, or the version in force. Unless said: the draft if there is a valid one, else the version in force.",
  }),
);
const told = { ...Instant, description: "When it is told: the time of the decision. With the one before it, unless said; never before it." };
const ImaginedEvent = Closed({
  ...Event.properties,
  key: Type.Optional({ ...Event.properties.key, description: "May stay, so that an event can be copied from where it is sent; no key is used up." }),
  at: Type.Optional(told),
});
const ImaginedMember = Closed({
  id: ExternalId,
  ...personFields,
  device: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  enrolled: Type.Optional(Type.Boolean({ description: "Whether they take part in the program; they do unless said." })),
  code: Type.Optional(
    Type.String({
      minLength: 4,
      maxLength: 32,
      description: "The code that they share, for events to name; one is made unless said.",
      examples: ["TRY-ANNA"],
    }),
  ),
});
/** What is asked of a dry run. The command line reads the same. */
export const TrialRequest = Closed({
  event: Type.Optional(ImaginedEvent),
  events: Type.Optional(
    Type.Array(ImaginedEvent, {
      minItems: 1,
      maxItems: EVENTS_MAX,
      description: "Up to 20, decided one after the other: sign up, then buy, then send back.",
    }),
  ),
  members: Type.Optional(
    Type.Array(ImaginedMember, {
      maxItems: EVENTS_MAX,
      description:
        "People who are imagined to be there before. Whom an event names and nobody knows needs no mention: as always, they become members.",
    }),
  ),
  at: Type.Optional({ ...Instant, description: "When the first event is told; now, unless said. Not before the log's last record." }),
  version: VersionField,
});

export interface TrialBody {
  event?: Asked<TriedEvent>;
  events?: Asked<TriedEvent>[];
  members?: TriedMember[];
  at?: string;
  version?: VersionChoice;
}
type Asked<T> = Omit<T, "at"> & { at?: string };

export function tryRoutes(http: Http, app: App): void {
  http.route({
    method: "POST",
    url: "/v1/programs/:program/try",
    // What it tells is of people and their rewards, as an explanation is.
    access: { roles: ["secret"], scope: "rewards:read" },
    bodyLimitBytes: BODY_BYTES_MAX,
    schema: {
      summary: "Try what would happen",
      description:
        "Decides imagined events as the next of the log, with the draft or any version of the program in force, and writes nothing: " +
        "no record, no member, no key. The answer is what the same events would bring now, with the steps of each decision in plain words.",
      tags: ["Rehearsal"],
      params: Closed({ program: ProgramName }),
      querystring: Closed({ lang: LanguageField }),
      body: TrialRequest,
      response: { 200: TrialAnswer },
    },
    example: {
      members: [{ id: "anna", code: "TRY-ANNA" }],
      events: [
        { type: "sign_up", member: { id: "ben" }, code: "TRY-ANNA" },
        { type: "purchase", member: { id: "ben" }, subject: "1001", amount: "45.00", currency: "EUR" },
      ],
    },
    async handler({ caller: { workspace }, params, query, body, language }) {
      const { id } = await programOf(app, workspace, params.program);
      return trialView(await tryEvents(app, workspace, id, parseTrial(body as TrialBody)), query.lang ?? language);
    },
  });
}

/** The request as the command takes it. Throws `invalid_request` with every problem that its schema cannot show. */
export function parseTrial({ event, events, members = [], at, version }: TrialBody) {
  const problems: RequestProblem[] = [];
  const moment = (text: string | undefined, path: string): { at?: number } => {
    if (text === undefined) return {};
    const parsed = parseInstant(text);
    if (parsed === undefined) {
      const remedy = "write it with date, time and offset, as in 2026-03-01T12:30:00Z";
      problems.push({ path, problem: "is not a moment", remedy });
    }
    return parsed === undefined ? {} : { at: parsed };
  };
  if ((event === undefined) === (events === undefined))
    problems.push({ path: "/events", problem: "is needed, or event in its place", remedy: "send one event as event, or up to 20 as events" });
  const told = (events ?? (event === undefined ? [] : [event])).map(
    ({ at: asked, ...rest }, index): TriedEvent => ({ ...rest, ...moment(asked, events === undefined ? "/event/at" : `/events/${index}/at`) }),
  );
  const from = moment(at, "/at");
  if (problems.length > 0)
    throw new AppError("invalid_request", { detail: `${problems[0]?.path} ${problems[0]?.problem}; ${problems[0]?.remedy}.`, errors: problems });
  return { ...from, ...(version === undefined ? {} : { version }), members, events: told };
}
