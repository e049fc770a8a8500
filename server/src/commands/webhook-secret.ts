/** Secrets of endpoints: whsec_ and 32 bytes as base64, kept wrapped, shown once. */
import { keyedBytes } from "../core/hash.js";
import { unwrap, wrap } from "../store/secrets.js";
import type { Workspace } from "./workspace-directory.js";

/** The secret that follows from what it is made for and the request's key: asked again, the same. */
export function deriveWebhookSecret({ secrets }: Workspace, ...purpose: string[]): string {
  return `whsec_${keyedBytes(secrets.keys, "webhook secret", ...purpose).toString("base64")}`;
}

export function wrapWebhookSecret(workspace: Workspace, endpointId: string, secret: string): Buffer {
  return wrap(workspace.secrets.signing, Buffer.from(secret), `${workspace.id} ${endpointId}`);
}

export function unwrapWebhookSecret(workspace: Workspace, endpointId: string, wrapped: Buffer): string {
  return unwrap(workspace.secrets.signing, wrapped, `${workspace.id} ${endpointId}`).toString();
}
