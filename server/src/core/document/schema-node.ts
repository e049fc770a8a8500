/** Schemas as the checks of a document's shape see them, and words for their types. */
import { listNames, nearestName } from "../nearest.js";
import { type Problem, quoted } from "./problem.js";

/** The part of JSON Schema that the document's schema uses. */
export interface SchemaNode {
  readonly type?: string;
  readonly const?: unknown;
  readonly anyOf?: readonly SchemaNode[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, SchemaNode>>;
  readonly description?: string;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly patternProperties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly items?: SchemaNode;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Where a check stands: the definitions that it can refer to and what was found so far. */
export interface ShapeCheck {
  readonly definitions: Map<string, SchemaNode>;
  readonly problems: Problem[];
  check(schema: SchemaNode, value: unknown, path: string): void;
  /** Whether nothing more is kept. */
  isFull(): boolean;
  report(path: string, problem: string, remedy: string): void;
}

const TYPE_NAMES: Record<string, string> = {
  string: "a text",
  integer: "a whole number",
  boolean: "true or false",
  object: "an object",
  array: "a list",
};
export function describeType(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return typeof value === "boolean" ? "true or false" : (TYPE_NAMES[typeof value] ?? "a number");
}
/** Numbers where a decimal text is wanted are the most frequent slip. */
export function remedyForType(node: SchemaNode, value: unknown): string {
  const quotes = node.type === "string" && typeof value === "number" ? `Write it in quotes: "${value}". ` : "";
  return `${quotes}${descriptionOf(node)}`;
}
export function nameOfType({ type = "" }: SchemaNode): string {
  return TYPE_NAMES[type] ?? type;
}
export function descriptionOf({ description = "See the reference of the document." }: SchemaNode): string {
  return description;
}

export function reportUnknown({ report, isFull }: ShapeCheck, key: string, known: readonly string[], place: string): void {
  const near = isFull() ? undefined : nearestName(key, known);
  report(place, `${quoted(key)} is not known here`, `${near === undefined ? "" : `Did you mean ${near}? `}Known: ${listNames(known)}.`);
}
