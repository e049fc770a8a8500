import type { SetUpWorkspace, Setup } from "../../commands/complete-setup.js";
import { passwordLengthMin } from "../../commands/create-owner.js";
import { html, type Markup } from "../html.js";
import type { Language } from "../language.js";
import { type SetupWords, setupWords } from "./setup-words.js";

export type SetupField = "email" | "password" | "business";

export interface SetupForm {
  email: string;
  business: string;
  /** By field: which sentence says what is wrong. */
  faults: Partial<Record<SetupField, keyof SetupWords["faultOf"]>>;
}

/** The form; what was written before is still in it, but for the password. The first field with a fault has the focus. */
export function setupForm(language: Language, token: string, { email, business, faults }: SetupForm): Markup {
  const words = setupWords[language];
  const fields = ["email", "password", "business"] as const;
  const focus = fields.find((field) => faults[field] !== undefined) ?? "email";
  const inputs: Record<SetupField, string> = { email, password: "", business };
  return html`<h1>${words.title}</h1>
<p class="lead">${words.lead}</p>
<form class="sheet" method="post" action="/setup/${token}" novalidate>
<input type="hidden" name="lang" value="${language}">
${Object.keys(faults).length > 0 && html`<div class="faults" role="alert"><p>${words.faults}</p></div>`}
${fields.map((field) => fieldOf(words, field, inputs[field], faults[field], field === focus))}
<button type="submit">${words.submit}</button>
</form>`;
}

const attributes: Record<SetupField, { type: string; autocomplete: string; minlength: number; maxlength: number }> = {
  email: { type: "email", autocomplete: "username", minlength: 3, maxlength: 254 },
  password: { type: "password", autocomplete: "new-password", minlength: passwordLengthMin, maxlength: 200 },
  business: { type: "text", autocomplete: "organization", minlength: 1, maxlength: 100 },
};

function fieldOf(words: SetupWords, field: SetupField, value: string, fault: keyof SetupWords["faultOf"] | undefined, isFocus: boolean): Markup {
  const { type, autocomplete, minlength, maxlength } = attributes[field];
  const isFaulty = fault !== undefined;
  return html`<div class="field">
<label for="${field}">${words[field]}</label>
<p class="hint" id="${field}-hint">${words[`${field}Hint`]}</p>
<input id="${field}" name="${field}" type="${type}" autocomplete="${autocomplete}" required minlength="${minlength}" maxlength="${maxlength}" value="${value}" aria-invalid="${String(isFaulty)}" aria-describedby="${field}-hint${isFaulty ? ` ${field}-fault` : ""}"${isFocus && html` autofocus`}>
${isFaulty && html`<p class="fault" id="${field}-fault"><span aria-hidden="true">▲</span>${words.faultOf[fault]}</p>`}
</div>`;
}

/** The keys, this once, and what to do with them. */
export function setupDone(language: Language, publicUrl: string, { email, test, live }: Setup): Markup {
  const words = setupWords[language];
  const { steps } = words;
  return html`<h1>${words.doneTitle}</h1>
<p class="lead">${words.doneLead(email)}</p>
<p class="note">${words.once}</p>
${keysOf(words, "test", test)}
${keysOf(words, "live", live)}
<section class="sheet">
<h2>${words.next}</h2>
<ol class="steps">
<li><b>${steps.try}</b><p class="hint">${steps.tryText}</p><pre tabindex="0">curl ${publicUrl}/v1/workspace \\
  -H "Authorization: Bearer ${test.secretKey}"</pre></li>
<li><b>${steps.tour}</b><p class="hint">${steps.tourText}</p></li>
<li><b>${steps.api}</b><p class="hint">${steps.apiText} <a href="/docs/api">${publicUrl}/docs/api</a></p></li>
</ol>
</section>`;
}

function keysOf(words: SetupWords, mode: "test" | "live", { workspace, secretKey, publishableKey }: SetUpWorkspace): Markup {
  return html`<section class="sheet">
<div class="between"><h2>${workspace.name}</h2><span class="chip ${mode}">${words[mode]}</span></div>
<p class="hint">${mode === "test" ? words.testText : words.liveText}</p>
<div class="ticket"><span>${words.secretKey}</span><code class="copy">${secretKey}</code></div>
<div class="ticket"><span>${words.publishableKey}</span><code class="copy">${publishableKey}</code></div>
<div class="ticket"><span>${words.workspaceId}</span><code class="copy">${workspace.id}</code></div>
</section>`;
}
