/** What every part of the terms is told with: the language, what the document declares, and the words for names, amounts, times. */
import { movingGoal } from "../../core/document/places.js";
import type { Duration, Period, ProgramDocument, ReferralStage, Text } from "../../core/document/schema.js";
import { DEFAULT_POINTS, type Vocabulary, vocabularyOf } from "../../core/document/vocabulary.js";
import { parseDecimal } from "../../core/money.js";
import { parseMoment } from "../../core/time.js";
import { type MessageValues, say, sayAmount, sayMoment, type UnitWords, type WordLanguage } from "../format.js";

/** What was said so far that a later sentence must explain: in which currency, by which clock, from which day a week runs. */
export type Note = "currency" | "zone" | "week" | "day";

export interface Telling {
  readonly language: WordLanguage;
  readonly document: ProgramDocument;
  readonly vocabulary: Vocabulary;
  readonly units: UnitWords;
  readonly notes: Set<Note>;
  /** The sentence of the terms with this name. */
  say(key: string, values?: MessageValues): string;
}

/** One clause of the terms before it has a number: a sentence, and what belongs to it. `key` is what others refer to it by. */
export interface Clause {
  readonly text: string;
  readonly details?: readonly string[];
  readonly key?: string;
}
export interface DraftSection {
  readonly heading: string;
  readonly clauses: readonly Clause[];
}

/** Telling the document in the language. */
export function tellingOf(document: ProgramDocument, language: WordLanguage): Telling {
  const vocabulary = vocabularyOf(document);
  const notes = new Set<Note>();
  const units: UnitWords = {
    precisionOf: (unit) => vocabulary.units.get(unit) ?? 0,
    nameOf: (unit) => {
      const name = Object.hasOwn(document.units ?? {}, unit) ? document.units?.[unit]?.name : undefined;
      return name === undefined ? undefined : pickText(document, language, name);
    },
  };
  return { language, document, vocabulary, units, notes, say: (key, values) => say(language, `terms.${key}`, values) };
}

/** The text in the language, or in the document's first one, or whichever there is. */
export function textIn({ document, language }: Telling, text: Text): string {
  return pickText(document, language, text);
}
function pickText({ locales = ["en"] }: ProgramDocument, language: WordLanguage, text: Text): string {
  if (typeof text === "string") return text;
  const near = [language, ...locales.filter((locale) => locale.startsWith(`${language}-`)), ...locales];
  const found = near.find((locale) => Object.hasOwn(text, locale));
  return (found === undefined ? Object.values(text)[0] : text[found]) ?? "";
}
/** A text in the quotation marks of the language. */
export function quote(telling: Telling, text: string): string {
  return telling.say("quoted", { text });
}

type Named = { readonly id: string; readonly name?: Text };
/** The name of a goal, badge or card in quotation marks, or its id. */
export function nameIn(telling: Telling, list: readonly Named[] | undefined, id: string): string {
  const name = list?.find((item) => item.id === id)?.name;
  return quote(telling, name === undefined ? id : textIn(telling, name));
}
const BUILT_IN_EVENTS = new Set(["sign_up", "purchase", "refund", "claim"]);
/** A type of event as people call it. */
export function eventIn(telling: Telling, type: string): string {
  const declared = Object.hasOwn(telling.document.events ?? {}, type) ? telling.document.events?.[type]?.name : undefined;
  if (declared !== undefined) return quote(telling, textIn(telling, declared));
  return quote(telling, BUILT_IN_EVENTS.has(type) ? telling.say(`event.${type}`) : type);
}

/** A decimal of the program's currency as money. */
export function moneyIn(telling: Telling, decimal: string): string {
  return amountIn(telling, decimal, telling.vocabulary.currency, telling.vocabulary.precision);
}
/** A decimal of a unit as people write it. */
export function amountIn(telling: Telling, decimal: string, unit: string, precision: number): string {
  const minor = parseDecimal(decimal, precision);
  if (unit === telling.vocabulary.currency) telling.notes.add("currency");
  return minor === undefined ? `${decimal} ${unit}` : sayAmount(telling.language, minor, unit, telling.units);
}
/** What a unit is called: points by the language's own word unless the document names them. */
export function unitNameIn(telling: Telling, unit: string): string {
  const name = telling.units.nameOf(unit, telling.language);
  return name ?? (unit === DEFAULT_POINTS ? telling.say("unit.points") : unit);
}
export function numberIn(telling: Telling, decimal: string): string {
  return telling.say("number", { n: Number(decimal) });
}

/** Case of a length of time: `of` after "within", `for` after "for"; English has one form for all. */
export type DurationCase = "is" | "of" | "for";
export function durationIn(telling: Telling, duration: Duration, form: DurationCase = "is"): string {
  const [unit, count] = Object.entries(duration)[0] as [string, number];
  if (unit === "days") telling.notes.add("day");
  else if (unit !== "minutes" && unit !== "hours") telling.notes.add("zone");
  return telling.say(`duration.${unit}`, { n: count, form });
}
export function momentIn(telling: Telling, text: string): string {
  const { timeZone } = telling.vocabulary;
  const at = parseMoment(text, timeZone);
  telling.notes.add("zone");
  return at === undefined ? text : sayMoment(telling.language, at, timeZone);
}
/** In which period something is counted: "a month", "over all time". */
export function periodIn(telling: Telling, period: Period): string {
  if (period === "week") telling.notes.add("week");
  if (period !== "lifetime") telling.notes.add("zone");
  return typeof period === "string" ? telling.say(`per.${period}`) : telling.say("per.rolling", { n: period.rollingDays });
}

/** The goal that moves a referral, as it is named; undefined without goals. */
export function movingGoalIn(telling: Telling): string | undefined {
  const { goals = [] } = telling.document;
  const moving = movingGoal(goals);
  return moving === undefined ? undefined : nameIn(telling, goals, moving.id);
}
/** Referrals that have come so far: "3 friends who have joined"; without a number just the friends. */
export function stageIn(telling: Telling, stage: ReferralStage, count = 0): string {
  const hold = movingGoal(telling.document.goals ?? [])?.hold;
  // Without a hold a goal is reached for good at once.
  const reached = stage === "converted" && hold === undefined ? "qualified" : stage;
  return telling.say(`stage.${reached}`, { goal: movingGoalIn(telling) ?? "", n: count });
}

/** Items as a list in a sentence. */
export function listIn(telling: Telling, items: readonly string[], joint: "and" | "or" | "then" = "and"): string {
  if (joint === "then") return items.join("; ");
  if (items.length < 2) return items.join("");
  return telling.say(`list.${joint}`, { first: items.slice(0, -1).join(", "), last: items.at(-1) ?? "" });
}
