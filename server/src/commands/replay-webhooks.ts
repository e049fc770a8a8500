import type { App } from "../app.js";
import { keyedBytes } from "../core/hash.js";
import { AppError } from "../errors.js";
import { inWorkspace } from "../store/db.js";
import { type FactPlace, findRecordAt, replayDelivery, replayRange, saveSample } from "../store/webhook-replays.js";
import { endpointOf } from "./change-webhook-endpoint.js";
import type { Workspace } from "./workspace-directory.js";

/** An end of a range: a fact, or a moment. */
export type ReplayEnd = FactPlace | { at: number };

export const REPLAYED_FACTS_MAX = 10_000;
const LAST: FactPlace = { record: Number.MAX_SAFE_INTEGER, index: 2_147_483_647 };

/** Sends one delivery again, under the same webhook-id. Throws `not_found` for an unknown one and `conflict` while its endpoint is disabled. */
export async function replayWebhook(app: App, { id: workspaceId }: Workspace, endpointId: string, place: FactPlace): Promise<void> {
  await inWorkspace(app.db, workspaceId, async (tx) => {
    await activeEndpoint(tx, workspaceId, endpointId);
    const isKnown = await replayDelivery(tx, workspaceId, endpointId, place);
    if (!isKnown) throw new AppError("not_found", { detail: "The endpoint has no delivery with this id. They are kept for 30 days." });
  });
  app.factBell.ring(workspaceId);
}

/**
 * Sends the facts from one end to the other again, both included, at most 10,000 of them: what the endpoint asks for, also from before it was made.
 * `undelivered` leaves out what was delivered or waits. Gives how many, and where to go on from when the range was cut.
 */
export async function replayWebhooks(
  app: App,
  { id: workspaceId }: Workspace,
  endpointId: string,
  { from, to, only }: { from: ReplayEnd; to: ReplayEnd | undefined; only: "all" | "undelivered" },
): Promise<{ replayed: number; last: FactPlace | null }> {
  const answer = await inWorkspace(app.db, workspaceId, async (tx) => {
    await activeEndpoint(tx, workspaceId, endpointId);
    const begin = "at" in from ? { record: await findRecordAt(tx, workspaceId, from.at), index: 0 } : from;
    const end = to === undefined ? LAST : "at" in to ? { record: (await findRecordAt(tx, workspaceId, to.at + 1)) - 1, index: LAST.index } : to;
    const states = only === "all" ? ["pending", "delivered", "failed"] : ["failed"];
    return replayRange(tx, workspaceId, endpointId, { from: begin, to: end, states, limit: REPLAYED_FACTS_MAX });
  });
  app.factBell.ring(workspaceId);
  return answer;
}

/** Sends a sample of a kind. Its index follows from the request's key: the same request sends nothing further. */
export async function sendSample(
  app: App,
  workspace: Workspace,
  endpointId: string,
  { kind, key }: { kind: string; key: string },
): Promise<{ place: FactPlace; replayed: boolean }> {
  const index = keyedBytes(workspace.secrets.keys, "webhook sample", endpointId, key).readUInt32BE() >>> 1;
  const isNew = await inWorkspace(app.db, workspace.id, async (tx) => {
    await activeEndpoint(tx, workspace.id, endpointId);
    return saveSample(tx, workspace.id, endpointId, index, kind);
  });
  app.factBell.ring(workspace.id);
  return { place: { record: 0, index }, replayed: !isNew };
}

async function activeEndpoint(tx: Parameters<typeof endpointOf>[0], workspaceId: string, endpointId: string): Promise<void> {
  const { status } = await endpointOf(tx, workspaceId, endpointId);
  if (status !== "active") {
    throw new AppError("conflict", { detail: `Endpoint ${endpointId} is disabled; set its status to "active" first.` });
  }
}
