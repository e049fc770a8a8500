/** What chance can choose, with its chances, and what stands in for what has run out. */
import type { Outcome } from "../../core/document/schema.js";
import { WEIGHT_DECIMALS, weightText } from "../../core/draw.js";
import { parseDecimal } from "../../core/money.js";
import type { AmountWords } from "./amount-words.js";
import { givenBy } from "./giving-words.js";
import { moneyIn, numberIn, quote, type Telling, textIn } from "./telling.js";

export function drawnWords(telling: Telling, outcomes: readonly Outcome[]): AmountWords {
  const sum = weightText(outcomes.reduce((total, { weight }) => total + (parseDecimal(weight, WEIGHT_DECIMALS) ?? 0n), 0n));
  const details = outcomes.map((outcome) => outcomeIn(telling, outcome, outcomes, sum));
  return { phrase: telling.say("given.drawn"), details: [...details, telling.say("draw.how")] };
}

function outcomeIn(telling: Telling, outcome: Outcome, outcomes: readonly Outcome[], sum: string): string {
  const { name, weight, value, substitute } = outcome;
  const { phrase, details } = givenIn(telling, outcome);
  const chances = { weight: numberIn(telling, weight), sum: numberIn(telling, sum) };
  const instead = outcomes.find(({ id }) => id === substitute);
  return [
    telling.say("draw.outcome", { ...chances, what: phrase, hasName: name === undefined ? "no" : "yes", name: quotedName(telling, outcome) }),
    ...details,
    ...(value === undefined ? [] : [telling.say("draw.value", { amount: moneyIn(telling, value) })]),
    ...(instead === undefined ? [] : [telling.say("draw.substitute", { what: insteadIn(telling, instead) })]),
  ].join(" ");
}
function givenIn(telling: Telling, outcome: Outcome): AmountWords {
  return "nothing" in outcome ? { phrase: telling.say("given.nothing"), details: [] } : givenBy(telling, outcome);
}
function insteadIn(telling: Telling, outcome: Outcome): string {
  return outcome.name === undefined ? givenIn(telling, outcome).phrase : quotedName(telling, outcome);
}
function quotedName(telling: Telling, { name }: Outcome): string {
  return name === undefined ? "" : quote(telling, textIn(telling, name));
}
