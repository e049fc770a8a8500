import type { App } from "../app.js";
import { AppError } from "../errors.js";
import { inWorkspace, type Tx } from "../store/db.js";
import {
  lockWebhookEndpoint,
  changeWebhookEndpoint as saveChange,
  deleteWebhookEndpoint as saveDeletion,
  type WebhookEndpointRow,
} from "../store/webhook-endpoints.js";
import { refuseInternal, type WebhookEndpointRequest } from "./create-webhook-endpoint.js";
import type { Workspace } from "./workspace-directory.js";

export type WebhookEndpointChange = Partial<WebhookEndpointRequest> & { status?: "active" | "disabled" };

/** Changes what is given and leaves the rest. An endpoint that is switched on again goes on where it had stopped. Throws `not_found`, and refuses addresses as at creation. */
export async function changeWebhookEndpoint(app: App, { id: workspaceId }: Workspace, id: string, change: WebhookEndpointChange): Promise<void> {
  if (change.url !== undefined) await refuseInternal(app, change.url);
  await inWorkspace(app.db, workspaceId, async (tx) => {
    const before = await endpointOf(tx, workspaceId, id);
    const { url = before.url, label = before.label, kinds = before.kinds, status = before.status } = change;
    await saveChange(tx, workspaceId, { id, url, label, kinds, status });
  });
  app.factBell.ring(workspaceId);
}

/** Ends the endpoint; doing it again changes nothing. Its log of deliveries is removed soon after. Throws `not_found`. */
export function deleteWebhookEndpoint(app: App, { id: workspaceId }: Workspace, id: string): Promise<void> {
  return inWorkspace(app.db, workspaceId, async (tx) => {
    const before = await lockWebhookEndpoint(tx, workspaceId, id);
    if (before === undefined) throw unknownEndpoint(id);
    await saveDeletion(tx, workspaceId, id);
  });
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
