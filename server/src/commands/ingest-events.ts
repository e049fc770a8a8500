/** Events from outside: each is parsed, written to the log under its own key and answered on its own. */
import type { App } from "../app.js";
import type { VisitEvidence } from "../core/record.js";
import { AppError, type RequestProblem } from "../errors.js";
import { inWorkspace } from "../store/db.js";
import { loadVisits } from "../store/load-visits.js";
import { newsOf, noteKnown } from "./known-people.js";
import { submit } from "./log-writer.js";
import { type EventRequest, parseEvent } from "./parse-event.js";
import type { WorkspacePrograms } from "./program-directory.js";
import type { Workspace } from "./workspace-directory.js";
import type { Written } from "./write-batch.js";

export type IngestedEvent =
  | { status: "written"; written: Written }
  /** Nothing was written and the key is free. */
  | { status: "invalid"; problems: RequestProblem[] }
  /** The key was used for something else, or the server could not take it now, or something is wrong on our side. */
  | { status: "failed"; error: unknown };

const NO_VISITS: ReadonlyMap<string, VisitEvidence> = new Map();

/** One result an event, in their order. A bad one never fails the others; good ones travel to the log together and are decided in their order. */
export async function ingestEvents(app: App, workspace: Workspace, events: readonly EventRequest[]): Promise<IngestedEvent[]> {
  const [programs, visits] = await Promise.all([programsFor(app, workspace, events), visitsOf(app, workspace, events)]);
  return Promise.all(events.map((event) => ingest(app, workspace, programs, visits, event)));
}

/** The outcome of one event; throws where it could not be written. */
export async function ingestEvent(app: App, workspace: Workspace, event: EventRequest): Promise<Written> {
  const [result] = await ingestEvents(app, workspace, [event]);
  if (result === undefined) throw new Error("An event was left without a result.");
  if (result.status === "written") return result.written;
  if (result.status === "failed") throw result.error;
  throw new AppError("invalid_request", { detail: "The event cannot be read; its key was not used.", errors: result.problems });
}

/** What names the event for ever, and what must be the same when it comes again. */
interface Identity {
  key: string;
  body: unknown;
}

/** Writes one event whose programs and visits are at hand. It is in the queue of the log when this returns, so that calls are decided in their order. */
export async function ingest(
  app: App,
  workspace: Workspace,
  programs: WorkspacePrograms,
  visits: ReadonlyMap<string, VisitEvidence>,
  event: EventRequest,
  { key, body }: Identity = { key: `event:${event.key}`, body: event },
): Promise<IngestedEvent> {
  const parsed = parseEvent(workspace, programs, event, visits);
  if (!parsed.ok) return { status: "invalid", problems: parsed.problems };
  try {
    const { input } = parsed;
    const personal = newsOf(workspace.id, input.member, parsed.personal);
    const written = await submit(app, workspace.id, { lane: "event", input, key, body, personal });
    noteKnown(workspace.id, input.member, written.outcome);
    return { status: "written", written };
  } catch (error) {
    return { status: "failed", error };
  }
}

/** A program that this process does not know may have been published by another one a moment ago: then the database is asked. */
async function programsFor(app: App, workspace: Workspace, events: readonly EventRequest[]): Promise<WorkspacePrograms> {
  const programs = await app.programs.of(workspace.id);
  const isMissing = events.some(({ program }) => program !== undefined && programs.find(program) === undefined);
  return isMissing ? app.programs.fresh(workspace.id) : programs;
}

/** The visits that the events name. */
export async function visitsOf(app: App, workspace: Workspace, events: readonly EventRequest[]): Promise<ReadonlyMap<string, VisitEvidence>> {
  const ids = events.flatMap(({ visit }) => visit ?? []);
  if (ids.length === 0) return NO_VISITS;
  return inWorkspace(app.db, workspace.id, (tx) => loadVisits(tx, workspace.id, [...new Set(ids)]));
}
