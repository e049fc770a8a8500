import { type Html, html } from "../html.js";
import type { Page } from "../layout.js";
import { offer } from "../offer.js";
import type { Visitor } from "../session.js";

const dayMs = 86_400_000;

/** Where a friend's link leads. Its own links take the visit along in the address, so that it arrives without consent and without scripts too. */
export function welcomePage({ words, customer, arrived }: Visitor): Page {
  const text = words.welcome;
  const carried = arrived === undefined ? "" : `?bw_visit=${arrived.visit}&bw_code=${arrived.code}`;
  const title = text.title(offer.discountCents);
  const actions: Html = html`<p class="row"><a class="button" href="/sign-up${carried}">${text.signUp}</a> <a class="button plain" href="/${carried}">${text.look}</a></p>`;
  const until = new Date(Date.now() + offer.days * dayMs).toISOString();
  if (customer !== undefined) {
    return {
      title: words.catalogue.toAccount,
      main: html`<h1>${words.account.title(customer.name)}</h1><p>${text.known}</p><p><a class="button" href="/account">${words.catalogue.toAccount}</a></p>`,
    };
  }
  if (arrived === undefined) return { title: words.shop, main: html`<h1>${words.shop}</h1><p>${text.direct}</p>${actions}` };
  const main = html`<section class="welcome"><h1>${title}</h1>
<div class="ticket"><strong>${words.money(offer.discountCents)}</strong><span>${text.ticket}</span></div>
<p>${text.text(offer.minimumCents)} ${text.until(until)}</p>${actions}</section>`;
  return { title, main };
}
