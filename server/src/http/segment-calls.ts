/** Calls of the Segment protocol from the request to what became of each. */
import type { FastifyBaseLogger } from "fastify";
import type { App } from "../app.js";
import type { IngestedEvent } from "../commands/ingest-events.js";
import { ingestSegment, type SegmentRequest } from "../commands/ingest-segment.js";
import type { WorkspacePrograms } from "../commands/program-directory.js";
import { allowsScope } from "../commands/scopes.js";
import {
  atItsOrigin,
  isOfUnknownType,
  type MappedCall,
  mapSegmentCall,
  type SegmentMessage,
  type SegmentReason,
  segmentBody,
} from "../commands/segment-mapping.js";
import { isObject, textOf } from "../commands/segment-values.js";
import type { Workspace } from "../commands/workspace-directory.js";
import { AppError, type ErrorCode, errorCatalogue, type RequestProblem } from "../errors.js";
import { loadClock } from "../queries/clock.js";
import { say } from "../words/format.js";
import { batchResult, failedResult, invalidResult } from "./event-results.js";
import { Closed, ExternalId, personFields } from "./fields.js";
import type { Language } from "./language.js";
import type { Caller } from "./route.js";
import { Event } from "./routes/events.js";
import { closeSchema, compileValidator } from "./validation.js";

export interface SegmentResult {
  messageId: string | null;
  type: string | null;
  status: string;
  reason?: string;
  sentence: string;
  referrals: string[];
  rewards: string[];
  taken: string[];
  id?: string;
  replayed?: boolean;
  errors?: RequestProblem[];
  code?: ErrorCode;
  retryAfterSeconds?: number;
}

export interface Told {
  sentAt: string | undefined;
  language: Language;
  log: FastifyBaseLogger;
}

const validateEvent = compileValidator(closeSchema(Event), "body");
const validateMember = compileValidator(closeSchema(Closed({ id: ExternalId, ...personFields })), "body");

/**
 * One result a call, in their order. Throws only when a call could not be written for a passing reason: then the client must send all of them again,
 * which does nothing twice, and would not if it were told of a success.
 */
export async function answerCalls(app: App, caller: Extract<Caller, { role: "secret" }>, calls: readonly unknown[], told: Told) {
  const { workspace } = caller;
  const { language, log } = told;
  const messages = calls.map((call): SegmentMessage => (isObject(call) ? call : {}));
  const [programs, receivedAt] = await Promise.all([programsFor(app, workspace, messages), presentOf(app, workspace)]);
  const results = new Array<SegmentResult>(messages.length);
  const ready: { index: number; message: SegmentMessage; call: Sendable; request: SegmentRequest }[] = [];
  for (const [index, message] of messages.entries()) {
    const call = mapSegmentCall(message, { receivedAt, ...(told.sentAt === undefined ? {} : { sentAt: told.sentAt }) }, programs);
    const request = requestOf(caller, message, call);
    if ("messageId" in request && isSendable(call)) ready.push({ index, message, call, request });
    else results[index] = labelled(message, unwritten(request as Unwritten, language));
  }
  const ingested = await ingestSegment(
    app,
    workspace,
    programs,
    ready.map(({ request }) => request),
  );
  for (const [place, { index, message, call }] of ready.entries())
    results[index] = labelled(message, batchResult("", atOrigins(ingested[place] as IngestedEvent, call), language, log));
  throwIfToBeSentAgain(results);
  return { success: true, results };
}

/** A type that this process does not know may have been published by another one a moment ago: then the database is asked. */
async function programsFor(app: App, workspace: Workspace, messages: readonly SegmentMessage[]): Promise<WorkspacePrograms> {
  const programs = await app.programs.of(workspace.id);
  return messages.some((message) => isOfUnknownType(message, programs)) ? app.programs.fresh(workspace.id) : programs;
}

/** What the client's clock is compared with: in a test workspace its own clock, so that what a client tells now happens now there as well. */
async function presentOf(app: App, { id, mode }: Workspace): Promise<number> {
  return mode === "test" ? (await loadClock(app.db, id)).now : app.now();
}

type Sendable = Extract<MappedCall, { is: "event" | "member" }>;
type Unwritten = { reason: SegmentReason } | { problems: RequestProblem[] } | { error: AppError };

function isSendable(call: MappedCall): call is Sendable {
  return call.is === "event" || call.is === "member";
}

function requestOf({ scopes }: { scopes: readonly string[] }, message: SegmentMessage, call: MappedCall): SegmentRequest | Unwritten {
  if (call.is === "ignored") return { reason: call.reason };
  if (call.is === "invalid") return { problems: call.problems };
  if (call.is === "member" && !allowsScope(scopes, "members:write")) {
    return { error: new AppError("forbidden", { detail: "This key does not have the scope members:write, which identify needs." }) };
  }
  const checked = call.is === "event" ? validateEvent(call.request) : validateMember(call.request);
  if ("error" in checked) return { problems: (checked.error.errors ?? []).map((problem) => atItsOrigin(problem, call.origins)) };
  const messageId = textOf(message.messageId) ?? "";
  if (messageId.length > 255) return { problems: [{ path: "/messageId", problem: "is too long", remedy: "write at most 255 characters" }] };
  const request = call.is === "event" ? ({ is: "event", event: call.request } as const) : ({ is: "member", member: call.request } as const);
  return { messageId, body: segmentBody(message), request };
}

function unwritten(why: Unwritten, language: Language) {
  if ("problems" in why) return invalidResult(null, why.problems, language);
  if ("error" in why) return failedResult("", why.error);
  return { status: "ignored", reason: why.reason, sentence: say(language, `segment.${why.reason}`), referrals: [], rewards: [], taken: [] };
}

function atOrigins(result: IngestedEvent, { origins }: Sendable): IngestedEvent {
  return result.status === "invalid" ? { ...result, problems: result.problems.map((problem) => atItsOrigin(problem, origins)) } : result;
}

function labelled({ messageId, type }: SegmentMessage, result: Omit<SegmentResult, "messageId" | "type"> & { key?: string | null }): SegmentResult {
  const { key: _key, ...rest } = result;
  const textOrNull = (value: unknown) => (typeof value === "string" ? value.slice(0, 255) : null);
  return { messageId: textOrNull(messageId), type: textOrNull(type), ...rest };
}

function throwIfToBeSentAgain(results: readonly SegmentResult[]): void {
  const again = results.filter(({ code }) => code !== undefined && errorCatalogue[code].status >= 500);
  const [first] = again;
  if (first?.code === undefined) return;
  const detail = `${again.length} of ${results.length} calls could not be written now; send the same request again: what was written is not done twice.`;
  throw new AppError(first.code, { detail, retryAfterSeconds: first.retryAfterSeconds ?? 1 });
}
