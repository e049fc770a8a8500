/** Mails that members ask for to sign in by. */
import type { Statement, Tx } from "./db.js";

export interface SignInMailRow {
  id: string;
  programId: string;
  emailHash: string;
  language: string;
  /** With the one that begins now. */
  attempts: number;
}

const COUNT: Statement = {
  name: "sign_in_mails.count",
  text: `select (select count(*)::int from sign_in_mails where workspace_id = $1 and email_hash = $2 and asked_at > $3::timestamptz) as "toAddress",
    (select count(*)::int from sign_in_mails where workspace_id = $1 and asked_at > $3::timestamptz) as all`,
};
/** How many were asked for since: for the address, and in the workspace. */
export async function countSignInMails(tx: Tx, workspaceId: string, emailHash: string, since: number): Promise<{ toAddress: number; all: number }> {
  const [row] = await tx.query<{ toAddress: number; all: number }>(COUNT, [workspaceId, emailHash, isoOf(since)]);
  return row as { toAddress: number; all: number };
}

const SAVE: Statement = {
  name: "sign_in_mails.save",
  text: `insert into sign_in_mails (workspace_id, id, program_id, email_hash, language, state, attempts, asked_at, next_at)
    values ($1, $2, $3, $4, $5, 'waiting', 0, $6::timestamptz, $6::timestamptz)`,
};
export async function saveSignInMail(tx: Tx, workspaceId: string, mail: Omit<SignInMailRow, "attempts">, now: number): Promise<void> {
  await tx.query(SAVE, [workspaceId, mail.id, mail.programId, mail.emailHash, mail.language, isoOf(now)]);
}

const TAKE: Statement = {
  name: "sign_in_mails.take",
  text: `update sign_in_mails m set attempts = m.attempts + 1, next_at = $2::timestamptz + ($3::int[])[least(m.attempts + 1, cardinality($3::int[]))] * interval '1 second'
    where m.workspace_id = $1 and m.id in (select id from sign_in_mails
      where workspace_id = $1 and next_at <= $2::timestamptz order by next_at, id limit $4 for update skip locked)
    returning m.id, m.program_id as "programId", m.email_hash as "emailHash", m.language, m.attempts`,
};
/** What is due, taken by one process: it comes again after the delay of its attempt unless it is noted before. */
export function takeSignInMails(
  tx: Tx,
  workspaceId: string,
  now: number,
  delaysSeconds: readonly number[],
  atMost: number,
): Promise<SignInMailRow[]> {
  return tx.query<SignInMailRow>(TAKE, [workspaceId, isoOf(now), delaysSeconds, atMost]);
}

const CLOSE: Statement = {
  name: "sign_in_mails.close",
  text: "update sign_in_mails set state = $3, next_at = null where workspace_id = $1 and id = $2 and state = 'waiting'",
};
export async function closeSignInMail(tx: Tx, workspaceId: string, id: string, state: "sent" | "nobody" | "given_up"): Promise<void> {
  await tx.query(CLOSE, [workspaceId, id, state]);
}

const MEMBER: Statement = {
  name: "sign_in_mails.member",
  text: `select m.id from identities i join members m on m.workspace_id = i.workspace_id and m.id = i.member_id
    left join enrolments e on e.workspace_id = m.workspace_id and e.member_id = coalesce(m.merged_into, m.id) and e.program_id = $3
    where i.workspace_id = $1 and i.kind = 'email' and i.hash = $2 order by (e.member_id is null), m.record_number, m.id limit 1`,
};
/** Whose address it is: of several people one who takes part in the program, and of those the first. */
export async function findMemberByEmail(tx: Tx, workspaceId: string, emailHash: string, programId: string): Promise<string | undefined> {
  return (await tx.query<{ id: string }>(MEMBER, [workspaceId, emailHash, programId]))[0]?.id;
}

const SWEEP: Statement = {
  name: "sign_in_mails.sweep",
  text: "delete from sign_in_mails where workspace_id = $1 and next_at is null and asked_at < $2::timestamptz",
};
/** What is over and was asked for before is gone. */
export async function sweepSignInMails(tx: Tx, workspaceId: string, before: number): Promise<void> {
  await tx.query(SWEEP, [workspaceId, isoOf(before)]);
}

function isoOf(at: number): string {
  return new Date(at).toISOString();
}
