/** The frame of every page: head with the tracker, menu, consent bar, foot. */
import type { Response } from "express";
import { cartOf } from "./cart.js";
import { cartSign, personSign, sign } from "./drawings.js";
import { type Html, html } from "./html.js";
import { type Visitor, visitorOf } from "./session.js";
import type { Settings } from "./settings.js";
import { type Language, languages } from "./words/words.js";

export interface Page {
  title: string;
  main: Html;
  status?: number;
}

/** Sends the page. It may load what is its own, and what Bandwagon brings: the tracker, the banner, the portal. Nothing else. */
export function sendPage(response: Response, { bandwagonUrl }: Settings, { title, main, status = 200 }: Page): void {
  const visitor = visitorOf(response);
  const { origin } = new URL(bandwagonUrl);
  response
    .status(status)
    .set({
      "Content-Security-Policy": `default-src 'self'; script-src 'self' ${origin}; connect-src 'self' ${origin}; img-src 'self' ${origin} data: blob:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'`,
      "Referrer-Policy": "same-origin",
      "X-Content-Type-Options": "nosniff",
      // Pages are one visitor's own.
      "Cache-Control": "no-store",
    })
    .type("html")
    .send(frame(visitor, bandwagonUrl, title, main).markup);
}

function frame(visitor: Visitor, bandwagonUrl: string, title: string, main: Html): Html {
  const { words, language, session } = visitor;
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · ${words.shop}</title>
<link rel="icon" href="/sign.svg" type="image/svg+xml">
<link rel="stylesheet" href="/shop.css">
<script src="${bandwagonUrl}/tracker.js" data-consent="${consentOf(session.consent)}" data-days="30" defer></script>
<script src="/shop.js" defer></script>
<script src="${bandwagonUrl}/widget.js" async></script>
</head>
<body>
<a class="skip" href="#content">${words.toContent}</a>
${header(visitor)}
<main id="content" tabindex="-1">${main}</main>
${footer(visitor)}
${consentBar(visitor)}
</body>
</html>`;
}

/** The tracker keeps nothing before the visitor has agreed, and erases what it kept when they take it back. */
function consentOf(consent: boolean | undefined): string {
  return consent === undefined ? "wait" : consent ? "granted" : "denied";
}

function header({ words, session, customer, path }: Visitor): Html {
  const { count } = cartOf(session);
  const link = (to: string, label: Html) => html`<a href="${to}" ${to === path && html`aria-current="page"`}>${label}</a>`;
  const account = customer === undefined ? link("/sign-in", html`${personSign}<span>${words.menu.signIn}</span>`) : accountLink(customer.name);
  function accountLink(name: string): Html {
    return link("/account", html`${personSign}<span class="name"><span class="unseen">${words.menu.account}: </span>${name}</span>`);
  }
  return html`<header class="top"><div class="inner">
<a class="brand" href="/">${sign}<span>${words.shop}</span></a>
<nav aria-label="${words.shop}">
${account}
${link("/cart", html`${cartSign}<span class="unseen">${words.inCart(count)}</span>${count > 0 && html`<b class="count" aria-hidden="true">${count}</b>`}`)}
</nav></div></header>`;
}

/** Asked once there is a visit that could be kept, and not before. */
function consentBar({ words, session, arrived, here }: Visitor): Html | false {
  if (session.consent !== undefined || arrived === undefined) return false;
  const { title, text, yes, no } = words.consent;
  return html`<section class="consent" aria-label="${title}"><form class="inner" method="post" action="/consent">
<p>${text}</p><input type="hidden" name="back" value="${here}">
<div class="row"><button class="button" name="answer" value="yes">${yes}</button><button class="button plain" name="answer" value="no">${no}</button></div>
</form></section>`;
}

function footer({ words, language, session, here }: Visitor): Html {
  const remembered = html`<form method="post" action="/consent"><input type="hidden" name="back" value="${here}">
<p>${words.footer.remembered} <button class="link" name="answer" value="no">${words.footer.forget}</button></p></form>`;
  return html`<footer class="foot"><div class="inner">
<form class="languages" method="post" action="/language" aria-label="${words.footer.language}"><input type="hidden" name="back" value="${here}">${Object.entries(
    languages,
  ).map(([code, name]) => languageButton(code as Language, name, language))}</form>
${session.consent === true && session.visit !== undefined && remembered}
<p>${words.footer.example}</p>
</div></footer>`;
}

function languageButton(code: Language, name: string, current: Language): Html {
  return html`<button class="link" name="language" value="${code}" lang="${code}" ${code === current && html`aria-current="true"`}>${name}</button>`;
}
