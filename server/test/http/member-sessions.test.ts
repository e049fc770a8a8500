/** How members sign in: links that work once, tokens of the business, sessions; what they write to the business, and what they are told on their devices. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createKey } from "../../src/commands/create-key.js";
import { sweepSessionsEverywhere } from "../../src/commands/member-sessions.js";
import { revokeKey } from "../../src/commands/revoke-key.js";
import { makeSessionDirectory } from "../../src/commands/session-directory.js";
import { makeApp } from "../../src/make-app.js";
import { feedbackCases } from "./feedback-cases.js";
import { offerMailCases } from "./offer-mail-cases.js";
import { pushCases } from "./push-cases.js";
import { bearer, keyWith, memberToken, type TestServer, testServer } from "./server.js";
import { openShop, type Reply, type Shop } from "./shop.js";
import { secretOf, signInMailCases } from "./sign-in-mail-cases.js";

let server: TestServer;
let shop: Shop;
let other: Shop;
const clock = { offsetMs: 0 };
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

beforeAll(async () => {
  server = await testServer({ webhookAllow: ["127.0.0.1"] }, clock);
  shop = await openShop(server);
  other = await openShop(server);
});
afterAll(() => server.close());
beforeEach(() => {
  clock.offsetMs = 0;
});

async function linkFor(member: string, headers = {}): Promise<string> {
  const { status, body } = await shop.post(`/v1/members/${member}/sign-in-links`, { program: shop.handle }, headers);
  expect(status).toBe(200);
  return body.link;
}
const begin = async (body: Record<string, unknown>): Promise<Reply> => {
  const { statusCode, headers, ...reply } = await server.server.inject({
    method: "POST",
    url: "/v1/sessions",
    payload: { program: shop.handle, ...body },
  });
  return { status: statusCode, headers, body: reply.json() };
};
const signIn = async (member: string): Promise<string> => (await begin({ signIn: secretOf(await linkFor(member)) })).body.session;
const summary = async (session: string, member: string) =>
  (await server.server.inject({ url: `/v1/members/${member}/summary`, headers: bearer(session) })).statusCode;

describe("by a link", () => {
  test("200: opens the program's portal, with the secret where servers and logs do not see it", async () => {
    const { body } = await shop.post("/v1/members/anna/sign-in-links", { program: shop.handle, to: "rewards" });
    expect(body.link).toMatch(new RegExp(`^https://refer\\.example/p/${shop.handle}#in=[0-9a-z]{32}&to=rewards$`));
    expect(Date.parse(body.expiresAt) - Date.now()).toBeGreaterThan(23 * hourMs);
  });

  test("201: a session for that member's own things; kept by no cache, open to pages of other sites, and not a cookie", async () => {
    const { status, body, headers } = await begin({ signIn: secretOf(await linkFor("anna")) });
    expect([status, body.member]).toEqual([201, "anna"]);
    expect(headers).toMatchObject({ "cache-control": "no-store", "access-control-allow-origin": "*" });
    expect(headers["set-cookie"]).toBeUndefined();
    expect([await summary(body.session, "anna"), await summary(body.session, "otto")]).toEqual([200, 403]);
    const preflight = await server.server.inject({ method: "OPTIONS", url: "/v1/sessions" });
    expect([preflight.statusCode, preflight.headers["access-control-allow-origin"]]).toEqual([204, "*"]);
  });

  test("201: another link leaves the first as it is; of more than 20 open ones the oldest ends", async () => {
    const links: string[] = [];
    for (let times = 0; times < 21; times++) {
      clock.offsetMs = times;
      links.push(await linkFor("otto"));
    }
    const [oldest = "", second = ""] = links;
    expect((await begin({ signIn: secretOf(oldest) })).body.code).toBe("sign_in_link_expired");
    expect((await begin({ signIn: secretOf(second) })).status).toBe(201);
  });

  test("410: a second time, told from one that is too old; of two at once one signs in", async () => {
    const link = secretOf(await linkFor("anna"));
    const both = await Promise.all([begin({ signIn: link }), begin({ signIn: link })]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 410]);
    const again = await begin({ signIn: link });
    expect([again.body.code, again.body.detail]).toEqual(["sign_in_link_used", expect.stringContaining("ask for a new one")]);
    const old = secretOf(await linkFor("anna"));
    clock.offsetMs = 24 * hourMs + 1000;
    expect((await begin({ signIn: old })).body).toMatchObject({ status: 410, code: "sign_in_link_expired" });
    expect((await begin({ signIn: "0".repeat(32) })).body.code).toBe("sign_in_link_expired");
  });

  test("410: of another workspace, and of a key that was revoked since", async () => {
    const secret = secretOf(await linkFor("anna"));
    expect((await begin({ program: other.handle, signIn: secret })).body.code).toBe("sign_in_link_expired");
    const key = await keyWith(server.app, shop.workspace, ["members:write"]);
    const [used, unused] = [secretOf(await linkFor("anna", bearer(key.token))), secretOf(await linkFor("anna", bearer(key.token)))];
    const { session } = (await begin({ signIn: used })).body;
    expect(await summary(session, "anna")).toBe(200);
    await revokeKey(server.app, shop.workspace.id, key.id);
    clock.offsetMs = 1000;
    expect([(await begin({ signIn: unused })).status, await summary(session, "anna")]).toEqual([410, 401]);
  });

  test("404: for a member whom nobody knows, and for another workspace's program", async () => {
    expect((await shop.post("/v1/members/nobody/sign-in-links", { program: shop.handle })).body.code).toBe("member_unknown");
    expect((await shop.post("/v1/members/anna/sign-in-links", { program: other.handle })).body.code).toBe("program_unknown");
    expect((await begin({ program: "no-such-program", signIn: "x" })).body.code).toBe("program_unknown");
  });
});

describe("by a token of the business", () => {
  test("201: for a member who is known; 404 for one who is not", async () => {
    const { status, body } = await begin({ memberToken: await memberToken(shop, "anna") });
    expect([status, body.member, await summary(body.session, "anna")]).toEqual([201, "anna", 200]);
    expect((await begin({ memberToken: await memberToken(shop, "nobody") })).body.code).toBe("member_unknown");
  });

  test("401: of another workspace, or forged; 400: neither link nor token, or both", async () => {
    expect((await begin({ memberToken: await memberToken(other, "anna") })).status).toBe(401);
    expect((await begin({ memberToken: `${await memberToken(shop, "anna")}x` })).status).toBe(401);
    expect((await begin({})).status).toBe(400);
    expect((await begin({ signIn: "x", memberToken: "x" })).status).toBe(400);
  });

  test("401: a session that a signing key vouched for, within a second of that key's revocation", async () => {
    const signing = await createKey(server.app, shop.workspace, { kind: "signing", label: "test", scopes: [], expiresAt: null });
    const { session } = (await begin({ memberToken: await memberToken({ ...shop, signing }, "anna") })).body;
    expect(await summary(session, "anna")).toBe(200);
    await revokeKey(server.app, shop.workspace.id, signing.id);
    clock.offsetMs = 1000;
    expect(await summary(session, "anna")).toBe(401);
  });
});

describe("a session", () => {
  test("goes on as long as it is used, and ends 30 days after that", async () => {
    const session = await signIn("anna");
    clock.offsetMs = 29 * dayMs;
    expect(await summary(session, "anna")).toBe(200);
    clock.offsetMs = 58 * dayMs;
    expect(await summary(session, "anna")).toBe(200);
    clock.offsetMs = 89 * dayMs;
    expect(await summary(session, "anna")).toBe(401);
  });

  test("204: signed out it is refused at once here, and within 10 seconds elsewhere; again nothing happens", async () => {
    const session = await signIn("anna");
    const elsewhere = makeApp(server.app).sessions;
    expect([await summary(session, "anna"), (await elsewhere.find(session))?.member]).toEqual([200, "anna"]);
    const signOut = () => server.server.inject({ method: "DELETE", url: "/v1/sessions", headers: bearer(session) });
    expect([(await signOut()).statusCode, await summary(session, "anna"), (await signOut()).statusCode]).toEqual([204, 401, 204]);
    expect(await elsewhere.find(session)).toBeDefined();
    clock.offsetMs = 10_000;
    expect(await elsewhere.find(session)).toBeUndefined();
  });

  test("200: everywhere at once, with the links that would begin another", async () => {
    const sessions = [await signIn("anna"), await signIn("anna")];
    const link = secretOf(await linkFor("anna"));
    const others = await signIn("otto");
    const { statusCode, body } = await server.server.inject({
      method: "DELETE",
      url: "/v1/members/anna/sessions",
      headers: bearer(sessions[0] as string),
    });
    expect([statusCode, JSON.parse(body).ended]).toEqual([200, expect.any(Number)]);
    for (const session of sessions) expect(await summary(session, "anna")).toBe(401);
    expect([(await begin({ signIn: link })).status, await summary(others, "otto")]).toEqual([410, 200]);
  });

  test("of more than 20 the one that was not used for longest ends", async () => {
    await shop.put("/v1/members/mia", { programs: [shop.handle] });
    const sessions: string[] = [];
    for (let times = 0; times < 21; times++) {
      clock.offsetMs = times * dayMs;
      sessions.push(await signIn("mia"));
      if (times === 19) expect(await summary(sessions[0] as string, "mia")).toBe(200);
    }
    expect([await summary(sessions[0] as string, "mia"), await summary(sessions[1] as string, "mia")]).toEqual([200, 401]);
  });

  test("goes on for the person whom the member was merged into, by the id that it began with", async () => {
    for (const id of ["tess", "tessa"]) await shop.put(`/v1/members/${id}`, { programs: [shop.handle] });
    const session = await signIn("tess");
    expect((await shop.post("/v1/members/tess/merge", { into: "tessa", reason: "One person" })).status).toBe(200);
    clock.offsetMs = 10_000;
    expect([await summary(session, "tess"), await summary(session, "tessa")]).toEqual([200, 403]);
    expect((await begin({ signIn: secretOf(await linkFor("tess")) })).body.member).toBe("tess");
  });

  test("ends with the key of its person", async () => {
    await shop.put("/v1/members/gone", { programs: [shop.handle] });
    const session = await signIn("gone");
    await server.database.admin.query(
      "delete from person_keys where workspace_id = $1 and member_id = (select member_id from member_sessions where token_hash = sha256($2::bytea))",
      [shop.workspace.id, session],
    );
    expect(await summary(session, "gone")).toBe(401);
  });

  test("is nothing that the database could give away, and is not taken from an address", async () => {
    const session = await signIn("anna");
    const secret = secretOf(await linkFor("anna"));
    const { rows } = await server.database.admin.query(
      "select row_to_json(s)::text as row from member_sessions s union all select row_to_json(l)::text from sign_in_links l",
    );
    for (const { row } of rows) expect([row.includes(session.slice(-32)), row.includes(secret)]).toEqual([false, false]);
    expect((await server.server.inject({ url: `/v1/members/anna/summary?token=${session}` })).statusCode).toBe(400);
  });

  test("of another workspace is none, whatever the text says", async () => {
    const session = await signIn("anna");
    const moved = `bw_session_${other.workspace.id.slice(3)}${session.slice(-32)}`;
    expect([await summary(moved, "anna"), await summary(`bw_session_${"0".repeat(52)}`, "anna"), await summary("bw_session_x", "anna")]).toEqual([
      401, 401, 401,
    ]);
  });

  test("what is over is swept, and links only later, so that they can say what became of them", async () => {
    const session = await signIn("anna");
    await linkFor("anna");
    const count = async () =>
      (
        await server.database.admin.query(
          "select (select count(*)::int from member_sessions) as sessions, (select count(*)::int from sign_in_links) as links",
        )
      ).rows[0];
    clock.offsetMs = 29 * dayMs;
    const before = await count();
    await sweepSessionsEverywhere(server.app);
    expect((await count()).links).toBe(before.links);
    clock.offsetMs = 400 * dayMs;
    await sweepSessionsEverywhere(server.app);
    expect(await count()).toEqual({ sessions: 0, links: 0 });
    expect(await makeSessionDirectory(server.app, server.app.workspaces, server.app.keys).find(session)).toBeUndefined();
  });
});

signInMailCases(() => ({ server, shop, clock, begin }));
offerMailCases(() => ({ server, shop, clock }));
feedbackCases(() => ({ server, shop, other }));
pushCases(() => ({ server, other, clock }));
