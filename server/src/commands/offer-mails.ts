/** Mails that bring an invitation to a friend: the friend asks for one on the page of the link, or a member has it sent. Each is one mail, never followed by another. */
import type { App } from "../app.js";
import { canonicalCode } from "../core/code.js";
import { keyedHash } from "../core/hash.js";
import { AppError } from "../errors.js";
import { type Database, inWorkspace, type Tx } from "../store/db.js";
import {
  addressOfMail,
  allowMails,
  askOneAtATime,
  countOfferMails,
  type KnownAddress,
  knownAddresses,
  type NewOfferMail,
  offerMailQueue,
  refuseMails,
  saveOfferMail,
} from "../store/offer-mails.js";
import { emailHashOf } from "./identities.js";
import type { LinkCode, LinkProgram } from "./link-directory.js";
import { MAIL_ATTEMPTS_MAX, MAIL_DELAYS_SECONDS, MAILS_AT_ONCE, workspacesWithMail } from "./mail-sending.js";
import type { Workspace } from "./workspace-directory.js";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Of all programs, within a day. */
export const OFFER_MAILS_TO_ADDRESS_MAX = 3;
/** That are asked for from one network address within a day. */
export const OFFER_MAILS_FROM_NETWORK_MAX = 10;
/** Unless the document says less. */
export const INVITATIONS_A_DAY_MAX = 10;
/** A member invites an address to a program once in so long, whoever it is. */
export const INVITED_ONCE_IN_DAYS = 30;
export const OFFER_MAILS_AN_HOUR_MAX = 2000;
const KEPT_MS = (INVITED_ONCE_IN_DAYS + 1) * DAY;

export interface AskedOffer {
  program: LinkProgram;
  code: LinkCode;
  email: string;
  language: string;
  /** The network address that asks. */
  network: string;
}

/** Notes that a friend wants the invitation by mail. What happens to the reader is the same whether the address wants none or had enough. Throws `invalid_request` and `rate_limited`. */
export async function askForOfferMail(app: App, { program, code, email, language, network }: AskedOffer): Promise<void> {
  const { workspace } = program;
  const hash = emailHashOf(workspace, email, "/email");
  const source = keyedHash(workspace.secrets.visits, "mail network", network);
  const mail = { programId: program.id, code: code.code, memberId: null, source, language };
  await note(app, workspace, mail, [{ email: email.trim(), hash }], OFFER_MAILS_FROM_NETWORK_MAX, ({ since }) => since >= OFFER_MAILS_TO_ADDRESS_MAX);
}

export interface Invitations {
  /** The program's id. */
  program: string;
  /** The code that the member shows first. */
  code: string;
  /** The internal id. */
  member: string;
  emails: readonly string[];
  language: string;
  perDay: number;
}
/** Notes an invitation for each address. Who wants none, or was invited to the program within 30 days, gets none, and nobody is told. Throws `invalid_request` and `rate_limited`. */
export async function inviteByMail(app: App, workspace: Workspace, { program, code, member, emails, language, perDay }: Invitations): Promise<void> {
  const hashes = emails.map((email, nth) => ({ email: email.trim(), hash: emailHashOf(workspace, email, `/emails/${nth}`) }));
  const different = hashes.filter(({ hash }, nth) => hashes.findIndex((each) => each.hash === hash) === nth);
  const mail = { programId: program, code: canonicalCode(code) ?? code, memberId: member, source: member, language };
  await note(
    app,
    workspace,
    mail,
    different,
    Math.min(perDay, INVITATIONS_A_DAY_MAX),
    ({ since, wasInvited }) => wasInvited || since >= OFFER_MAILS_TO_ADDRESS_MAX,
  );
}

async function note(
  app: App,
  workspace: Workspace,
  mail: Omit<NewOfferMail, "id" | "email" | "emailHash">,
  addresses: { email: string; hash: string }[],
  aDay: number,
  hasEnough: (known: KnownAddress) => boolean,
): Promise<void> {
  const now = app.now();
  await inWorkspace(app.db, workspace.id, async (tx) => {
    await askOneAtATime(tx, workspace.id);
    const { ofSource, ofAll } = await countOfferMails(tx, workspace.id, mail.source, now - DAY, now - HOUR);
    if (ofAll + addresses.length > OFFER_MAILS_AN_HOUR_MAX) throw tooMany("Too many mails were asked for within an hour; try again later.", 600);
    if (ofSource + addresses.length > aDay) throw tooMany(`At most ${aDay} go out within a day, and ${ofSource} did; try again tomorrow.`, 3600);
    const asked = { since: now - DAY, program: mail.programId, invitedSince: now - INVITED_ONCE_IN_DAYS * DAY };
    const known = await knownAddresses(
      tx,
      workspace.id,
      addresses.map(({ hash }) => hash),
      asked,
    );
    for (const { email, hash } of addresses) {
      const address = known.find((each) => each.hash === hash);
      const isDropped = address !== undefined && (address.isRefused || hasEnough(address));
      const row = { ...mail, id: app.newId("mail"), emailHash: hash, email: isDropped ? null : email };
      await saveOfferMail(tx, workspace.id, workspace.secrets.persons, row, now);
    }
  });
}
function tooMany(detail: string, retryAfterSeconds: number): AppError {
  return new AppError("rate_limited", { detail, retryAfterSeconds });
}

export interface DueOfferMail {
  id: string;
  workspaceId: string;
  to: string;
  /** By which the receiver refuses further ones. */
  emailHash: string;
  language: string;
  program: string;
  code: string;
  isInvited: boolean;
  isLastAttempt: boolean;
}
/** Takes mails of the workspace that are due. */
export function takeDueOfferMails(app: App, workspace: Workspace): Promise<DueOfferMail[]> {
  return inWorkspace(app.db, workspace.id, async (tx) => {
    const taken = await offerMailQueue.take(tx, workspace.id, app.now(), MAIL_DELAYS_SECONDS, MAILS_AT_ONCE);
    const due: DueOfferMail[] = [];
    for (const row of taken) {
      const { id, emailHash, language, programId: program, code, memberId, attempts } = row;
      if (attempts > MAIL_ATTEMPTS_MAX) {
        await offerMailQueue.close(tx, workspace.id, id, "given_up");
        continue;
      }
      const to = addressOfMail(workspace.id, workspace.secrets.persons, row);
      const more = { isInvited: memberId !== null, isLastAttempt: attempts === MAIL_ATTEMPTS_MAX };
      due.push({ id, workspaceId: workspace.id, to, emailHash, language, program, code, ...more });
    }
    return due;
  });
}
/** The mail is over, and its address forgotten. */
export function noteOfferMail(app: App, { workspaceId, id }: DueOfferMail, state: "sent" | "given_up"): Promise<void> {
  return inWorkspace(app.db, workspaceId, (tx) => offerMailQueue.close(tx, workspaceId, id, state));
}
/** In every workspace, what is over for a month is gone. */
export async function sweepOfferMailsEverywhere(app: App): Promise<void> {
  for (const id of await workspacesWithMail(app)) await inWorkspace(app.db, id, (tx) => offerMailQueue.sweep(tx, id, app.now() - KEPT_MS));
}

/** Whoever has the hash has had a mail with it: from now on none goes to the address. */
export function refuseMailsByHash(app: App, workspaceId: string, emailHash: string): Promise<void> {
  return changing(app.db, workspaceId, (tx) => refuseMails(tx, workspaceId, emailHash, app.now()));
}
/** For a business that is told otherwise. Throws `invalid_request` for what is no address. */
export function setMailRefusal(app: App, workspace: Workspace, email: string, isRefused: boolean): Promise<void> {
  const hash = emailHashOf(workspace, email, "/email");
  return changing(app.db, workspace.id, (tx) => (isRefused ? refuseMails(tx, workspace.id, hash, app.now()) : allowMails(tx, workspace.id, hash)));
}
function changing(db: Database, workspaceId: string, change: (tx: Tx) => Promise<void>): Promise<void> {
  return inWorkspace(db, workspaceId, async (tx) => {
    await askOneAtATime(tx, workspaceId);
    await change(tx);
  });
}
