import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { programJsonSchema } from "./json-schema.js";

const schema = programJsonSchema();

describe("the JSON Schema of program documents", () => {
  test("is committed as the code says (node scripts/program-schema.mjs writes it)", () => {
    const committed = readFileSync(new URL("../../../../spec/program.schema.json", import.meta.url), "utf8");
    expect(committed).toBe(`${JSON.stringify(schema, null, 2)}\n`);
  });

  test("describes every field, and refers only to what it defines", () => {
    const silent: string[] = [];
    const dangling: string[] = [];
    const definitions = schema.$defs as Record<string, object>;
    const visit = (node: unknown, path: string): void => {
      if (typeof node !== "object" || node === null) return;
      const { type, properties: fields, $ref } = node as { type?: string; properties?: Record<string, object>; $ref?: string };
      // A field of the document is itself called properties; only a schema's own ones are meant.
      const properties = type === "object" ? (fields ?? {}) : {};
      if ($ref !== undefined && !Object.hasOwn(definitions, $ref.replace("#/$defs/", ""))) dangling.push(`${path} → ${$ref}`);
      for (const [name, field] of Object.entries(properties)) if (!("description" in field) && !("$ref" in field)) silent.push(`${path}/${name}`);
      for (const [key, member] of Object.entries(node)) visit(member, `${path}/${key}`);
    };
    visit(schema, "");
    expect(dangling).toEqual([]);
    expect(silent).toEqual([]);
    expect(Object.entries(definitions).filter(([, part]) => !("description" in part))).toEqual([]);
  });
});
