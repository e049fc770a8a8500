import type { App } from "../app.js";
import { inWorkspace } from "../store/db.js";
import { saveWebhookSecret } from "../store/webhook-endpoints.js";
import { endpointOf } from "./change-webhook-endpoint.js";
import { deriveWebhookSecret, unwrapWebhookSecret, wrapWebhookSecret } from "./webhook-secret.js";
import type { Workspace } from "./workspace-directory.js";

/**
 * A new secret, which signs from now on beside the present one until the overlap ends; an older one ends at once, so that two are active at most.
 * The secret follows from the request's key: while it is the present one, the same request gives it again and changes nothing.
 */
export function rotateWebhookSecret(
  app: App,
  workspace: Workspace,
  endpointId: string,
  { overlapMs, key }: { overlapMs: number; key: string },
): Promise<{ secret: string; oldUntil: number | null; replayed: boolean }> {
  return inWorkspace(app.db, workspace.id, async (tx) => {
    const endpoint = await endpointOf(tx, workspace.id, endpointId);
    const secret = deriveWebhookSecret(workspace, endpointId, "rotate", key);
    if (unwrapWebhookSecret(workspace, endpointId, endpoint.secret_wrapped) === secret) {
      return { secret, oldUntil: endpoint.old_secret_until, replayed: true };
    }
    const oldUntil = await saveWebhookSecret(tx, workspace.id, endpointId, wrapWebhookSecret(workspace, endpointId, secret), overlapMs);
    return { secret, oldUntil, replayed: false };
  });
}
