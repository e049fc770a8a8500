import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkoutDir } from "../../src/config.js";
import { openApiDocument } from "../../src/http/openapi.js";
import { type TestServer, testServer } from "./server.js";

interface Operation {
  summary: string;
  description: string;
  operationId: string;
  security: unknown[];
  responses: Record<string, unknown>;
  requestBody?: { content: Record<string, { example?: unknown }> };
}

let server: TestServer;
let operations: [string, Operation][];

beforeAll(async () => {
  server = await testServer();
  const { paths } = openApiDocument(server.server) as { paths: Record<string, Record<string, Operation>> };
  operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [`${method} ${path}`, operation]),
  );
});
afterAll(() => server.close());

test("spec/openapi.json is what the routes say; UPDATE_SPEC=1 writes it", () => {
  const file = join(checkoutDir, "spec/openapi.json");
  const text = `${JSON.stringify(openApiDocument(server.server), null, 2)}\n`;
  if (process.env.UPDATE_SPEC === "1") writeFileSync(file, text);
  expect(readFileSync(file, "utf8")).toBe(text);
});

/** Answered without a key: how the server is, and what a program promises. */
const forEverybody = [
  "get /health",
  "post /v1/portals/{handle}/sign-in-mails",
  "post /v1/sessions",
  "delete /v1/sessions",
  "get /v1/programs/{program}/terms",
  "get /v1/programs/{program}/chance",
  "get /v1/programs/{program}/social-proof",
  "get /v1/programs/{program}/contests/{contest}",
  "get /v1/programs/{program}/contests/{contest}/places",
  "get /v1/programs/{program}/draws",
  "get /v1/programs/{program}/draws/{draw}/runs/{run}",
  "get /v1/programs/{program}/draws/{draw}/runs/{run}/tickets",
];

test("every operation has a summary, a description, its own id, its security, an answer and its errors, and an example of its body", () => {
  expect(operations.length).toBeGreaterThan(20);
  for (const [name, { summary, description, security, responses, requestBody }] of operations) {
    expect(summary, name).not.toBe("");
    expect(description.length, name).toBeGreaterThan(20);
    const statuses = Object.keys(responses).map(Number);
    expect(
      statuses.some((status) => status < 300),
      name,
    ).toBe(true);
    if (!forEverybody.includes(name)) expect(security.length, name).toBeGreaterThan(0);
    expect(statuses, name).toEqual(expect.arrayContaining([400, 429, 500, 503]));
    if (requestBody !== undefined) {
      for (const { example } of Object.values(requestBody.content)) expect(example, name).toBeDefined();
    }
  }
  const ids = operations.map(([, { operationId }]) => operationId);
  expect(new Set(ids).size).toBe(ids.length);
});

test("the pages need nothing from outside", async () => {
  expect((await server.server.inject({ url: "/docs" })).headers.location).toBe("/docs/api");
  const page = await server.server.inject({ url: "/docs/api" });
  expect(page.body).not.toMatch(/(src|href)="(https?:)?\/\//);
  expect(page.headers["content-security-policy"]).toContain("default-src 'none'");
  const start = await server.server.inject({ url: "/docs/api/start.js" });
  expect(start.body).toContain('"withDefaultFonts":false');
  expect(start.body).toContain('"telemetry":false');
  expect((await server.server.inject({ url: "/docs/api/reader.js" })).rawPayload.length).toBeGreaterThan(1_000_000);
});
