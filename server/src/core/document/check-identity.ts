/** Checks who and where the program is: currency, time zone, languages, addresses, schedule, attribution. */
import { exponentOf } from "../money.js";
import { darkColours, lightColours } from "../theme-colours.js";
import { isTimeZone, parseMoment } from "../time.js";
import { type Checking, checkCondition, checkName, report, soundMember, warn } from "./checking.js";
import { PLACE_OF_JOINING } from "./places.js";
import { pointerTo, quoted } from "./problem.js";
import type { ProgramDocument } from "./schema.js";

export function checkIdentity(checking: Checking): void {
  checkCurrency(checking);
  checkCurrencies(checking);
  checkTimeZone(checking);
  checkLocales(checking);
  checkDestinations(checking);
  checkTheme(checking);
  checkSchedule(checking);
  checkReferral(checking);
  checkAttribution(checking);
}

function checkCurrency(checking: Checking): void {
  const currency = soundMember<string>(checking, checking.document, "", "currency");
  if (currency === undefined || exponentOf(currency.value) !== undefined) return;
  report(checking, currency.path, `${currency.value} is not a currency in use`, "Write a code of ISO 4217: USD, EUR, RUB.");
}

function checkCurrencies(checking: Checking): void {
  const { value = [], path = "" } = soundMember<string[]>(checking, checking.document, "", "currencies") ?? {};
  for (const [index, currency] of value.entries()) {
    const place = pointerTo(path, index);
    if (exponentOf(currency) === undefined)
      report(checking, place, `${currency} is not a currency in use`, "Write a code of ISO 4217: USD, EUR, RUB.");
    else if (currency === checking.vocabulary.currency) report(checking, place, `${currency} is the program's own currency`, "Name the others only.");
    else if (value.indexOf(currency) !== index) report(checking, place, `${currency} is named twice`, "Name each currency once.");
  }
}

function checkTimeZone(checking: Checking): void {
  const zone = soundMember<string>(checking, checking.document, "", "timeZone");
  if (zone === undefined || isTimeZone(zone.value)) return;
  report(checking, zone.path, `${quoted(zone.value)} is not a time zone`, "Write an IANA name: UTC, Europe/Moscow, America/New_York.");
}

function checkLocales(checking: Checking): void {
  const locales = soundMember<string[]>(checking, checking.document, "", "locales");
  const known = locales?.value ?? ["en"];
  for (const [index, locale] of known.entries()) {
    if (known.indexOf(locale) !== index && locales !== undefined) {
      report(checking, pointerTo(locales.path, index), `${quoted(locale)} is named twice`, "Name each language once.");
    }
  }
  const name = soundMember<ProgramDocument["name"]>(checking, checking.document, "", "name");
  if (name === undefined || typeof name.value === "string" || checking.broken.has("/locales")) return;
  const [main = "en"] = known;
  if (!Object.hasOwn(name.value, main))
    report(checking, name.path, `the name has no text in ${main}, the first language`, `Add ${main}, or put another language first in locales.`);
  for (const locale of Object.keys(name.value)) {
    if (!known.includes(locale)) warn(checking, pointerTo(name.path, locale), "other_language", { locale });
  }
}

function checkDestinations(checking: Checking): void {
  const destination = soundMember<string>(checking, checking.document, "", "destination");
  if (destination !== undefined) checkDestination(checking, destination.path, destination.value);
  const others = soundMember<string[]>(checking, checking.document, "", "otherDestinations");
  for (const [index, other] of (others?.value ?? []).entries()) checkDestination(checking, pointerTo("/otherDestinations", index), other);
}

/** A colour on which text could not be read is changed where people see it; whoever chose it should know. */
function checkTheme(checking: Checking): void {
  const theme = soundMember<object>(checking, checking.document, "", "theme");
  if (theme === undefined) return;
  const brand = soundMember<string>(checking, theme.value, theme.path, "brand");
  const used = brand && lightColours(brand.value).brand;
  if (used !== undefined && used !== brand?.value.toUpperCase())
    warn(checking, brand?.path ?? "", "brand_too_light", { brand: brand?.value ?? "", used });
  const dark = soundMember<string>(checking, theme.value, theme.path, "brandDark");
  const usedDark = dark && darkColours(dark.value).brand;
  if (usedDark !== undefined && usedDark !== dark?.value.toUpperCase())
    warn(checking, dark?.path ?? "", "brand_too_dark", { brand: dark?.value ?? "", used: usedDark });
}
const OWN_MACHINE = new Set(["localhost", "127.0.0.1", "[::1]"]);
function checkDestination(checking: Checking, path: string, text: string): void {
  const problem = whyNotDestination(text);
  if (problem !== undefined) report(checking, path, problem, "Write a whole address: https://shop.example/welcome.");
}
function whyNotDestination(text: string): string | undefined {
  if (/[\s\\]/.test(text)) return `${quoted(text)} holds a space or a backslash`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:\/\//i.test(text)) return `${quoted(text)} is not an address`;
  if (url.protocol === "http:" && !OWN_MACHINE.has(url.hostname)) return "the address is not secure: http is only for the own machine";
  return url.username === "" && url.password === "" ? undefined : "the address holds a user name or password";
}

type Moments = NonNullable<ProgramDocument["schedule"]>;
/** Pairs of which the first must come before the second. */
const ORDERS: [keyof Moments, keyof Moments][] = [
  ["joinFrom", "joinUntil"],
  ["qualifyFrom", "qualifyUntil"],
  ["joinUntil", "qualifyUntil"],
  ["qualifyUntil", "payUntil"],
  ["joinFrom", "payUntil"],
];
function checkSchedule(checking: Checking): void {
  const schedule = soundMember<Moments>(checking, checking.document, "", "schedule");
  if (schedule === undefined) return;
  const at = new Map<string, number | undefined>();
  for (const [name, text] of Object.entries(schedule.value)) at.set(name, checkMoment(checking, pointerTo(schedule.path, name), text));
  for (const [first, second] of ORDERS) {
    const [from, to] = [at.get(first), at.get(second)];
    const mayBeEqual = first === "joinUntil" || first === "qualifyUntil";
    if (from === undefined || to === undefined || from < to || (mayBeEqual && from === to)) continue;
    report(checking, pointerTo(schedule.path, second), `${quoted(second)} is not after ${quoted(first)}`, `Move ${second} after ${first}.`);
  }
}
/** Reports a moment that does not exist; gives it in epoch milliseconds. */
export function checkMoment(checking: Checking, path: string, text: string): number | undefined {
  const { timeZone } = checking.vocabulary;
  const moment = isTimeZone(timeZone) ? parseMoment(text, timeZone) : undefined;
  if (moment === undefined && isTimeZone(timeZone))
    report(checking, path, `${quoted(text)} does not exist`, "Write a date or date-time that exists: 2026-03-01T09:00.");
  return moment;
}

function checkReferral(checking: Checking): void {
  const freezes = soundMember<string[]>(checking, checking.document.referral, "/referral", "freezes");
  const known = [...checking.vocabulary.traits.keys()].map((name) => `friend.traits.${name}`);
  for (const [index, path] of (freezes?.value ?? []).entries()) checkName(checking, pointerTo("/referral/freezes", index), "attribute", path, known);
}

function checkAttribution(checking: Checking): void {
  const { attribution } = checking.document;
  const order = soundMember<string[]>(checking, attribution, "/attribution", "order");
  for (const [index, method] of (order?.value ?? []).entries()) {
    if (order?.value.indexOf(method) !== index)
      report(checking, pointerTo("/attribution/order", index), `${quoted(method)} is named twice`, "Name each way once.");
  }
  const existing = soundMember<string>(checking, attribution, "/attribution", "existingCustomer");
  if (existing !== undefined) checkCondition(checking, existing.path, existing.value, PLACE_OF_JOINING);
  const unique = soundMember<string>(checking, attribution, "/attribution", "uniqueBy");
  if (unique !== undefined) checkUniqueBy(checking, unique.path, unique.value);
}
/** What a referral is for is told by what can begin one, as a text that may be kept in the open. */
function checkUniqueBy(checking: Checking, path: string, name: string): void {
  const { events } = checking.vocabulary;
  if (!["sign_up", "claim"].some((type) => events.get(type)?.properties.has(name)))
    report(
      checking,
      path,
      `neither sign_up nor claim has the property ${quoted(name)}`,
      `Declare it: events: { sign_up: { properties: { ${name}: { type: string } } } }.`,
    );
  for (const [type, { properties }] of events) {
    const property = properties.get(name);
    if (property === undefined) continue;
    if (property.personal)
      report(checking, path, `${quoted(name)} of ${type} is personal`, "Name a property that is not personal: it is kept with the referral.");
    else if (property.type !== "string") report(checking, path, `${quoted(name)} of ${type} is no text`, "Name a property of the type string.");
  }
}
