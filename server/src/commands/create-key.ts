import { randomBytes } from "node:crypto";
import type { Foundation } from "../app.js";
import { derivedId, keyedBytes } from "../core/hash.js";
import { AppError } from "../errors.js";
import { inInstallation, type Tx } from "../store/db.js";
import { type KeyKind, type KeyRow, loadKeyById, saveKey } from "../store/keys.js";
import { wrap } from "../store/secrets.js";
import { formatToken, hashToken, tokenBytes } from "./key-token.js";
import type { Scope } from "./scopes.js";
import type { Workspace } from "./workspace-directory.js";

export interface KeyRequest {
  kind: KeyKind;
  label: string;
  /** Of a secret key only. */
  scopes: readonly Scope[];
  expiresAt: number | null;
}

/** The one moment at which a key's text is known. */
export interface CreatedKey {
  id: string;
  kind: KeyKind;
  token: string;
  replayed: boolean;
}

/** Names a request so that repeating it gives the same key: who asks, and the key of the request. */
export interface Repeatable {
  requester: string;
  key: string;
}

/**
 * Makes a key. Its text is in the answer and nowhere else: of a secret or publishable key the hash is kept, a signing secret is kept wrapped.
 * With `repeatable`, id and text follow from the request's key under a secret of the workspace: the same request gives the same key again,
 * another request under the same key throws `key_reused`.
 */
export function createKey(foundation: Foundation, workspace: Workspace, request: KeyRequest, repeatable?: Repeatable): Promise<CreatedKey> {
  return inInstallation(foundation.db, (tx) => createKeyIn(tx, foundation, workspace, request, repeatable));
}

/** As `createKey`, inside a transaction that is already open. */
export async function createKeyIn(
  tx: Tx,
  foundation: Foundation,
  workspace: Workspace,
  request: KeyRequest,
  repeatable?: Repeatable,
): Promise<CreatedKey> {
  const seed = repeatable && keyedBytes(workspace.secrets.keys, "key", repeatable.requester, repeatable.key).toString("hex");
  const id = seed === undefined ? foundation.newId("key") : derivedId("key", workspace.id, seed);
  const bytes = seed === undefined ? randomBytes(tokenBytes) : keyedBytes(workspace.secrets.keys, "token", seed).subarray(0, tokenBytes);
  const token = formatToken(request.kind, workspace.mode, bytes);
  const isNew = await saveKey(tx, {
    id,
    workspace_id: workspace.id,
    kind: request.kind,
    label: request.label,
    key_hash: hashToken(token),
    key_hint: token.slice(-4),
    secret_wrapped: request.kind === "signing" ? wrap(workspace.secrets.signing, Buffer.from(token), id) : null,
    scopes: request.kind === "secret" ? [...request.scopes] : [],
    expires_at: request.expiresAt,
  });
  if (!isNew && !isSameRequest(await loadKeyById(tx, id), request)) {
    throw new AppError("key_reused", { detail: "Idempotency-Key was used before for another key; send a new one." });
  }
  return { id, kind: request.kind, token, replayed: !isNew };
}

/** The expiry is left out: it may have been brought forward since. */
function isSameRequest(row: KeyRow | undefined, request: KeyRequest): boolean {
  const wanted = request.kind === "secret" ? request.scopes : [];
  return row !== undefined && row.kind === request.kind && row.label === request.label && row.scopes.join() === wanted.join();
}
