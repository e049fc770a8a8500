import type { Foundation } from "../app.js";
import { AppError } from "../errors.js";
import { inInstallation } from "../store/db.js";
import { lockKey, saveKeyExpiry } from "../store/keys.js";
import { type CreatedKey, createKeyIn, type Repeatable } from "./create-key.js";
import { allowsScope, type Scope } from "./scopes.js";
import type { Workspace } from "./workspace-directory.js";

/**
 * A new key with the kind, label, scopes and expiry of the old one, which ends after the overlap, so that every place that uses it can be changed meanwhile.
 * Who asks must hold every scope of the key: `forbidden` otherwise. Throws `not_found` for a key of another workspace and `conflict` for one that is over already.
 */
export function rotateKey(
  foundation: Foundation,
  workspace: Workspace,
  { keyId, overlapMs, heldScopes }: { keyId: string; overlapMs: number; heldScopes: readonly string[] },
  repeatable?: Repeatable,
): Promise<CreatedKey & { oldExpiresAt: number }> {
  return inInstallation(foundation.db, async (tx) => {
    const old = await lockKey(tx, workspace.id, keyId);
    if (old === undefined) throw new AppError("not_found", { detail: `There is no key ${keyId} in this workspace.` });
    const excess = old.scopes.find((scope) => !allowsScope(heldScopes, scope as Scope));
    if (excess !== undefined)
      throw new AppError("forbidden", { detail: `Key ${keyId} has the scope ${excess}, which the key that asks does not have itself.` });
    const at = foundation.now();
    const request = { kind: old.kind, label: old.label, scopes: old.scopes as Scope[], expiresAt: old.expires_at };
    const created = await createKeyIn(tx, foundation, workspace, request, repeatable);
    if (created.replayed) return { ...created, oldExpiresAt: old.expires_at ?? at };
    if (old.revoked_at !== null || (old.expires_at !== null && old.expires_at <= at)) {
      throw new AppError("conflict", { detail: `Key ${keyId} is revoked or expired; make a new key instead.` });
    }
    const oldExpiresAt = Math.min(old.expires_at ?? Number.POSITIVE_INFINITY, at + overlapMs);
    await saveKeyExpiry(tx, workspace.id, keyId, oldExpiresAt);
    return { ...created, oldExpiresAt };
  });
}
