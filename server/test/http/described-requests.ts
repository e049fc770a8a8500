/** Requests made from the API's description: such as it allows, and such with one thing wrong. */
import fc from "fast-check";
import type { Operation, Schema } from "./described.js";

export interface DescribedRequest {
  method: string;
  url: string;
  body: unknown;
  /** What was made wrong; null: nothing. */
  mutation: string | null;
}

/** What ids and names may be, so that many requests are about things that there are. */
export type Known = Readonly<Record<string, readonly string[]>>;

/** Values that fit the schema, for the keywords that our schemas have. A pattern is met by its examples alone. */
export function valuesOf(schema: Schema, known: Known, name = "", depth = 0): fc.Arbitrary<unknown> {
  const { type, enum: values, const: constant, anyOf, examples, pattern } = schema;
  if (constant !== undefined) return fc.constant(constant);
  if (values !== undefined) return fc.constantFrom(...values);
  if (anyOf !== undefined) return fc.oneof(...anyOf.map((branch) => valuesOf(branch, known, name, depth)));
  const names = known[name];
  if (type === "string" && names !== undefined) return fc.constantFrom(...names);
  if (examples !== undefined && (pattern !== undefined || type === "string")) return fc.constantFrom(...examples);
  if (type === "string") return pattern === undefined ? textsOf(schema) : patternTexts(pattern, schema.maxLength);
  if (type === "integer") return fc.integer({ min: schema.minimum ?? -1000, max: Math.min(schema.maximum ?? 1000, 100_000) });
  if (type === "number") return fc.double({ min: schema.minimum ?? -1e6, max: schema.maximum ?? 1e6, noNaN: true });
  if (type === "boolean") return fc.boolean();
  if (type === "null") return fc.constant(null);
  if (type === "array")
    return fc.array(valuesOf(schema.items ?? {}, known, name, depth + 1), {
      minLength: schema.minItems ?? 0,
      maxLength: Math.max(schema.minItems ?? 0, 3),
    });
  if (type === "object") return objectsOf(schema, known, depth);
  return depth > 2 ? fc.constant("x") : fc.jsonValue({ maxDepth: 1 });
}

function objectsOf({ properties = {}, required = [] }: Schema, known: Known, depth: number): fc.Arbitrary<unknown> {
  const members = Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, valuesOf(schema, known, name, depth + 1)]));
  return fc.record(members, { requiredKeys: required.filter((name) => name in members) as never[] });
}

function textsOf({ minLength = 0, maxLength = 40 }: Schema): fc.Arbitrary<string> {
  return fc
    .string({ unit: "grapheme", minLength, maxLength: Math.max(minLength, Math.min(maxLength, 20)) })
    .filter((text) => text.length >= minLength && text.length <= maxLength && !text.includes("\0"));
}

function patternTexts(pattern: string, maxLength = 100): fc.Arbitrary<string> {
  return fc.stringMatching(new RegExp(pattern)).map((text) => (text.length <= maxLength ? text : text.slice(0, maxLength)));
}

const NONSENSE: readonly unknown[] = [
  null,
  -1,
  1e308,
  0.1,
  "",
  "\u0000",
  "x".repeat(5000),
  [],
  {},
  true,
  "🦩",
  "-5.00",
  { $ref: "x" },
  [[[]]],
  "2026-02-30T00:00:00Z",
];
const PATHS = ["%00", "..%2f", "x".repeat(400), "%F0%9F%A6%A9", "0", "null", "'%20or%201=1"];

/** A request that the description allows, or, half of the time, one in which one thing is changed. */
export function requestsOf(path: string, method: string, operation: Operation, known: Known): fc.Arbitrary<DescribedRequest> {
  const parameters = (operation.parameters ?? []).filter((parameter) => parameter.in !== "header");
  const { schema: body, example } = operation.requestBody?.content["application/json"] ?? {};
  const parts = fc.record({
    params: fc.record(Object.fromEntries(parameters.map(({ name, schema }) => [name, valuesOf(schema, known, name)]))),
    kept: fc.array(fc.boolean(), { minLength: parameters.length, maxLength: parameters.length }),
    // What the schema permits is seldom right as a whole, and then nothing comes of it; the example always is.
    body: body === undefined ? fc.constant(undefined) : fc.oneof({ weight: 3, arbitrary: valuesOf(body, known) }, fc.constant(example ?? {})),
  });
  const mutation = fc.record({
    at: fc.nat(1000),
    value: fc.constantFrom(...NONSENSE),
    path: fc.constantFrom(...PATHS),
    kind: fc.constantFrom("none", "none", "body", "body", "extra", "path", "query"),
  });
  return fc.tuple(parts, mutation).map(([made, change]) => {
    const given = made.params as Record<string, unknown>;
    const inPath = (name: string) => (change.kind === "path" ? change.path : encodeURIComponent(String(given[name])));
    const address = path.replace(/\{(\w+)\}/g, (_, name: string) => inPath(name));
    const query = new URLSearchParams();
    for (const [index, { name, in: place, required }] of parameters.entries()) {
      if (place === "query" && (required === true || made.kept[index])) query.set(name, String(given[name]));
    }
    if (change.kind === "query") query.set("limit", String(change.value));
    const text = query.toString();
    const changed =
      change.kind === "body"
        ? changeAt(made.body, change.at, change.value)
        : change.kind === "extra"
          ? { ...(made.body as object), nobodyKnowsThis: 1 }
          : made.body;
    return {
      method: method.toUpperCase(),
      url: text === "" ? address : `${address}?${text}`,
      body: body === undefined ? undefined : changed,
      mutation: change.kind === "none" ? null : change.kind,
    };
  });
}

/** The value with one part of it replaced. */
function changeAt(value: unknown, at: number, replacement: unknown): unknown {
  if (typeof value !== "object" || value === null) return replacement;
  const keys = Object.keys(value);
  const key = keys[at % Math.max(1, keys.length)];
  if (key === undefined) return replacement;
  const inner = (value as Record<string, unknown>)[key];
  const changed = typeof inner === "object" && inner !== null && at % 3 !== 0 ? changeAt(inner, Math.floor(at / 3), replacement) : replacement;
  if (Array.isArray(value)) return value.map((each, index) => (String(index) === key ? changed : each));
  return { ...value, [key]: changed };
}
