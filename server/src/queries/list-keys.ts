import { type Database, inInstallation } from "../store/db.js";

interface KeyRow {
  id: string;
  kind: ListedKey["kind"];
  label: string;
  key_hint: string;
  scopes: string[];
  created_at: number;
  expires_at: number | null;
  revoked_at: number | null;
  last_used_at: number | null;
}

export interface ListedKey {
  id: string;
  kind: "secret" | "publishable" | "signing";
  label: string;
  /** The last four symbols of the key, to tell it by. */
  hint: string;
  scopes: string[];
  createdAt: string;
  expiresAt: string | null;
  revokedAt: string | null;
  /** To the minute or so: noted in bulk. */
  lastUsedAt: string | null;
}

export interface KeyPage {
  data: ListedKey[];
  nextCursor: string | null;
}

const selectKeys = {
  name: "keys.list",
  text: `select id, kind, label, key_hint, scopes, created_at, expires_at, revoked_at,
      (select max(u.last_used_at) from api_key_uses u where u.key_id = k.id) as last_used_at
    from api_keys k where workspace_id = $1 and ($3::timestamptz is null or (created_at, id) < ($3::timestamptz, $4::text))
    order by created_at desc, id desc limit $2`,
};

/** A page of the workspace's keys, newest first. A cursor that is none of ours begins at the top. */
export async function findKeys(db: Database, workspaceId: string, limit: number, cursor?: string): Promise<KeyPage> {
  const after = parseCursor(cursor);
  const rows = await inInstallation(db, (tx) =>
    tx.query<KeyRow>(selectKeys, [workspaceId, limit + 1, isoOf(after?.createdAt ?? null), after?.id ?? null]),
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    data: page.map(describeKey),
    nextCursor: rows.length > limit && last ? Buffer.from(`${last.created_at} ${last.id}`).toString("base64url") : null,
  };
}

function parseCursor(cursor: string | undefined): { createdAt: number; id: string } | undefined {
  if (cursor === undefined) return undefined;
  const [, createdAt, id] = /^(\d{1,15}) (key_[0-9a-z]{20})$/.exec(Buffer.from(cursor, "base64url").toString()) ?? [];
  return createdAt === undefined || id === undefined ? undefined : { createdAt: Number(createdAt), id };
}

function describeKey(row: KeyRow): ListedKey {
  return {
    id: row.id,
    kind: row.kind,
    label: row.label,
    hint: row.key_hint,
    scopes: row.scopes,
    createdAt: new Date(row.created_at).toISOString(),
    expiresAt: isoOf(row.expires_at),
    revokedAt: isoOf(row.revoked_at),
    lastUsedAt: isoOf(row.last_used_at),
  };
}

function isoOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
