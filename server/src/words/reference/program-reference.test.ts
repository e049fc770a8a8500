import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { programJsonSchema } from "../../core/document/json-schema.js";
import type { SchemaNode } from "../../core/document/schema-node.js";
import { programReference } from "./program-reference.js";

const repository = new URL("../../../../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, repository), "utf8");
const documents = [
  ...readdirSync(new URL("examples/programs/", repository))
    .filter((file) => file.endsWith(".yaml"))
    .sort()
    .map((file) => `examples/programs/${file}`),
  "docs/reference/every-part.yaml",
].map((path) => parse(read(path)));
const page = programReference(programJsonSchema(), documents);

test("docs/reference/program-document.md is as the schema says it (npm run docs writes it)", () => {
  expect(read("docs/reference/program-document.md")).toBe(page);
});

test("has every field and every definition of the schema, and leads nowhere else", () => {
  const root = programJsonSchema() as SchemaNode;
  const missing: string[] = [];
  const visit = (node: SchemaNode): void => {
    for (const [name, field] of Object.entries(node.properties ?? {})) {
      if (!page.includes(`\`${name}\``)) missing.push(name);
      visit(field);
    }
    for (const inner of [...(node.anyOf ?? []), ...Object.values(node.$defs ?? {}), ...Object.values(node.patternProperties ?? {})]) visit(inner);
    if (node.items !== undefined) visit(node.items);
  };
  visit(root);
  expect(missing).toEqual([]);
  const headings = new Set(
    [...page.matchAll(/^## (.*)$/gm)].map(([, heading = ""]) =>
      heading
        .toLowerCase()
        .replace(/[^a-z0-9 _-]/g, "")
        .replaceAll(" ", "-"),
    ),
  );
  expect(Object.keys(root.$defs ?? {}).filter((name) => !headings.has(name.toLowerCase()))).toEqual([]);
  expect([...page.matchAll(/\]\(#([^)]*)\)/g)].map(([, anchor = ""]) => anchor).filter((anchor) => !headings.has(anchor))).toEqual([]);
});

test("takes whatever the schema has, and shows examples from documents", () => {
  const schema = {
    properties: {
      shop: { description: "The shop.", properties: { size: { type: "integer", minimum: 1, maximum: 2000, default: 3, description: "How large." } } },
    },
    required: ["shop"],
  };
  const made = programReference(schema, [{ shop: { size: 7 } }]);
  expect(made).toContain("| **`shop`** | [shop](#shop) |  |  | The shop. |");
  expect(made).toContain("| `size` | whole number | `3` | 1 to 2,000 | How large. |");
  expect(made).toContain("```yaml\nshop:\n  size: 7\n```");
});
