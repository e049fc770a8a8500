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

/** Where the patterns stand behind a name; undefined where one of them knows everything from here on. */
function behind(branches: readonly Branch[], name: string): Branch[] | undefined {
  const next: Branch[] = [];
  for (const { below } of branches) {
    if (below.has("**")) return undefined;
    for (const branch of [below.get(name), below.get("*")]) if (branch !== undefined) next.push(branch);
  }
  return next;
}

/** Whether one of the lists knows the part at the path, or something inside it. */
export function isKnownPart(path: readonly string[]): boolean {
  let branches: Branch[] | undefined = [KNOWN];
  for (const name of path) {
    branches = behind(branches, name);
    if (branches === undefined) return true;
  }
  return branches.length > 0;
}

/** A clause for each part of the document that has no words. */
export function unsaidClauses(telling: Telling): Clause[] {
  const clauses: Clause[] = [];
  const visit = (value: unknown, name: string, above: readonly Branch[], words: () => string[]): void => {
    const branches = behind(above, name);
    if (branches === undefined) return;
    if (branches.length === 0) clauses.push({ text: telling.say("unsaid", { place: words().join(", "), value: plain(value) }) });
    else visitMembers(value, branches, words);
  };
  const visitMembers = (value: unknown, branches: readonly Branch[], words: () => string[]): void => {
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) visit(item, "*", branches, () => [...words(), quote(telling, nameOf(item, index))]);
    } else if (typeof value === "object" && value !== null) {
      for (const [key, inner] of Object.entries(value)) visit(inner, key, branches, () => [...words(), key]);
    }
  };
  visitMembers(telling.document, [KNOWN], () => []);
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
