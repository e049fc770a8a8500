import { afterAll, beforeAll, expect, test } from "vitest";
import { fuzz } from "./described-fuzz.js";
import { type TestServer, testServer } from "./server.js";

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.close());

test("800 requests made from the API's description, right and with one thing wrong, in every role: no 5xx, documented errors, no effect without a 2xx", {
  timeout: 60_000,
}, async () => {
  const { byStatus, written } = await fuzz(server, { count: 800, seed: 20_261_122 });
  expect(Object.keys(byStatus)).toEqual(expect.arrayContaining(["200", "400", "401", "403", "404"]));
  expect(written).toBeGreaterThan(20);
});
