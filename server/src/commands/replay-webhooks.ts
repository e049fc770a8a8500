import type { App } from "../app.js";
import { keyedBytes } from "../core/hash.js";
import { AppError } from "../errors.js";
import { type FactPlace, findRecordAt, replayDelivery, replayRange, saveSample } from "../store/webhook-replays.js";
import { answerOnce } from "./answer-once.js";
import { endpointOf } from "./change-webhook-endpoint.js";
import type { Workspace } from "./workspace-directory.js";

/** An end of a range: a fact, or a moment. */
export type ReplayEnd = FactPlace | { at: number };

export const REPLAYED_FACTS_MAX = 10_000;
const LAST: FactPlace = { record: Number.MAX_SAFE_INTEGER, index: 2_147_483_647 };

/**
 * Sends one delivery again, under the same webhook-id, once for a key: the same request again sends nothing.
 * Throws `not_found` for an unknown one and `conflict` while its endpoint is disabled.
 */
export async function replayWebhook(
  app: App,
  workspace: Workspace,
  endpointId: string,
  { place, key }: { place: FactPlace; key: string },
): Promise<{ replayed: boolean }> {
  const call = { key, request: ["replay webhook", endpointId, place.record, place.index] };
  const { replayed } = await answerOnce(app, workspace, call, async (tx) => {
    await activeEndpoint(tx, workspace.id, endpointId);
    const isKnown = await replayDelivery(tx, workspace.id, endpointId, place);
    if (!isKnown) throw new AppError("not_found", { detail: "The endpoint has no delivery with this id. They are kept for 30 days." });
    return null;
  });
  app.factBell.ring(workspace.id);
  return { replayed };
}

export interface ReplayRequest {
  from: ReplayEnd;
  to: ReplayEnd | undefined;
  only: "all" | "undelivered";
}

/** How many facts are sent, and the last one that was looked at where the range was cut. */
export interface ReplayAnswer {
  replayed: number;
  last: FactPlace | null;
}

/**
 * Sends the facts from one end to the other again, both included, at most 10,000 of them: what the endpoint asks for, also from before it was made.
 * `undelivered` leaves out what was delivered or waits. The same request under the same key is answered alike and sends nothing.
 */
export async function replayWebhooks(
  app: App,
  workspace: Workspace,
  endpointId: string,
  { from, to, only, key }: ReplayRequest & { key: string },
): Promise<{ answer: ReplayAnswer; replayed: boolean }> {
  const { id: workspaceId } = workspace;
  const call = { key, request: ["replay webhooks", endpointId, endOf(from), to === undefined ? null : endOf(to), only] };
  const done = await answerOnce(app, workspace, call, async (tx) => {
    await activeEndpoint(tx, workspaceId, endpointId);
    const begin = "at" in from ? { record: await findRecordAt(tx, workspaceId, from.at), index: 0 } : from;
    const end = to === undefined ? LAST : "at" in to ? { record: (await findRecordAt(tx, workspaceId, to.at + 1)) - 1, index: LAST.index } : to;
    const states = only === "all" ? ["pending", "delivered", "failed"] : ["failed"];
    return replayRange(tx, workspaceId, endpointId, { from: begin, to: end, states, limit: REPLAYED_FACTS_MAX });
  });
  app.factBell.ring(workspaceId);
  return done;
}

function endOf(end: ReplayEnd): number[] {
  return "at" in end ? [end.at] : [end.record, end.index];
}

/** Sends a sample of a kind, once for a key, from which its index follows. */
export async function sendSample(
  app: App,
  workspace: Workspace,
  endpointId: string,
  { kind, key }: { kind: string; key: string },
): Promise<{ place: FactPlace; replayed: boolean }> {
  const index = keyedBytes(workspace.secrets.keys, "webhook sample", endpointId, key).readUInt32BE() >>> 1;
  const { replayed } = await answerOnce(app, workspace, { key, request: ["sample", endpointId, kind] }, async (tx) => {
    await activeEndpoint(tx, workspace.id, endpointId);
    await saveSample(tx, workspace.id, endpointId, index, kind);
    return null;
  });
  app.factBell.ring(workspace.id);
  return { place: { record: 0, index }, replayed };
}

async function activeEndpoint(tx: Parameters<typeof endpointOf>[0], workspaceId: string, endpointId: string): Promise<void> {
  const { status } = await endpointOf(tx, workspaceId, endpointId);
  if (status !== "active") {
    throw new AppError("conflict", { detail: `Endpoint ${endpointId} is disabled; set its status to "active" first.` });
  }
}
