import type { Tx } from "./db.js";

export type KeyKind = "secret" | "publishable" | "signing";

/** A key as it is kept: of a secret or publishable key only the hash, of a signing key also the secret, wrapped. */
export interface KeyRow {
  id: string;
  workspace_id: string;
  kind: KeyKind;
  label: string;
  key_hash: Buffer;
  key_hint: string;
  secret_wrapped: Buffer | null;
  scopes: string[];
  created_at: number;
  expires_at: number | null;
  revoked_at: number | null;
}

const columns = "id, workspace_id, kind, label, key_hash, key_hint, secret_wrapped, scopes, created_at, expires_at, revoked_at";

/** Writes a key; true if it was new, false if its id was there before. */
export async function saveKey(tx: Tx, row: Omit<KeyRow, "created_at" | "revoked_at">): Promise<boolean> {
  const rows = await tx.query(
    {
      name: "keys.save",
      text: `insert into api_keys (id, workspace_id, kind, label, key_hash, key_hint, secret_wrapped, scopes, expires_at, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9::timestamptz, date_trunc('milliseconds', now())) on conflict (id) do nothing returning id`,
    },
    [row.id, row.workspace_id, row.kind, row.label, row.key_hash, row.key_hint, row.secret_wrapped, row.scopes, isoOf(row.expires_at)],
  );
  return rows.length === 1;
}

/** The key with this hash, whatever its state. */
export async function loadKeyByHash(tx: Tx, keyHash: Buffer): Promise<KeyRow | undefined> {
  const rows = await tx.query<KeyRow>({ name: "keys.by_hash", text: `select ${columns} from api_keys where key_hash = $1` }, [keyHash]);
  return rows[0];
}

/** The key with this id, whatever its workspace: the id in a token's header says only which key to try. */
export async function loadKeyById(tx: Tx, id: string): Promise<KeyRow | undefined> {
  const rows = await tx.query<KeyRow>({ name: "keys.by_id", text: `select ${columns} from api_keys where id = $1` }, [id]);
  return rows[0];
}

/** The key of this workspace, taken for a change. */
export async function lockKey(tx: Tx, workspaceId: string, id: string): Promise<KeyRow | undefined> {
  const rows = await tx.query<KeyRow>({ name: "keys.lock", text: `select ${columns} from api_keys where workspace_id = $1 and id = $2 for update` }, [
    workspaceId,
    id,
  ]);
  return rows[0];
}

/** The key ends at the moment given, or earlier where it would have anyway. */
export async function saveKeyExpiry(tx: Tx, workspaceId: string, id: string, expiresAt: number): Promise<void> {
  await tx.query(
    {
      name: "keys.expire",
      text: "update api_keys set expires_at = least(expires_at, $3::timestamptz) where workspace_id = $1 and id = $2",
    },
    [workspaceId, id, isoOf(expiresAt)],
  );
}

/** The key is revoked now; an earlier revocation stays. */
export async function saveKeyRevocation(tx: Tx, workspaceId: string, id: string): Promise<void> {
  await tx.query({ name: "keys.revoke", text: "update api_keys set revoked_at = coalesce(revoked_at, now()) where workspace_id = $1 and id = $2" }, [
    workspaceId,
    id,
  ]);
}

/** When keys were last used, one row a key and day: no row is written twice in a short time. */
export async function saveKeyUses(tx: Tx, uses: ReadonlyMap<string, number>): Promise<void> {
  const ids = [...uses.keys()].sort();
  const moments = ids.map((id) => new Date(uses.get(id) ?? 0).toISOString());
  await tx.query(
    {
      name: "keys.uses",
      text: `insert into api_key_uses as u (key_id, used_on, last_used_at)
        select key_id, (at at time zone 'UTC')::date, at from unnest($1::text[], $2::timestamptz[]) as new (key_id, at)
        where exists (select from api_keys k where k.id = new.key_id)
        on conflict (key_id, used_on) do update set last_used_at = greatest(u.last_used_at, excluded.last_used_at)`,
    },
    [ids, moments],
  );
}

function isoOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
