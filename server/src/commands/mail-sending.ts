/** What all mails of an installation share while they are sent. */
import type { App } from "../app.js";
import { AppError } from "../errors.js";
import { inInstallation } from "../store/db.js";
import { listWorkspaces } from "../store/workspaces.js";

/** After each attempt; the last one is only for an attempt whose process died. In all an hour. */
export const MAIL_DELAYS_SECONDS = [60, 240, 600, 1200, 1500, 120];
export const MAIL_ATTEMPTS_MAX = MAIL_DELAYS_SECONDS.length;
/** Of a workspace in one round. */
export const MAILS_AT_ONCE = 20;

/** Workspaces to look into. */
export async function workspacesWithMail(app: App): Promise<string[]> {
  return (await inInstallation(app.db, listWorkspaces)).map(({ id }) => id);
}

/** Throws `mail_not_configured` where the server sends none; `instead` is what people do then. */
export function needMailer(app: App, instead: string): void {
  if (app.mailer !== undefined) return;
  throw new AppError("mail_not_configured", { detail: `This server sends no mail: its operator sets SMTP_URL and MAIL_FROM. ${instead}` });
}
