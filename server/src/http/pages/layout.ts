import type { FastifyReply } from "fastify";
import { html, Markup } from "../html.js";
import { type Language, languages } from "../language.js";
import { pageHeaders } from "../security-headers.js";
import { css, stylePolicy } from "./style.js";

export interface Page {
  language: Language;
  title: string;
  body: Markup;
  /** The path of this page, for the other language's link; none where a page is only an answer. */
  path?: string;
  /** Who is speaking: the program's business; Bandwagon itself when left out. */
  speaker?: string;
}

const mark = new Markup(
  '<svg width="36" height="36" viewBox="0 0 36 36" aria-hidden="true"><circle cx="18" cy="18" r="18" fill="#F5B400"/><path d="M8 21.5c3.2-8.6 16.8-8.6 20 0" fill="none" stroke="#1F1B16" stroke-width="3" stroke-linecap="round"/><circle cx="12" cy="25" r="3.4" fill="#C2410C"/><circle cx="24" cy="25" r="3.4" fill="#C2410C"/><circle cx="18" cy="10.5" r="2.6" fill="#1F1B16"/></svg>',
);
const languageNames: Record<Language, string> = { en: "English", ru: "Русский" };
const switchLabel: Record<Language, string> = { en: "Language", ru: "Язык" };

/** Sends the page: complete, without scripts, without anything from outside. `formTarget` allows it to send a form to this server. */
export function sendPage(reply: FastifyReply, status: number, page: Page, formTarget: "self" | "none" = "none"): FastifyReply {
  return reply
    .code(status)
    .headers(pageHeaders(`${stylePolicy}; form-action '${formTarget}'`))
    .header("content-language", page.language)
    .send(renderPage(page));
}

function renderPage({ language, title, body, path, speaker }: Page): string {
  const style = new Markup(`<style>${css}</style>`);
  const brand = speaker === undefined ? html`<span class="mark">${mark}Bandwagon</span>` : html`<span class="mark">${speaker}</span>`;
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
${style}
</head>
<body>
<header>${brand}${path !== undefined && languageSwitch(language, path)}</header>
<main>
${body}
</main>
<footer></footer>
</body>
</html>
`.text;
}

function languageSwitch(language: Language, path: string): Markup {
  const links = languages.map((other) =>
    other === language
      ? html`<b aria-current="true">${languageNames[other]}</b>`
      : html`<a href="${path}?lang=${other}" hreflang="${other}" lang="${other}" rel="nofollow">${languageNames[other]}</a>`,
  );
  return html`<nav class="languages" aria-label="${switchLabel[language]}">${links}</nav>`;
}
