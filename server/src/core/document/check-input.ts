/** What any input must be before its shape is looked at: JSON of bounded size and depth with texts that every system can keep. */
import { type Problem, pointerTo } from "./problem.js";

export const MAX_DOCUMENT_CHARACTERS = 262_144;
export const MAX_DOCUMENT_DEPTH = 40;
const MAX_VALUES = 65_536;
const MAX_PROBLEMS = 20;

/** Half of a surrogate pair, or a control character other than tab and line ends: PostgreSQL, logs and screens cannot keep them. */
const UNSTORABLE = /(?![\t\n\r])[\p{Surrogate}\p{Control}]/u;

interface Entry {
  value: unknown;
  path: string;
  depth: number;
}

/** Problems that forbid looking further. Total: ends soon and never throws on whatever it is given, circles included. */
export function checkInput(document: unknown): Problem[] {
  const problems: Problem[] = [];
  const waiting: Entry[] = [{ value: document, path: "", depth: 0 }];
  let characters = 0;
  let values = 0;
  for (let entry = waiting.pop(); entry !== undefined; entry = waiting.pop()) {
    characters += sizeOf(entry.value);
    values += 1;
    if (characters > MAX_DOCUMENT_CHARACTERS || values + waiting.length > MAX_VALUES) return [tooLarge()];
    if (entry.depth > MAX_DOCUMENT_DEPTH) return [tooDeep(entry.path)];
    const problem = checkValue(entry);
    if (problem !== undefined) problems.push(problem);
    if (problems.length >= MAX_PROBLEMS) return problems;
    const members = membersOfEntry(entry);
    if (members.length > MAX_VALUES) return [tooLarge()];
    for (const member of members) {
      const key = member.path.slice(member.path.lastIndexOf("/") + 1);
      characters += key.length + 4;
      if (UNSTORABLE.test(key)) problems.push(unstorable(entry.path, "a name"));
      else waiting.push(member);
    }
  }
  return problems;
}

function sizeOf(value: unknown): number {
  return typeof value === "string" ? value.length + 3 : 5;
}

function checkValue({ value, path }: Entry): Problem | undefined {
  switch (typeof value) {
    case "string":
      return UNSTORABLE.test(value) ? unstorable(path, "the text") : undefined;
    case "number":
      return Number.isFinite(value) ? undefined : { path, problem: "the number is not finite", remedy: "Write an ordinary number." };
    case "object":
      return value === null || isPlain(value) ? undefined : notJson(path);
    case "boolean":
    case "undefined":
      return undefined;
    default:
      return notJson(path);
  }
}
function isPlain(value: object): boolean {
  if (Array.isArray(value)) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
function membersOfEntry({ value, path, depth }: Entry): Entry[] {
  if (typeof value !== "object" || value === null || !isPlain(value)) return [];
  if (Array.isArray(value) && value.length > MAX_VALUES) return new Array(MAX_VALUES + 1);
  const members = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return members.map(([key, member]) => ({ value: member, path: pointerTo(path, key), depth: depth + 1 }));
}

function tooLarge(): Problem {
  return { path: "", problem: "the document is too large", remedy: `Use at most ${MAX_DOCUMENT_CHARACTERS / 1024} kB; put long texts elsewhere.` };
}
function tooDeep(path: string): Problem {
  const remedy = `Nest lists and objects at most ${MAX_DOCUMENT_DEPTH} deep.`;
  return { path: path.slice(0, 200), problem: "the document is nested too deeply", remedy };
}
function unstorable(path: string, what: string): Problem {
  return { path, problem: `${what} holds a control character or a broken character`, remedy: "Type it again without it." };
}
function notJson(path: string): Problem {
  return { path, problem: "this is not JSON", remedy: "Use texts, numbers, true, false, lists and objects." };
}
