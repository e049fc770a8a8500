/** What is given, by a grant or for points, and how long it can be used. */
import type { Duration, Grant } from "../../core/document/schema.js";
import { type AmountWords, amountWords, brieflyPaid, type Giving, paidBy } from "./amount-words.js";
import { choiceWords } from "./choice-words.js";
import { couponWords } from "./coupon-words.js";
import { drawnWords } from "./drawn-words.js";
import { grantReferences, kindsIn } from "./references.js";
import { tabled } from "./table-words.js";
import { durationIn, listIn, moneyIn, nameIn, numberIn, type Telling } from "./telling.js";

/** The thing as a phrase, with what hangs on it as details. */
export function givenBy(telling: Telling, giving: Giving): AmountWords {
  const paid = paidBy(telling, giving);
  if (paid !== undefined) return withMinimum(telling, giving, amountWords(telling, paid.paid, paid.amount));
  if ("drawn" in giving) return drawnWords(telling, giving.drawn.outcomes);
  if ("choice" in giving) return choiceWords(telling, giving.choice);
  if ("coupon" in giving) return couponWords(telling, giving.coupon);
  if ("booster" in giving) return boosterWords(telling, giving.booster);
  if ("code" in giving) return { phrase: telling.say("given.code", { n: giving.code.uses }), details: [telling.say("code.afterwards")] };
  const { badges, stampCards, items, access } = telling.document;
  const named = (kind: string, name: string): AmountWords => ({ phrase: telling.say(`given.${kind}`, { name }), details: [] });
  if ("badge" in giving) return named("badge", nameIn(telling, badges, giving.badge));
  if ("stamp" in giving) return named("stamp", nameIn(telling, stampCards, giving.stamp));
  if ("item" in giving) return named("item", nameIn(telling, items, giving.item));
  if ("places" in giving) return { phrase: telling.say("given.places", { n: giving.places }), details: [] };
  if ("tickets" in giving) {
    const { draw, count = 1 } = giving.tickets;
    return { phrase: telling.say("given.tickets", { n: count, draw: nameIn(telling, telling.document.draws, draw) }), details: [] };
  }
  return "access" in giving ? named("access", nameIn(telling, access, giving.access)) : named("atTheEnd", "");
}
/** The phrase where there is little room. */
export function brieflyGiven(telling: Telling, giving: Giving): string {
  const paid = paidBy(telling, giving);
  return paid === undefined ? givenBy(telling, giving).phrase : brieflyPaid(telling, paid.paid, paid.amount);
}
/** As an offer tells it: a share in a few words, and what it is a share of as a detail. How it is measured and rounded is told by the terms. */
export function offeredBy(telling: Telling, giving: Giving): AmountWords {
  const amount = paidBy(telling, giving)?.amount;
  const whole = givenBy(telling, giving);
  if (typeof amount !== "object" || !("percent" in amount)) return whole;
  return withMinimum(telling, giving, { phrase: brieflyGiven(telling, giving), details: [`${whole.phrase}.`] });
}
type Booster = Extract<Grant, { booster: unknown }>["booster"];
function boosterWords(telling: Telling, { multiplyBy, for: time, rules, kinds }: Booster): AmountWords {
  const phrase = telling.say("given.booster", {
    time: durationIn(telling, time, "of"),
    by: numberIn(telling, multiplyBy),
    kinds: kindsIn(telling, kinds),
    hasRules: rules === undefined ? "no" : "yes",
    clauses: rules === undefined ? "" : listIn(telling, grantReferences(telling, rules)),
  });
  return { phrase, details: [telling.say("booster.how", { stacking: telling.document.campaignStacking ?? "best" })] };
}
function withMinimum(telling: Telling, giving: Giving, { phrase, details }: AmountWords): AmountWords {
  const minimum = "credit" in giving ? giving.credit.minimumSpend : undefined;
  return {
    phrase,
    details: minimum === undefined ? details : [...details, telling.say("credit.minimumSpend", { amount: moneyIn(telling, minimum) })],
  };
}

/** Badges, stamps, things, places and tickets are there at once and stay: only of what can be used it is told when. */
export function isUsed(giving: Giving): boolean {
  return !("badge" in giving || "stamp" in giving || "item" in giving || "booster" in giving || "places" in giving || "tickets" in giving);
}

/** Until when it can be used. */
export function validityDetails(telling: Telling, giving: Giving, validity: Grant["validity"]): string[] {
  if (validity === undefined) return isUsed(giving) ? [telling.say("validity.none")] : [];
  const from = validity.from ?? "available";
  const sentences: string[] = [];
  if (validity.for !== undefined)
    sentences.push(telling.say("validity.for", { time: tabled<Duration>(telling, validity.for, (each) => durationIn(telling, each, "of")), from }));
  if (validity.untilEndOf !== undefined) {
    telling.notes.add("zone");
    sentences.push(telling.say("validity.untilEndOf", { period: validity.untilEndOf, from }));
  }
  if (validity.renewedByActivity) sentences.push(telling.say("validity.renewed"));
  if (validity.extends) sentences.push(telling.say("validity.extends"));
  return sentences;
}
