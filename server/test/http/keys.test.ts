import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bearer, keyWith, type TestServer, type TestWorkspace, testServer, testWorkspace } from "./server.js";

let server: TestServer;
let shop: TestWorkspace;
const clock = { offsetMs: 0 };
let count = 0;

beforeAll(async () => {
  server = await testServer({}, clock);
  shop = await testWorkspace(server.app);
});
afterAll(() => server.close());

function post(path: string, body: object, { token = shop.secret, key = `key-${++count}` } = {}) {
  return server.server.inject({ method: "POST", url: path, headers: { ...bearer(token), "idempotency-key": key }, payload: body });
}
const whoIs = (token: string) => server.server.inject({ url: "/v1/workspace", headers: bearer(token) });

describe("POST /v1/keys", () => {
  test("201: the key works, with its scopes and no others", async () => {
    const made = await post("/v1/keys", { kind: "secret", label: "Shop server", scopes: ["events:write"] });
    expect(made.statusCode).toBe(201);
    expect(made.json().key).toMatch(/^bw_live_[0-9a-hjkmnp-tv-z]{36}$/);
    expect((await whoIs(made.json().key)).json().key.scopes).toEqual(["events:write"]);
    expect((await post("/v1/keys", { kind: "secret", label: "x", scopes: ["*"] }, { token: made.json().key })).statusCode).toBe(403);
  });

  test("201: the same Idempotency-Key gives the same key again, once; another request under it is a 409", async () => {
    const body = { kind: "secret", label: "Twice", scopes: ["members:read"] };
    const first = await post("/v1/keys", body, { key: "twice" });
    const [second, third] = await Promise.all([post("/v1/keys", body, { key: "twice" }), post("/v1/keys", body, { key: "twice" })]);
    expect(second.json()).toEqual(first.json());
    expect(third.json()).toEqual(first.json());
    expect(second.headers["idempotent-replayed"]).toBe("true");
    expect(first.headers["idempotent-replayed"]).toBeUndefined();
    const other = await post("/v1/keys", { ...body, scopes: ["*"] }, { key: "twice" });
    expect(other.statusCode).toBe(409);
    expect(other.json().code).toBe("key_reused");
  });

  test("403: no key can give what it does not have", async () => {
    const limited = await keyWith(server.app, shop.workspace, ["keys:write"]);
    for (const body of [
      { kind: "secret", label: "x", scopes: ["*"] },
      { kind: "secret", label: "x", scopes: ["keys:write", "events:write"] },
      { kind: "signing", label: "x" },
    ]) {
      expect((await post("/v1/keys", body, { token: limited.token })).statusCode).toBe(403);
    }
    expect((await post(`/v1/keys/${shop.secretId}/rotate`, {}, { token: limited.token })).statusCode).toBe(403);
  });

  test.each([
    ["without a kind", { label: "x" }, "/kind"],
    ["with an unknown scope", { kind: "secret", label: "x", scopes: ["everything"] }, "/scopes/0"],
    ["without scopes", { kind: "secret", label: "x" }, "/scopes"],
    ["with scopes it cannot have", { kind: "publishable", label: "x", scopes: ["*"] }, "/scopes"],
    ["that has expired", { kind: "publishable", label: "x", expiresAt: "2020-01-01T00:00:00Z" }, "/expiresAt"],
    ["with a field of ours", { kind: "publishable", label: "x", workspaceId: "ws_x" }, "/workspaceId"],
    ["with a NUL", { kind: "publishable", label: "a\u0000b" }, "/label"],
  ])("400: %s", async (_name, body, path) => {
    const reply = await post("/v1/keys", body);
    expect(reply.statusCode).toBe(400);
    expect(reply.json().errors[0].path).toBe(path);
    expect(reply.json().errors[0].remedy).not.toBe("");
  });

  test.each(["", "x".repeat(256), "ключ", "a b"])("400: Idempotency-Key %j", async (key) => {
    const reply = await server.server.inject({
      method: "POST",
      url: "/v1/keys",
      headers: { ...bearer(shop.secret), "idempotency-key": Buffer.from(key).toString("latin1") },
      payload: { kind: "publishable", label: "x" },
    });
    expect(reply.statusCode).toBe(400);
    expect(reply.json().errors[0].path).toBe("Idempotency-Key");
  });
});

describe("rotation and revocation", () => {
  test("201: both keys work during the overlap, then only the new one", async () => {
    const old = await keyWith(server.app, shop.workspace, ["facts:read"]);
    const rotated = await post(`/v1/keys/${old.id}/rotate`, { overlapHours: 1 });
    expect(rotated.statusCode).toBe(201);
    expect((await whoIs(old.token)).statusCode).toBe(200);
    expect((await whoIs(rotated.json().key)).json().key.scopes).toEqual(["facts:read"]);
    clock.offsetMs += 3_601_000;
    expect((await whoIs(old.token)).statusCode).toBe(401);
    expect((await whoIs(rotated.json().key)).statusCode).toBe(200);
    expect((await post(`/v1/keys/${old.id}/rotate`, {})).statusCode).toBe(409);
  });

  test("200: a revoked key is refused at once, and by another process within a second", async () => {
    const key = await keyWith(server.app, shop.workspace, ["*"]);
    expect((await whoIs(key.token)).statusCode).toBe(200);
    expect((await post(`/v1/keys/${key.id}/revoke`, {})).statusCode).toBe(200);
    expect((await whoIs(key.token)).statusCode).toBe(401);

    const elsewhere = await keyWith(server.app, shop.workspace, ["*"]);
    expect((await whoIs(elsewhere.token)).statusCode).toBe(200);
    await server.database.admin.query("update api_keys set revoked_at = now() where id = $1", [elsewhere.id]);
    clock.offsetMs += 1000;
    expect((await whoIs(elsewhere.token)).statusCode).toBe(401);
  });

  test("404: another workspace's key", async () => {
    const other = await testWorkspace(server.app);
    expect((await post(`/v1/keys/${other.secretId}/revoke`, {})).statusCode).toBe(404);
    expect((await post(`/v1/keys/${other.secretId}/rotate`, {})).statusCode).toBe(404);
    expect((await whoIs(other.secret)).statusCode).toBe(200);
  });
});

describe("GET /v1/keys", () => {
  test("200: pages by cursor, newest first, each key once", async () => {
    const other = await testWorkspace(server.app);
    for (let n = 0; n < 5; n += 1) await keyWith(server.app, other.workspace, ["*"]);
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const reply: { data: { id: string; createdAt: string }[]; nextCursor: string | null } = (
        await server.server.inject({ url: `/v1/keys?limit=3${cursor === "" ? "" : `&cursor=${cursor}`}`, headers: bearer(other.secret) })
      ).json();
      seen.push(...reply.data.map(({ id }) => id));
      cursor = reply.nextCursor;
    }
    expect(seen.length).toBe(8);
    expect(new Set(seen).size).toBe(8);
  });

  test.each(["limit=0", "limit=101", "limit=x", "limit=1&limit=2", "offset=3"])("400: ?%s", async (query) => {
    expect((await server.server.inject({ url: `/v1/keys?${query}`, headers: bearer(shop.secret) })).statusCode).toBe(400);
  });
});
