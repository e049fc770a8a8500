/** How members sign in: links that work once, and sessions. Of both only hashes. */
import type { Statement, Tx } from "./db.js";

/** Who signs in: the member as they were named, and the key that vouches for them, or null where they proved it themselves. */
export interface SignedIn {
  memberId: string;
  keyId: string | null;
}

const MEMBER: Statement = {
  name: "member_sessions.member",
  text: `select m.id from members m join person_keys k on k.workspace_id = m.workspace_id and k.member_id = m.id
    where m.workspace_id = $1 and m.external_hash = $2`,
};
/** The member with this name, not the one whom they were merged into. Undefined for an unknown member, and for one who was erased. */
export async function findNamedMember(tx: Tx, workspaceId: string, externalHash: string): Promise<string | undefined> {
  return (await tx.query<{ id: string }>(MEMBER, [workspaceId, externalHash]))[0]?.id;
}

const SAVE_LINK: Statement = {
  name: "sign_in_links.save",
  text: `insert into sign_in_links (workspace_id, secret_hash, member_id, key_id, made_at, expires_at)
    values ($1, $2, $3, $4, $5::timestamptz, $6::timestamptz)`,
};
const TRIM_LINKS: Statement = {
  name: "sign_in_links.trim",
  text: `delete from sign_in_links where workspace_id = $1 and secret_hash in (select secret_hash from sign_in_links
    where workspace_id = $1 and member_id = $2 and used_at is null and expires_at > $3::timestamptz order by made_at desc, secret_hash offset $4)`,
};
/** Keeps a link, and of the member's open ones the latest `openMax`. */
export async function saveSignInLink(
  tx: Tx,
  workspaceId: string,
  secretHash: Buffer,
  { memberId, keyId }: SignedIn,
  { now, expiresAt, openMax }: { now: number; expiresAt: number; openMax: number },
): Promise<void> {
  void tx.query(SAVE_LINK, [workspaceId, secretHash, memberId, keyId, isoOf(now), isoOf(expiresAt)]);
  await tx.query(TRIM_LINKS, [workspaceId, memberId, isoOf(now), openMax]);
}

const USE_LINK: Statement = {
  name: "sign_in_links.use",
  text: `update sign_in_links set used_at = $3::timestamptz where workspace_id = $1 and secret_hash = $2 and used_at is null and expires_at > $3::timestamptz
    returning member_id as "memberId", key_id as "keyId"`,
};
/** Uses the link up: the member for exactly one caller, and only before it expires. */
export async function useSignInLink(tx: Tx, workspaceId: string, secretHash: Buffer, now: number): Promise<SignedIn | undefined> {
  return (await tx.query<SignedIn>(USE_LINK, [workspaceId, secretHash, isoOf(now)]))[0];
}

const LINK_USED: Statement = {
  name: "sign_in_links.used",
  text: "select used_at is not null as used from sign_in_links where workspace_id = $1 and secret_hash = $2",
};
export async function isSignInLinkUsed(tx: Tx, workspaceId: string, secretHash: Buffer): Promise<boolean> {
  return (await tx.query<{ used: boolean }>(LINK_USED, [workspaceId, secretHash]))[0]?.used === true;
}

const SAVE: Statement = {
  name: "member_sessions.save",
  text: `insert into member_sessions (workspace_id, token_hash, member_id, key_id, made_at, expires_at)
    values ($1, $2, $3, $4, $5::timestamptz, $6::timestamptz)`,
};
const TRIM: Statement = {
  name: "member_sessions.trim",
  text: `delete from member_sessions where workspace_id = $1 and token_hash in (select token_hash from member_sessions
    where workspace_id = $1 and member_id = $2 order by expires_at desc, token_hash offset $3)`,
};
/** Keeps a session, and of the member's the `max` that were used last. */
export async function saveSession(
  tx: Tx,
  workspaceId: string,
  tokenHash: Buffer,
  { memberId, keyId }: SignedIn,
  { now, expiresAt, max }: { now: number; expiresAt: number; max: number },
): Promise<void> {
  void tx.query(SAVE, [workspaceId, tokenHash, memberId, keyId, isoOf(now), isoOf(expiresAt)]);
  await tx.query(TRIM, [workspaceId, memberId, max]);
}

export interface SessionRow extends SignedIn {
  expiresAt: number;
}
const LOAD: Statement = {
  name: "member_sessions.load",
  text: `select member_id as "memberId", key_id as "keyId", expires_at as "expiresAt" from member_sessions where workspace_id = $1 and token_hash = $2`,
};
export async function loadSession(tx: Tx, workspaceId: string, tokenHash: Buffer): Promise<SessionRow | undefined> {
  return (await tx.query<SessionRow>(LOAD, [workspaceId, tokenHash]))[0];
}

const RENEW: Statement = {
  name: "member_sessions.renew",
  text: "update member_sessions set expires_at = greatest(expires_at, $3::timestamptz) where workspace_id = $1 and token_hash = $2",
};
export async function renewSession(tx: Tx, workspaceId: string, tokenHash: Buffer, expiresAt: number): Promise<void> {
  await tx.query(RENEW, [workspaceId, tokenHash, isoOf(expiresAt)]);
}

const END: Statement = { name: "member_sessions.end", text: "delete from member_sessions where workspace_id = $1 and token_hash = $2" };
/** Ends the session; nothing happens if there is none. */
export async function endSession(tx: Tx, workspaceId: string, tokenHash: Buffer): Promise<void> {
  await tx.query(END, [workspaceId, tokenHash]);
}

// Who was merged is one person with whom they were merged into, by whichever id they signed in.
const OF_PERSON = `select unnest(array_prepend(m.id, string_to_array(coalesce(m.merged, ''), ' '))) from members n
  join members m on m.workspace_id = n.workspace_id and m.id = coalesce(n.merged_into, n.id) where n.workspace_id = $1 and n.id = $2`;
const END_ALL: Statement = {
  name: "member_sessions.end_all",
  text: `delete from member_sessions where workspace_id = $1 and member_id in (${OF_PERSON}) returning token_hash as "tokenHash"`,
};
const END_LINKS: Statement = {
  name: "sign_in_links.end_all",
  text: `delete from sign_in_links where workspace_id = $1 and used_at is null and member_id in (${OF_PERSON})`,
};
/** Ends every session and open link of the person; gives the hashes of the sessions. */
export async function endSessionsOf(tx: Tx, workspaceId: string, memberId: string): Promise<Buffer[]> {
  void tx.query(END_LINKS, [workspaceId, memberId]);
  return (await tx.query<{ tokenHash: Buffer }>(END_ALL, [workspaceId, memberId])).map(({ tokenHash }) => tokenHash);
}

const SWEEP: Statement = {
  name: "member_sessions.sweep",
  text: "delete from member_sessions where workspace_id = $1 and expires_at < $2::timestamptz",
};
const SWEEP_LINKS: Statement = {
  name: "sign_in_links.sweep",
  text: "delete from sign_in_links where workspace_id = $1 and expires_at < $2::timestamptz",
};
/** What is over is gone; links stay `linksKeptMs` longer, to be told from ones that never were. */
export async function sweepSessions(tx: Tx, workspaceId: string, now: number, linksKeptMs: number): Promise<void> {
  void tx.query(SWEEP, [workspaceId, isoOf(now)]);
  await tx.query(SWEEP_LINKS, [workspaceId, isoOf(now - linksKeptMs)]);
}

function isoOf(at: number): string {
  return new Date(at).toISOString();
}
