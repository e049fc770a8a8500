/** What differs between two documents, for people. Things that have an id are matched by it, so that moving a rule is not told as a change of all. */
import { canonicalJson } from "./hash.js";
import { pointerTo } from "./problem.js";

export interface Change {
  /** Like a JSON Pointer, but things with an id stand under their id: /rules/thanks/grants/credit/hold. */
  path: string;
  /** Null where there was nothing. */
  before: unknown;
  /** Null where there is nothing any more. */
  after: unknown;
  sentence: string;
}

/** A change with its place in words, for who tells it in another form than the sentence. */
export interface PlacedChange extends Change {
  /** Rule “thanks”, grant “credit”, hold. */
  place: string;
}

/** All changes from one document to another, in the order of the older one, what is new last; none exactly if both say the same. */
export function diffDocuments(before: unknown, after: unknown): Change[] {
  return placedChanges(before, after).map(({ place: _, ...change }) => change);
}
/** As `diffDocuments`, with places in words. */
export function placedChanges(before: unknown, after: unknown): PlacedChange[] {
  const changes: PlacedChange[] = [];
  compare({ path: "", words: [] }, before, after, changes);
  return changes;
}

/** A place as a path and in words: rule "thanks", grant "credit", hold. */
interface Place {
  readonly path: string;
  readonly words: readonly string[];
}
type Members = Readonly<Record<string, unknown>>;

function compare(place: Place, before: unknown, after: unknown, changes: PlacedChange[]): void {
  const isSame = before === undefined || after === undefined ? before === after : canonicalJson(before) === canonicalJson(after);
  if (isSame) return;
  if (isObject(before) && isObject(after)) compareMembers(place, before, after, changes);
  else if (hasIds(before) && hasIds(after)) compareById(place, before, after, changes);
  else changes.push({ ...at(place), before: before ?? null, after: after ?? null, sentence: sentenceOf(place, before, after) });
}

function at(place: Place): { path: string; place: string } {
  return { path: place.path, place: subject(place) };
}

function compareMembers(place: Place, before: Members, after: Members, changes: PlacedChange[]): void {
  for (const key of keysOf(before, after)) {
    compare({ path: pointerTo(place.path, key), words: [...place.words, key] }, before[key], after[key], changes);
  }
}
function keysOf(before: Members, after: Members): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])];
}

type WithId = { readonly id: string };
function compareById(place: Place, before: readonly WithId[], after: readonly WithId[], changes: PlacedChange[]): void {
  const [old, young] = [byId(before), byId(after)];
  const kind = SINGULARS[place.words.at(-1) ?? ""] ?? place.words.at(-1);
  for (const id of new Set([...old.keys(), ...young.keys()])) {
    const inner = { path: pointerTo(place.path, id), words: [...place.words.slice(0, -1), `${kind} “${id}”`] };
    compare(inner, old.get(id), young.get(id), changes);
  }
  const order = (items: readonly WithId[], others: Map<string, WithId>) => items.map(({ id }) => id).filter((id) => others.has(id));
  const [was, is] = [order(before, young), order(after, old)];
  if (was.join(" ") !== is.join(" ")) changes.push({ ...at(place), before: was, after: is, sentence: `${subject(place)}: the order changed.` });
}
function byId(items: readonly WithId[]): Map<string, WithId> {
  return new Map(items.map((item) => [item.id, item]));
}
const SINGULARS: Record<string, string> = {
  rules: "rule",
  grants: "grant",
  goals: "goal",
  segments: "segment",
  tiers: "tier",
  badges: "badge",
  stampCards: "stamp card",
  levels: "level",
  streaks: "streak",
  challenges: "challenge",
  leaderboards: "leaderboard",
  contests: "contest",
  draws: "draw",
  limits: "limit",
  campaigns: "campaign",
  catalogue: "catalogue entry",
  items: "item",
  access: "access",
  eligibility: "eligibility check",
};

function isObject(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
/** Whether a list can be matched by ids: each item has one, none twice. */
function hasIds(value: unknown): value is WithId[] {
  if (!Array.isArray(value)) return false;
  const ids = new Set(value.map((item) => (isObject(item) ? item.id : undefined)));
  return !ids.has(undefined) && ids.size === value.length && [...ids].every((id) => typeof id === "string");
}

function sentenceOf(place: Place, before: unknown, after: unknown): string {
  if (before === undefined || before === null) return `${subject(place)}: added (${shown(after)}).`;
  if (after === undefined || after === null) return `${subject(place)}: removed (was ${shown(before)}).`;
  return `${subject(place)}: ${shown(before)} became ${shown(after)}.`;
}
function subject({ words }: Place): string {
  const text = words.length === 0 ? "document" : words.join(", ");
  return `${text[0]?.toUpperCase()}${text.slice(1)}`;
}
/** A value in few words: texts as they are, objects as `days 14`, long ones shortened. */
function shown(value: unknown): string {
  const text = typeof value === "string" ? `“${value}”` : plain(value);
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
function plain(value: unknown): string {
  if (Array.isArray(value)) return value.map(plain).join(", ");
  if (!isObject(value)) return String(value);
  return Object.entries(value)
    .map(([key, member]) => (isObject(member) ? `${key} (${plain(member)})` : `${key} ${plain(member)}`))
    .join(", ");
}
