/** Having an invitation sent to one's own address, on the page that comes first: without scripts. */
import type { FastifyReply } from "fastify";
import { say } from "../../words/format.js";
import { html, type Markup } from "../html.js";
import type { LandingView } from "../landing-view.js";
import type { Language } from "../language.js";
import { sendPage } from "./layout.js";

export interface ClaimForm {
  /** What was written before. */
  email: string;
  /** Of the friend who looks at the page, so that the way on to the shop stays theirs. */
  visit: string | undefined;
  /** What was wrong with it, as the last part of a sentence's name. */
  fault?: "invalid" | "many";
}

export function claimForm({ path }: LandingView, { email, visit, fault }: ClaimForm, language: Language): Markup {
  const words = (key: string) => say(language, `landing.mail_${key}`);
  return html`<section class="card" id="mail">
<h2>${words("title")}</h2>
<p class="hint" id="email-hint">${words("text")}</p>
<form method="post" action="${path}/mail?lang=${language}#mail">
${visit !== undefined && html`<input type="hidden" name="visit" value="${visit}">`}
<div class="field">
<label for="email">${words("field")}</label>
<input id="email" name="email" type="email" autocomplete="email" required maxlength="320" value="${email}" aria-invalid="${String(fault !== undefined)}" aria-describedby="email-hint${fault !== undefined ? " email-fault" : ""}">
${fault !== undefined && html`<p class="fault" id="email-fault" role="alert"><span aria-hidden="true">▲</span>${words(fault)}</p>`}
</div>
<button type="submit">${words("send")}</button>
</form>
</section>`;
}

/** It is on its way, and so is the friend. */
export function sendClaimedPage(reply: FastifyReply, landing: LandingView, email: string, onward: string, language: Language): FastifyReply {
  const words = (key: string, values?: Record<string, string>) => say(language, `landing.${key}`, values);
  const body = html`<article class="sheet">
<h1>${words("mail_sent")}</h1>
<p class="lead">${words("mail_sent_text", { email })}</p>
<p class="onward"><a class="button" href="${onward}" rel="noreferrer">${words("onward", { host: new URL(onward).host })}</a></p>
</article>`;
  return sendPage(reply, 200, {
    language,
    title: `${words("mail_sent")} · ${landing.program}`,
    body,
    speaker: { ...landing, name: landing.program },
  });
}
