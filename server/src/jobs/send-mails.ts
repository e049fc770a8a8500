import type { Mail } from "../adapters/smtp.js";
import type { App } from "../app.js";
import { type DueSignInMail, noteSignInMail, sweepSignInMailsEverywhere, takeDueSignInMails, workspacesWithMail } from "../commands/sign-in-mails.js";
import { every } from "./every.js";

export interface Mails {
  /** No further mail is sent; those that are under way are waited for. */
  stop(): Promise<void>;
}
/** The mail as it is read; undefined where its program is gone. */
export type WriteMail = (app: App, due: DueSignInMail) => Promise<Mail | undefined>;

const LOOK_EVERY_MS = 2000;
const SWEEP_EVERY_MS = 60 * 60 * 1000;

/** Sends the mails that members asked for, each at least once: what was sent is noted afterwards, and its id tells repeats. A round that fails is logged and made up for by the next. */
export function startMails(app: App, write: WriteMail): Mails {
  const failed = "Sending mail failed; it is tried again.";
  const rounds = [
    every(app, LOOK_EVERY_MS, failed, () => sendDueMails(app, write)),
    every(app, SWEEP_EVERY_MS, failed, () => sweepSignInMailsEverywhere(app)),
  ];
  return {
    async stop() {
      await Promise.all(rounds.map((stop) => stop()));
      app.mailer?.close();
    },
  };
}

/** Sends what is due in every workspace; without a server of mail nothing is looked for. */
export async function sendDueMails(app: App, write: WriteMail): Promise<void> {
  if (app.mailer === undefined) return;
  for (const workspaceId of await workspacesWithMail(app)) {
    const workspace = await app.workspaces.load(workspaceId);
    if (workspace === undefined) continue;
    for (const due of await takeDueSignInMails(app, workspace)) await send(app, write, due);
  }
}

async function send(app: App, write: WriteMail, due: DueSignInMail): Promise<void> {
  const mail = await write(app, due);
  const result = mail === undefined || app.mailer === undefined ? undefined : await app.mailer.send(mail);
  if (result?.state === "sent") return noteSignInMail(app, due, "sent");
  if (result !== undefined) app.log.warn({ mail: due.id, error: result.error }, "A mail could not be sent.");
  if (result?.state !== "failed" || due.isLastAttempt) await noteSignInMail(app, due, "given_up");
}
