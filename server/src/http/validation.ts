/** Requests against their schemas: every fault at once, each with where it is and what to do. Nothing is converted in a body; query and parameters come as text and are. */
import { Compile } from "typebox/compile";
import { Settings } from "typebox/system";
import { AppError, type RequestProblem } from "../errors.js";
import { findTextProblem } from "./text-guard.js";

/** A schema as plain JSON Schema. */
export interface JsonSchema {
  [keyword: string]: unknown;
  type?: string | string[];
  properties?: Record<string, JsonSchema>;
  anyOf?: JsonSchema[];
}

interface SchemaError {
  keyword: string;
  schemaPath: string;
  instancePath: string;
  params: Record<string, unknown>;
  message: string;
}

export type RequestPart = "body" | "querystring" | "params";
export type Validator = (value: unknown) => { value: unknown } | { error: AppError };

const problemsMax = 50;
Settings.Set({ maxErrors: 200 });

/** The schema as JSON, in which objects refuse keys that they do not name unless they say otherwise. */
export function closeSchema(schema: unknown): JsonSchema {
  return close(JSON.parse(JSON.stringify(schema))) as JsonSchema;
}

function close(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(close);
  if (typeof node !== "object" || node === null) return node;
  const closed: JsonSchema = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, close(value)]));
  if (
    closed.type === "object" &&
    closed.properties !== undefined &&
    typeof closed.properties === "object" &&
    closed.additionalProperties === undefined
  ) {
    closed.additionalProperties = false;
  }
  return closed;
}

/** A validator for one part of a request. Its error is an `invalid_request` that names everything that is wrong. */
export function compileValidator(schema: JsonSchema, part: RequestPart): Validator {
  const compiled = Compile(schema as never);
  return (given) => {
    const value = part === "body" ? given : convertTexts(given as Record<string, unknown>, schema);
    const textProblem = part === "body" ? undefined : findTextProblem(value);
    if (textProblem === undefined && compiled.Check(value)) return { value };
    const errors = textProblem === undefined ? describeErrors(compiled.Errors(value) as unknown as SchemaError[], part) : [textProblem];
    const [first] = errors;
    const detail =
      first &&
      `${first.path || "The body"} ${first.problem}; ${first.remedy}.${errors.length > 1 ? ` There are ${errors.length} problems in all.` : ""}`;
    return { error: new AppError("invalid_request", { detail, errors }) };
  };
}

function convertTexts(given: Record<string, unknown>, { properties = {} }: JsonSchema): Record<string, unknown> {
  const converted: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) converted[name] = convertText(value, properties[name]);
  for (const [name, schema] of Object.entries(properties)) {
    if (schema.default !== undefined && converted[name] === undefined) converted[name] = schema.default;
  }
  return converted;
}

function convertText(value: unknown, schema: JsonSchema | undefined): unknown {
  if (schema?.type === "array" && typeof value === "string") return [value];
  if (typeof value !== "string") return value;
  if ((schema?.type === "integer" || schema?.type === "number") && /^-?\d{1,15}(\.\d{1,15})?$/.test(value)) return Number(value);
  if (schema?.type === "boolean" && (value === "true" || value === "false")) return value === "true";
  return value;
}

/** The validator's words, in ours. */
function describeErrors(errors: SchemaError[], part: RequestPart): RequestProblem[] {
  const problems = new Map<string, RequestProblem>();
  for (const error of dropOtherBranches(errors)) {
    for (const problem of describeError(error)) {
      const path = placeOf(problem.path, part);
      problems.set(`${path} ${problem.problem}`, { ...problem, path });
      if (problems.size >= problemsMax) return [...problems.values()];
    }
  }
  return [...problems.values()];
}

/** `/limit` of a query is written `?limit`, of an address `{limit}`. */
function placeOf(path: string, part: RequestPart): string {
  if (part === "querystring") return `?${path.slice(1)}`;
  return part === "params" ? `{${path.slice(1)}}` : path;
}

/** Of alternatives that all failed only the one that came closest is told, and what says merely that none fitted is left out. */
function dropOtherBranches(errors: SchemaError[]): SchemaError[] {
  const branches = new Map<string, Map<string, SchemaError[]>>();
  const kept: SchemaError[] = [];
  for (const error of errors) {
    const branch = /^(.*?\/(?:anyOf|oneOf))\/(\d+)(?=\/|$)/.exec(error.schemaPath);
    if (branch === null) {
      kept.push(error);
      continue;
    }
    const place = `${branch[1]} ${instanceOf(error, branch[1] ?? "")}`;
    const alternatives = branches.get(place) ?? new Map<string, SchemaError[]>();
    branches.set(place, alternatives);
    const number = branch[2] ?? "";
    alternatives.set(number, [...(alternatives.get(number) ?? []), { ...error, schemaPath: error.schemaPath.slice(branch[0].length) }]);
  }
  for (const alternatives of branches.values()) kept.push(...closest([...alternatives.values()]));
  return kept.filter(({ keyword }) => !["anyOf", "oneOf", "boolean", "not"].includes(keyword));
}

/** Elements of one list fail apart from each other: as many levels of the instance as the schema goes down to the alternatives through lists and maps. */
function instanceOf({ instancePath }: SchemaError, schemaPath: string): string {
  const depth = (schemaPath.match(/\/(items|properties|additionalProperties|patternProperties)\b/g) ?? []).length;
  return instancePath
    .split("/")
    .slice(0, depth + 1)
    .join("/");
}

/** A branch whose constant or type is another one was not meant, or least; then the fewest faults decide. */
function closest(alternatives: SchemaError[][]): SchemaError[] {
  const constants = alternatives.flat().filter(({ keyword }) => keyword === "const");
  if (constants.length > 0 && alternatives.every((errors) => errors.length === 1 && errors[0]?.keyword === "const")) {
    const [first] = constants;
    return first ? [{ ...first, keyword: "enum", params: { allowedValues: constants.map(({ params }) => params.allowedValue) } }] : [];
  }
  const weight = (errors: SchemaError[]): number =>
    errors.reduce((sum, { keyword }) => sum + (keyword === "const" || keyword === "type" ? 10 : 1), 0);
  const [best = []] = [...alternatives].sort((a, b) => weight(a) - weight(b));
  return dropOtherBranches(best);
}

type Describe = (params: Record<string, unknown>, error: SchemaError) => { problem: string; remedy: string };

const descriptions: Record<string, Describe> = {
  type: ({ type }) => ({ problem: `must be ${article(type)}`, remedy: `send ${article(type)}` }),
  const: ({ allowedValue }) => ({ problem: `must be ${JSON.stringify(allowedValue)}`, remedy: `send ${JSON.stringify(allowedValue)}` }),
  enum: ({ allowedValues }) => ({ problem: "is none of the values that are known here", remedy: `send one of ${listed(allowedValues)}` }),
  pattern: ({ pattern }) => ({ problem: "does not have the form that is needed", remedy: `write it so that it fits ${String(pattern)}` }),
  format: ({ format }) => ({ problem: `is not a valid ${String(format)}`, remedy: `write it as ${String(format)}` }),
  minLength: ({ limit }) => ({ problem: "is too short", remedy: `write at least ${count(limit, "character")}` }),
  maxLength: ({ limit }) => ({ problem: "is too long", remedy: `write at most ${count(limit, "character")}` }),
  minItems: ({ limit }) => ({ problem: "has too few elements", remedy: `send at least ${count(limit, "element")}` }),
  maxItems: ({ limit }) => ({ problem: "has too many elements", remedy: `send at most ${count(limit, "element")} at once` }),
  minProperties: ({ limit }) => ({ problem: "has too few keys", remedy: `send at least ${count(limit, "key")}` }),
  maxProperties: ({ limit }) => ({ problem: "has too many keys", remedy: `send at most ${count(limit, "key")}` }),
  minimum: ({ limit }) => ({ problem: "is too small", remedy: `send ${String(limit)} or more` }),
  maximum: ({ limit }) => ({ problem: "is too large", remedy: `send ${String(limit)} or less` }),
  exclusiveMinimum: ({ limit }) => ({ problem: "is too small", remedy: `send more than ${String(limit)}` }),
  exclusiveMaximum: ({ limit }) => ({ problem: "is too large", remedy: `send less than ${String(limit)}` }),
  uniqueItems: () => ({ problem: "names something twice", remedy: "send each element once" }),
};

function describeError(error: SchemaError): RequestProblem[] {
  const { keyword, instancePath, params } = error;
  if (keyword === "required") {
    return textsOf(params.requiredProperties).map((name) => ({
      path: `${instancePath}/${escapePointer(name)}`,
      problem: "is missing",
      remedy: `add "${name}"`,
    }));
  }
  if (keyword === "additionalProperties" || keyword === "unevaluatedProperties") {
    return textsOf(params.additionalProperties ?? params.unevaluatedProperties).map((name) => ({
      path: `${instancePath}/${escapePointer(name)}`,
      problem: "is not a key that this call knows",
      remedy: "leave it out, or check its spelling",
    }));
  }
  const describe = descriptions[keyword] ?? ((_params, { message }) => ({ problem: message, remedy: "see the API's description" }));
  return [{ path: instancePath, ...describe(params, error) }];
}

function article(type: unknown): string {
  const words: Record<string, string> = {
    object: "an object",
    array: "a list",
    string: "a text",
    integer: "a whole number",
    number: "a number",
    boolean: "true or false",
    null: "null",
  };
  return (Array.isArray(type) ? type : [type]).map((one) => words[String(one)] ?? String(one)).join(" or ");
}

function count(limit: unknown, noun: string): string {
  return `${String(limit)} ${noun}${limit === 1 ? "" : "s"}`;
}

function listed(values: unknown): string {
  return Array.isArray(values) ? values.map((value) => JSON.stringify(value)).join(", ") : "the values in the API's description";
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function escapePointer(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}
