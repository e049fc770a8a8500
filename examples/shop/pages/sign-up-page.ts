import { passwordMin, type SignUpForm, type SignUpProblems } from "../customers.js";
import { html } from "../html.js";
import type { Page } from "../layout.js";
import { offer } from "../offer.js";
import type { Visitor } from "../session.js";
import { field, message } from "./form.js";

/** The form with the friend's visit and code in it: filled by the server where the address or the cookie has them, by the tracker otherwise. */
export function signUpPage({ words, arrived }: Visitor, next: string, form?: SignUpForm, problems: SignUpProblems = {}): Page {
  const text = words.signUp;
  const hasProblems = Object.keys(problems).length > 0;
  const problem = (name: keyof SignUpProblems): string | undefined => problems[name] && text[problems[name]];
  const first = (name: keyof SignUpProblems) => Object.keys(problems)[0] === name && html`autofocus`;
  const main = html`<h1>${text.title}</h1>${message(hasProblems ? text.fix : undefined)}
${arrived && html`<p class="message good"><span>${words.welcome.title(offer.discountCents)}.</span></p>`}
<form class="narrow" method="post" action="/sign-up" novalidate>
<input type="hidden" name="next" value="${next}">
<input type="hidden" name="visit" data-bandwagon="visit" value="${form?.visit || arrived?.visit}">
${field({ name: "name", label: text.name, value: form?.name, problem: problem("name"), attributes: html`autocomplete="name" required maxlength="80" ${first("name")}` })}
${field({ name: "email", label: text.email, type: "email", value: form?.email, problem: problem("email"), attributes: html`autocomplete="email" required maxlength="200" ${first("email")}` })}
${field({ name: "password", label: text.password, type: "password", hint: text.passwordHint, problem: problem("password"), attributes: html`autocomplete="new-password" required minlength="${passwordMin}" maxlength="200" ${first("password")}` })}
${field({ name: "code", label: text.code, value: form?.code || arrived?.code, hint: text.codeHint, attributes: html`data-bandwagon="code" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="40"` })}
<button class="button wide">${text.submit}</button></form>
<p>${text.have} <a href="/sign-in?next=${encodeURIComponent(next)}">${words.signIn.title}</a></p>`;
  return { title: text.title, main, status: hasProblems ? 422 : 200 };
}

export function signInPage({ words }: Visitor, next: string, wrong?: { email: string }): Page {
  const { title, submit, wrong: sentence, none } = words.signIn;
  const main = html`<h1>${title}</h1>${message(wrong && sentence)}
<form class="narrow" method="post" action="/sign-in"><input type="hidden" name="next" value="${next}">
${field({ name: "email", label: words.signUp.email, type: "email", value: wrong?.email, attributes: html`autocomplete="username" required maxlength="200"` })}
${field({ name: "password", label: words.signUp.password, type: "password", attributes: html`autocomplete="current-password" required maxlength="200"` })}
<button class="button wide">${submit}</button></form>
<p>${none} <a href="/sign-up?next=${encodeURIComponent(next)}">${words.signUp.title}</a></p>`;
  return { title, main, status: wrong === undefined ? 200 : 422 };
}
