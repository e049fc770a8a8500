/**
 * What of a document has no words of its own here. Such a part is told as it stands, so that nothing that may be a promise is left out in silence.
 */
import { SAID, SILENT } from "./parts.js";
import { type Clause, quote, type Telling } from "./telling.js";

/** The patterns as a tree, so that a large document is not held against each of them. */
interface Branch {
  readonly below: Map<string, Branch>;
}
const KNOWN: Branch = { below: new Map() };
for (const pattern of [...SAID, ...SILENT]) {
  let branch = KNOWN;
  for (const name of pattern.split("/")) {
    const next = branch.below.get(name) ?? { below: new Map() };
    branch.below.set(name, next);
    branch = next;
  }
}

/** Whether one of the lists knows the part at the path, or something inside it. */
export function isKnownPart(path: readonly string[]): boolean {
  let branches = [KNOWN];
  for (const name of path) {
    if (branches.some(({ below }) => below.has("**"))) return true;
    branches = branches.flatMap(({ below }) => [below.get(name), below.get("*")]).filter((branch) => branch !== undefined);
  }
  return branches.length > 0;
}

/** A clause for each part of the document that has no words. */
export function unsaidClauses(telling: Telling): Clause[] {
  const clauses: Clause[] = [];
  const visit = (value: unknown, path: readonly string[], words: readonly string[]): void => {
    if (path.length > 0 && !isKnownPart(path)) {
      clauses.push({ text: telling.say("unsaid", { place: words.join(", "), value: plain(value) }) });
    } else if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) visit(item, [...path, "*"], [...words, quote(telling, nameOf(item, index))]);
    } else if (typeof value === "object" && value !== null) {
      for (const [key, inner] of Object.entries(value)) visit(inner, [...path, key], [...words, key]);
    }
  };
  visit(telling.document, [], []);
  return clauses;
}
function nameOf(item: unknown, index: number): string {
  const id = typeof item === "object" && item !== null && "id" in item ? item.id : undefined;
  return typeof id === "string" ? id : String(index + 1);
}
/** A value in few words: texts as they are, objects as `days 14`. */
function plain(value: unknown): string {
  if (Array.isArray(value)) return value.map(plain).join(", ");
  if (typeof value !== "object" || value === null) return String(value);
  return Object.entries(value)
    .map(([key, inner]) => (typeof inner === "object" && inner !== null ? `${key} (${plain(inner)})` : `${key} ${plain(inner)}`))
    .join(", ");
}
