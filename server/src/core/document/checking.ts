/** What the checks of a document's meaning share. They look only at parts whose shape is right, so that one slip is told once. */
import { formatDecimal, MAX_AMOUNT, parseDecimal } from "../money.js";
import { listNames, nearestName } from "../nearest.js";
import { type Problem, placesOf, pointerTo, quoted } from "./problem.js";
import { type Expressions, expressionsOf, type Place } from "./scope.js";
import { membersOf, type Vocabulary, vocabularyOf } from "./vocabulary.js";
import type { Warning } from "./warning.js";

export interface Checking {
  readonly document: Readonly<Record<string, unknown>>;
  readonly vocabulary: Vocabulary;
  readonly expressions: Expressions;
  readonly problems: Problem[];
  readonly warnings: Warning[];
  /** Ids of what others refer to, whatever else is wrong with it. */
  readonly ids: { readonly [list in "goals" | "stampCards" | "badges" | "items" | "access" | "couponPools"]: readonly string[] };
  /** Pointers to what holds a problem of shape. */
  readonly broken: ReadonlySet<string>;
}

export function newChecking(document: unknown, shapeProblems: readonly Problem[]): Checking {
  const vocabulary = vocabularyOf(document);
  const broken = placesOf(shapeProblems);
  const ids = {
    goals: idsOf(document, "goals"),
    stampCards: idsOf(document, "stampCards"),
    badges: idsOf(document, "badges"),
    items: idsOf(document, "items"),
    access: idsOf(document, "access"),
    couponPools: idsOf(document, "couponPools"),
  };
  return { document: membersOf(document), vocabulary, expressions: expressionsOf(vocabulary), problems: [], warnings: [], ids, broken };
}
function idsOf(document: unknown, list: string): string[] {
  const ids = itemsOf(document, "", list).map(({ value }) => value.id);
  return ids.filter((id) => typeof id === "string");
}

/** More than so many nobody reads; the rest comes up when these are mended. */
const MAX_PROBLEMS = 200;

export function report({ problems }: Checking, path: string, problem: string, remedy: string): void {
  if (problems.length < MAX_PROBLEMS) problems.push({ path, problem, remedy });
}
export function warn({ warnings }: Checking, path: string, warning: Warning["warning"], values: Warning["values"]): void {
  warnings.push({ path, warning, values });
}

/** A part and where it is. */
export interface Part<T> {
  readonly value: T;
  readonly path: string;
}

/** A member of an object, if it is there and right in shape. The caller names the type that the schema gives it. */
export function soundMember<T>({ broken }: Checking, owner: unknown, ownerPath: string, key: string): Part<T> | undefined {
  const path = pointerTo(ownerPath, key);
  const value = membersOf(owner)[key];
  return value === undefined || broken.has(path) ? undefined : { value: value as T, path };
}
/** The items of a list that are objects, right in shape or not. */
export function itemsOf(owner: unknown, ownerPath: string, key: string): Part<Readonly<Record<string, unknown>>>[] {
  const list = membersOf(owner)[key];
  if (!Array.isArray(list)) return [];
  const listPath = pointerTo(ownerPath, key);
  return list.map((item, index) => ({ value: membersOf(item), path: pointerTo(listPath, index) }));
}
/** The items of a list that are right in shape throughout. */
export function soundItems<T>(checking: Checking, owner: unknown, ownerPath: string, key: string): Part<T>[] {
  const items = itemsOf(owner, ownerPath, key).filter(({ path }) => !checking.broken.has(path));
  return items as unknown as Part<T>[];
}
/** Reports a name that stands for something else already. */
export function reportReserved(checking: Checking, path: string, name: string): void {
  report(checking, path, `the name ${quoted(name)} is reserved`, "Choose another name.");
}
/** Every object of the engine has it: what is kept under an id would be there before anything was kept. */
const INHERITED = "constructor";
/** Reports ids that come twice, and one that cannot be used. */
export function checkIds(checking: Checking, items: readonly Part<Readonly<Record<string, unknown>>>[]): void {
  const seen = new Set<unknown>();
  for (const { path } of items.filter(({ value }) => value.id === INHERITED)) reportReserved(checking, pointerTo(path, "id"), INHERITED);
  for (const { value, path } of items) {
    if (typeof value.id === "string" && seen.has(value.id))
      report(checking, pointerTo(path, "id"), `the id ${quoted(value.id)} is used twice`, "Give one of them another id.");
    seen.add(value.id);
  }
}

/** Reports a name that is not among the known ones. */
export function checkName(checking: Checking, path: string, what: string, name: string, known: Iterable<string>): boolean {
  const names = [...known];
  if (names.includes(name)) return true;
  if (checking.problems.length >= MAX_PROBLEMS) return false;
  const near = nearestName(name, names);
  const hint = near === undefined ? "" : `Did you mean ${near}? `;
  report(checking, path, `there is no ${what} ${quoted(name)}`, `${hint}Known: ${listNames(names)}. Or add it to the document.`);
  return false;
}
/** Reports a type of event that is neither built in nor declared. */
export function checkEvent(checking: Checking, path: string, event: string): boolean {
  return checkName(checking, path, "type of event", event, checking.vocabulary.events.keys());
}

export function checkCondition(checking: Checking, path: string, source: string | undefined, place: Place): void {
  if (source === undefined) return;
  const compiled = checking.expressions.condition(source, place);
  if (!compiled.ok) report(checking, path, `${compiled.problem} (at character ${compiled.position + 1})`, compiled.remedy);
}
export function checkKey(checking: Checking, path: string, source: string, place: Place): void {
  const compiled = checking.expressions.key(source, place);
  if (!compiled.ok) report(checking, path, `${compiled.problem} (at character ${compiled.position + 1})`, compiled.remedy);
}

/** Reports a decimal with more decimals than its unit has; gives its value. */
export function checkDecimal(checking: Checking, path: string, text: string | undefined, precision: number, unit: string): bigint | undefined {
  if (text === undefined) return undefined;
  const amount = parseDecimal(text, precision);
  const allowed = precision === 0 ? "no decimals" : `at most ${precision} decimals`;
  const decimals = text.split(".")[1]?.length ?? 0;
  if (amount === undefined && decimals <= precision)
    report(checking, path, `${quoted(text)} is more than the books can hold of ${unit}`, `Write at most ${formatDecimal(MAX_AMOUNT, precision)}.`);
  else if (amount === undefined) report(checking, path, `${quoted(text)} is too fine for ${unit}`, `${unit} has ${allowed}.`);
  return amount;
}
