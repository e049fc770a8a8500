import { afterAll, beforeAll, expect, test } from "vitest";
import { fuzz } from "../http/described-fuzz.js";
import { type TestServer, testServer } from "../http/server.js";

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.close());

test("5,000 requests made from the API's description: no 5xx, documented errors, no effect without a 2xx", { timeout: 600_000 }, async () => {
  const { byStatus, written } = await fuzz(server, { count: 5000, seed: Number(process.env.LAWS_SEED) });
  expect(Object.keys(byStatus)).toEqual(expect.arrayContaining(["200", "201", "400", "401", "403", "404", "409", "422"]));
  expect(written).toBeGreaterThan(100);
});
