import type { App } from "../app.js";
import { saveWebhookSecret } from "../store/webhook-endpoints.js";
import { answerOnce } from "./answer-once.js";
import { endpointOf } from "./change-webhook-endpoint.js";
import { deriveWebhookSecret, wrapWebhookSecret } from "./webhook-secret.js";
import type { Workspace } from "./workspace-directory.js";

/**
 * A new secret, which signs from now on beside the present one until the overlap ends; an older one ends at once, so that two are active at most.
 * The secret follows from the request's key: the same request gives it again and changes nothing, whatever was rotated since.
 */
export async function rotateWebhookSecret(
  app: App,
  workspace: Workspace,
  endpointId: string,
  { overlapMs, key }: { overlapMs: number; key: string },
): Promise<{ secret: string; oldUntil: number; replayed: boolean }> {
  const secret = deriveWebhookSecret(workspace, endpointId, "rotate", key);
  const { answer, replayed } = await answerOnce(app, workspace, { key, request: ["rotate webhook secret", endpointId, overlapMs] }, async (tx) => {
    await endpointOf(tx, workspace.id, endpointId);
    return { oldUntil: await saveWebhookSecret(tx, workspace.id, endpointId, wrapWebhookSecret(workspace, endpointId, secret), overlapMs) };
  });
  return { secret, oldUntil: answer.oldUntil, replayed };
}
