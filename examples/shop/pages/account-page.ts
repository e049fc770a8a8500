import type { Account } from "../bandwagon.js";
import type { Customer, Notice, Order } from "../data.js";
import { checkSign, hostBadge, stampCard } from "../drawings.js";
import { type Html, html } from "../html.js";
import type { Page } from "../layout.js";
import { centsOf } from "../money.js";
import { offer } from "../offer.js";
import { paidCentsOf } from "../orders.js";
import type { Visitor } from "../session.js";
import { message } from "./form.js";
import { chip } from "./state-chip.js";

export interface AccountView {
  customer: Customer;
  /** `"away"` when Bandwagon cannot be reached, `"making"` when it does not know the customer yet. */
  account: Account | "away" | "making";
  /** Newest first. */
  notices: Notice[];
  orders: Order[];
  isNew: boolean;
  version: string;
  /** The program whose portal opens above the page; undefined where the shop cannot sign its customers in to it. */
  portal: string | undefined;
}

/** All that a customer has here: what they share, who came, what it brought. What changes by itself is marked `data-live`. */
export function accountPage(visitor: Visitor, view: AccountView): Page {
  const { words, language } = visitor;
  const { customer, account, notices, orders, isNew, version, portal } = view;
  const text = words.account;
  const title = text.title(customer.name);
  const main = html`<h1>${title}</h1>${isNew && greeting(words, customer)}
${typeof account !== "string" && shareSection(words, account)}
<div data-live="${version}">
${typeof account === "string" ? message(account === "away" ? text.away : text.making) : valueSections(visitor, account)}
<section><h2>${text.news}</h2>${notices.length === 0 ? html`<p class="hint">${text.noNews}</p>` : html`<ul class="news">${notices.map((notice) => newsItem(words, notice))}</ul>`}</section>
${typeof account !== "string" && historySections(words, account)}
</div>
${orders.length > 0 && html`<section><h2>${text.orders}</h2><ul class="plain-list">${orders.map((order) => orderItem(words, order))}</ul></section>`}
${portal !== undefined && html`<bandwagon-portal mode="floating" program="${portal}" lang="${language}" data-token="/account/bandwagon-token"></bandwagon-portal>`}
<form method="post" action="/sign-out"><button class="button plain" lang="${language}">${words.menu.signOut}</button></form>`;
  return { title, main };
}

function greeting(words: Visitor["words"], { recommended }: Customer): Html | undefined {
  if (recommended === "code_unknown") return message(words.account.codeUnknown);
  return recommended === "yes" ? message(words.account.welcomeFriend, "good") : undefined;
}

function shareSection(words: Visitor["words"], { link, code }: Account): Html {
  const text = words.account;
  return html`<section class="share"><h2 id="link-label">${text.link}</h2>
<p>${text.linkText(offer.discountCents, offer.percent)}</p>
<div class="row"><input class="link-field" id="link" value="${link}" readonly aria-labelledby="link-label">
<button class="button" type="button" data-copy="link" data-copied="${text.copied}" hidden>${text.copy}</button>
<button class="button plain" type="button" data-share="${link}" data-text="${text.shareText(offer.discountCents)}" hidden>${text.share}</button></div>
<div class="share-ways"><div><p>${text.code}</p><p class="code">${code}</p></div>
<figure><img src="/account/qr.png" alt="${text.qr}" width="200" height="200"><figcaption class="hint">${text.qrHint}</figcaption></figure></div></section>`;
}

function valueSections({ words }: Visitor, { wallet, coupons, stamps, isCardDone, badges }: Account): Html {
  const text = words.account;
  const { availableCents, pendingCents, debtCents } = wallet;
  const { cardSlots, prizeCents } = offer;
  return html`<div class="pair"><section class="card"><h2>${text.wallet}</h2>
<p class="big">${words.money(availableCents)}</p><p class="hint">${text.ready}</p>
${pendingCents > 0 && html`<p>${text.pending(pendingCents)}</p>`}${debtCents > 0 && message(text.debt(debtCents))}</section>
<section class="card"><h2>${text.card}</h2>${stampCard(isCardDone ? cardSlots : stamps, cardSlots)}
<p class="hint">${text.stamps(isCardDone ? cardSlots : stamps, cardSlots)}</p>
<p>${isCardDone ? text.cardDone(prizeCents) : text.cardText(cardSlots - stamps, prizeCents)}</p>
${badges.includes("host") && html`<p class="badge-line">${hostBadge} <strong>${text.badge}</strong></p>`}</section></div>
${coupons.length > 0 && html`<section><h2>${text.coupons}</h2><ul class="tickets">${coupons.map((coupon) => couponTicket(words, coupon))}</ul></section>`}`;
}

function couponTicket(words: Visitor["words"], { coupon, state, expiresAt }: Account["coupons"][number]): Html {
  const text = words.account;
  return html`<li class="ticket ${state !== "available" && "faded"}"><strong>${words.money(offer.discountCents)}</strong>
<span><span class="code">${coupon}</span><span class="hint">${text.couponText(offer.minimumCents)}${expiresAt !== null && state === "available" && `, ${text.until(expiresAt)}`}</span>${chip(state, text.couponStates[state])}</span></li>`;
}

function newsItem(words: Visitor["words"], { kind, amountCents = 0, until = "", at }: Notice): Html {
  return html`<li><p>${words.notices[kind](amountCents, until)}</p><p class="hint">${words.when(at)}</p></li>`;
}

function historySections(words: Visitor["words"], { friends, rewards }: Account): Html {
  const text = words.account;
  const shown = rewards.filter(({ type }) => type === "credit");
  return html`<section><h2>${text.friends}</h2>${friends.length === 0 ? html`<p class="hint">${text.noFriends}</p>` : html`<ul class="paths">${friends.map((friend) => friendPath(words, friend, rewards))}</ul>`}</section>
<section><h2>${text.rewards}</h2>${
    shown.length === 0
      ? html`<p class="hint">${text.noRewards}</p>`
      : html`<ul class="plain-list">${shown.map((reward) => rewardItem(words, reward))}</ul>`
  }</section>`;
}

/** A friend's way as stops. The account's routes have put a masked name in place of the id. */
function friendPath(words: Visitor["words"], { id, friend, stage, state }: Account["friends"][number], rewards: Account["rewards"]): Html {
  const { stops, friendStates } = words.account;
  const isThanked = rewards.some(
    ({ referral, type, state }) => referral === id && type === "credit" && (state === "available" || state === "redeemed"),
  );
  const reached = isThanked ? 3 : stage === "qualified" || stage === "converted" ? 2 : 1;
  const note = friendStates[state];
  return html`<li><p><strong>${friend}</strong>${note && html` <span class="hint">${note}</span>`}</p>
<ol class="path">${stops.map((stop, index) => html`<li class="${index < reached && "reached"}">${index < reached && checkSign}<span>${stop}</span></li>`)}</ol></li>`;
}

function rewardItem(words: Visitor["words"], { rule, amount, remaining, state }: Account["rewards"][number]): Html {
  const { rewardKinds, states } = words.account;
  const isOpen = state === "pending" || state === "available";
  const worth = (isOpen ? remaining : amount) ?? amount;
  const name = rewardKinds[rule === "card-full" ? "prize" : "credit"];
  return html`<li><span>${name} ${chip(state, states[state])}</span><span class="price">${worth && words.money(centsOf(worth))}</span></li>`;
}

function orderItem(words: Visitor["words"], order: Order): Html {
  return html`<li><span><a href="/orders/${order.number}">${words.order.title(order.number)}</a> <span class="hint">${words.orderStates[order.status]}</span></span>
<span class="price">${words.money(paidCentsOf(order))}</span></li>`;
}
