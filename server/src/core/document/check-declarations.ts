/** Checks what the document declares: properties, units, types of events, checks of eligibility; and that no id comes twice. */
import { exponentOf } from "../money.js";
import { type Checking, checkCondition, checkEvent, checkIds, itemsOf, report, reportReserved, soundItems, soundMember } from "./checking.js";
import { placeOfEvents } from "./places.js";
import { pointerTo, quoted } from "./problem.js";
import type { Assortment, EligibilityCheck } from "./schema.js";
import { BUILT_IN_EVENTS, membersOf } from "./vocabulary.js";

export function checkDeclarations(checking: Checking): void {
  for (const list of ["eligibility", "goals", "stampCards", "badges", "items", "access", "couponPools", "rules"])
    checkIds(checking, itemsOf(checking.document, "", list));
  checkPropertyNames(checking, checking.document.traits, "/traits");
  checkPropertyNames(checking, checking.document.assortments, "/assortments");
  checkAssortments(checking);
  checkUnits(checking);
  checkStocks(checking);
  for (const name of Object.keys(membersOf(checking.document.events))) checkEventType(checking, name);
  for (const { value, path } of soundItems<EligibilityCheck>(checking, checking.document, "", "eligibility")) checkEligibility(checking, value, path);
}

/** Words that the expression language keeps for itself. */
const WORDS: ReadonlySet<string> = new Set(
  "as break const continue else false for function if import in let loop namespace null package return true var void while".split(" "),
);
/** Names that every object of the engine has; the only one that an id can be is refused with the ids. */
const INHERITED: ReadonlySet<string> = new Set(
  "constructor hasOwnProperty isPrototypeOf propertyIsEnumerable toLocaleString toString valueOf".split(" "),
);
function checkPropertyNames(checking: Checking, properties: unknown, path: string): void {
  for (const name of Object.keys(membersOf(properties))) {
    if (INHERITED.has(name)) reportReserved(checking, pointerTo(path, name), name);
    checkNotReserved(checking, pointerTo(path, name), name);
  }
}
/** Reports a name that conditions could not say. */
export function checkNotReserved(checking: Checking, path: string, name: string): void {
  if (WORDS.has(name)) reportReserved(checking, path, name);
}

/** What can be had without end neither runs low nor is waited for. */
function checkStocks(checking: Checking): void {
  for (const { value, path } of itemsOf(checking.document, "", "items")) {
    if (value.stock !== undefined) continue;
    for (const part of ["tellAt", "waiting"]) {
      if (value[part] !== undefined)
        report(checking, pointerTo(path, part), "there is no stock that could run out", "Add stock: how many there are.");
    }
  }
}

function checkUnits(checking: Checking): void {
  for (const name of Object.keys(membersOf(checking.document.units))) {
    if (exponentOf(name) === undefined) continue;
    report(
      checking,
      pointerTo("/units", name),
      `${name} is a currency`,
      "Choose another name; money of the program's currency is given by credit and cash.",
    );
  }
}

function checkAssortments(checking: Checking): void {
  const { assortments } = checking.document;
  for (const name of Object.keys(membersOf(assortments))) {
    const part = soundMember<Assortment>(checking, assortments, "/assortments", name);
    if (part === undefined) continue;
    const { products = [], categories = [], except } = part.value;
    if (products.length + categories.length === 0 && except === undefined)
      report(checking, part.path, "it names no product and no category", "Name products or categories, or what is excepted from all.");
    for (const list of ["products", "categories"] as const) {
      for (const excepted of except?.[list] ?? []) {
        if (part.value[list]?.includes(excepted))
          report(
            checking,
            pointerTo(pointerTo(part.path, "except"), list),
            `${quoted(excepted)} is named and excepted`,
            "Leave it out of one of the two.",
          );
      }
    }
  }
}

function checkEventType(checking: Checking, name: string): void {
  const path = pointerTo("/events", name);
  const declared = membersOf(membersOf(checking.document.events)[name]);
  checkPropertyNames(checking, declared.properties, pointerTo(path, "properties"));
  const corrects = soundMember<string>(checking, declared, path, "corrects");
  if (corrects !== undefined) checkCorrects(checking, name, corrects.value, corrects.path);
}
function checkCorrects(checking: Checking, name: string, corrected: string, path: string): void {
  if (BUILT_IN_EVENTS.has(name) && BUILT_IN_EVENTS.get(name) !== corrected) {
    const does = name === "refund" ? "a refund corrects a purchase" : `${name} corrects nothing`;
    report(checking, path, `${quoted(name)} is built in: ${does}`, "Leave corrects out, or declare a type of your own.");
  } else if (name === corrected) report(checking, path, `${quoted(name)} cannot correct itself`, "Name the type whose events it takes back.");
  else if (checkEvent(checking, path, corrected) && checking.vocabulary.events.get(corrected)?.corrects != null) {
    report(checking, path, `${quoted(corrected)} is a correction itself`, "Name the type that is corrected in the end.");
  }
}

function checkEligibility(checking: Checking, { when, at = ["sign_up"] }: EligibilityCheck, path: string): void {
  const known = at.map((event, index) => checkEvent(checking, pointerTo(pointerTo(path, "at"), index), event));
  if (known.every(Boolean)) checkCondition(checking, pointerTo(path, "when"), when, placeOfEvents(at));
}
