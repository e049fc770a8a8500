/** Examples for the parts of the schema, cut out of whole documents. */
import type { SchemaNode } from "../../core/document/schema-node.js";
import { definitionOf, hasFields } from "./schema-words.js";

/** An example for each section, by its heading: the first that a document has, the shortest of its first document. */
export function examplesOf(root: SchemaNode, documents: readonly unknown[]): Map<string, unknown> {
  const found = new Map<string, unknown>();
  for (const document of documents) {
    const ofDocument = new Map<string, unknown>();
    collect({ root, found: ofDocument }, root, document, "");
    for (const [heading, example] of ofDocument) if (!found.has(heading)) found.set(heading, example);
  }
  return found;
}

interface Collecting {
  readonly root: SchemaNode;
  readonly found: Map<string, unknown>;
}

function keep({ found }: Collecting, heading: string, value: unknown): void {
  const known = found.get(heading);
  if (known === undefined || JSON.stringify(value).length < JSON.stringify(known).length) found.set(heading, value);
}

/** What a part stands in: an item is shown in its list, a named one under its name. */
type Wrap = (part: unknown) => unknown;
const alone: Wrap = (part) => part;
const inList: Wrap = (part) => [part];

function collect(collecting: Collecting, node: SchemaNode, value: unknown, path: string, wrap = alone): void {
  const definition = definitionOf(node);
  if (definition !== undefined) {
    keep(collecting, definition, value);
    collect(collecting, collecting.root.$defs?.[definition] ?? {}, value, definition);
  } else if (node.anyOf !== undefined) {
    const branch = branchOf(collecting.root, node, value);
    if (branch !== undefined) collect(collecting, branch, value, path, wrap);
  } else if (Array.isArray(value)) {
    for (const item of value) collect(collecting, node.items ?? {}, item, path, inList);
  } else if (typeof value === "object" && value !== null) {
    collectMembers(collecting, node, value, path, wrap);
  }
}
function collectMembers(collecting: Collecting, node: SchemaNode, value: object, path: string, wrap: Wrap): void {
  if (hasFields(node) && path !== "") keep(collecting, path, wrap(value));
  const [byName] = Object.values(node.patternProperties ?? {});
  for (const [key, inner] of Object.entries(value)) {
    const field = node.properties?.[key];
    if (field !== undefined) collect(collecting, field, inner, headingOf(path, key));
    else if (byName !== undefined) collect(collecting, byName, inner, path, (part) => ({ [key]: part }));
  }
}

/** The heading of the section of a field's own fields. */
export function headingOf(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}

/** The branch of a union that a value takes: by its fields, or by what it is. */
function branchOf(root: SchemaNode, node: SchemaNode, value: unknown): SchemaNode | undefined {
  return node.anyOf?.find((branch) => fits(root, branch, value));
}
function fits(root: SchemaNode, branch: SchemaNode, value: unknown): boolean {
  const definition = definitionOf(branch);
  if (definition !== undefined) return fits(root, root.$defs?.[definition] ?? {}, value);
  if (branch.anyOf !== undefined) return branchOf(root, branch, value) !== undefined;
  if (branch.const !== undefined) return branch.const === value;
  if (typeof value !== "object" || value === null) return branch.type === (typeof value === "number" ? "integer" : typeof value);
  if (Array.isArray(value)) return branch.items !== undefined;
  const keys = Object.keys(value);
  if (branch.patternProperties !== undefined)
    return keys.every((key) => Object.keys(branch.patternProperties ?? {}).some((pattern) => new RegExp(pattern).test(key)));
  return (branch.required ?? []).every((key) => keys.includes(key)) && keys.every((key) => Object.hasOwn(branch.properties ?? {}, key));
}
