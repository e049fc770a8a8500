import type { Mail } from "../adapters/smtp.js";
import type { App } from "../app.js";
import { workspacesWithMail } from "../commands/mail-sending.js";
import { type DueOfferMail, noteOfferMail, sweepOfferMailsEverywhere, takeDueOfferMails } from "../commands/offer-mails.js";
import { type DueSignInMail, noteSignInMail, sweepSignInMailsEverywhere, takeDueSignInMails } from "../commands/sign-in-mails.js";
import { every } from "./every.js";

export interface Mails {
  /** No further mail is sent; those that are under way are waited for. */
  stop(): Promise<void>;
}
/** The mail as it is read; undefined where what it tells of is gone. */
type Write<Due> = (app: App, due: Due) => Promise<Mail | undefined>;
export interface MailWriters {
  signIn: Write<DueSignInMail>;
  offer: Write<DueOfferMail>;
}

const LOOK_EVERY_MS = 2000;
const SWEEP_EVERY_MS = 60 * 60 * 1000;

/** Sends the mails that were asked for, each at least once: what was sent is noted afterwards, and its id tells repeats. A round that fails is logged and made up for by the next. */
export function startMails(app: App, writers: MailWriters): Mails {
  const failed = "Sending mail failed; it is tried again.";
  const rounds = [
    every(app, LOOK_EVERY_MS, failed, () => sendDueMails(app, writers)),
    every(app, SWEEP_EVERY_MS, failed, () => sweepSignInMailsEverywhere(app)),
    every(app, SWEEP_EVERY_MS, failed, () => sweepOfferMailsEverywhere(app)),
  ];
  return {
    async stop() {
      await Promise.all(rounds.map((stop) => stop()));
      app.mailer?.close();
    },
  };
}

/** Sends what is due in every workspace; without a server of mail nothing is looked for. */
export async function sendDueMails(app: App, writers: MailWriters): Promise<void> {
  if (app.mailer === undefined) return;
  for (const workspaceId of await workspacesWithMail(app)) {
    const workspace = await app.workspaces.load(workspaceId);
    if (workspace === undefined) continue;
    for (const due of await takeDueSignInMails(app, workspace)) await send(app, due, writers.signIn, noteSignInMail);
    for (const due of await takeDueOfferMails(app, workspace)) await send(app, due, writers.offer, noteOfferMail);
  }
}

async function send<Due extends { id: string; isLastAttempt: boolean }>(
  app: App,
  due: Due,
  write: Write<Due>,
  note: (app: App, due: Due, state: "sent" | "given_up") => Promise<void>,
): Promise<void> {
  const mail = await write(app, due);
  const result = mail === undefined || app.mailer === undefined ? undefined : await app.mailer.send(mail);
  if (result?.state === "sent") return note(app, due, "sent");
  if (result !== undefined) app.log.warn({ mail: due.id, error: result.error }, "A mail could not be sent.");
  if (result?.state !== "failed" || due.isLastAttempt) await note(app, due, "given_up");
}
