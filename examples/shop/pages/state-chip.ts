import { backSign, checkSign, waitSign } from "../drawings.js";
import { type Html, html } from "../html.js";

const looks: Record<string, { sign: Html; kind: string }> = {
  available: { sign: checkSign, kind: "ok" },
  pending: { sign: waitSign, kind: "wait" },
  waiting: { sign: waitSign, kind: "wait" },
  cancelled: { sign: backSign, kind: "gone" },
  reversed: { sign: backSign, kind: "gone" },
  expired: { sign: backSign, kind: "gone" },
};

/** A state, told by a word and a sign, and by a colour only besides. */
export function chip(state: string, word: string | undefined): Html {
  const { sign, kind } = looks[state] ?? { sign: checkSign, kind: "plain" };
  return html`<span class="chip ${kind}">${sign}${word ?? state}</span>`;
}
