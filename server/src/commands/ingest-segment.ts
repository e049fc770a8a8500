/** Calls of the Segment protocol, mapped and checked: each is written to the log under its message's id and answered on its own. */
import type { App } from "../app.js";
import { AppError } from "../errors.js";
import { type IngestedEvent, ingest, visitsOf } from "./ingest-events.js";
import { submit } from "./log-writer.js";
import type { EventRequest } from "./parse-event.js";
import type { WorkspacePrograms } from "./program-directory.js";
import { type MemberRequest, parseMember } from "./put-members.js";
import type { Workspace } from "./workspace-directory.js";

export interface SegmentRequest {
  messageId: string;
  /** What must be the same when the message comes again (`segmentBody`). */
  body: string;
  request: { is: "event"; event: EventRequest } | { is: "member"; member: MemberRequest };
}

/** One result a call, in their order. They travel to the log together and are decided in their order; a bad one never fails the others. */
export async function ingestSegment(
  app: App,
  workspace: Workspace,
  programs: WorkspacePrograms,
  requests: readonly SegmentRequest[],
): Promise<IngestedEvent[]> {
  const events = requests.flatMap(({ request }) => (request.is === "event" ? [request.event] : []));
  const visits = await visitsOf(app, workspace, events);
  return Promise.all(
    requests.map(({ messageId, body, request }) => {
      // Keys of their own: one message's id is one call, whatever its type, and no event's or call's key elsewhere.
      const identity = { key: `segment:${messageId}`, body };
      return request.is === "event"
        ? ingest(app, workspace, programs, visits, request.event, identity)
        : putMember(app, workspace, programs, request.member, identity);
    }),
  );
}

async function putMember(
  app: App,
  workspace: Workspace,
  programs: WorkspacePrograms,
  member: MemberRequest,
  { key, body }: { key: string; body: string },
): Promise<IngestedEvent> {
  try {
    const { input, personal } = parseMember(workspace, programs, member, key);
    return { status: "written", written: await submit(app, workspace.id, { lane: "event", input, key, body, personal }) };
  } catch (error) {
    if (error instanceof AppError && error.code === "invalid_request") return { status: "invalid", problems: error.errors ?? [] };
    return { status: "failed", error };
  }
}
