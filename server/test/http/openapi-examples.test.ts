import { afterAll, beforeAll, expect, test } from "vitest";
import { describedBy, type NamedOperation, operationsOf, type Parameter } from "./described.js";
import { keepLookUpsInside, type Things, thingsFor } from "./described-things.js";
import { bearer, type TestServer, testServer } from "./server.js";
import { openShop, type Shop } from "./shop.js";

let server: TestServer;
let operations: NamedOperation[];
beforeAll(async () => {
  server = await testServer();
  keepLookUpsInside(server);
  operations = operationsOf(describedBy(server.server));
});
afterAll(() => server.close());

interface Example {
  operation: NamedOperation;
  /** Of the body, if there is one. */
  contentType: string | undefined;
}

/** Every operation, once for each form that its body may have. */
function examples(): Example[] {
  return operations.flatMap((operation): Example[] => {
    const types = Object.keys(operation.operation.requestBody?.content ?? {});
    return types.length === 0 ? [{ operation, contentType: undefined }] : types.map((contentType) => ({ operation, contentType }));
  });
}

async function send({ server }: TestServer, shop: Shop, { operation: named, contentType }: Example, { params = {}, body = {}, bytes }: Things = {}) {
  const { name, path, method, operation } = named;
  const values = new Map((operation.parameters ?? []).map((parameter) => [parameter.name, params[parameter.name] ?? exampleOf(parameter)]));
  const needed = (operation.parameters ?? []).filter((parameter) => parameter.in === "query" && parameter.required === true);
  const query = new URLSearchParams(needed.map((parameter): [string, string] => [parameter.name, String(exampleOf(parameter))])).toString();
  const address = path.replace(/\{(\w+)\}/g, (_, parameter: string) => encodeURIComponent(String(values.get(parameter))));
  const takesSecret = (operation.security ?? []).some((scheme) => "secretKey" in scheme);
  const example = contentType === undefined ? undefined : operation.requestBody?.content[contentType]?.example;
  return server.inject({
    method: method.toUpperCase() as "GET",
    url: query === "" ? address : `${address}?${query}`,
    headers: {
      ...bearer(takesSecret ? shop.secret : shop.publishable),
      ...(values.has("Idempotency-Key") ? { "idempotency-key": `example of ${name} ${contentType}`.replaceAll(" ", "-") } : {}),
      ...(contentType === undefined ? {} : { "content-type": contentType }),
    },
    // JSON is YAML too; a table is a text.
    ...(example === undefined ? {} : { payload: bytes ?? (typeof example === "string" ? example : JSON.stringify({ ...example, ...body })) }),
  });
}

function exampleOf({ example, schema }: Parameter): unknown {
  return example ?? schema.examples?.[0];
}

test("every operation understands the example that its description gives, as it is", async () => {
  const shop = await openShop(server, "spring-friends");
  for (const example of examples()) {
    const { statusCode, body } = await send(server, shop, example);
    // Of some examples there is nothing here: an unknown reward is 404, a moment that has passed 422. But all are understood.
    expect([200, 201, 202, 204, 404, 409, 410, 422], `${example.operation.name}: ${body.slice(0, 500)}`).toContain(statusCode);
  }
});

test("every operation does what its example asks for, where the ids, codes and moments are of things that are there", async () => {
  const elsewhere = await testServer();
  keepLookUpsInside(elsewhere);
  const { shop, things } = await thingsFor(elsewhere, "spring-friends");
  const failures: string[] = [];
  for (const example of examples().sort((a, b) => Number(endsThings(a)) - Number(endsThings(b)))) {
    const { name } = example.operation;
    const { statusCode, body } = await send(elsewhere, shop, example, things[`${name} ${example.contentType}`] ?? things[name]);
    if (statusCode >= 300) failures.push(`${name} ${statusCode}: ${body.slice(0, 300)}`);
  }
  await elsewhere.close();
  expect(failures).toEqual([]);
  const names = examples().flatMap(({ operation: { name }, contentType }) => [name, `${name} ${contentType}`]);
  expect(Object.keys(things).filter((name) => !names.includes(name))).toEqual([]);
});

/** Others need what these end. */
function endsThings({ operation: { name } }: Example): boolean {
  return name.endsWith("/end");
}
