import type { App } from "../../app.js";
import type { DueOfferMail } from "../../commands/offer-mails.js";
import { say } from "../../words/format.js";
import { capital, landingOf } from "../landing-view.js";
import type { Language } from "../language.js";
import { isUsable } from "../routes/links.js";
import { type MailPage, mailHtml, mailText } from "./mail-page.js";

/** Where whoever has the mail refuses further ones. */
export function refusalAddress(publicUrl: string, workspaceId: string, emailHash: string): string {
  return `${publicUrl}/no-mail/${workspaceId}/${emailHash}`;
}

/**
 * The invitation as a mail, in the words of its page: who invites, what there is in it, the code, that the inviter can get something, why this mail came, and the
 * way to get none any more. Undefined where the link leads nowhere any more.
 */
export async function writeOfferMail(app: App, due: DueOfferMail) {
  const { id, workspaceId, to, emailHash, language: asked, isInvited } = due;
  const handle = (await app.programs.of(workspaceId)).find(due.program)?.document.handle;
  const program = handle === undefined ? undefined : await app.links.findProgram(handle);
  const code = program && (await app.links.findCode(program, due.code));
  if (program?.status !== "running" || code === undefined || !isUsable(code, program.clock ?? app.now())) return undefined;
  const language: Language = asked === "ru" ? "ru" : "en";
  const landing = await landingOf(app, program, code, language);
  const named = { named: landing.inviter === undefined ? "no" : "yes", name: landing.inviter ?? "" };
  const words = (key: string) => say(language, `mail.offer.${key}`, { ...named, program: landing.program, code: landing.code });
  const things = landing.offer.things.map(({ what, when }) => `${capital(what)} · ${when}`);
  const until = landing.offer.joinUntil === undefined ? [] : [say(language, "landing.join_until", { date: landing.offer.joinUntil })];
  const disclosure = landing.offer.inviterGets ? [say(language, "landing.inviter_gets", named)] : [];
  const refusedAt = refusalAddress(app.config.publicUrl, workspaceId, emailHash);
  const page: MailPage = {
    ...{ language, subject: isInvited ? landing.invitation : words("subject"), name: landing.program, theme: landing.theme },
    above: [landing.headline === undefined ? `${landing.invitation}.` : `${landing.invitation}. ${landing.headline}`, ...things],
    button: { text: words("button"), link: `${landing.address}?c=email` },
    below: [words("code"), ...until, ...disclosure, words(isInvited ? "invited" : "asked")],
    away: { text: words("refuse"), link: refusedAt },
  };
  return { id, to, fromName: landing.program, subject: page.subject, text: mailText(page), html: mailHtml(page), refusedAt };
}
