import { type Product, products } from "../catalogue.js";
import { drawingOf } from "../drawings.js";
import { type Html, html } from "../html.js";
import type { Page } from "../layout.js";
import type { Visitor } from "../session.js";
import { message } from "./form.js";

/** Everything that there is to buy. */
export function cataloguePage({ words, language, customer }: Visitor, program: string): Page {
  const { title, lead, invite, toAccount } = words.catalogue;
  const main = html`<section class="hero"><h1>${title}</h1>
<p>${customer === undefined ? lead : html`${invite} <a href="/account">${toAccount}</a>`}</p></section>
<bandwagon-banner program="${program}" lang="${language}" href="${customer === undefined ? "/sign-up" : "/account"}"></bandwagon-banner>
<ul class="shelf">${products.map(
    (
      product,
    ) => html`<li class="product"><a class="product-link" href="/tea/${product.id}"><span class="tile ${product.tint}">${drawingOf(product)}</span>
<span class="product-name">${product.name[language]}</span></a>
<p class="hint">${product.size[language]}</p><p class="price">${words.money(product.priceCents)}</p></li>`,
  )}</ul>`;
  return { title, main };
}

/** One product; `isAdded` when it has just been put into the cart. */
export function productPage({ words, language }: Visitor, product: Product, isAdded: boolean): Page {
  const name = product.name[language];
  const added: Html = html`<p class="message good" role="status"><span>${words.product.added(name)} <a href="/cart">${words.cart.title}</a></span></p>`;
  const main = html`${isAdded && added}
<article class="product-page"><div class="tile large ${product.tint}">${drawingOf(product)}</div>
<div><p class="back"><a href="/">${words.product.back}</a></p><h1>${name}</h1><p class="hint">${product.size[language]}</p><p>${product.about[language]}</p>
<p class="price large">${words.money(product.priceCents)}</p>
<form method="post" action="/cart"><input type="hidden" name="add" value="${product.id}"><button class="button">${words.product.add}</button></form></div></article>`;
  return { title: name, main };
}

/** An address that leads nowhere, or something that went wrong with us. */
export function problemPage({ words }: Visitor, status: 404 | 500): Page {
  const [title, text] = status === 404 ? [words.problem.missing, words.problem.missingText] : [words.problem.broken, words.problem.brokenText];
  return { title, status, main: html`<h1>${title}</h1>${message(text)}<p><a class="button" href="/">${words.problem.home}</a></p>` };
}
