/** What any request meets before a route: bodies, limits, headers, unknown addresses. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bearer, type TestServer, type TestWorkspace, testServer, testWorkspace } from "./server.js";

let server: TestServer;
let shop: TestWorkspace;
const clock = { offsetMs: 0 };

beforeAll(async () => {
  server = await testServer({ rates: { secret: 5, publishable: 2, anonymous: 3 }, trustProxy: ["127.0.0.0/8"] }, clock);
  shop = await testWorkspace(server.app);
});
afterAll(() => server.close());

function nextSecond(): void {
  clock.offsetMs += 1000;
}

function post(payload: string | Buffer, contentType = "application/json") {
  nextSecond();
  return server.server.inject({
    method: "POST",
    url: "/v1/keys",
    headers: { ...bearer(shop.secret), "content-type": contentType, "idempotency-key": "x" },
    payload,
  });
}

describe("bodies", () => {
  test.each([
    ["no JSON", "{", 400],
    ["nothing", "", 400],
    ["two values", "{}{}", 400],
    ["a byte order mark", "\ufeff{}", 400],
    ["a list for an object", "[]", 400],
    ["null", "null", 400],
    ["a depth of 100,000", "[".repeat(60_000), 400],
    ["a nesting that closes, too deep", `{"label":${"[".repeat(5000)}${"]".repeat(5000)}}`, 400],
    ["a prototype", '{"kind":"publishable","label":"x","__proto__":{"admin":true}}', 400],
    ["an escaped prototype", '{"kind":"publishable","label":"x","__pr\\u006fto__":{"admin":true}}', 400],
    ["a constructor", '{"kind":"publishable","label":"x","constructor":{"prototype":{}}}', 400],
    ["half a surrogate pair", '{"kind":"publishable","label":"\\ud800"}', 400],
    ["a NUL", '{"kind":"publishable","label":"\\u0000"}', 400],
    ["more than 64 kB", JSON.stringify({ kind: "publishable", label: "x".repeat(70_000) }), 413],
  ])("%s", async (_name, body, status) => {
    const reply = await post(body);
    expect(reply.statusCode, reply.body).toBe(status);
    expect(reply.headers["content-type"]).toContain("application/problem+json");
    expect(
      Object.keys(reply.json())
        .filter((key) => key !== "errors")
        .sort(),
    ).toEqual(["code", "detail", "requestId", "status", "title", "type"]);
  });

  test("400: bytes that are not UTF-8", async () => {
    expect((await post(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]))).statusCode).toBe(400);
  });

  test.each(["text/plain", "application/x-www-form-urlencoded", "application/yaml", "multipart/form-data"])("415: %s", async (type) => {
    expect((await post("{}", type)).statusCode).toBe(415);
  });
});

describe("addresses", () => {
  test("404 as a problem for programs, as a page for people; 405 names the methods", async () => {
    expect((await server.server.inject({ url: "/v1/nothing" })).json().code).toBe("not_found");
    const page = await server.server.inject({ url: "/nothing", headers: { accept: "text/html", "accept-language": "ru" } });
    expect(page.statusCode).toBe(404);
    expect(page.body).toContain('<html lang="ru">');
    const wrong = await server.server.inject({ method: "DELETE", url: "/v1/keys" });
    expect(wrong.statusCode).toBe(405);
    expect(wrong.headers.allow).toBe("GET, POST");
  });

  test("400: an escape that is not UTF-8; a NUL", async () => {
    nextSecond();
    expect((await server.server.inject({ url: "/v1/keys/%ff/rotate" })).statusCode).toBe(400);
    const reply = await server.server.inject({
      method: "POST",
      url: "/v1/keys/a%00b/revoke",
      headers: { ...bearer(shop.secret), "idempotency-key": "x" },
    });
    expect(reply.statusCode).toBe(400);
  });

  test("200: health, with the database", async () => {
    for (let n = 0; n < 10; n += 1) expect((await server.server.inject({ url: "/health" })).json()).toEqual({ status: "ok" });
  });
});

describe("rates", () => {
  const from = (ip: string, path = "/docs") => server.server.inject({ url: path, headers: { "x-forwarded-for": ip } });

  test("429 with Retry-After beyond the limit of an address, and again in the next second", async () => {
    nextSecond();
    for (let n = 0; n < 3; n += 1) expect((await from("203.0.113.1")).statusCode).toBe(302);
    const reply = await from("203.0.113.1");
    expect(reply.statusCode).toBe(429);
    expect(reply.headers["retry-after"]).toBe("1");
    expect(reply.json().code).toBe("rate_limited");
    expect((await from("203.0.113.2")).statusCode).toBe(302);
    nextSecond();
    expect((await from("203.0.113.1")).statusCode).toBe(302);
  });

  test("addresses of one IPv6 subscriber are counted together", async () => {
    nextSecond();
    const statuses = [];
    for (let n = 0; n < 4; n += 1) statuses.push((await from(`2001:db8:1:2::${n + 1}`)).statusCode);
    expect(statuses).toEqual([302, 302, 302, 429]);
  });

  test("a proxy that is not trusted cannot name an address", async () => {
    nextSecond();
    const spoof = (n: number) =>
      server.server.inject({ url: "/docs", remoteAddress: "198.51.100.9", headers: { "x-forwarded-for": `203.0.113.${n}` } });
    const statuses = [];
    for (let n = 0; n < 4; n += 1) statuses.push((await spoof(n)).statusCode);
    expect(statuses).toEqual([302, 302, 302, 429]);
  });

  test("a key is counted by key, and tells what is left", async () => {
    nextSecond();
    const first = await server.server.inject({ url: "/v1/workspace", headers: bearer(shop.secret) });
    expect(first.headers).toMatchObject({ "ratelimit-limit": "5", "ratelimit-remaining": "4", "ratelimit-reset": "1" });
  });

  test("guessing keys is slow: what proves nothing counts against its address", async () => {
    nextSecond();
    const statuses = [];
    for (let n = 0; n < 5; n += 1) statuses.push((await server.server.inject({ url: "/v1/workspace", headers: bearer("bw_live_guess") })).statusCode);
    expect(statuses).toEqual([401, 401, 401, 429, 429]);
  });
});

test("no answer tells what we run on, and data is never a page", async () => {
  nextSecond();
  const { headers } = await server.server.inject({ url: "/v1/workspace", headers: bearer(shop.secret) });
  expect(headers["x-powered-by"]).toBeUndefined();
  expect(headers).toMatchObject({
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "strict-transport-security": "max-age=31536000",
  });
});
