/** Mails that members ask for to sign in by: asked for by an address, which nobody learns to be known or not; sent afterwards. */
import type { App } from "../app.js";
import { AppError } from "../errors.js";
import { inWorkspace, type Tx } from "../store/db.js";
import { saveSignInLink } from "../store/member-sessions.js";
import { loadPeople } from "../store/personal.js";
import { countSignInMails, findMemberByEmail, type SignInMailRow, saveSignInMail, signInMailQueue } from "../store/sign-in-mails.js";
import { emailHashOf } from "./identities.js";
import { hashToken } from "./key-token.js";
import type { LinkProgram } from "./link-directory.js";
import { MAIL_ATTEMPTS_MAX, MAIL_DELAYS_SECONDS, MAILS_AT_ONCE, workspacesWithMail } from "./mail-sending.js";
import { SIGN_IN_LINK_HOURS, SIGN_IN_LINKS_MAX } from "./make-sign-in-link.js";
import { makeSecret } from "./session-token.js";
import type { Workspace } from "./workspace-directory.js";

export const MAILS_AN_HOUR_MAX = 3;
export const MAILS_OF_WORKSPACE_AN_HOUR_MAX = 2000;
const hourMs = 60 * 60 * 1000;
const keptMs = 24 * hourMs;

/**
 * Notes that somebody wants to sign in by a mail to this address. What happens does not depend on whose address it is, so that nobody learns who is a
 * member: it is looked up later. More than 3 an hour for one address are not noted, and say so no more than others. Throws `invalid_request` for what is no address.
 */
export async function askForSignInMail(app: App, { workspace, id: programId }: LinkProgram, email: string, language: string): Promise<void> {
  const emailHash = emailHashOf(workspace, email, "/email");
  const now = app.now();
  await inWorkspace(app.db, workspace.id, async (tx) => {
    const { toAddress, all } = await countSignInMails(tx, workspace.id, emailHash, now - hourMs);
    if (all >= MAILS_OF_WORKSPACE_AN_HOUR_MAX) {
      throw new AppError("rate_limited", { detail: "Too many mails were asked for within an hour; try again later.", retryAfterSeconds: 600 });
    }
    if (toAddress >= MAILS_AN_HOUR_MAX) return;
    await saveSignInMail(tx, workspace.id, { id: app.newId("mail"), programId, emailHash, language }, now);
  });
}

export interface DueSignInMail {
  id: string;
  workspaceId: string;
  /** The address that the business has told. */
  to: string;
  language: string;
  program: { id: string; secret: string };
  isLastAttempt: boolean;
}

/** Takes mails of the workspace that are due; each has a link of its own, which is kept before it is sent. What belongs to nobody is over. */
export async function takeDueSignInMails(app: App, workspace: Workspace): Promise<DueSignInMail[]> {
  const now = app.now();
  return inWorkspace(app.db, workspace.id, async (tx) => {
    const taken = await signInMailQueue.take(tx, workspace.id, now, MAIL_DELAYS_SECONDS, MAILS_AT_ONCE);
    const due: DueSignInMail[] = [];
    for (const row of taken) {
      const mail = await prepare(tx, workspace, row, now);
      if (mail !== undefined) due.push(mail);
    }
    return due;
  });
}

async function prepare(tx: Tx, workspace: Workspace, row: SignInMailRow, now: number): Promise<DueSignInMail | undefined> {
  const { id, programId, emailHash, language, attempts } = row;
  if (attempts > MAIL_ATTEMPTS_MAX) {
    await signInMailQueue.close(tx, workspace.id, id, "given_up");
    return undefined;
  }
  const memberId = await findMemberByEmail(tx, workspace.id, emailHash, programId);
  const people = await loadPeople(tx, workspace.id, workspace.secrets.persons, memberId === undefined ? [] : [memberId]);
  const to = memberId && people.get(memberId)?.email;
  if (!memberId || typeof to !== "string") {
    await signInMailQueue.close(tx, workspace.id, id, "nobody");
    return undefined;
  }
  const secret = makeSecret();
  const expiresAt = now + SIGN_IN_LINK_HOURS * hourMs;
  await saveSignInLink(tx, workspace.id, hashToken(secret), { memberId, keyId: null }, { now, expiresAt, openMax: SIGN_IN_LINKS_MAX });
  return { id, workspaceId: workspace.id, to, language, program: { id: programId, secret }, isLastAttempt: attempts === MAIL_ATTEMPTS_MAX };
}

/** The mail is over: sent, or given up. */
export function noteSignInMail(app: App, { workspaceId, id }: DueSignInMail, state: "sent" | "given_up"): Promise<void> {
  return inWorkspace(app.db, workspaceId, (tx) => signInMailQueue.close(tx, workspaceId, id, state));
}

/** In every workspace, what is over for a day is gone. */
export async function sweepSignInMailsEverywhere(app: App): Promise<void> {
  for (const id of await workspacesWithMail(app)) await inWorkspace(app.db, id, (tx) => signInMailQueue.sweep(tx, id, app.now() - keptMs));
}
