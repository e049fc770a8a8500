/** Unions: which branch was meant, and what is wrong with that one. */
import { listNames, nearestName } from "../nearest.js";
import { pointerTo, quoted } from "./problem.js";
import { describeType, nameOfType, remedyForType, reportUnknown, type SchemaNode, type ShapeCheck } from "./schema-node.js";

export function checkUnion(shape: ShapeCheck, union: SchemaNode, value: unknown, path: string): void {
  const branches = branchesOf(union);
  if (branches.some((branch) => branch.const !== undefined && branch.const === value)) return;
  const words = branches.map((branch) => branch.const).filter((word) => word !== undefined);
  const texts = branches.find((branch) => branch.type === "string" && branch.const === undefined);
  const lists = branches.find((branch) => branch.type === "array");
  const objects = branches.filter((branch) => branch.type === "object");
  const numbers = branches.find((branch) => branch.type === "integer");
  if (typeof value === "number" && numbers !== undefined) shape.check(numbers, value, path);
  else if (Array.isArray(value) && lists !== undefined) shape.check(lists, value, path);
  else if (typeof value === "string" && texts !== undefined) shape.check(texts, value, path);
  else if (typeof value === "string" && words.length > 0) reportWord(shape, words.map(String), objects, value, path);
  else if (isObject(value) && objects.length > 0) checkObjects(shape, objects, value, path);
  else reportKind(shape, union, { words, texts: texts ?? numbers, objects }, value, path);
}

interface Branches {
  words: unknown[];
  texts: SchemaNode | undefined;
  objects: SchemaNode[];
}
function reportKind({ report }: ShapeCheck, { description }: SchemaNode, { words, texts, objects }: Branches, value: unknown, path: string): void {
  const wanted = words.map((word) => JSON.stringify(word));
  if (texts !== undefined) wanted.push(nameOfType(texts));
  if (objects.length > 0) wanted.push("an object");
  report(path, `must be ${listNames(wanted, "or")}, not ${describeType(value)}`, remedyForType({ ...texts, description }, value));
}

/** Unions inside of unions are one union. */
function branchesOf({ anyOf = [] }: SchemaNode): SchemaNode[] {
  return anyOf.flatMap((branch) => (branch.anyOf === undefined ? [branch] : branchesOf(branch)));
}
function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function reportWord({ report }: ShapeCheck, words: string[], objects: SchemaNode[], value: string, path: string): void {
  const near = nearestName(value, words);
  const alternatives = objects.length === 0 ? "" : `; or an object with ${listNames(tellingKeys(objects).flat(), "or")}`;
  report(
    path,
    `${quoted(value)} is not known here`,
    `${near === undefined ? "" : `Did you mean ${near}? `}Use ${listNames(words, "or")}${alternatives}.`,
  );
}

function checkObjects(shape: ShapeCheck, branches: SchemaNode[], value: Record<string, unknown>, path: string): void {
  const telling = tellingKeys(branches);
  const present = telling.map((keys) => keys.filter((key) => value[key] !== undefined && Object.hasOwn(value, key)));
  const meant = branches.length === 1 ? branches : branches.filter((_, index) => present[index]?.length !== 0);
  const [branch, second] = meant;
  if (branch === undefined) reportNone(shape, branches, telling.flat(), value, path);
  else if (second === undefined) shape.check(branch, value, path);
  else reportMany(shape, present.flat(), path);
}
function reportMany({ report }: ShapeCheck, named: string[], path: string): void {
  report(path, `${listNames(named.map(quoted))} cannot stand together`, `Keep one of ${listNames(named, "or")}; another entry can have the other.`);
}

/** The keys of each branch that tell it from the others: those it requires and no other branch knows. */
function tellingKeys(branches: readonly SchemaNode[]): string[][] {
  return branches.map((branch) =>
    (branch.required ?? []).filter((key) => !branches.some((other) => other !== branch && Object.hasOwn(other.properties ?? {}, key))),
  );
}

/** None of the keys that tell the branches apart is there: a slip in one of them, or it is missing. */
function reportNone(shape: ShapeCheck, branches: SchemaNode[], telling: string[], value: Record<string, unknown>, path: string): void {
  const known = new Set(branches.flatMap((branch) => Object.keys(branch.properties ?? {})));
  const unknown = Object.keys(value).filter((key) => !known.has(key));
  const slips = unknown.filter((key) => nearestName(key, telling) !== undefined);
  for (const key of unknown) reportUnknown(shape, key, slips.includes(key) ? telling : [...known], pointerTo(path, key));
  if (slips.length === 0) shape.report(path, `it has none of ${listNames(telling, "or")}`, `Name exactly one of ${listNames(telling, "or")}.`);
}
