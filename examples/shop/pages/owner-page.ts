import type { Referrals } from "../bandwagon.js";
import { productOf } from "../catalogue.js";
import type { Arrival, Customer, Order, OutboxEntry, ShopData } from "../data.js";
import { type Html, html } from "../html.js";
import type { Page } from "../layout.js";
import { paidCentsOf, refundedCentsOf, returnedOf } from "../orders.js";
import type { Visitor } from "../session.js";
import { message } from "./form.js";

type Everybody = Awaited<ReturnType<Referrals["everybody"]>>;

/** Orders to refund or cancel, who came by whom, what waits, and which webhook messages came. `referrals` is undefined when Bandwagon did not answer. */
export function ownerPage(visitor: Visitor, data: Readonly<ShopData>, referrals: Everybody | undefined): Page {
  const { words } = visitor;
  const text = words.owner;
  const nameOf = (id: string | null): string => data.customers.find((customer: Customer) => customer.id === id)?.name ?? id ?? "–";
  const orders = [...data.orders].reverse().slice(0, 50);
  const main = html`<h1>${text.title}</h1>
<section><h2>${text.orders}</h2>${orders.length === 0 ? html`<p class="hint">${text.noOrders}</p>` : html`<ul class="orders">${orders.map((order) => orderCard(visitor, order, nameOf(order.customer)))}</ul>`}</section>
<section><h2>${text.friends}</h2>${friendsTable(words, referrals, nameOf)}</section>
<section><h2>${text.outbox}</h2>${data.outbox.length === 0 ? html`<p class="hint">${text.outboxEmpty}</p>` : messages(words, data.outbox)}
${data.refused.length > 0 && html`<h3>${text.refused}</h3>${messages(words, data.refused)}`}</section>
<section><h2>${text.arrivals}</h2>${data.arrivals.length === 0 ? html`<p class="hint">${text.noArrivals}</p>` : arrivalList(words, data.arrivals)}</section>`;
  return { title: text.title, main };
}

export function closedOwnerPage({ words }: Visitor): Page {
  return { title: words.owner.title, status: 403, main: html`<h1>${words.owner.title}</h1>${message(words.owner.closed)}` };
}

function orderCard(visitor: Visitor, order: Order, customer: string): Html {
  const { words } = visitor;
  const { owner, orderStates } = words;
  const refundedCents = refundedCentsOf(order);
  const { creditCents, status } = order;
  const cardCents = paidCentsOf(order) - creditCents;
  const isBack = status === "refunded";
  return html`<li class="card"><h3>${words.order.title(order.number)} <span class="hint">${orderStates[status]}</span></h3>
<p>${owner.by(customer)}, ${words.when(order.at)}: <strong>${words.money(paidCentsOf(order))}</strong>${order.discountCents > 0 && html`, ${words.cart.discount} −${words.money(order.discountCents)}`}</p>
${refundedCents > 0 && html`<p class="hint">${owner.toCard(Math.min(refundedCents, cardCents))}${isBack && creditCents > 0 && `, ${owner.toCredit(creditCents)}`}</p>`}
${status === "placed" && orderForms(visitor, order)}</li>`;
}

function orderForms({ words, language }: Visitor, order: Order): Html {
  const { owner } = words;
  const rows = order.lines.map(({ product, count }) => {
    const name = productOf(product)?.name[language] ?? product;
    const left = count - returnedOf(order, product);
    return html`<li><span>${name} × ${count}</span><input class="count-field" type="number" inputmode="numeric" name="count-${product}" min="0" max="${left}" value="0" aria-label="${owner.howMany(name)}"></li>`;
  });
  return html`<details><summary>${owner.refundLines}…</summary><form method="post" action="/owner/orders/${order.number}/refund"><ul class="plain-list">${rows}</ul>
<button class="button plain">${owner.refundLines}</button></form></details>
<form class="row" method="post" action="/owner/orders/${order.number}/refund"><button class="button plain" name="all" value="yes">${owner.refundAll}</button>
${order.refunds.length === 0 && html`<button class="button plain" formaction="/owner/orders/${order.number}/cancel">${owner.cancel}</button>`}</form>
${order.refunds.length === 0 && html`<p class="hint">${owner.cancelHint}</p>`}`;
}

function friendsTable(words: Visitor["words"], referrals: Everybody | undefined, nameOf: (id: string | null) => string): Html | undefined {
  const text = words.owner;
  if (referrals === undefined) return message(text.away);
  if (referrals.length === 0) return html`<p class="hint">${text.noFriends}</p>`;
  const rows = referrals.map(
    ({ friend, referrer, attribution, state }) =>
      html`<tr><td>${nameOf(friend)}</td><td>${nameOf(referrer)}</td><td>${text.methods[attribution.method]}</td><td>${text.referralStates[state]}</td></tr>`,
  );
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${text.friends}"><table><thead><tr>${[text.friend, text.referrer, text.how, text.state].map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${rows}</tbody></table></div>`;
}

function messages({ owner }: Visitor["words"], entries: readonly OutboxEntry[]): Html {
  const nameOf = ({ message }: OutboxEntry): string =>
    message.kind === "event"
      ? `${message.event.type} ${message.event.key}`
      : `${message.kind} ${message.kind === "member" ? message.id : message.payment.order}`;
  return html`<ul class="log">${entries.map((entry) => html`<li><code>${nameOf(entry)}</code> <span class="hint">${owner.tries(entry.tries)}${entry.problem && `: ${entry.problem}`}</span></li>`)}</ul>`;
}

function arrivalList(words: Visitor["words"], arrivals: readonly Arrival[]): Html {
  return html`<ul class="log">${arrivals.map(
    ({ at, type, outcome, detail }) =>
      html`<li><code>${type || "?"}</code> <span>${words.owner.outcomes[outcome]}</span> <span class="hint">${words.when(at)}, ${detail}</span></li>`,
  )}</ul>`;
}
