/** The JSON Schema of program documents as its reference reads it, and words for types and limits. */
import { PATTERN_WORDS } from "../../core/document/schema/values.js";
import type { SchemaNode } from "../../core/document/schema-node.js";

/** The name of the definition that a node refers to. */
export function definitionOf({ $ref }: SchemaNode): string | undefined {
  return $ref?.replace("#/$defs/", "");
}
/** Whether a node is an object with fields of its own, which gets a section. */
export function hasFields({ properties }: SchemaNode): boolean {
  return properties !== undefined;
}
/** The anchor that Markdown renderers give a heading. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^a-z0-9 _-]/g, "")
    .replaceAll(" ", "-");
}
function linkTo(heading: string): string {
  return `[${heading}](#${anchorOf(heading)})`;
}

const TYPE_NAMES: Record<string, string> = { string: "text", integer: "whole number", number: "number", boolean: "`true` or `false`" };

/** What may stand in a field. `heading` is that of the section in which its own fields are told, if it has some. */
export function typeWords(node: SchemaNode, heading: string): string {
  const definition = definitionOf(node);
  if (definition !== undefined) return linkTo(definition);
  if (node.const !== undefined) return `\`${String(node.const)}\``;
  if (node.anyOf !== undefined) return unionWords(node.anyOf, heading);
  if (node.items !== undefined) return `list of ${typeWords(node.items, heading)}`;
  if (hasFields(node)) return linkTo(heading);
  const [inner] = Object.values(node.patternProperties ?? {});
  if (inner !== undefined) return `names, each with ${typeWords(inner, heading)}`;
  return TYPE_NAMES[node.type ?? ""] ?? "anything";
}
function unionWords(parts: readonly SchemaNode[], heading: string): string {
  const words = [...new Set(parts.map((part) => typeWords(part, heading)))];
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}

/** The limits of a field, in few words; empty without any. */
export function limitWords(node: SchemaNode): string {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems, minProperties, maxProperties, pattern } = node;
  const keys = Object.keys(node.patternProperties ?? {});
  return [
    range(minimum, maximum, ""),
    range(minLength === 1 ? undefined : minLength, maxLength, " characters"),
    range(minItems, maxItems, " items"),
    range(minProperties, maxProperties, " names"),
    pattern === undefined ? "" : patternWords(pattern),
    ...keys.map((key) => (patternWords(key) === "" ? "" : `names: ${patternWords(key)}`)),
  ]
    .filter((words) => words !== "")
    .join("; ");
}
function range(least: number | undefined, most: number | undefined, unit: string): string {
  if (least === undefined && most === undefined) return "";
  if (least === undefined) return `at most ${count(most)}${unit}`;
  return most === undefined ? `at least ${count(least)}${unit}` : `${count(least)} to ${count(most)}${unit}`;
}
function count(number: number | undefined): string {
  return (number ?? 0).toLocaleString("en");
}
function patternWords(pattern: string): string {
  return PATTERN_WORDS.get(pattern) ?? (pattern === "^#[0-9A-Fa-f]{6}$" ? "`#RRGGBB`" : "");
}

/** A default as it is written in YAML's flow style. */
export function defaultWords({ default: value }: SchemaNode): string {
  return value === undefined ? "" : `\`${flow(value)}\``;
}
function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(", ")}]`;
  if (typeof value !== "object" || value === null) return String(value);
  return `{ ${Object.entries(value)
    .map(([key, inner]) => `${key}: ${flow(inner)}`)
    .join(", ")} }`;
}
