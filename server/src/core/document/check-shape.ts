/**
 * Checks a value against a JSON Schema of ours and tells what is wrong in plain words. Of a union it finds the branch that was meant by its keys
 * and tells what is wrong with that one. It knows the part of JSON Schema that `schema/` uses; a test holds the two together.
 */
import { listNames } from "../nearest.js";
import { checkUnion } from "./check-union.js";
import { type Problem, pointerTo, quoted } from "./problem.js";
import { PATTERN_WORDS } from "./schema/values.js";
import { describeType, descriptionOf, nameOfType, remedyForType, reportUnknown, type SchemaNode, type ShapeCheck } from "./schema-node.js";

const MAX_PROBLEMS = 200;

/** Every deviation of the value from the schema, at most 200. Expects input that `checkInput` has passed. */
export function checkShape(schema: object, value: unknown): Problem[] {
  const shape: ShapeCheck = {
    definitions: new Map(),
    problems: [],
    check: (node, inner, path) => checkNode(shape, node, inner, path),
    isFull: () => shape.problems.length >= MAX_PROBLEMS,
    report: (path, problem, remedy) => {
      if (!shape.isFull()) shape.problems.push({ path, problem, remedy });
    },
  };
  shape.check(schema as SchemaNode, value, "");
  return shape.problems;
}

function checkNode(shape: ShapeCheck, node: SchemaNode, value: unknown, path: string): void {
  for (const [name, definition] of Object.entries(node.$defs ?? {})) shape.definitions.set(name, definition);
  if (node.$ref !== undefined) shape.check(definitionOf(shape, node.$ref), value, path);
  else if (node.anyOf !== undefined) checkUnion(shape, node, value, path);
  else if (node.const !== undefined) checkLiteral(shape, node, value, path);
  else if (describeType(value) !== nameOfType(node) && !isWholeNumber(node, value)) reportType(shape, node, value, path);
  else CHECKS[node.type ?? ""]?.(shape, node, value as never, path);
}
function definitionOf({ definitions }: ShapeCheck, name: string): SchemaNode {
  const definition = definitions.get(name);
  if (definition === undefined) throw new Error(`The schema refers to ${name}, which it does not define`);
  return definition;
}
function isWholeNumber({ type }: SchemaNode, value: unknown): boolean {
  return type === "integer" && typeof value === "number";
}

const CHECKS: Record<string, (shape: ShapeCheck, node: SchemaNode, value: never, path: string) => void> = {
  string: checkText,
  integer: checkInteger,
  array: checkList,
  object: checkObject,
};

function checkLiteral({ report }: ShapeCheck, node: SchemaNode, value: unknown, path: string): void {
  if (value !== node.const) report(path, `must be ${JSON.stringify(node.const)}`, `Write ${JSON.stringify(node.const)}.`);
}

function checkText({ report }: ShapeCheck, node: SchemaNode, text: string, path: string): void {
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern } = node;
  if (text.length < minLength) report(path, "the text is empty", descriptionOf(node));
  else if (text.length > maxLength) report(path, `the text is longer than ${maxLength} characters`, "Shorten it.");
  else if (pattern !== undefined && !patternOf(pattern).test(text)) {
    report(path, `${quoted(text)} is not ${wordsOfPattern(pattern)}`, `${descriptionOf(node)} It is ${wordsOfPattern(pattern)}.`);
  }
}
const patterns = new Map<string, RegExp>();
function patternOf(pattern: string): RegExp {
  const known = patterns.get(pattern) ?? new RegExp(pattern, "u");
  patterns.set(pattern, known);
  return known;
}
function wordsOfPattern(pattern: string): string {
  return PATTERN_WORDS.get(pattern) ?? `of the form ${pattern}`;
}

function checkInteger({ report }: ShapeCheck, { minimum = 0, maximum = Number.MAX_SAFE_INTEGER }: SchemaNode, value: number, path: string): void {
  if (Number.isInteger(value) && value >= minimum && value <= maximum) return;
  const problem = Number.isInteger(value) ? `${value} is out of range` : `${value} is not a whole number`;
  report(path, problem, `Write a whole number from ${minimum} to ${maximum}.`);
}

function checkList({ check, report }: ShapeCheck, node: SchemaNode, list: unknown[], path: string): void {
  const { minItems = 0, maxItems = Number.POSITIVE_INFINITY, items } = node;
  if (list.length < minItems) report(path, "the list is empty", `Name at least ${minItems}, or leave it out.`);
  if (list.length > maxItems) report(path, `the list has ${list.length} items`, `Use at most ${maxItems}.`);
  else if (items !== undefined) for (const [index, item] of list.entries()) check(items, item, pointerTo(path, index));
}

function checkObject(shape: ShapeCheck, node: SchemaNode, object: Record<string, unknown>, path: string): void {
  const keys = Object.keys(object).filter((key) => object[key] !== undefined);
  checkCount(shape, node, keys, path);
  for (const key of node.required ?? []) {
    if (!keys.includes(key)) shape.report(pointerTo(path, key), `${quoted(key)} is missing`, descriptionOf(node.properties?.[key] ?? {}));
  }
  for (const key of keys) checkMember(shape, node, key, object[key], path);
}
function checkCount(
  { report }: ShapeCheck,
  { minProperties = 0, maxProperties = Number.POSITIVE_INFINITY, properties }: SchemaNode,
  keys: string[],
  path: string,
): void {
  if (keys.length < minProperties)
    report(
      path,
      "nothing is named",
      properties === undefined ? "Name at least one." : `Name at least one of ${listNames(Object.keys(properties), "or")}.`,
    );
  if (keys.length > maxProperties) report(path, `it has ${keys.length} entries`, `Use at most ${maxProperties}.`);
}
function checkMember(shape: ShapeCheck, { properties = {}, patternProperties }: SchemaNode, key: string, value: unknown, path: string): void {
  const place = pointerTo(path, key);
  const [named] = Object.entries(patternProperties ?? {});
  if (Object.hasOwn(properties, key)) shape.check(properties[key] as SchemaNode, value, place);
  else if (named === undefined) reportUnknown(shape, key, Object.keys(properties), place);
  else if (patternOf(named[0]).test(key)) shape.check(named[1], value, place);
  else shape.report(place, `the name ${quoted(key)} cannot be used`, `A name is ${wordsOfPattern(named[0])}.`);
}

function reportType(shape: ShapeCheck, node: SchemaNode, value: unknown, path: string): void {
  shape.report(path, `must be ${nameOfType(node)}, not ${describeType(value)}`, remedyForType(node, value));
}
