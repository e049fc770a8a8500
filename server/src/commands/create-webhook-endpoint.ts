import type { App } from "../app.js";
import { derivedId, keyedBytes, keyedHash } from "../core/hash.js";
import { AppError } from "../errors.js";
import { inWorkspace } from "../store/db.js";
import { countWebhookEndpoints, loadWebhookEndpoint, saveWebhookEndpoint } from "../store/webhook-endpoints.js";
import { deriveWebhookSecret, wrapWebhookSecret } from "./webhook-secret.js";
import type { Workspace } from "./workspace-directory.js";

export interface WebhookEndpointRequest {
  url: string;
  label: string;
  /** Null: all. */
  kinds: string[] | null;
}

export const WEBHOOK_ENDPOINTS_MAX = 20;

/**
 * Makes an endpoint: what happens from now on is sent to it. The secret is in the answer and nowhere else. Id and secret follow from the request's key:
 * the same request gives the same again, another one under the same key throws `key_reused`. Refused are addresses that may not be sent to, and a 21st endpoint.
 */
export async function createWebhookEndpoint(
  app: App,
  workspace: Workspace,
  request: WebhookEndpointRequest,
  { requester, key }: { requester: string; key: string },
): Promise<{ id: string; secret: string; replayed: boolean }> {
  const seed = keyedBytes(workspace.secrets.keys, "webhook endpoint", requester, key).toString("hex");
  const id = derivedId("whe", workspace.id, seed);
  const secret = deriveWebhookSecret(workspace, id, seed);
  const requestHash = keyedHash(workspace.secrets.records, "webhook endpoint", JSON.stringify([request.url, request.label, request.kinds]));
  const known = await inWorkspace(app.db, workspace.id, (tx) => loadWebhookEndpoint(tx, workspace.id, id));
  if (known === undefined) await refuseInternal(app, request.url);
  return inWorkspace(app.db, workspace.id, async (tx) => {
    const count = await countWebhookEndpoints(tx, workspace.id);
    const before = await loadWebhookEndpoint(tx, workspace.id, id);
    if (before !== undefined) {
      if (before.request_hash !== requestHash) {
        throw new AppError("key_reused", { detail: "Idempotency-Key was used before for another endpoint; send a new one." });
      }
      if (before.status === "deleted") throw new AppError("conflict", { detail: `Endpoint ${id} was made by this request and deleted since.` });
      return { id, secret, replayed: true };
    }
    if (count >= WEBHOOK_ENDPOINTS_MAX) {
      throw new AppError("conflict", { detail: `The workspace has ${WEBHOOK_ENDPOINTS_MAX} endpoints, which is the most; delete one first.` });
    }
    const { url, label, kinds } = request;
    const row = { id, url, label, kinds, request_hash: requestHash, secret_wrapped: wrapWebhookSecret(workspace, id, secret) };
    await saveWebhookEndpoint(tx, workspace.id, row);
    return { id, secret, replayed: false };
  });
}

/** Throws `invalid_request` with the remedy for an address that nothing may be sent to. */
export async function refuseInternal(app: App, url: string): Promise<void> {
  const refusal = await app.webhookHttp.findRefusal(url);
  if (refusal === undefined) return;
  const { problem, remedy } = refusal;
  throw new AppError("invalid_request", { detail: `/url ${problem}; ${remedy}.`, errors: [{ path: "/url", problem, remedy }] });
}
