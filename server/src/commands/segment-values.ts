/** Values as Segment's clients send them: amounts as numbers or texts, ids as texts or numbers, and much that is empty. */
import type { RequestProblem } from "../errors.js";

/** A value and where in the message it was. */
export interface Found {
  name: string;
  path: string;
  value: unknown;
}

/** The first of the names under which the object says something: null, blank texts and empty lists say nothing. */
export function findValue(object: unknown, path: string, names: readonly string[]): Found | undefined {
  if (!isObject(object)) return undefined;
  for (const name of names) {
    if (!Object.hasOwn(object, name)) continue;
    const value = object[name];
    if (!isBlank(value)) return { name, path: `${path}/${name}`, value };
  }
  return undefined;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isBlank(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return value === undefined || value === null || (typeof value === "string" && value.trim() === "");
}

/** A text; a whole number counts as its digits, because ids are often sent so. Undefined for all else, and for what is blank. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === "number" && Number.isSafeInteger(value)) return String(value);
  return typeof value === "string" && !isBlank(value) ? value.trim() : undefined;
}

/** Decimals with at most so many digits are the same after a trip through a binary double (DBL_DIG of IEEE 754). */
const DOUBLE_DIGITS = 15;
/** Below this the noise of a calculation in doubles stays far below what any currency counts. */
const MOST_WITH_NOISE = 1e9;

/**
 * The exact decimal of an amount, without zeros at its end. A number is the shortest decimal that reads as it: 19.99 is "19.99". One of more than 15
 * digits is what a calculation left (0.1 + 0.2), and is taken at 15. Undefined when it is no amount: negative, not finite, with a sign, a comma, a currency.
 */
export function decimalText(value: unknown): string | undefined {
  if (typeof value === "number") return decimalOfNumber(value);
  const match = typeof value === "string" ? /^(\d{1,30})(?:\.(\d{1,30}))?$/.exec(value.trim()) : null;
  if (match === null) return undefined;
  const [, whole = "", decimals = ""] = match;
  return joinDecimal(whole, decimals);
}

function decimalOfNumber(value: number): string | undefined {
  if (!Number.isFinite(value) || value < 0) return undefined;
  if (Number.isInteger(value)) return BigInt(value).toString();
  const shortest = plainDigits(String(value));
  const digits = shortest.replace(".", "").replace(/^0+/, "").length;
  return digits <= DOUBLE_DIGITS || value >= MOST_WITH_NOISE ? shortest : plainDigits(String(Number(value.toPrecision(DOUBLE_DIGITS))));
}

/** "1.5e-7" as "0.00000015". Whole numbers never come here, so the exponent is negative. */
function plainDigits(text: string): string {
  const [mantissa = "", exponent = "0"] = text.split("e");
  const [whole = "", decimals = ""] = mantissa.split(".");
  const shift = -Number(exponent);
  const digits = shift === 0 ? whole : "0";
  return joinDecimal(digits, shift === 0 ? decimals : whole.padStart(shift, "0") + decimals);
}

function joinDecimal(whole: string, decimals: string): string {
  const shortWhole = whole.replace(/^0+(?=\d)/, "");
  const shortDecimals = withoutLastZeros(decimals);
  return shortDecimals === "" ? shortWhole : `${shortWhole}.${shortDecimals}`;
}

function withoutLastZeros(decimals: string): string {
  let end = decimals.length;
  while (end > 0 && decimals[end - 1] === "0") end--;
  return decimals.slice(0, end);
}

/** The exact sum of decimals, each times a whole number. */
export function sumDecimals(parts: readonly { decimal: string; times?: number }[]): string {
  const scale = Math.max(0, ...parts.map(({ decimal }) => decimalsOf(decimal).length));
  const sum = parts.reduce((total, { decimal, times = 1 }) => {
    const [whole = ""] = decimal.split(".");
    return total + BigInt(whole + decimalsOf(decimal).padEnd(scale, "0")) * BigInt(times);
  }, 0n);
  const digits = sum.toString().padStart(scale + 1, "0");
  return joinDecimal(digits.slice(0, digits.length - scale), digits.slice(digits.length - scale));
}

function decimalsOf(decimal: string): string {
  return decimal.split(".")[1] ?? "";
}

/** The amount that was found; a problem, and nothing, when it is none. */
export function amountOf(found: Found | undefined, problems: RequestProblem[]): string | undefined {
  if (found === undefined) return undefined;
  const decimal = decimalText(found.value);
  if (decimal === undefined) {
    problems.push({
      path: found.path,
      problem: "is not an amount",
      remedy: 'send a number that is not negative, such as 45.5, or a text such as "45.50"',
    });
  }
  return decimal;
}
