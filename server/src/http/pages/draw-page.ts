import type { FastifyReply } from "fastify";
import { say, sayDay } from "../../words/format.js";
import type { drawRunOf } from "../draw-run-of.js";
import { html } from "../html.js";
import type { Language } from "../language.js";
import { type Speaker, sendPage } from "./layout.js";

export interface DrawPage {
  run: Awaited<ReturnType<typeof drawRunOf>>;
  speaker: Speaker;
  timeZone: string;
  path: string;
  /** Where the same is as data, whole. */
  data: string;
}

/** A run of a draw for people: when it is or was drawn, among how many tickets, who has won, and how anybody can check it. */
export function sendDrawPage(reply: FastifyReply, { run, speaker, timeZone, path, data }: DrawPage, language: Language): FastifyReply {
  const words = (key: string, values?: Record<string, string | number>) => say(language, `draw_page.${key}`, values);
  const date = sayDay(language, Date.parse(run.drawsAt ?? ""), timeZone);
  const isDrawn = run.state === "drawn";
  const body = html`<article class="sheet">
<h1>${run.name}</h1>
<p class="lead">${words(isDrawn ? "drawn" : "coming", { date, n: run.winners })}</p>
<p>${words("tickets", { isDrawn: isDrawn ? "yes" : "no", tickets: run.tickets, holders: run.holders })}</p>
${isDrawn && run.won.length === 0 && html`<p>${words("nobody")}</p>`}
${run.won.length > 0 && html`<h2>${words("winners")}</h2><ol>${run.won.map(({ name }) => html`<li><bdi>${name}</bdi></li>`)}</ol>`}
</article>
<section class="card">
<h2>${words("fair")}</h2>
<p class="hint">${words("fair_text")}</p>
<h3>${words("fingerprint")}</h3>
<code class="copy">${run.commitment}</code>
${run.seed !== null && html`<h3>${words("number")}</h3><code class="copy">${run.seed}</code>`}
${isDrawn && html`<h3>${words("check")}</h3><p class="hint">${words("check_text")}</p><code class="copy">npx bandwagon chance verify-run ${data}</code>`}
<p><a href="${data}">${words("data")}</a></p>
</section>`;
  return sendPage(reply, 200, { language, title: `${run.name} · ${speaker.name}`, body, path, speaker });
}
