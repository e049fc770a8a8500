/** What comes after a reward is given: taking back, using it, cards and badges, times, and how the program changes or ends. */
import { grantOfOption, grantOfOutcome } from "../../core/document/compile-grant.js";
import type { Grant, ProgramDocument } from "../../core/document/schema.js";
import { paidBy } from "./amount-words.js";
import {
  amountIn,
  type Clause,
  durationIn,
  eventIn,
  listIn,
  momentIn,
  type Note,
  nameIn,
  numberIn,
  stageIn,
  type Telling,
  textIn,
  unitNameIn,
} from "./telling.js";

/** All that rules can give, everything that chance or the recipient can choose included. */
function grantsOf({ rules = [] }: ProgramDocument): Grant[] {
  return rules.flatMap(({ grants }) => grants.flatMap(eachOf));
}
function eachOf(grant: Grant): Grant[] {
  if ("choice" in grant) return grant.choice.options.map((option) => grantOfOption(grant, option));
  return "drawn" in grant ? grant.drawn.outcomes.flatMap((outcome) => grantOfOutcome(grant, outcome) ?? []) : [grant];
}
function clausesOf(texts: readonly string[]): Clause[] {
  return texts.map((text) => ({ text }));
}

/** What takes rewards back. Only events that matter to this program are named. */
export function takingBackClauses(telling: Telling): Clause[] {
  const { document, vocabulary } = telling;
  const grants = grantsOf(document);
  if (grants.length === 0) return [];
  const used = eventsUsed(document);
  const corrections = [...vocabulary.events].filter(([, { corrects }]) => corrects !== null && used.has(corrects));
  const isShared = grants.some((grant) => JSON.stringify(paidBy(telling, grant)?.amount ?? "").includes('"percent":'));
  return clausesOf([
    ...corrections.map(([type, { corrects }]) =>
      telling.say("back.correction", { event: eventIn(telling, type), corrected: eventIn(telling, corrects ?? "") }),
    ),
    ...(corrections.length > 0 && isShared ? [telling.say("back.share")] : []),
    telling.say("back.cause"),
    ...((document.goals ?? []).length > 0 && corrections.length > 0 ? [telling.say("back.goal")] : []),
    ...(grants.some(isValue) ? [telling.say("back.debt")] : []),
  ]);
}
function isValue(grant: Grant): boolean {
  return !(
    "badge" in grant ||
    "stamp" in grant ||
    "coupon" in grant ||
    "item" in grant ||
    "access" in grant ||
    "code" in grant ||
    "places" in grant ||
    "tickets" in grant
  );
}
/** Types of events that goals and challenges count or rules wait for; rewards of a referral hang on its goals. */
function eventsUsed(document: ProgramDocument): Set<string> {
  const used = new Set<string>();
  const visit = (part: unknown): void => {
    if (typeof part !== "object" || part === null) return;
    for (const [key, inner] of Object.entries(part)) {
      if (key === "event" && typeof inner === "string") used.add(inner);
      visit(inner);
    }
  };
  visit(document.goals);
  visit(document.challenges);
  visit(document.rules);
  return used;
}

const KINDS = ["credit", "coupon", "cash", "points", "units", "item", "access", "code"] as const;
/** How each kind of reward that the program gives is used. */
export function usingClauses(telling: Telling): Clause[] {
  const { catalogue = [], items = [] } = telling.document;
  const givings = [...grantsOf(telling.document), ...catalogue.map(({ gives }) => gives)];
  const given = new Set(givings.flatMap((giving) => KINDS.filter((kind) => kind in giving)));
  const stocks = items.flatMap(({ id, stock, waiting = "" }) =>
    stock === undefined ? [] : [telling.say("using.stock", { name: nameIn(telling, items, id), n: stock, waiting })],
  );
  return clausesOf([...KINDS.filter((kind) => given.has(kind)).map((kind) => telling.say(`using.${kind}`)), ...stocks]);
}

/** Stamp cards and badges. */
export function collectingClauses(telling: Telling): Clause[] {
  const { stampCards = [], badges = [] } = telling.document;
  return clausesOf([
    ...stampCards.flatMap(({ id, slots, repeats = false, expiresAfter }) => {
      const name = nameIn(telling, stampCards, id);
      const filled = telling.say("card", { name, n: slots, repeats: repeats ? "yes" : "no" });
      return expiresAfter === undefined ? [filled] : [filled, telling.say("card.expires", { name, time: durationIn(telling, expiresAfter, "for") })];
    }),
    ...badges.map(({ id, description, shareable = true, counted = false, kept = false }) => {
      const about = description === undefined ? "" : textIn(telling, description).replace(/[.\s]+$/, "");
      return telling.say("badge", {
        name: nameIn(telling, badges, id),
        hasAbout: about === "" ? "no" : "yes",
        about,
        shareable: shareable ? "yes" : "no",
        counted: counted ? "yes" : "no",
        kept: kept ? "yes" : "no",
      });
    }),
  ]);
}

/** Statuses that are measured anew in each period. */
export function tierClauses(telling: Telling): Clause[] {
  const { tiers = [] } = telling.document;
  return tiers.map(({ id, measure, period, keptFor = 1, warnDays, steps }) => {
    telling.notes.add("zone");
    const what =
      "referrals" in measure
        ? telling.say("tier.referrals", { stage: stageIn(telling, measure.referrals) })
        : telling.say("tier.earned", { unit: unitNameIn(telling, measure.earned) });
    const precision = "earned" in measure ? telling.units.precisionOf(measure.earned) : 0;
    const need = (atLeast: string) => ("earned" in measure ? amountIn(telling, atLeast, measure.earned, precision) : numberIn(telling, atLeast));
    return {
      text: telling.say("tier.is", { name: nameIn(telling, tiers, id), what, period }),
      details: [
        ...steps.map((step) => telling.say("tier.step", { name: nameIn(telling, steps, step.id), need: need(step.atLeast) })),
        telling.say("tier.kept", { n: keptFor, period }),
        ...(warnDays === undefined ? [] : [telling.say("tier.warned", { n: warnDays, period })]),
      ],
    };
  });
}

/** Until when, by which clock, in which money. What was not spoken of is not explained. */
export function timeClauses(telling: Telling): Clause[] {
  const { document, notes, vocabulary } = telling;
  const { payUntil } = document.schedule ?? {};
  const until = payUntil === undefined ? [] : [telling.say("time.payUntil", { moment: momentIn(telling, payUntil) })];
  const explained: [Note, () => string][] = [
    ["zone", () => telling.say("note.zone", { zone: vocabulary.timeZone })],
    ["week", () => telling.say("note.week", { day: document.weekStart ?? "monday" })],
    ["day", () => telling.say("note.day")],
    ["currency", () => telling.say("note.currency", { currency: vocabulary.currency })],
  ];
  const { currencies = [], lateness = { days: 30 } } = document;
  const names = listIn(telling, currencies);
  const converted = { currencies: names, currency: vocabulary.currency, time: durationIn(telling, lateness, "of") };
  const others = currencies.length === 0 ? [] : [telling.say("note.currencies", converted)];
  return clausesOf([...until, ...others, ...explained.filter(([note]) => notes.has(note)).map(([, words]) => words())]);
}

/** How the program may change, pause or end. */
export function changeClauses(telling: Telling): Clause[] {
  const { begins = "sign_up" } = telling.document.referral ?? {};
  return clausesOf([telling.say("change.version"), telling.say(`change.kept.${begins}`), telling.say("change.pause")]);
}

/** What the owner adds, to the letter. */
export function ownClauses(telling: Telling): { heading: string; clauses: Clause[] } {
  const { heading, clauses = [], contact } = telling.document.terms ?? {};
  const texts = clauses.map((clause) => textIn(telling, clause));
  const whom = contact === undefined ? [] : [telling.say("own.contact", { contact: textIn(telling, contact) })];
  return { heading: heading === undefined ? telling.say("heading.own") : textIn(telling, heading), clauses: clausesOf([...texts, ...whom]) };
}
