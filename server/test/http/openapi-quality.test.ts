/** The description of the API as a linter would read it. */
import { Compile } from "typebox/compile";
import { afterAll, beforeAll, expect, test } from "vitest";
import { resolved } from "./declared-answers.js";
import { type Description, describedBy, type NamedOperation, operationsOf, type Parameter, type Schema } from "./described.js";
import { type TestServer, testServer } from "./server.js";

let server: TestServer;
let description: Description;
let operations: NamedOperation[];
beforeAll(async () => {
  server = await testServer();
  description = describedBy(server.server);
  operations = operationsOf(description);
});
afterAll(() => server.close());

/** Whether the value fits the schema, with all that it refers to. */
function fits(schema: unknown, value: unknown): boolean {
  return Compile(resolved(schema, description.components.schemas) as never).Check(value);
}

/** Each schema in the description with where it is. */
function* schemasIn(node: unknown, path: string): Generator<[path: string, schema: Schema]> {
  if (typeof node !== "object" || node === null) return;
  const schema = node as Schema;
  yield [path, schema];
  for (const key of ["properties", "patternProperties", "$defs"]) {
    for (const [name, member] of Object.entries((schema[key] ?? {}) as Schema)) yield* schemasIn(member, `${path}/${key}/${name}`);
  }
  for (const key of ["items", "additionalProperties", "not"]) if (typeof schema[key] === "object") yield* schemasIn(schema[key], `${path}/${key}`);
  for (const key of ["anyOf", "oneOf", "allOf"]) {
    for (const [index, member] of ((schema[key] ?? []) as unknown[]).entries()) yield* schemasIn(member, `${path}/${key}/${index}`);
  }
}

function allSchemas(): [path: string, schema: Schema][] {
  const found: [string, Schema][] = [];
  for (const [name, schema] of Object.entries(description.components.schemas)) found.push(...schemasIn(schema, name));
  for (const { name, operation } of operations) {
    for (const parameter of operation.parameters ?? []) found.push(...schemasIn(parameter.schema, `${name} ${parameter.name}`));
    for (const [type, { schema }] of Object.entries(operation.requestBody?.content ?? {})) found.push(...schemasIn(schema, `${name} body ${type}`));
    for (const [status, { content = {} }] of Object.entries(operation.responses)) {
      for (const { schema } of Object.values(content)) found.push(...schemasIn(schema, `${name} ${status}`));
    }
  }
  return found;
}

test("is OpenAPI 3.1 with a title, a version and a licence, and names every tag that operations have, with what it is about", () => {
  expect(description.openapi).toBe("3.1.0");
  expect(Object.keys(description.info)).toEqual(expect.arrayContaining(["title", "version", "description", "license"]));
  const declared = description.tags.map(({ name }) => name);
  expect(new Set(declared).size).toBe(declared.length);
  expect(operations.flatMap(({ operation }) => operation.tags).filter((tag) => !declared.includes(tag))).toEqual([]);
  for (const { name, operation } of operations) expect(operation.tags.length, name).toBe(1);
});

test("gives every operation an id of its own that is a name in every language, and a summary without a full stop", () => {
  const ids = operations.map(({ operation }) => operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !/^[a-z][A-Za-z0-9_]*$/.test(id))).toEqual([]);
  expect(operations.filter(({ operation }) => operation.summary.endsWith(".")).map(({ name }) => name)).toEqual([]);
});

test("says the form of every answer that is a success", () => {
  const silent = operations.filter(({ operation }) =>
    Object.entries(operation.responses).some(([status, { content }]) => {
      if (Number(status) >= 300 || Number(status) === 204) return false;
      const [media] = Object.values(content ?? {});
      return media?.schema === undefined || !hasForm(media.schema);
    }),
  );
  expect(silent.map(({ name }) => name)).toEqual([]);
});

function hasForm(schema: Schema): boolean {
  return ["type", "$ref", "anyOf", "oneOf", "allOf", "enum", "const"].some((key) => key in schema);
}

test("has no schema without a type, but for those that take anything and say so", () => {
  const untyped = allSchemas().filter(([, schema]) => !hasForm(schema) && typeof schema.description !== "string" && Object.keys(schema).length > 0);
  expect(untyped.map(([path]) => path)).toEqual([]);
});

test("refers only to what is there, and has nothing that is referred to nowhere", () => {
  const names = new Set(Object.keys(description.components.schemas));
  const references = [...JSON.stringify(description).matchAll(/"\$ref":"([^"]*)"/g)].map(([, reference]) => reference ?? "");
  expect(references.filter((reference) => !names.has(reference.replace("#/components/schemas/", "")))).toEqual([]);
  const used = new Set(references.map((reference) => reference.replace("#/components/schemas/", "")));
  expect([...names].filter((name) => !used.has(name))).toEqual([]);
});

test("declares every parameter of an address, with a description and an example that fits", () => {
  for (const { name, path, operation } of operations) {
    const parameters = (operation.parameters ?? []).filter((parameter) => parameter.in === "path");
    const wanted = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter);
    expect(parameters.map((parameter) => parameter.name).sort(), name).toEqual(wanted.sort());
    for (const parameter of parameters) {
      expect([name, parameter.name, parameter.required, typeof parameter.description]).toEqual([name, parameter.name, true, "string"]);
      const [example] = examplesOf(parameter);
      expect(example, `${name} ${parameter.name}`).toBeDefined();
    }
  }
});

function examplesOf({ example, schema }: Parameter): unknown[] {
  return [...(example === undefined ? [] : [example]), ...((schema.examples as unknown[] | undefined) ?? [])];
}

test("has examples that are what they are examples of", () => {
  for (const { name, operation } of operations) {
    for (const parameter of operation.parameters ?? []) {
      for (const example of examplesOf(parameter))
        expect(fits(parameter.schema, example), `${name} ${parameter.name} ${JSON.stringify(example)}`).toBe(true);
    }
    for (const { schema, example } of Object.values(operation.requestBody?.content ?? {})) {
      expect(fits(schema, example), `${name} ${JSON.stringify(example)}`).toBe(true);
    }
  }
});

test("demands no parameter that has a default", () => {
  const demanded = operations.flatMap(({ name, operation }) =>
    (operation.parameters ?? [])
      .filter(({ required, schema }) => required === true && schema.default !== undefined)
      .map((parameter) => `${name} ${parameter.name}`),
  );
  expect(demanded).toEqual([]);
});

test("says of every parameter of a query what it is for", () => {
  const silent = operations.flatMap(({ name, operation }) =>
    (operation.parameters ?? [])
      .filter((parameter) => parameter.in === "query" && !parameter.description)
      .map((parameter) => `${name} ${parameter.name}`),
  );
  expect(silent).toEqual([]);
});
