import { createHmac, generateKeyPairSync } from "node:crypto";
import { SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createKey } from "../../src/commands/create-key.js";
import { bearer, memberToken, type TestServer, type TestWorkspace, testServer, testWorkspace } from "./server.js";

let server: TestServer;
let own: TestWorkspace;
let other: TestWorkspace;
const clock = { offsetMs: 0 };
const url = "/v1/wallets/anna";

beforeAll(async () => {
  server = await testServer({}, clock);
  own = await testWorkspace(server.app);
  other = await testWorkspace(server.app);
});
afterAll(() => server.close());

const get = (path: string, headers: Record<string, string>) => server.server.inject({ url: path, headers });
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** Signed with this secret, whatever the header says. */
function forge(header: object, payload: object, secret: string | Buffer): string {
  const signed = `${encode(header)}.${encode(payload)}`;
  return `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
}

describe("secret keys", () => {
  test("200: as bearer; as the user name of basic authentication only where another protocol needs it", async () => {
    expect((await get("/v1/workspace", bearer(own.secret))).json().id).toBe(own.workspace.id);
    const headers = { authorization: `Basic ${Buffer.from(`${own.secret}:`).toString("base64")}` };
    const refused = await get("/v1/workspace", headers);
    expect([refused.statusCode, refused.json().detail]).toEqual([401, expect.stringContaining("Authorization: Bearer")]);
    expect((await server.server.inject({ method: "POST", url: "/v1/batch", headers, payload: { batch: [] } })).statusCode).toBe(200);
  });

  test("401: says what to send, and never repeats the key", async () => {
    const reply = await get("/v1/workspace", bearer(`${own.secret.slice(0, -1)}${own.secret.endsWith("0") ? "1" : "0"}`));
    expect(reply.statusCode).toBe(401);
    expect(reply.headers["www-authenticate"]).toContain("Bearer");
    expect(reply.body).not.toContain(own.secret.slice(0, -4));
    expect((await get("/v1/workspace", {})).json().detail).toContain("Authorization: Bearer");
  });

  test("the database holds no key and no signing secret", async () => {
    const { rows } = await server.database.admin.query(
      "select row_to_json(k)::text as text, encode(coalesce(secret_wrapped, ''), 'escape') as wrapped from api_keys k",
    );
    for (const { text, wrapped } of rows as { text: string; wrapped: string }[]) {
      for (const token of [own.secret, own.publishable, own.signing.token]) expect(text + wrapped).not.toContain(token.slice(8, -4));
    }
  });

  test("when a key was last used is known, and written apart from its row", async () => {
    await get("/v1/workspace", bearer(own.secret));
    await server.app.keys.flush();
    await server.app.keys.flush();
    const { data } = (await get("/v1/keys", bearer(own.secret))).json();
    const listed = data.find(({ id }: { id: string }) => id === own.secretId);
    expect(Date.parse(listed.lastUsedAt)).toBeGreaterThan(Date.now() - 60_000);
  });
});

describe("member tokens", () => {
  const now = (): number => Math.floor(Date.now() / 1000);
  const claims = () => ({ sub: "anna", aud: own.workspace.id, iat: now(), exp: now() + 600 });
  const header = () => ({ alg: "HS256", kid: own.signing.id });

  test("not refused: signed as documented", async () => {
    expect([401, 403]).not.toContain((await get(url, bearer(await memberToken(own, "anna")))).statusCode);
    expect([401, 403]).not.toContain((await get(url, bearer(forge(header(), claims(), own.signing.token)))).statusCode);
  });

  const publicKey = generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey.export({ type: "spki", format: "pem" }).toString();
  const forgeries: [string, () => string][] = [
    ["alg none", () => `${encode({ ...header(), alg: "none" })}.${encode(claims())}.`],
    ["alg None", () => `${encode({ ...header(), alg: "None" })}.${encode(claims())}.`],
    ["alg nOnE with a signature", () => forge({ ...header(), alg: "nOnE" }, claims(), own.signing.token)],
    ["HS384 named", () => forge({ ...header(), alg: "HS384" }, claims(), own.signing.token)],
    ["a public key as the secret", () => forge({ ...header(), alg: "HS256" }, claims(), publicKey)],
    ["an empty secret", () => forge(header(), claims(), Buffer.alloc(0))],
    ["the secret key as the secret", () => forge(header(), claims(), own.secret)],
    ["kid that goes up", () => forge({ ...header(), kid: "../../etc/passwd" }, claims(), "")],
    ["kid with SQL", () => forge({ ...header(), kid: "key_' or '1'='1" }, claims(), own.signing.token)],
    ["kid of a secret key", () => forge({ ...header(), kid: own.secretId }, claims(), own.secret)],
    ["no kid", () => forge({ alg: "HS256" }, claims(), own.signing.token)],
    ["a key in the header", () => forge({ ...header(), kid: undefined, jwk: { kty: "oct", k: "AAAA" } }, claims(), Buffer.alloc(3))],
    ["an unknown critical header", () => forge({ ...header(), crit: ["exp2"], exp2: 1 }, claims(), own.signing.token)],
    ["expired", () => forge(header(), { ...claims(), iat: now() - 700, exp: now() - 100 }, own.signing.token)],
    ["not yet in force", () => forge(header(), { ...claims(), nbf: now() + 300 }, own.signing.token)],
    ["no end", () => forge(header(), { ...claims(), exp: undefined }, own.signing.token)],
    ["too long", () => forge(header(), { ...claims(), exp: now() + 3600 }, own.signing.token)],
    ["too long, said to be made later", () => forge(header(), { ...claims(), iat: now() + 3000, exp: now() + 3600 }, own.signing.token)],
    ["too long, made long ago", () => forge(header(), { ...claims(), iat: now() - 86_400 }, own.signing.token)],
    ["no audience", () => forge(header(), { ...claims(), aud: undefined }, own.signing.token)],
    ["another workspace's audience", () => forge(header(), { ...claims(), aud: other.workspace.id }, own.signing.token)],
    ["another workspace's key", () => forge({ ...header(), kid: other.signing.id }, claims(), other.signing.token)],
    ["no member", () => forge(header(), { ...claims(), sub: undefined }, own.signing.token)],
    ["a number for a member", () => forge(header(), { ...claims(), sub: 7 }, own.signing.token)],
    ["a NUL in the member", () => forge(header(), { ...claims(), sub: "an\0na" }, own.signing.token)],
    ["payload swapped", () => forge(header(), { ...claims(), sub: "ben" }, own.signing.token).replace(/\.[^.]+\./, `.${encode(claims())}.`)],
    ["1 MB", () => `${encode(header())}.${"A".repeat(1_000_000)}.AAAA`],
  ];
  test.each(forgeries)("401: %s", async (_name, make) => {
    const reply = await get(url, bearer(make()));
    expect(reply.statusCode).toBe(401);
    expect(reply.json().code).toBe("unauthenticated");
  });

  test("401 within a second of the signing key's revocation", async () => {
    const signing = await createKey(server.app, own.workspace, { kind: "signing", label: "short", scopes: [], expiresAt: null });
    const token = await new SignJWT({})
      .setProtectedHeader({ alg: "HS256", kid: signing.id })
      .setSubject("anna")
      .setAudience(own.workspace.id)
      .setExpirationTime("5m")
      .sign(new TextEncoder().encode(signing.token));
    expect((await get(url, bearer(token))).statusCode).not.toBe(401);
    await server.database.admin.query("update api_keys set revoked_at = now() where id = $1", [signing.id]);
    clock.offsetMs += 1000;
    expect((await get(url, bearer(token))).statusCode).toBe(401);
  });
});
