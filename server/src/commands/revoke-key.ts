import type { Foundation } from "../app.js";
import { AppError } from "../errors.js";
import { inInstallation } from "../store/db.js";
import { lockKey, saveKeyRevocation } from "../store/keys.js";

/** Ends a key at once: every process refuses it within a second. Revoking it again changes nothing. Throws `not_found` for a key of another workspace. */
export async function revokeKey(foundation: Foundation, workspaceId: string, keyId: string): Promise<void> {
  await inInstallation(foundation.db, async (tx) => {
    const row = await lockKey(tx, workspaceId, keyId);
    if (row === undefined) throw new AppError("not_found", { detail: `There is no key ${keyId} in this workspace.` });
    await saveKeyRevocation(tx, workspaceId, keyId);
  });
}
