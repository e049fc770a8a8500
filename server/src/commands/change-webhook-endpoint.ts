import type { App } from "../app.js";
import { AppError } from "../errors.js";
import type { Tx } from "../store/db.js";
import {
  lockWebhookEndpoint,
  changeWebhookEndpoint as saveChange,
  deleteWebhookEndpoint as saveDeletion,
  type WebhookEndpointRow,
} from "../store/webhook-endpoints.js";
import { answeredBefore, answerOnce } from "./answer-once.js";
import { refuseInternal, type WebhookEndpointRequest } from "./create-webhook-endpoint.js";
import type { Workspace } from "./workspace-directory.js";

export type WebhookEndpointChange = Partial<WebhookEndpointRequest> & { status?: "active" | "disabled" };

/**
 * Changes what is given and leaves the rest, once for a key: the same request again changes nothing, whatever was changed since.
 * An endpoint that is switched on again goes on where it had stopped. Throws `not_found`, and refuses addresses as at creation.
 */
export async function changeWebhookEndpoint(
  app: App,
  workspace: Workspace,
  id: string,
  { change, key }: { change: WebhookEndpointChange; key: string },
): Promise<{ replayed: boolean }> {
  const { url, label, kinds, status } = change;
  const call = { key, request: ["change webhook endpoint", id, url, label, kinds === undefined ? "as before" : kinds, status] };
  if (url !== undefined && (await answeredBefore(app, workspace, call)) === undefined) await refuseInternal(app, url);
  const { replayed } = await answerOnce(app, workspace, call, async (tx) => {
    const before = await endpointOf(tx, workspace.id, id);
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    await saveChange(tx, workspace.id, { ...before, ...given });
    return null;
  });
  app.factBell.ring(workspace.id);
  return { replayed };
}

/** Ends the endpoint; doing it again changes nothing. Its log of deliveries is removed soon after. Throws `not_found`. */
export async function deleteWebhookEndpoint(app: App, workspace: Workspace, id: string, key: string): Promise<{ replayed: boolean }> {
  const { replayed } = await answerOnce(app, workspace, { key, request: ["delete webhook endpoint", id] }, async (tx) => {
    const before = await lockWebhookEndpoint(tx, workspace.id, id);
    if (before === undefined) throw unknownEndpoint(id);
    await saveDeletion(tx, workspace.id, id);
    return null;
  });
  return { replayed };
}

/** The endpoint, taken for a change. Throws `not_found` where there is none, or none any more. */
export async function endpointOf(tx: Tx, workspaceId: string, id: string): Promise<WebhookEndpointRow> {
  const row = await lockWebhookEndpoint(tx, workspaceId, id);
  if (row === undefined || row.status === "deleted") throw unknownEndpoint(id);
  return row;
}

function unknownEndpoint(id: string): AppError {
  return new AppError("not_found", { detail: `There is no webhook endpoint ${id} in this workspace.` });
}
