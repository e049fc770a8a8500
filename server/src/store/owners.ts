import type { Tx } from "./db.js";

export interface SetupLinkRow {
  expires_at: number;
  used_at: number | null;
}

/** True once anyone can sign in to this installation. */
export async function hasOwner(tx: Tx): Promise<boolean> {
  const rows = await tx.query<{ found: boolean }>({ name: "users.any", text: "select exists (select from users) as found" });
  return rows[0]?.found === true;
}

/** Writes a user; false if the address has one already. The e-mail address is canonical. */
export async function saveUser(tx: Tx, user: { id: string; email: string; passwordHash: string }): Promise<boolean> {
  const rows = await tx.query(
    {
      name: "users.save",
      text: "insert into users (id, email, password_hash, created_at) values ($1, $2, $3, now()) on conflict (email) do nothing returning id",
    },
    [user.id, user.email, user.passwordHash],
  );
  return rows.length === 1;
}

/** The user owns the workspace; nothing happens if that was so before. */
export async function saveOwnership(tx: Tx, workspaceId: string, userId: string): Promise<void> {
  await tx.query(
    {
      name: "owners.save",
      text: "insert into workspace_owners (workspace_id, user_id, role, created_at) values ($1, $2, 'owner', now()) on conflict do nothing",
    },
    [workspaceId, userId],
  );
}

/** A new link, in place of all that were not used. */
export async function replaceSetupLinks(tx: Tx, tokenHash: Buffer, expiresAt: number): Promise<void> {
  void tx.query({ name: "setup_links.clear", text: "delete from setup_links where used_at is null" });
  await tx.query(
    { name: "setup_links.save", text: "insert into setup_links (token_hash, expires_at, created_at) values ($1, $2::timestamptz, now())" },
    [tokenHash, new Date(expiresAt).toISOString()],
  );
}

export async function loadSetupLink(tx: Tx, tokenHash: Buffer): Promise<SetupLinkRow | undefined> {
  const rows = await tx.query<SetupLinkRow>({ name: "setup_links.load", text: "select expires_at, used_at from setup_links where token_hash = $1" }, [
    tokenHash,
  ]);
  return rows[0];
}

/** Uses the link up: true for exactly one caller, and only before it expires. */
export async function useSetupLink(tx: Tx, tokenHash: Buffer): Promise<boolean> {
  const rows = await tx.query(
    {
      name: "setup_links.use",
      text: "update setup_links set used_at = now() where token_hash = $1 and used_at is null and expires_at > now() returning token_hash",
    },
    [tokenHash],
  );
  return rows.length === 1;
}
