/** Parts of forms that several pages have. */
import { alertSign } from "../drawings.js";
import { type Html, html } from "../html.js";

export interface Field {
  name: string;
  label: string;
  value?: string;
  type?: string;
  hint?: string;
  problem?: string | undefined;
  /** Further attributes. */
  attributes?: Html;
}

/** A labelled input; hint and problem are told to those who do not see them beside it, too. */
export function field({ name, label, value = "", type = "text", hint, problem, attributes }: Field): Html {
  const described = [hint && `${name}-hint`, problem && `${name}-problem`].filter(Boolean).join(" ");
  return html`<div class="field">
<label for="${name}">${label}</label>
<input id="${name}" name="${name}" type="${type}" value="${value}" ${described !== "" && html`aria-describedby="${described}"`} ${problem && html`aria-invalid="true"`} ${attributes}>
${hint && html`<p class="hint" id="${name}-hint">${hint}</p>`}
${problem && html`<p class="problem" id="${name}-problem">${alertSign}${problem}</p>`}
</div>`;
}

/** Something that went wrong, or went well, at the head of a page. */
export function message(text: string | undefined, kind: "bad" | "good" = "bad"): Html | undefined {
  return text === undefined
    ? undefined
    : html`<p class="message ${kind}" role="${kind === "bad" ? "alert" : "status"}">${kind === "bad" && alertSign}<span>${text}</span></p>`;
}
