import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestServer, testServer } from "./server.js";

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.close());

const get = (headers: Record<string, string> = {}) => server.server.inject({ url: "/tracker.js", headers });

test("200: the script, for pages anywhere, to be kept a day", async () => {
  const { statusCode, headers, body } = await get();
  expect(statusCode).toBe(200);
  expect(headers).toMatchObject({
    "content-type": "text/javascript; charset=utf-8",
    "access-control-allow-origin": "*",
    "cross-origin-resource-policy": "cross-origin",
    "x-content-type-options": "nosniff",
    vary: "accept-encoding",
  });
  expect(headers["cache-control"]).toContain("max-age=86400");
  expect(body).toContain("bw_visit");
});

test("zipped for who takes that, at most 3,000 bytes, under a tag of its own", async () => {
  const plain = await get();
  const zipped = await get({ "accept-encoding": "br, gzip" });
  expect(zipped.headers["content-encoding"]).toBe("gzip");
  expect(zipped.rawPayload.length).toBeLessThanOrEqual(3000);
  expect(gunzipSync(zipped.rawPayload).toString()).toBe(plain.body);
  expect(zipped.headers.etag).not.toBe(plain.headers.etag);
});

test("304: what the browser has already is not sent again", async () => {
  const { etag = "" } = (await get()).headers;
  for (const tag of [etag, `W/${etag}`, `"other", ${etag}`]) {
    const reply = await get({ "if-none-match": tag });
    expect(reply.statusCode).toBe(304);
    expect(reply.body).toBe("");
    expect(reply.headers.etag).toBe(etag);
  }
  expect((await get({ "if-none-match": '"other"' })).statusCode).toBe(200);
});
