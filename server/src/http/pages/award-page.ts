import type { FastifyReply } from "fastify";
import { say } from "../../words/format.js";
import { type AwardView, awardTitle, earnedBy } from "../award-view.js";
import { html, Markup } from "../html.js";
import type { Language } from "../language.js";
import { badgeSvg } from "../pictures/badge.js";
import { type Speaker, sendPage } from "./layout.js";
import { lostSign } from "./sign.js";

/** An earned badge for everybody who has its address: who earned what, when, and the way to the program. */
export function sendAwardPage(reply: FastifyReply, award: AwardView, language: Language): FastifyReply {
  const { look, badge, about, name, program, earnedOn, address, destination, link } = award;
  const host = new URL(destination).host;
  const invitation = name === undefined ? say(language, "badge.invited_by_member") : say(language, "badge.invited", { name });
  const body = html`<article class="sheet award">
${new Markup(badgeSvg(look, badge, 280))}
<p class="chip">${say(language, `badge.rarity.${look.rarity}`)}</p>
<h1>${badge}</h1>
<p class="who">${earnedBy(award, language)}</p>
${about !== "" && html`<p>${about}</p>`}
<p class="hint">${say(language, "badge.earned_on", { date: earnedOn })}</p>
<p><a class="button" href="${link ?? destination}" rel="noreferrer">${link === undefined ? say(language, "badge.visit", { host }) : invitation}</a></p>
${link !== undefined && html`<p class="hint">${say(language, "badge.why_link")}</p>`}
</article>
<section class="card">
<h2>${say(language, "badge.verify")}</h2>
<p class="hint">${say(language, "badge.verify_text")}</p>
<p class="links"><a href="${award.path}/credential" rel="nofollow">${say(language, "badge.verify_award")}</a><a href="${award.keyPath}" rel="nofollow">${say(language, "badge.verify_key")}</a></p>
</section>`;
  const preview = { address, picture: `${award.address}/picture.png?lang=${language}`, title: awardTitle(award, language), about: about || program };
  return sendPage(reply, 200, { language, title: `${badge} · ${program}`, body, path: award.path, speaker: { ...award, name: program }, preview });
}

/** There is nothing, or nothing more: who does not show a badge is not told of. */
export function sendNoAwardPage(reply: FastifyReply, program: Speaker, language: Language): FastifyReply {
  const title = say(language, "badge.gone");
  const body = html`${lostSign}<h1>${title}</h1><p class="lead">${say(language, "badge.gone_text")}</p>`;
  return sendPage(reply, 404, { language, title, body, speaker: program });
}
