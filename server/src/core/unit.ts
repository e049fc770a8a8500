/**
 * Units of the ledger and how they are said outside. Inside a wallet, credit and cash of a currency are two units ("credit:USD", "cash:USD"),
 * every other unit is its own name ("POINTS"). Outside, a currency and its kind are two fields.
 */
import { exponentOf } from "./money.js";

export type CurrencyKind = "credit" | "cash";
export interface PublicUnit {
  unit: string;
  kind?: CurrencyKind;
  /** It is still collected, in finer parts than the unit has. */
  accruing?: true;
}

/** What is collected of a unit before it is paid is a unit of its own, so many decimals finer. */
export const FINER_DECIMALS = 6;
/** Of the finer unit one of the unit's own. */
export const FINER_PARTS = 10n ** BigInt(FINER_DECIMALS);
const FINER = `~${FINER_DECIMALS}`;
export function finerUnit(unit: string): string {
  return unit + FINER;
}
export function isFiner(unit: string): boolean {
  return unit.endsWith(FINER);
}
/** The unit in which it is paid. */
export function plainUnit(unit: string): string {
  return isFiner(unit) ? unit.slice(0, -FINER.length) : unit;
}

/** The ledger's unit for what a caller names. Undefined where a currency lacks its kind, or where another unit has one. */
export function ledgerUnit({ unit, kind }: PublicUnit): string | undefined {
  const isCurrency = exponentOf(unit) !== undefined;
  if (isCurrency !== (kind !== undefined)) return undefined;
  return kind === undefined ? unit : `${kind}:${unit}`;
}

/** What callers are shown for a unit of the ledger. */
export function publicUnit(unit: string): PublicUnit {
  if (isFiner(unit)) return { ...publicUnit(plainUnit(unit)), accruing: true };
  const currency = currencyOfUnit(unit);
  return currency === undefined ? { unit } : { unit: currency, kind: unit.startsWith("cash:") ? "cash" : "credit" };
}

/** The currency of a unit that is money in a wallet, else undefined: what is still collected is none. */
export function currencyOfUnit(unit: string): string | undefined {
  if (isFiner(unit)) return undefined;
  if (unit.startsWith("credit:")) return unit.slice(7);
  return unit.startsWith("cash:") ? unit.slice(5) : undefined;
}

/** The decimals of a ledger unit, or of a plain currency: the currency's exponent, or what the programs declare for a named unit. */
export function precisionOfUnit(unit: string, declared: (name: string) => number): number {
  if (isFiner(unit)) return precisionOfUnit(plainUnit(unit), declared) + FINER_DECIMALS;
  return exponentOf(currencyOfUnit(unit) ?? unit) ?? declared(unit);
}
