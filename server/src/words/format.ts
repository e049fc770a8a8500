/** The sentences that the product says to people, by language, with plurals, money and dates as they are written there. */
import { readFileSync } from "node:fs";
import { IntlMessageFormat } from "intl-messageformat";
import { exponentOf, formatDecimal, formatMoney } from "../core/money.js";
import { currencyOfUnit, FINER_DECIMALS, isFiner, plainUnit } from "../core/unit.js";

export const wordLanguages = ["en", "ru"] as const;
export type WordLanguage = (typeof wordLanguages)[number];
export type MessageValues = Record<string, string | number>;

/** Read from the sources, from src/words and from dist/words alike: translations are data, not code. */
const messages = Object.fromEntries(wordLanguages.map((language) => [language, readMessages(language)])) as Record<
  WordLanguage,
  ReadonlyMap<string, string>
>;

function readMessages(language: WordLanguage): ReadonlyMap<string, string> {
  const files = [`${language}.json`, `terms/${language}.json`].map((name) => new URL(`../../src/words/${name}`, import.meta.url));
  return new Map(files.flatMap((file) => Object.entries(JSON.parse(readFileSync(file, "utf8")) as Record<string, string>)));
}

const compiled = new Map<string, IntlMessageFormat>();

/** The keys of every sentence of a language. */
export function messageKeys(language: WordLanguage): string[] {
  return [...messages[language].keys()];
}

/** Whether there is such a sentence; every language has the same ones. */
export function hasMessage(key: string): boolean {
  return messages.en.has(key);
}

/** The sentence in the language. Throws on an unknown key: a test sees to it that every key that the product uses exists in every language. */
export function say(language: WordLanguage, key: string, values: MessageValues = {}): string {
  const name = `${language} ${key}`;
  let format = compiled.get(name);
  if (format === undefined) {
    const text = messages[language].get(key);
    if (text === undefined) throw new Error(`There is no sentence ${key} in ${language}.`);
    format = new IntlMessageFormat(text, language, undefined, { ignoreTag: true });
    compiled.set(name, format);
  }
  return String(format.format(values));
}

/** How named units are written: their precision and, where a program names them, their name in the language. */
export interface UnitWords {
  precisionOf(unit: string): number;
  nameOf(unit: string, language: WordLanguage): string | undefined;
}

/** An amount of minor units as people write it: money of a currency ("credit:USD", "USD"), else the number and the unit's name. */
export function sayAmount(language: WordLanguage, minor: bigint, unit: string, units: UnitWords): string {
  if (isFiner(unit)) return sayFiner(language, minor, unit, units);
  const currency = currencyOfUnit(unit) ?? (exponentOf(unit) === undefined ? undefined : unit);
  if (currency !== undefined) return formatMoney(minor, currency, language);
  const decimal = formatDecimal(minor, units.precisionOf(unit))
    .replace(/(\.\d*?)0+$/, "$1")
    .replace(/\.$/, "");
  const number = numberFormat(language).format(decimal as Intl.StringNumericLiteral);
  const name = units.nameOf(unit, language);
  if (name === undefined && unit === "POINTS") return say(language, "amount.points", { number, count: Number(decimal) });
  return say(language, "amount.unit", { number, unit: name ?? unit });
}

/** With all the decimals that it has: what is collected is not rounded before it is paid. */
function sayFiner(language: WordLanguage, minor: bigint, unit: string, units: UnitWords): string {
  const plain = plainUnit(unit);
  const part = 10n ** BigInt(FINER_DECIMALS);
  if (minor % part === 0n) return sayAmount(language, minor / part, plain, units);
  const decimal = formatDecimal(minor, units.precisionOf(unit)).replace(/0+$/, "") as Intl.StringNumericLiteral;
  const currency = currencyOfUnit(plain);
  if (currency !== undefined) return new Intl.NumberFormat(language, { style: "currency", currency, maximumFractionDigits: 20 }).format(decimal);
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 20 }).format(decimal);
  return say(language, "amount.unit", { number, unit: units.nameOf(plain, language) ?? plain });
}

const numberFormats = new Map<WordLanguage, Intl.NumberFormat>();
function numberFormat(language: WordLanguage): Intl.NumberFormat {
  let format = numberFormats.get(language);
  if (format === undefined) {
    format = new Intl.NumberFormat(language, { maximumFractionDigits: 6 });
    numberFormats.set(language, format);
  }
  return format;
}

const sheetFormats = new Map<string, Intl.DateTimeFormat>();

/** A moment as every spreadsheet reads it, in the zone: 2026-03-15 14:00. */
export function sheetMoment(at: number, timeZone: string): string {
  let format = sheetFormats.get(timeZone);
  if (format === undefined) {
    if (sheetFormats.size >= MOST_DATE_FORMATS) sheetFormats.clear();
    // Sweden writes dates as ISO 8601 does.
    format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });
    sheetFormats.set(timeZone, format);
  }
  return format.format(at);
}

const dateFormats = new Map<string, Intl.DateTimeFormat>();
const MOST_DATE_FORMATS = 200;

/** A moment with date and time of day in the zone; numbers as the language writes them (15.03.2026, 14:00). */
export function sayMoment(language: WordLanguage, at: number, timeZone: string): string {
  return dateFormat(language, timeZone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at);
}
/** Its date alone (15.03.2026). */
export function sayDay(language: WordLanguage, at: number, timeZone: string): string {
  return dateFormat(language, timeZone).format(at);
}
function dateFormat(language: WordLanguage, timeZone: string, time?: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = `${language} ${timeZone} ${time === undefined ? "day" : "moment"}`;
  let format = dateFormats.get(name);
  if (format === undefined) {
    if (dateFormats.size >= MOST_DATE_FORMATS) dateFormats.clear();
    const day: Intl.DateTimeFormatOptions =
      language === "ru" ? { day: "2-digit", month: "2-digit", year: "numeric" } : { day: "numeric", month: "long", year: "numeric" };
    format = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { ...day, ...time, timeZone });
    dateFormats.set(name, format);
  }
  return format;
}
