/** Amounts of events in other currencies: at which rate a program takes them, exactly. */
import { type Deciding, trace } from "./deciding.js";
import type { CompiledBasis } from "./document/compiled-amount.js";
import type { CompiledProgram, Fraction } from "./document/compiled-program.js";
import type { ExchangeRateRow } from "./exchange-row.js";
import type { Happening } from "./happening.js";
import { ratesOf } from "./look-ups.js";
import { exponentOf, mulDiv } from "./money.js";
import type { Scope } from "./occurrence.js";

/** From minor units of the event's currency to those of the program's. */
export type Exchange = Fraction;
const SAME: Exchange = { numerator: 1n, denominator: 1n };

/** `foreign`: the program does not take the currency; `unrated`: there is no rate for it yet. */
export type Standing = "own" | "foreign" | "unrated" | ExchangeRateRow;

/** How the program takes the event's amounts. Without any it needs no rate. */
export function standingOf(d: Deciding, { program }: Pick<Scope, "program">, happening: Happening): Standing {
  const { money, currency, occurredAt } = happening;
  if (currency === program.currency) return "own";
  if (currency === null || !program.currencies.has(currency)) return money === null ? "own" : "foreign";
  if (money === null && !Object.keys(happening.properties).some((name) => isMoney(program, happening.type, name))) return "own";
  let found: ExchangeRateRow | undefined;
  for (const row of ratesOf(d.world, currency, program.currency)) {
    if (row.inForceFrom <= occurredAt && (found === undefined || row.inForceFrom > found.inForceFrom)) found = row;
  }
  return found ?? "unrated";
}
export function isMoney(program: CompiledProgram, type: string, property: string): boolean {
  return program.events.get(type)?.properties.get(property)?.type === "money";
}

/** The rate for the event's amounts; undefined where there is none, so that nothing can be measured. */
export function exchangeFor(d: Deciding, scope: Pick<Scope, "program">, happening: Happening): Exchange | undefined {
  const standing = standingOf(d, scope, happening);
  if (standing === "own") return SAME;
  return typeof standing === "object" ? fractionOf(standing) : undefined;
}
/** The rate for what is measured: whole numbers that are no money are taken as they are. */
export function exchangeOfBasis(d: Deciding, scope: Pick<Scope, "program">, happening: Happening, basis: CompiledBasis): Exchange | undefined {
  const isNumber = typeof basis === "object" && "property" in basis && !isMoney(scope.program, happening.type, basis.property);
  return isNumber ? SAME : exchangeFor(d, scope, happening);
}
/** So much in minor units of the program's currency, rounded half up. */
export function exchanged(amount: bigint, { numerator, denominator }: Exchange): bigint {
  if (numerator === denominator) return amount;
  return amount < 0n ? -mulDiv(-amount, numerator, denominator, "half_up") : mulDiv(amount, numerator, denominator, "half_up");
}

/** Tells at which rate the event's amounts are taken, where they are not in the program's currency. */
export function tellRate(d: Deciding, standing: Standing): void {
  if (typeof standing !== "object") return;
  const { fromCurrency: from, toCurrency: to, rate, inForceFrom: since } = standing;
  trace(d, { step: "rate", from, to, rate, since });
}

function fractionOf({ fromCurrency, toCurrency, rate }: ExchangeRateRow): Exchange {
  const [whole = "", decimals = ""] = rate.split(".");
  const shift = (exponentOf(toCurrency) ?? 0) - (exponentOf(fromCurrency) ?? 0) - decimals.length;
  const digits = BigInt(whole + decimals);
  return shift >= 0 ? { numerator: digits * 10n ** BigInt(shift), denominator: 1n } : { numerator: digits, denominator: 10n ** BigInt(-shift) };
}
