/** What the recipient can choose from, until when, and what it is otherwise; and until when something must be claimed. */
import type { Grant, Option } from "../../core/document/schema.js";
import type { AmountWords } from "./amount-words.js";
import { givenBy } from "./giving-words.js";
import { durationIn, quote, type Telling, textIn } from "./telling.js";

type Choice = Extract<Grant, { choice: unknown }>["choice"];
export function choiceWords(telling: Telling, { options, within, default: byDefault }: Choice): AmountWords {
  const otherwise = options.find(({ id }) => id === byDefault);
  const last = telling.say("choice.within", {
    time: durationIn(telling, within, "of"),
    what: otherwise === undefined ? quote(telling, byDefault) : shortly(telling, otherwise),
  });
  return { phrase: telling.say("given.choice"), details: [...options.map((option) => optionIn(telling, option)), last] };
}
function optionIn(telling: Telling, option: Option): string {
  const { phrase, details } = givenBy(telling, option);
  const name = nameOf(telling, option);
  return [telling.say("choice.option", { hasName: name === "" ? "no" : "yes", name, what: phrase }), ...details].join(" ");
}
function shortly(telling: Telling, option: Option): string {
  return nameOf(telling, option) || givenBy(telling, option).phrase;
}
function nameOf(telling: Telling, { name }: Option): string {
  return name === undefined ? "" : quote(telling, textIn(telling, name));
}

export function claimDetails(telling: Telling, { claim }: Grant): string[] {
  return claim === undefined ? [] : [telling.say("claim.within", { time: durationIn(telling, claim.within, "of") })];
}
