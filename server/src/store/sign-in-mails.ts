/** Mails that members ask for to sign in by. */
import type { Statement, Tx } from "./db.js";
import { isoOf, mailQueue } from "./mail-queue.js";

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

export const signInMailQueue = mailQueue<SignInMailRow>(
  "sign_in_mails",
  'm.id, m.program_id as "programId", m.email_hash as "emailHash", m.language, m.attempts',
);

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
