/** The document's JSON Schema as it is published: parts that are used more than once stand under $defs by their titles. */
import * as amounts from "./schema/amount.js";
import * as goals from "./schema/goal.js";
import * as grants from "./schema/grant.js";
import * as rules from "./schema/rule.js";
import * as segments from "./schema/segment.js";
import * as tiers from "./schema/tier.js";
import * as values from "./schema/values.js";
import { ProgramDocument } from "./schema.js";

type Json = Record<string, unknown>;

/** What titled parts say of themselves, apart from the places where they are used. */
const OWN_DESCRIPTIONS = new Map(
  [values, amounts, grants, rules, goals, segments, tiers].flatMap((file) =>
    Object.values(file as Record<string, unknown>)
      .map((part) => part as { title?: string; description?: string })
      .filter(({ title }) => title !== undefined)
      .map(({ title, description }) => [title, description] as const),
  ),
);

/** A self-contained JSON Schema (draft 2020-12) for program documents, as plain JSON. */
export function programJsonSchema(): Json {
  const definitions = new Map<string, Json>();
  const { $id, ...root } = JSON.parse(JSON.stringify(ProgramDocument)) as Json;
  const body = hoistMembers(root, definitions);
  const sorted = [...definitions].sort(([a], [b]) => (a < b ? -1 : 1));
  return { $schema: "https://json-schema.org/draft/2020-12/schema", $id, ...body, $defs: Object.fromEntries(sorted) };
}

function hoist(value: unknown, definitions: Map<string, Json>): unknown {
  if (Array.isArray(value)) return value.map((item) => hoist(item, definitions));
  if (typeof value !== "object" || value === null) return value;
  const node = value as Json;
  if (node.$defs !== undefined) return hoistDefinitions(node, definitions);
  if (typeof node.$ref === "string") return { ...node, $ref: `#/$defs/${node.$ref}` };
  return typeof node.title === "string" ? reference(node, definitions) : hoistMembers(node, definitions);
}
function hoistMembers(node: Json, definitions: Map<string, Json>): Json {
  return Object.fromEntries(Object.entries(node).map(([key, member]) => [key, hoist(member, definitions)]));
}

/** A titled part is kept once; a description or default of the place where it is used stays there. */
function reference({ title, description, default: fallback, ...node }: Json, definitions: Map<string, Json>): Json {
  const name = String(title);
  const own = OWN_DESCRIPTIONS.get(name) ?? description;
  if (!definitions.has(name)) {
    definitions.set(name, {});
    definitions.set(name, { description: own, ...hoistMembers(node, definitions) });
  }
  return { $ref: `#/$defs/${name}`, ...(description !== own && { description }), ...(fallback !== undefined && { default: fallback }) };
}

/** Recursive parts bring their definitions with them. */
function hoistDefinitions({ $defs, $ref, ...rest }: Json, definitions: Map<string, Json>): Json {
  for (const [name, definition] of Object.entries($defs as Record<string, Json>)) {
    const { $id: _, ...node } = definition;
    definitions.set(name, hoistMembers(node, definitions));
  }
  return { $ref: `#/$defs/${String($ref)}`, ...rest };
}
