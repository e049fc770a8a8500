/** Small changes of a document, one at a time, made from its schema: what the terms must tell. */
import { programJsonSchema } from "../../src/core/document/json-schema.js";

interface Node {
  type?: string;
  const?: unknown;
  anyOf?: Node[];
  $ref?: string;
  $defs?: Record<string, Node>;
  title?: string;
  default?: unknown;
  pattern?: string;
  properties?: Record<string, Node>;
  patternProperties?: Record<string, Node>;
  required?: string[];
  items?: Node;
  minItems?: number;
}
export interface DocumentChange {
  /** The single values that it concerns; lists and records as `*`. */
  parts: string[][];
  what: string;
  document: Record<string, unknown>;
  /** The part was left out, and it said what holds anyway. */
  isDefault: boolean;
}

const root = programJsonSchema() as Node;
const definitions = root.$defs ?? {};
function resolve(node: Node): Node {
  if (node.$ref === undefined) return node;
  const { $ref, ...own } = node;
  return { ...resolve(definitions[$ref.replace("#/$defs/", "")] ?? {}), ...own };
}
function nameOf({ $ref = "" }: Node): string {
  return $ref.replace("#/$defs/", "");
}

/** Every path of the schema that ends in a single value, lists and records as `*`; what recurs is followed once. */
export function schemaPaths(): string[][] {
  const paths = new Map<string, string[]>();
  const visit = (node: Node, path: string[], seen: readonly string[]): void => {
    const name = nameOf(node);
    if (name !== "" && seen.filter((each) => each === name).length > 1) return;
    const inner = resolve(node);
    const below = name === "" ? seen : [...seen, name];
    for (const branch of inner.anyOf ?? []) visit(branch, path, below);
    if (inner.items !== undefined) visit(inner.items, [...path, "*"], below);
    for (const [key, field] of Object.entries(inner.properties ?? {})) visit(field, [...path, key], below);
    for (const field of Object.values(inner.patternProperties ?? {})) visit(field, [...path, "*"], below);
    const isSingle = inner.anyOf === undefined && inner.items === undefined && inner.type !== "object";
    if (isSingle) paths.set(path.join("/"), path);
  };
  visit(root, [], []);
  return [...paths.values()];
}

/** One change after the other: each single value becomes another, each part that may be left out is left out, of each list an item goes. */
export function* documentChanges(document: object): Generator<DocumentChange> {
  yield* changesOf(root, document, [], [], (changed) => structuredClone(changed) as Record<string, unknown>);
}

type Put = (value: unknown) => Record<string, unknown>;
function* changesOf(node: Node, value: unknown, path: string[], place: string[], put: Put): Generator<DocumentChange> {
  const inner = branchOf(node, value);
  const change = (what: string, changed: unknown, isDefault = false): DocumentChange => ({
    parts: leavesOf(node, value, path),
    what: `${place.join("/")} ${what}`,
    document: put(changed),
    isDefault,
  });
  if (Array.isArray(value)) {
    if (value.length > (inner.minItems ?? 0)) yield change("loses an item", value.slice(1));
    for (const [index, item] of value.entries()) {
      const inList: Put = (changed) => put(value.with(index, changed));
      yield* changesOf(inner.items ?? {}, item, [...path, "*"], [...place, String(index)], inList);
    }
  } else if (typeof value === "object" && value !== null) {
    yield* changesOfMembers(inner, value as Record<string, unknown>, path, place, put);
  } else {
    const key = path.at(-1) === "*" ? (path.at(-2) ?? "") : (path.at(-1) ?? "");
    for (const changed of otherValues(inner, node, value, key)) yield change(`becomes ${String(changed)}`, changed);
  }
}
function* changesOfMembers(inner: Node, value: Record<string, unknown>, path: string[], place: string[], put: Put): Generator<DocumentChange> {
  for (const [key, member] of Object.entries(value)) {
    const declared = inner.properties?.[key];
    const field = declared ?? Object.values(inner.patternProperties ?? {})[0] ?? {};
    const at = [...path, declared === undefined ? "*" : key];
    if (declared !== undefined && !inner.required?.includes(key)) {
      const { [key]: _, ...rest } = value;
      const isDefault = saysNothing(declared, member);
      yield { parts: leavesOf(field, member, at), what: `${[...place, key].join("/")} is left out`, document: put(rest), isDefault };
    }
    yield* changesOf(field, member, at, [...place, key], (changed) => put({ ...value, [key]: changed }));
  }
}

/** The paths of the single values in a part. */
function leavesOf(node: Node, value: unknown, path: string[]): string[][] {
  if (typeof value !== "object" || value === null) return [path];
  const inner = branchOf(node, value);
  if (Array.isArray(value)) return value.flatMap((item) => leavesOf(inner.items ?? {}, item, [...path, "*"]));
  return Object.entries(value).flatMap(([key, member]) => {
    const declared = inner.properties?.[key];
    const field = declared ?? Object.values(inner.patternProperties ?? {})[0] ?? {};
    return leavesOf(field, member, [...path, declared === undefined ? "*" : key]);
  });
}

/** Whether a part says only what holds without it. */
function saysNothing(node: Node, value: unknown): boolean {
  if (JSON.stringify(resolve(node).default) === JSON.stringify(value)) return true;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const { properties = {} } = branchOf(node, value);
  return Object.entries(value).every(([key, member]) => properties[key] !== undefined && saysNothing(properties[key], member));
}

/** The branch of a union that the value takes. */
function branchOf(node: Node, value: unknown): Node {
  const inner = resolve(node);
  if (inner.anyOf === undefined) return inner;
  if (typeof value !== "object" || value === null) return inner;
  const keys = Object.keys(value);
  const fits = (branch: Node): boolean => {
    const own = resolve(branch);
    if (own.anyOf !== undefined) return own.anyOf.some(fits);
    if (own.patternProperties !== undefined) return true;
    return (own.required ?? []).every((key) => keys.includes(key)) && keys.every((key) => Object.hasOwn(own.properties ?? {}, key));
  };
  const branch = inner.anyOf.find(fits);
  return branch === undefined ? inner : branchOf(branch, value);
}

/** Names of other things; another one of their kind is put in their place. */
const NAMES: Record<string, readonly string[]> = {
  event: ["purchase", "ride"],
  at: ["purchase", "ride"],
  corrects: ["purchase", "ride"],
  goal: ["first", "second"],
  requires: ["first", "second"],
  badge: ["host", "driver"],
  stamp: ["friends", "rides"],
  stampCard: ["friends", "rides"],
  unit: ["MB", "MILES"],
  currency: ["EUR", "USD"],
  timeZone: ["Europe/Berlin", "Asia/Tokyo"],
  boundWith: ["percent", "shipping"],
  item: ["mug", "shirt"],
  access: ["sunday", "early"],
  rules: ["thanks", "welcome", "rides"],
  substitute: ["some", "none"],
  default: ["money", "thing"],
};
/** What else could stand there: every other word where it is one of some, otherwise one other value. */
function otherValues(inner: Node, node: Node, value: unknown, key: string): unknown[] {
  if (typeof value !== "string") return inner.const !== undefined ? [] : [typeof value === "number" ? value + 1 : !value];
  const words = wordsOf(node);
  return words.includes(value) ? words.filter((word) => word !== value) : [otherText(node, value, key)];
}
function otherText(node: Node, text: string, key: string): string {
  const names = NAMES[key];
  if (names !== undefined) return names.find((name) => name !== text) ?? text;
  if (/^\d{4}-\d\d-\d\d/.test(text)) return text.replace(/^\d{4}/, (year) => String(Number(year) + 1));
  if (/^\d+(\.\d+)?$/.test(text)) return text.replace(/^\d+/, (digits) => String(Number(digits) + 1));
  if (nameOf(node) === "Condition" || ["when", "where", "ifStill", "existingCustomer"].includes(key)) return `!(${text})`;
  if (["by", "expression"].includes(key)) return "member.traits.plan";
  if (key === "freezes") return "friend.traits.other";
  return `${text} more`;
}
/** The words of which a value is one. */
function wordsOf(node: Node): string[] {
  const inner = resolve(node);
  if (typeof inner.const === "string") return [inner.const];
  return (inner.anyOf ?? []).flatMap(wordsOf);
}
