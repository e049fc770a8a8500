/** Amounts: bigint minor units, never a float; the parsing, rounding and sharing of them, exact. */
import type { Rounding } from "./document/schema.js";

/** The largest amount that the ledger holds: a bigint column of PostgreSQL. */
export const MAX_AMOUNT = 2n ** 63n - 1n;

/** The most decimals that a currency or a named unit has. */
export const MAX_PRECISION = 6;

/**
 * ISO 4217's active currencies and fund codes by the number of their decimals, metals and test codes left out.
 * Never from Intl, which shows 16 of them (HUF, IDR, COP, IQD and more) with other decimals than the standard says.
 * Retired codes (BGN, HRK, ANG, CUC, SLL, ZWL) are unknown on purpose.
 */
const CURRENCIES_BY_EXPONENT: readonly [exponent: number, codes: string][] = [
  [0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"],
  [
    2,
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK " +
      "DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR " +
      "LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR " +
      "SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER " +
      "ZAR ZMW ZWG",
  ],
  [3, "BHD IQD JOD KWD LYD OMR TND"],
  [4, "CLF UYW"],
];
const EXPONENTS: ReadonlyMap<string, number> = new Map(
  CURRENCIES_BY_EXPONENT.flatMap(([exponent, codes]) => codes.split(" ").map((code): [string, number] => [code, exponent])),
);

/** The decimals of an active ISO 4217 currency in capitals: 2 for EUR, 0 for JPY. Undefined for all else. */
export function exponentOf(currency: string): number | undefined {
  return EXPONENTS.get(currency);
}

/**
 * Minor units of a decimal text: ("45.00", 2) is 4500n. Undefined when the text is anything but plain digits with at most `precision` decimals
 * (no sign unless `signed`, no exponent, no leading zero, space or bare dot), or when the ledger could not hold it.
 */
export function parseDecimal(text: string, precision: number, { signed = false } = {}): bigint | undefined {
  // Length first: a hostile text must not reach BigInt(), whose cost grows faster than the length.
  if (text.length > 32) return undefined;
  const match = DECIMAL.exec(text);
  if (!match) return undefined;
  const [, sign, whole, decimals = ""] = match;
  if ((sign && !signed) || decimals.length > precision) return undefined;
  const amount = BigInt(`${whole}${decimals.padEnd(precision, "0")}`);
  if (amount > MAX_AMOUNT) return undefined;
  return sign ? -amount : amount;
}

const DECIMAL = /^(-)?(0|[1-9][0-9]*)(?:\.([0-9]+))?$/;

/** The decimal text of minor units, with exactly `precision` decimals: (4500n, 2) is "45.00". parseDecimal gives the amount back. */
export function formatDecimal(minor: bigint, precision: number): string {
  const sign = minor < 0n ? "-" : "";
  const digits = (minor < 0n ? -minor : minor).toString();
  if (precision === 0) return sign + digits;
  const padded = digits.padStart(precision + 1, "0");
  const dot = padded.length - precision;
  return `${sign}${padded.slice(0, dot)}.${padded.slice(dot)}`;
}

/** Whether the ledger holds the amount, of either sign. */
export function fitsLedger(amount: bigint): boolean {
  return amount <= MAX_AMOUNT && amount >= -MAX_AMOUNT;
}

/** amount × numerator ÷ denominator, exact, rounded once as named. All are non-negative and the denominator is positive, else it throws. */
export function mulDiv(amount: bigint, numerator: bigint, denominator: bigint, rounding: Rounding): bigint {
  if (amount < 0n || numerator < 0n || denominator <= 0n) throw new Error(`mulDiv(${amount}, ${numerator}, ${denominator}): out of its domain`);
  const product = amount * numerator;
  const quotient = product / denominator;
  const remainder = product - quotient * denominator;
  if (remainder === 0n) return quotient;
  return roundsUp(quotient, remainder, denominator, rounding) ? quotient + 1n : quotient;
}

function roundsUp(quotient: bigint, remainder: bigint, denominator: bigint, rounding: Rounding): boolean {
  switch (rounding) {
    case "down":
      return false;
    case "up":
      return true;
    case "half_up":
      return remainder * 2n >= denominator;
    case "half_even": {
      const doubled = remainder * 2n;
      return doubled > denominator || (doubled === denominator && (quotient & 1n) === 1n);
    }
  }
}

/** A percentage as an exact fraction: "2.5" is 25/1000. Throws on a text that the document's schema refuses. */
export function parsePercent(text: string): { numerator: bigint; denominator: bigint } {
  const decimals = text.length - text.indexOf(".") - 1;
  const precision = text.includes(".") ? decimals : 0;
  const numerator = precision <= MAX_PRECISION ? parseDecimal(text, precision) : undefined;
  if (numerator === undefined) throw new Error(`not a percentage: ${JSON.stringify(text)}`);
  return { numerator, denominator: 100n * 10n ** BigInt(precision) };
}

/**
 * What remains of an amount that was measured on `basis`, when `takenBack` of that basis has been taken back in all.
 * Cumulative: the parts do not matter, only their sum. Never grows with `takenBack`, is `original` at zero, and zero once all is taken back.
 */
export function remainingAfter(original: bigint, basis: bigint, takenBack: bigint, rounding: Rounding): bigint {
  if (takenBack <= 0n) return original;
  if (takenBack >= basis) return 0n;
  return original - mulDiv(original, takenBack, basis, rounding);
}

/**
 * The amount shared out by weights: the shares sum to it exactly, and each is its exact share rounded down or up.
 * What rounding leaves goes one by one to the largest remainders, of equal ones to the earlier.
 * Amount and weights are non-negative, and one weight is positive, else it throws.
 */
export function split(amount: bigint, weights: readonly bigint[]): bigint[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  if (total <= 0n) throw new Error(`split(${amount}): no positive weight`);
  const shares = weights.map((weight) => mulDiv(amount, weight, total, "down"));
  const remainders = weights.map((weight, index) => ({ index, remainder: (amount * weight) % total }));
  remainders.sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  let left = amount - shares.reduce((sum, share) => sum + share, 0n);
  for (const { index } of remainders) {
    if (left === 0n) break;
    shares[index] = (shares[index] ?? 0n) + 1n;
    left -= 1n;
  }
  return shares;
}

/**
 * An amount as people of the locale write it: "10 €", "$10", "9.50 ₽"; the decimals are left out when the amount is whole, and are never rounded.
 * Throws on a currency without a known exponent. The spaces inside are the locale's own, mostly no-break.
 */
export function formatMoney(minor: bigint, currency: string, locale: string): string {
  const exponent = exponentOf(currency);
  if (exponent === undefined) throw new Error(`not an active ISO 4217 currency: ${JSON.stringify(currency)}`);
  const isWhole = minor % 10n ** BigInt(exponent) === 0n;
  // Intl takes a decimal text exactly, where a number would pass through a float.
  const value = formatDecimal(minor, exponent) as Intl.StringNumericLiteral;
  return moneyFormat(locale, currency, isWhole ? 0 : exponent).format(value);
}

const moneyFormats = new Map<string, Intl.NumberFormat>();
const MOST_MONEY_FORMATS = 500;

/** A format costs 20 times what its use does, so they are kept; a bound, because locales come from outside. */
function moneyFormat(locale: string, currency: string, decimals: number): Intl.NumberFormat {
  const name = `${locale} ${currency} ${decimals}`;
  const known = moneyFormats.get(name);
  if (known) return known;
  if (moneyFormats.size >= MOST_MONEY_FORMATS) moneyFormats.clear();
  const made = new Intl.NumberFormat(locale, { style: "currency", currency, minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  moneyFormats.set(name, made);
  return made;
}
