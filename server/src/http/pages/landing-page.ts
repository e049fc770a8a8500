import type { FastifyReply } from "fastify";
import { say } from "../../words/format.js";
import type { Offered } from "../../words/offer.js";
import { html, type Markup } from "../html.js";
import { capital, type LandingView, type Praise, thingsOf } from "../landing-view.js";
import type { Language } from "../language.js";
import { appStores, type Device } from "./app-stores.js";
import { type ClaimForm, claimForm } from "./claim-form.js";
import { sendPage } from "./layout.js";

export interface Landing {
  landing: LandingView;
  praise: Praise;
  /** To the shop, with the invitation. */
  onward: string;
  device: Device | null;
  /** Where friends can have the invitation sent to them. */
  claim: ClaimForm | undefined;
  language: Language;
}

/** What a friend sees first: who invites, what there is in it for them, until when, and the way on. */
export function sendLandingPage(reply: FastifyReply, { landing, praise, onward, device, claim, language }: Landing): FastifyReply {
  const { apps, program, handle, invitation, headline, text, offer, code, address, path, termsPath } = landing;
  const words = (key: string, values?: Record<string, string>) => say(language, `landing.${key}`, values);
  const body = html`<article class="sheet">
${headline !== undefined && html`<p class="invites">${invitation}</p>`}
<h1>${headline ?? invitation}</h1>
${text !== undefined && html`<p class="lead">${text}</p>`}
${offer.things.length > 0 && html`<h2>${words("for_you")}</h2>`}
${offer.things.map(ticketOf)}
<p class="onward"><a class="button" href="${onward}" rel="noreferrer">${words("onward", { host: new URL(onward).host })}</a></p>
<p class="hint">${words("kept", { time: offer.keptFor })}${untilOf(landing, language)}</p>
</article>
<section class="card">
<h2>${words("code")}</h2>
<p class="hint">${words("code_text")}</p>
<code class="copy code">${code}</code>
</section>
${claim !== undefined && claimForm(landing, claim, language)}
${apps !== undefined && appStores({ apps, handle, code, device }, language)}
${praiseIn(praise, language)}
${landing.faq.length > 0 && html`<section class="card faq"><h2>${words("faq")}</h2>${landing.faq.map(({ question, answer }) => html`<details><summary>${question}</summary><p>${answer}</p></details>`)}</section>`}
<p class="hint">${offer.inviterGets && words("inviter_gets", { named: landing.inviter === undefined ? "no" : "yes", name: landing.inviter ?? "" })} <a href="${termsPath}?lang=${language}">${words("terms")}</a></p>`;
  const preview = {
    address,
    picture: `${address}/picture.png?lang=${language}`,
    title: headline ?? invitation,
    about: thingsOf(landing) || text || program,
  };
  const status = claim?.fault === undefined ? 200 : claim.fault === "many" ? 429 : 422;
  const page = {
    language,
    title: `${headline ?? invitation} · ${program}`,
    body,
    path,
    speaker: { ...landing, name: program },
    preview,
    ...(apps?.ios?.storeId !== undefined && { app: { storeId: apps.ios.storeId, address } }),
  };
  return sendPage(reply, status, page, claim === undefined ? {} : { form: true });
}

function ticketOf({ what, when, details }: Offered): Markup {
  return html`<div class="ticket offer"><b>${capital(what)}</b><span>${when}</span>${details.map((detail) => html`<span>${detail}</span>`)}</div>`;
}
function untilOf({ offer, codeUntil }: LandingView, language: Language): string {
  const joining = offer.joinUntil === undefined ? "" : ` ${say(language, "landing.join_until", { date: offer.joinUntil })}`;
  return codeUntil === undefined ? joining : `${joining} ${say(language, "landing.code_until", { date: codeUntil })}`;
}
function praiseIn({ counters, testimonials }: Praise, language: Language): Markup | false {
  if (counters.length === 0 && testimonials.length === 0) return false;
  return html`<section class="praise"><h2>${say(language, "landing.praise")}</h2>
${counters.length > 0 && html`<p class="counters">${counters.map((counter) => html`<b class="chip live">${counter}</b> `)}</p>`}
${testimonials.map(
  ({ words, name, picture }) =>
    html`<figure class="card said">${picture !== null && html`<img src="${picture}" alt="" width="72" height="72" loading="lazy">`}<blockquote>${words}</blockquote><figcaption><bdi>${name ?? say(language, "landing.member")}</bdi></figcaption></figure>`,
)}
</section>`;
}
