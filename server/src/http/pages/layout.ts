import type { FastifyReply } from "fastify";
import { html, Markup } from "../html.js";
import { type Language, languages } from "../language.js";
import { pageHeaders } from "../security-headers.js";
import { type ProgramTheme, themeLook } from "../theme-tokens.js";
import { mark, markAddress } from "./mark.js";
import { defaultLook, styleOf } from "./style.js";

export interface Page {
  language: Language;
  title: string;
  body: Markup;
  /** The path of this page, for the other language's link; none where a page is only an answer. */
  path?: string;
  /** Who is speaking: the program's business; Bandwagon itself when left out. */
  speaker?: Speaker;
  /** What networks show beside a link to the page. */
  preview?: Preview;
  /** The business's app in the App Store, and what it opens: Safari offers it above the page. */
  app?: { storeId: string; address: string };
}

/** A program as its pages show it. */
export interface Speaker {
  name: string;
  handle: string;
  theme: ProgramTheme | undefined;
}

/** By the Open Graph protocol; the picture is 1200 by 630. */
export interface Preview {
  address: string;
  picture: string;
  title: string;
  about: string;
}

const languageNames: Record<Language, string> = { en: "English", ru: "Русский" };
const switchLabel: Record<Language, string> = { en: "Language", ru: "Язык" };

/** What a page may do beyond being read: send a form to this server, or run one script of ours, which may ask this server. */
interface PageAbilities {
  form?: true;
  script?: string;
  /** By which phones install the page as an app. */
  manifest?: string;
}

const imagePolicy = "img-src 'self' data:";
/** A script also shows what only its reader may have: it asks with their token, and draws the answer from memory. */
const scriptPolicy = " blob:; script-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'";

/** Sends the page: complete, without anything from outside; without scripts unless it is given one. */
export function sendPage(reply: FastifyReply, status: number, page: Page, abilities: PageAbilities = {}): FastifyReply {
  const { css, policy: stylePolicy } = styleOf(page.speaker === undefined ? defaultLook : themeLook(page.speaker.theme));
  const allowed = `${imagePolicy}${abilities.script === undefined ? "" : scriptPolicy}`;
  const policy = `${stylePolicy}; form-action '${abilities.form ? "self" : "none"}'; ${allowed}`;
  return reply
    .code(status)
    .headers(pageHeaders(policy))
    .header("content-language", page.language)
    .send(renderPage(page, css, abilities));
}

function renderPage({ language, title, body, path, speaker, preview, app }: Page, css: string, { script, manifest }: PageAbilities): string {
  const style = new Markup(`<style>${css}</style>`);
  const brand =
    speaker === undefined ? html`<span class="mark">${mark}Bandwagon</span>` : html`<span class="mark">${logoOf(speaker)}${speaker.name}</span>`;
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="icon" href="${speaker === undefined ? markAddress : "data:,"}">
${manifest !== undefined && html`<link rel="manifest" href="${manifest}">`}${script !== undefined && html`<script src="${script}" defer></script>`}${preview !== undefined && previewOf(preview, language, speaker?.name)}${
  app !== undefined &&
  html`<meta name="apple-itunes-app" content="app-id=${app.storeId}, app-argument=${app.address}">
`
}${style}
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

function logoOf({ handle, theme }: Speaker): Markup | false {
  return theme?.logo !== undefined && html`<img class="logo" src="/pictures/${handle}/${theme.logo}.png" alt="" width="44" height="44">`;
}

function previewOf({ address, picture, title, about }: Preview, language: Language, speaker: string | undefined): Markup {
  return html`<meta property="og:type" content="website">
<meta property="og:url" content="${address}">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${about}">
<meta property="og:image" content="${picture}">
<meta property="og:image:type" content="image/png">
<meta property="og:image:width" content="1200">
<meta property="og:image:height" content="630">
<meta property="og:image:alt" content="${title}">
<meta property="og:locale" content="${language === "ru" ? "ru_RU" : "en_US"}">
${
  speaker !== undefined &&
  html`<meta property="og:site_name" content="${speaker}">
`
}<meta name="twitter:card" content="summary_large_image">
`;
}

function languageSwitch(language: Language, path: string): Markup {
  const links = languages.map((other) =>
    other === language
      ? html`<b aria-current="true">${languageNames[other]}</b>`
      : html`<a href="${path}?lang=${other}" hreflang="${other}" lang="${other}" rel="nofollow">${languageNames[other]}</a>`,
  );
  return html`<nav class="languages" aria-label="${switchLabel[language]}">${links}</nav>`;
}
