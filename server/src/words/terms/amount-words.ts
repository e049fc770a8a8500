/** How much a grant gives, in words: a phrase for the sentence of the grant, and details where it depends on something. */

import type { Amount, Basis, CatalogueEntry, Grant, Option, Outcome, Rounding } from "../../core/document/schema.js";
import { assortmentIn } from "./assortment-words.js";
import { keysIn, tabled } from "./table-words.js";
import { amountIn, durationIn, moneyIn, nameIn, numberIn, periodIn, quote, stageIn, type Telling, unitNameIn } from "./telling.js";

/** What an amount is given as: store credit, money, points or a unit. */
export interface Paid {
  readonly kind: "credit" | "cash" | "units";
  readonly unit: string;
  readonly precision: number;
}
type Worth = Extract<Amount, { worth: unknown }>;
type Plain = Extract<Amount, string | { percent: string }>;
type Simple = Plain | Worth;
type Timed = Extract<Amount, { overTime: object }>["overTime"];
/** What a grant or an entry of the catalogue gives. */
export type Giving = Grant | CatalogueEntry["gives"] | Exclude<Outcome, { nothing: unknown }> | Option;
export interface AmountWords {
  readonly phrase: string;
  readonly details: readonly string[];
}

/** What a grant pays and how much of it; undefined for coupons, badges, stamps and whatever gives no amount. */
export function paidBy({ vocabulary }: Telling, grant: Giving): { paid: Paid; amount: Amount } | undefined {
  const { currency, precision, units } = vocabulary;
  if ("credit" in grant) return { paid: { kind: "credit", unit: currency, precision }, amount: grant.credit.amount };
  if ("cash" in grant) return { paid: { kind: "cash", unit: currency, precision }, amount: grant.cash.amount };
  const unit = "points" in grant ? (grant.points.unit ?? "POINTS") : "units" in grant ? grant.units.unit : undefined;
  if (unit === undefined) return undefined;
  const amount = "points" in grant ? grant.points.amount : (grant as Extract<Giving, { units: unknown }>).units.amount;
  return { paid: { kind: "units", unit, precision: units.get(unit) ?? 0 }, amount };
}

/** The amount as what is given: "$5 of store credit", "10 % of the price, as store credit", "store credit by the table below". */
export function amountWords(telling: Telling, paid: Paid, amount: Amount): AmountWords {
  if (typeof amount === "string" || "percent" in amount || "worth" in amount) return simpleWords(telling, paid, amount);
  const thing = thingIn(telling, paid);
  if ("table" in amount) {
    const { by, rows, otherwise = "not_offered" } = amount.table;
    const details = Object.entries(rows).map(([row, each]) => rowOf(telling, quote(telling, row), simpleWords(telling, paid, each)));
    const rest = rowOf(telling, telling.say("amount.otherwise"), orNothing(telling, paid, otherwise));
    return { phrase: telling.say("amount.table", { thing, key: keysIn(telling, by) }), details: [...details, rest] };
  }
  if ("tiers" in amount) {
    const { by, period = "lifetime", steps } = amount.tiers;
    const details = steps.map((step, index) =>
      rowOf(telling, stepRange(telling, index === 0 ? 1 : (steps[index - 1]?.upTo ?? 0) + 1, step.upTo), simpleWords(telling, paid, step.amount)),
    );
    return { phrase: telling.say("amount.tiers", { thing, stage: stageIn(telling, by), period: periodIn(telling, period) }), details };
  }
  if ("topUpTo" in amount)
    return { phrase: telling.say("amount.topUp", { thing, target: amountIn(telling, amount.topUpTo, paid.unit, paid.precision) }), details: [] };
  if ("overTime" in amount) return timedWords(telling, paid, thing, amount.overTime);
  return { phrase: telling.say("amount.atTheEnd", { thing }), details: [] };
}

function rowOf(telling: Telling, name: string, { phrase, details }: AmountWords): string {
  return [telling.say("amount.row", { name, amount: phrase }), ...details].join(" ");
}
function orNothing(telling: Telling, paid: Paid, amount: Simple | "not_offered"): AmountWords {
  return amount === "not_offered" ? { phrase: telling.say("amount.nothing"), details: [] } : simpleWords(telling, paid, amount);
}
function stepRange(telling: Telling, from: number, upTo: number | undefined): string {
  if (upTo === undefined) return telling.say("amount.from", { from });
  return telling.say("amount.range", { from, upTo, same: from === upTo ? "yes" : "no" });
}

/** What is given, without how much. */
function thingIn(telling: Telling, { kind, unit }: Paid): string {
  return telling.say(`thing.${kind}`, { unit: unitNameIn(telling, unit) });
}

function simpleWords(telling: Telling, paid: Paid, amount: Simple): AmountWords {
  const { kind, unit, precision } = paid;
  const said = (decimal: string) => amountIn(telling, decimal, unit, precision);
  if (typeof amount === "string") return { phrase: telling.say(`given.${kind}`, { amount: said(amount) }), details: [] };
  if ("worth" in amount) return worthWords(telling, paid, amount);
  const { percent, of, floor, ceiling, rounding = "half_up" } = amount;
  const share = telling.say("amount.percent", { percent: numberIn(telling, percent), basis: basisIn(telling, of), as: asIn(telling, paid, of) });
  const bounds = [
    ...(floor === undefined ? [] : [telling.say("amount.floor", { amount: tabled(telling, floor, said) })]),
    ...(ceiling === undefined ? [] : [telling.say("amount.ceiling", { amount: tabled(telling, ceiling, said) })]),
  ];
  return { phrase: [share, ...bounds].join(", "), details: [telling.say("amount.measured"), roundingIn(telling, rounding, precision)] };
}
/** The same where there is little room: of a share what it becomes and the most that it can be, without what it is a share of. */
export function brieflyPaid(telling: Telling, paid: Paid, amount: Amount): string {
  if (typeof amount === "string" || !("percent" in amount)) return amountWords(telling, paid, amount).phrase;
  const { percent, ceiling } = amount;
  const share = telling.say(`brief.${paid.kind}`, { percent: numberIn(telling, percent), unit: unitNameIn(telling, paid.unit) });
  if (typeof ceiling !== "string") return share;
  return `${share}, ${telling.say("amount.ceiling", { amount: amountIn(telling, ceiling, paid.unit, paid.precision) })}`;
}
/** So many as are worth an amount of money, with what one is worth. */
function worthWords(telling: Telling, { unit, precision }: Paid, { worth }: Worth): AmountWords {
  const name = unitNameIn(telling, unit);
  const money = (decimal: string) => moneyIn(telling, decimal);
  const price = telling.say("amount.price", {
    unit: name,
    price: `${numberIn(telling, telling.vocabulary.prices.get(unit) ?? "0")} ${telling.vocabulary.currency}`,
  });
  if (typeof worth === "string") {
    const phrase = telling.say("amount.worth", { unit: name, worth: moneyIn(telling, worth) });
    return { phrase, details: [price, roundingIn(telling, "half_up", precision)] };
  }
  const { percent, of, floor, ceiling, rounding = "half_up" } = worth;
  const share = telling.say("amount.share", { percent: numberIn(telling, percent), basis: basisIn(telling, of) });
  const bounds = [
    ...(floor === undefined ? [] : [telling.say("amount.floor", { amount: tabled(telling, floor, money) })]),
    ...(ceiling === undefined ? [] : [telling.say("amount.ceiling", { amount: tabled(telling, ceiling, money) })]),
  ];
  const phrase = telling.say("amount.worth", { unit: name, worth: [share, ...bounds].join(", ") });
  return { phrase, details: [price, telling.say("amount.measured"), roundingIn(telling, rounding, precision)] };
}
/** What a share of money becomes where it is not money: one point a unit of the currency. */
function asIn(telling: Telling, { kind, unit }: Paid, of: Basis): string {
  if (kind !== "units") return telling.say(`as.${kind}`);
  telling.notes.add("currency");
  const { currency } = telling.vocabulary;
  return telling.say("as.units", { unit: unitNameIn(telling, unit), currency, isMoney: typeof of === "object" && "property" in of ? "no" : "yes" });
}
export function basisIn(telling: Telling, of: Basis): string {
  if (typeof of === "string") return telling.say(`basis.${of}`);
  if ("property" in of) return telling.say("basis.property", { name: quote(telling, of.property) });
  return telling.say("basis.lines", { name: assortmentIn(telling, of.assortment), take: of.take ?? "net" });
}
/** To how many decimals an amount is rounded, and how. */
export function roundingIn(telling: Telling, rounding: Rounding, decimals: number): string {
  return telling.say(`rounding.${rounding}`, { n: decimals });
}

/** What an amount is worth as time passes; each piece is a detail. */
function timedWords(telling: Telling, paid: Paid, thing: string, timed: Timed): AmountWords {
  const { since = "sign_up", pieces, afterwards = "not_offered", rounding = "half_up" } = timed;
  const start =
    typeof since === "string"
      ? telling.say(`since.${since}`)
      : telling.say("since.goal", { goal: nameIn(telling, telling.document.goals, since.goal) });
  const rows = pieces.map(({ until, amount }, index) => {
    const name = telling.say(index === 0 ? "amount.until" : "amount.untilLater", { until: durationIn(telling, until, "of") });
    return rowOf(telling, name, pieceWords(telling, paid, amount));
  });
  const rest = rowOf(telling, telling.say("amount.afterwards"), orNothing(telling, paid, afterwards));
  return { phrase: telling.say("amount.timed", { thing, since: start }), details: [...rows, rest, roundingIn(telling, rounding, paid.precision)] };
}
function pieceWords(telling: Telling, paid: Paid, amount: Timed["pieces"][number]["amount"]): AmountWords {
  if (typeof amount === "string" || "percent" in amount) return simpleWords(telling, paid, amount);
  const said = (decimal: string) => amountIn(telling, decimal, paid.unit, paid.precision);
  const from = said(amount.from);
  if ("to" in amount) return { phrase: telling.say("amount.line", { from, to: said(amount.to) }), details: [] };
  const halfLife = durationIn(telling, amount.halfLife, "for");
  const floor = amount.atLeast === undefined ? "" : `, ${telling.say("amount.floor", { amount: said(amount.atLeast) })}`;
  return { phrase: telling.say("amount.halving", { from, halfLife }) + floor, details: [] };
}
