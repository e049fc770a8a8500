import type { Cart } from "../cart.js";
import { productOf } from "../catalogue.js";
import type { Order } from "../data.js";
import { type Html, html } from "../html.js";
import type { Page } from "../layout.js";
import { goodsCentsOf, paidCentsOf, refundedCentsOf } from "../orders.js";
import type { Visitor } from "../session.js";
import { type CheckedCoupon, sums } from "./cart-page.js";
import { message } from "./form.js";

export interface CheckoutView {
  cart: Cart;
  coupon: CheckedCoupon | undefined;
  /** Undefined when Bandwagon did not tell. */
  creditCents: number | undefined;
  /** Names this form, so that it makes one order however often it is sent. */
  checkout: string;
  problem?: string;
}

export function checkoutPage({ words, language }: Visitor, { cart, coupon, creditCents, checkout, problem }: CheckoutView): Page {
  const { title, noPayment, useCredit, creditAway, place, back } = words.checkout;
  const credit =
    creditCents === undefined
      ? html`<p class="hint">${creditAway}</p>`
      : creditCents > 0 &&
        html`<label class="check"><input type="checkbox" name="credit" value="yes"> <span>${useCredit(creditCents)}</span></label>`;
  const main = html`<h1>${title}</h1>${message(problem)}
<ul class="plain-list">${cart.lines.map(({ product, count, cents }) => html`<li><span>${count} × ${product.name[language]}</span><span class="price">${words.money(cents)}</span></li>`)}</ul>
${message(coupon?.problem)}
${sums(words, cart, coupon?.discountCents ?? 0)}
<form method="post" action="/checkout"><input type="hidden" name="checkout" value="${checkout}">${credit}
<p class="hint">${noPayment}</p><button class="button wide">${place}</button></form><p><a href="/cart">${back}</a></p>`;
  return { title, main };
}

/** An order as its customer sees it; it brings itself up to date. */
export function orderPage({ words, language }: Visitor, order: Order, version: string): Page {
  const title = words.order.title(order.number);
  const lines = order.lines.map(
    ({ product, count, priceCents }) =>
      html`<li><span>${count} × ${productOf(product)?.name[language] ?? product}</span><span class="price">${words.money(count * priceCents)}</span></li>`,
  );
  const row = (label: string, cents: number, sign = "") => html`<div><dt>${label}</dt><dd>${sign}${words.money(cents)}</dd></div>`;
  const { discountCents, creditCents } = order;
  const main = html`<div data-live="${version}"><h1>${order.status === "placed" && order.refunds.length === 0 ? words.order.thanks : title}</h1>
<p class="hint">${title}, ${words.when(order.at)}</p>${stateOf(words, order)}
<ul class="plain-list">${lines}</ul>
<dl class="sums">${row(words.cart.goods, goodsCentsOf(order))}
${discountCents > 0 && row(words.cart.discount, discountCents, "−")}
${creditCents > 0 && row(words.checkout.creditPart, creditCents, "−")}
<div class="total"><dt>${words.checkout.toPay}</dt><dd>${words.money(paidCentsOf(order) - creditCents)}</dd></div></dl></div>
<p>${words.order.invite} <a href="/account">${words.catalogue.toAccount}</a></p>`;
  return { title, main };
}

function stateOf(words: Visitor["words"], order: Order): Html {
  const text = words.order;
  if (order.status === "placing") return html`<p class="message">${text.placing}</p>`;
  if (order.status === "failed") return html`<p class="message bad">${text.failed}</p>`;
  if (order.status === "cancelled") return html`<p class="message">${text.cancelled}</p>`;
  const refundedCents = refundedCentsOf(order);
  if (order.status === "refunded") {
    const back = refundedCents - order.creditCents;
    return html`<p class="message">${text.refunded(back)} ${order.creditCents > 0 && text.creditBack(order.creditCents)}</p>`;
  }
  return html`<p class="message good">${order.isTold ? text.told : text.coming} ${refundedCents > 0 && text.partly(refundedCents)}</p>`;
}
