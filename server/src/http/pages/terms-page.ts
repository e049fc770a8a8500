import type { FastifyReply } from "fastify";
import type { Terms } from "../../words/terms/terms-of.js";
import { html } from "../html.js";
import { type Speaker, sendPage } from "./layout.js";

/** A program's terms for people: `notice` says of which version they are. */
export function sendTermsPage(reply: FastifyReply, terms: Terms, { path, speaker, notice }: { path: string; speaker: Speaker; notice: string }) {
  const body = html`<h1>${terms.title}</h1>
<p class="lead">${notice}</p>
${terms.sections.map(
  ({ number, heading, clauses }) => html`<section class="clauses"><h2>${number}. ${heading}</h2>
${clauses.map(
  (clause) => html`<p><b>${clause.number}</b> ${clause.text}</p>
${clause.details.length > 0 && html`<ul>${clause.details.map((detail) => html`<li><b>${detail.number}</b> ${detail.text}</li>`)}</ul>`}`,
)}
</section>`,
)}`;
  return sendPage(reply, 200, { language: terms.language, title: terms.title, body, path, speaker });
}
