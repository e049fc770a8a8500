/** Mails that bring an invitation to a friend, and addresses that want none. */
import type { Statement, Tx } from "./db.js";
import { isoOf, mailQueue } from "./mail-queue.js";
import { open, type SealingKey, seal } from "./secrets.js";

export interface OfferMailRow {
  id: string;
  programId: string;
  code: string;
  /** Who sends it; null where the friend has asked for it. */
  memberId: string | null;
  emailHash: string;
  language: string;
  sealed: Buffer;
  /** With the one that begins now. */
  attempts: number;
}
export const offerMailQueue = mailQueue<OfferMailRow>(
  "offer_mails",
  'm.id, m.program_id as "programId", m.code, m.member_id as "memberId", m.email_hash as "emailHash", m.language, m.sealed, m.attempts',
  ", sealed = null",
);

export interface NewOfferMail extends Omit<OfferMailRow, "attempts" | "sealed"> {
  source: string;
  /** Where it goes; null for one that is not sent, and counts all the same. */
  email: string | null;
}
const SAVE: Statement = {
  name: "offer_mails.save",
  text: `insert into offer_mails (workspace_id, id, program_id, code, member_id, source, email_hash, language, sealed, state, attempts, asked_at, next_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, $11::timestamptz, $12::timestamptz)`,
};
/** The address is sealed with the workspace's key until the mail is over. */
export async function saveOfferMail(tx: Tx, workspaceId: string, key: SealingKey, mail: NewOfferMail, now: number): Promise<void> {
  const { id, programId, code, memberId, source, emailHash, language, email } = mail;
  const sealed = email === null ? null : seal(key, { email }, `${workspaceId} ${id}`);
  const [state, next] = email === null ? ["dropped", null] : ["waiting", isoOf(now)];
  await tx.query(SAVE, [workspaceId, id, programId, code, memberId, source, emailHash, language, sealed, state, isoOf(now), next]);
}
/** Where a mail that waits goes. */
export function addressOfMail(workspaceId: string, key: SealingKey, { id, sealed }: Pick<OfferMailRow, "id" | "sealed">): string {
  return String(open(key, sealed, `${workspaceId} ${id}`).email);
}

const COUNT: Statement = {
  name: "offer_mails.count",
  text: `select (select count(*)::int from offer_mails where workspace_id = $1 and source = $2 and asked_at > $3::timestamptz) as "ofSource",
    (select count(*)::int from offer_mails where workspace_id = $1 and asked_at > $4::timestamptz) as "ofAll"`,
};
/** How many were asked for: by the source since the first moment, and in the workspace since the second one. */
export async function countOfferMails(tx: Tx, workspaceId: string, source: string, since: number, allSince: number) {
  const [row] = await tx.query<{ ofSource: number; ofAll: number }>(COUNT, [workspaceId, source, isoOf(since), isoOf(allSince)]);
  return row as { ofSource: number; ofAll: number };
}

const KNOWN: Statement = {
  name: "offer_mails.known",
  text: `select h.hash, exists (select from mail_refusals r where r.workspace_id = $1 and r.email_hash = h.hash) as "isRefused",
      (select count(*)::int from offer_mails m where m.workspace_id = $1 and m.email_hash = h.hash and m.state <> 'dropped' and m.asked_at > $3::timestamptz) as since,
      exists (select from offer_mails m where m.workspace_id = $1 and m.email_hash = h.hash and m.state <> 'dropped'
        and m.program_id = $4 and m.member_id is not null and m.asked_at > $5::timestamptz) as "wasInvited"
    from unnest($2::text[]) h (hash)`,
};
export interface KnownAddress {
  hash: string;
  /** It wants none. */
  isRefused: boolean;
  /** How many it had since the first moment, of all programs. */
  since: number;
  /** Whether a member invited it to the program since the second one. */
  wasInvited: boolean;
}
export function knownAddresses(
  tx: Tx,
  workspaceId: string,
  hashes: string[],
  { since, program, invitedSince }: { since: number; program: string; invitedSince: number },
): Promise<KnownAddress[]> {
  return tx.query<KnownAddress>(KNOWN, [workspaceId, hashes, isoOf(since), program, isoOf(invitedSince)]);
}

const ONE_AT_A_TIME: Statement = {
  name: "offer_mails.one_at_a_time",
  text: "select pg_advisory_xact_lock(hashtextextended('offer mails ' || $1, 0))",
};
/** Until the transaction's end: what is counted stays so. */
export async function askOneAtATime(tx: Tx, workspaceId: string): Promise<void> {
  await tx.query(ONE_AT_A_TIME, [workspaceId]);
}

const REFUSE: Statement = {
  name: "mail_refusals.save",
  text: "insert into mail_refusals (workspace_id, email_hash, refused_at) values ($1, $2, $3::timestamptz) on conflict do nothing",
};
const DROP: Statement = {
  name: "mail_refusals.drop_waiting",
  text: "update offer_mails set state = 'dropped', next_at = null, sealed = null where workspace_id = $1 and email_hash = $2 and state = 'waiting'",
};
/** No such mail goes to the address any more; what waits is dropped. */
export async function refuseMails(tx: Tx, workspaceId: string, emailHash: string, now: number): Promise<void> {
  await tx.query(REFUSE, [workspaceId, emailHash, isoOf(now)]);
  await tx.query(DROP, [workspaceId, emailHash]);
}
const ALLOW: Statement = { name: "mail_refusals.remove", text: "delete from mail_refusals where workspace_id = $1 and email_hash = $2" };
export async function allowMails(tx: Tx, workspaceId: string, emailHash: string): Promise<void> {
  await tx.query(ALLOW, [workspaceId, emailHash]);
}
