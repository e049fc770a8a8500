import { type Cart, type CartLine, countMax } from "../cart.js";
import { drawingOf } from "../drawings.js";
import { type Html, html } from "../html.js";
import type { Page } from "../layout.js";
import type { Visitor } from "../session.js";
import type { Words } from "../words/words.js";
import { field } from "./form.js";

/** What Bandwagon said about the coupon in the cart. */
export interface CheckedCoupon {
  code: string;
  discountCents?: number;
  problem?: string;
}

export function cartPage(visitor: Visitor, cart: Cart, coupon: CheckedCoupon | undefined): Page {
  const { words } = visitor;
  const { title, empty, start } = words.cart;
  if (cart.lines.length === 0) return { title, main: html`<h1>${title}</h1><p>${empty}</p><p><a class="button" href="/">${start}</a></p>` };
  const main = html`<h1>${title}</h1>
<ul class="lines">${cart.lines.map((line) => lineOf(visitor, line))}</ul>
${couponOf(words, coupon)}
${sums(words, cart, coupon?.discountCents ?? 0)}
<p class="hint">${words.cart.delivery}</p>
<p><a class="button wide" href="/checkout">${words.cart.order}</a></p>`;
  return { title, main };
}

function lineOf({ words, language }: Visitor, { product, count, cents }: CartLine): Html {
  const name = product.name[language];
  const { cart } = words;
  return html`<li class="line"><a class="tile small ${product.tint}" href="/tea/${product.id}" tabindex="-1" aria-hidden="true">${drawingOf(product)}</a>
<div class="line-text"><a href="/tea/${product.id}">${name}</a><span class="price">${words.money(cents)}</span></div>
<form class="row" method="post" action="/cart"><input type="hidden" name="product" value="${product.id}">
<input class="count-field" name="count" type="number" inputmode="numeric" min="0" max="${countMax}" value="${count}" aria-label="${cart.count(name)}">
<button class="button plain small">${cart.change}</button>
<button class="link" name="count" value="0" formnovalidate aria-label="${cart.remove(name)}" data-remove>${cart.removeShort}</button></form></li>`;
}

function couponOf(words: Words, coupon: CheckedCoupon | undefined): Html {
  const { coupon: label, couponHint, apply, drop, takesOff } = words.cart;
  if (coupon?.discountCents !== undefined) {
    return html`<form class="coupon" method="post" action="/cart"><p class="message good" role="status"><span><code>${coupon.code}</code>: ${takesOff(coupon.discountCents)}
<button class="link" name="coupon" value="">${drop}</button></span></p></form>`;
  }
  const attributes = html`maxlength="64" autocomplete="off" autocapitalize="characters" spellcheck="false"`;
  return html`<form class="coupon row" method="post" action="/cart">
${field({ name: "coupon", label, value: coupon?.code ?? "", hint: couponHint, problem: coupon?.problem, attributes })}<button class="button plain">${apply}</button></form>`;
}

/** Goods, what the coupon takes off, and what remains. */
export function sums(words: Words, cart: Cart, discountCents: number): Html {
  const { goods, discount, total } = words.cart;
  const off = discountCents > 0 && html`<div><dt>${discount}</dt><dd>−${words.money(discountCents)}</dd></div>`;
  return html`<dl class="sums"><div><dt>${goods}</dt><dd>${words.money(cart.goodsCents)}</dd></div>${off}
<div class="total"><dt>${total}</dt><dd>${words.money(cart.goodsCents - discountCents)}</dd></div></dl>`;
}

/** The sentence for what stands in a coupon's way. */
export function couponProblem(words: Words, reason: string, minimumCents?: number | ""): string {
  if (reason === "minimum_spend_not_reached" && minimumCents) return words.couponMinimum(minimumCents);
  return words.coupon[reason] ?? words.coupon.other ?? "";
}
