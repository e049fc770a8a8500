/** Every route by every kind of caller. A route without a row here fails: who may call it is decided on purpose, not forgotten. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { revokeKey } from "../../src/commands/revoke-key.js";
import type { RouteEntry } from "../../src/http/route.js";
import { type AccessRow, accessTable as table } from "./access-table.js";
import { bearer, keyWith, memberToken, seedLink, type TestServer, type TestWorkspace, testServer, testWorkspace } from "./server.js";

const canary = "CANARY-of-the-other-workspace";

let server: TestServer;
let own: TestWorkspace;
let other: TestWorkspace;
let params: Record<string, string>;
const keys: Record<"revoked" | "expired", string> = { revoked: "", expired: "" };

beforeAll(async () => {
  server = await testServer({}, undefined, { hasBooks: false });
  own = await testWorkspace(server.app);
  other = await testWorkspace(server.app, { name: canary });
  params = await seedCanaries();
  const revoked = await keyWith(server.app, own.workspace, ["*"]);
  await revokeKey(server.app, own.workspace.id, revoked.id);
  keys.revoked = revoked.token;
  keys.expired = (await keyWith(server.app, own.workspace, ["*"], Date.now() - 1000)).token;
});
afterAll(() => server.close());

function nameOf({ method, url }: RouteEntry): string {
  return `${method} ${url}`;
}

function call({ method, url, takesKey }: RouteEntry, token: string | undefined, filled: Record<string, string> = params) {
  const path = url.replace(/:([A-Za-z]+)/g, (_, name: string) => encodeURIComponent(filled[name] ?? "x"));
  const headers = { ...(token === undefined ? {} : bearer(token)), ...(takesKey ? { "idempotency-key": `matrix-${Math.random()}` } : {}) };
  const isTable = url.includes("/imports/");
  if (isTable) Object.assign(headers, { "content-type": "text/csv" });
  const payload = method === "GET" ? {} : { payload: isTable ? "id,referrer,friend\nx,x,x\n" : {} };
  return server.server.inject({ method: method as "GET", url: path, headers, ...payload });
}

/** Rows of the other workspace in every table that a route reads, each with the canary in it. */
async function seedCanaries(): Promise<Record<string, string>> {
  const { admin } = server.database;
  const ws = other.workspace.id;
  const link = await seedLink(server, ws, "canary-friends", { code: "CANARY", display: canary });
  await admin.query("update program_versions set document = jsonb_set(document::jsonb, '{name}', to_jsonb($2::text)) where workspace_id = $1", [
    ws,
    canary,
  ]);
  await admin.query("insert into program_drafts (workspace_id, program_id, handle, document, revision) values ($1, $2, 'canary-friends', $3, 1)", [
    ws,
    link.program,
    JSON.stringify({ name: canary }),
  ]);
  await admin.query(
    "insert into members (workspace_id, id, external_hash, joined_at, record_number, traits, purchases, events) values ($1, 'mem_friend', 'h', now(), 1, $2, 0, 0)",
    [ws, JSON.stringify({ city: canary })],
  );
  await admin.query(
    "insert into enrolments (workspace_id, program_id, member_id, code, joined_at, record_number) values ($1, $2, $3, 'CANARY', now(), 1)",
    [ws, link.program, link.member],
  );
  await admin.query("insert into records (workspace_id, number, at, kind, engine, input, decision) values ($1, 1, now(), 'event', 1, $2, $2)", [
    ws,
    JSON.stringify({ kind: "event", type: canary, outcome: { reason: canary }, trace: [{ step: canary }] }),
  ]);
  await admin.query("insert into outbox (workspace_id, record_number, index, at, kind, body) values ($1, 1, 0, now(), $2, $3)", [
    ws,
    canary,
    JSON.stringify({ canary }),
  ]);
  await admin.query(
    `insert into referrals (workspace_id, id, program_id, friend_id, referrer_id, version, state, stage, friend_side, referrer_side, began_at, record_number, origin, times, ordinals, goals, frozen, reviews)
     values ($1, 'ref_canary', $2, 'mem_friend', $3, 1, 'signed_up', 'signed_up', 'clear', 'clear', now(), 1, $4, '{}', '{}', '{}', '{}', '[]')`,
    [ws, link.program, link.member, JSON.stringify({ method: "link", canary })],
  );
  await admin.query(
    `insert into rewards (workspace_id, id, program_id, version, rule_id, grant_id, occurrence, recipient_id, ordinal, side, kind, unit, amount, remaining, state, fulfilment, made_at, record_number, details)
     values ($1, 'rwd_canary', $2, 1, $3, $3, 'o', $4, 1, 'referrer', 'coupon', null, 1, 1, 'available', 'none', now(), 1, $5)`,
    [ws, link.program, canary, link.member, JSON.stringify({ canary })],
  );
  await admin.query(
    "insert into coupons (workspace_id, code, display, reward_id, program_id, member_id, uses_left, record_number) values ($1, 'CANARYCARD', $2, 'rwd_canary', $3, $4, 1, 1)",
    [ws, canary, link.program, link.member],
  );
  await admin.query(
    "insert into redemptions (workspace_id, id, member_id, kind, unit, amount, subject, state, at, record_number, lots) values ($1, 'rdm_canary', $2, 'spend', 'POINTS', 1, $3, 'done', now(), 1, '[]')",
    [ws, link.member, canary],
  );
  await admin.query(
    `insert into webhook_endpoints (workspace_id, id, url, label, status, request_hash, secret_wrapped, cursor_record, cursor_index, created_at)
     values ($1, 'whe_canary', $2, $2, 'active', 'x', '', 0, 0, now())`,
    [ws, canary],
  );
  await admin.query(
    `insert into webhook_deliveries (workspace_id, endpoint_id, record_number, index, kind, state, attempts, round_start, created_at, done_at)
     values ($1, 'whe_canary', 1, 0, $2, 'failed', 1, 0, now(), now())`,
    [ws, canary],
  );
  await admin.query(
    `insert into webhook_attempts (workspace_id, endpoint_id, record_number, index, attempt, at, duration_ms, status, answer)
     values ($1, 'whe_canary', 1, 0, 1, now(), 1, 500, $2)`,
    [ws, canary],
  );
  await admin.query("update api_keys set label = $2 where workspace_id = $1", [ws, canary]);
  return {
    handle: "canary-friends",
    code: "CANARY",
    program: link.program,
    keyId: other.secretId,
    externalId: "theirs",
    token: "x",
    version: "1",
    id: "ref_canary",
    delivery: "dlv_1_0",
  };
}

describe("access", () => {
  test("every route has a row, and every row a route", () => {
    expect(server.http.routes.map(nameOf).sort()).toEqual(Object.keys(table).sort());
  });

  test("what the routes declare is what the table says", () => {
    const declared = Object.fromEntries(
      server.http.routes.map((route) => {
        const { roles, scope } = route.access;
        const row: AccessRow = {};
        if (roles.includes("anonymous")) row.anonymous = true;
        if (roles.includes("secret")) row.scope = scope ?? null;
        if (roles.includes("publishable")) row.publishable = true;
        if (roles.includes("member")) row.member = true;
        return [nameOf(route), row];
      }),
    );
    expect(declared).toEqual(table);
  });

  test("401: without a key, with an invented, revoked or expired one, and with a key in the address", async () => {
    for (const route of closedRoutes()) {
      for (const token of [undefined, "bw_live_0000000000000000000000000000000000000", "nonsense", keys.revoked, keys.expired]) {
        expect(`${nameOf(route)} ${(await call(route, token)).statusCode}`).toBe(`${nameOf(route)} 401`);
      }
      const inAddress = await server.server.inject({
        method: route.method as "GET",
        url: `${route.url.replace(/:[A-Za-z]+/g, "x")}?key=${own.secret}`,
      });
      expect(`${nameOf(route)} ${inAddress.statusCode}`).toBe(`${nameOf(route)} 400`);
      expect(inAddress.body).not.toContain(own.secret);
    }
  });

  test("403: a secret key without the scope; not with it", async () => {
    for (const route of closedRoutes()) {
      const { scope } = rowOf(route);
      const lower = await keyWith(server.app, own.workspace, [scope === "facts:read" ? "clock:write" : "facts:read"]);
      const isRefused = (await call(route, lower.token)).statusCode === 403;
      expect(`${nameOf(route)} ${isRefused}`).toBe(`${nameOf(route)} ${scope !== null}`);
      if (scope)
        expect([401, 403], nameOf(route)).not.toContain((await call(route, (await keyWith(server.app, own.workspace, [scope])).token)).statusCode);
    }
  });

  test("403: a publishable key, but for what it is for; the secret of a signing key is no key at all", async () => {
    for (const route of closedRoutes()) {
      const { statusCode } = await call(route, own.publishable);
      expect(`${nameOf(route)} ${statusCode === 403}`).toBe(`${nameOf(route)} ${rowOf(route).publishable !== true}`);
      expect((await call(route, own.signing.token)).statusCode).toBe(401);
    }
  });

  test("403: a member's token for anything but that member's own things", async () => {
    const token = await memberToken(own, "anna");
    for (const route of closedRoutes()) {
      const mine = await call(route, token, { ...params, externalId: "anna" });
      expect(`${nameOf(route)} ${mine.statusCode === 403}`).toBe(`${nameOf(route)} ${rowOf(route).member !== true}`);
      expect(`${nameOf(route)} ${(await call(route, token, { ...params, externalId: "ben" })).statusCode}`).toBe(`${nameOf(route)} 403`);
    }
  });

  test("another workspace's rows never appear, whatever is asked by whom", async () => {
    const token = await memberToken(own, "theirs");
    const ids = ["ref_canary", "rwd_canary", "rdm_canary", "whe_canary", "evt_1", "CANARYCARD"];
    for (const route of closedRoutes()) {
      for (const id of ids) {
        for (const key of [own.secret, own.publishable, token]) {
          const reply = await call(route, key, { ...params, id, ...(id === "CANARYCARD" ? { code: id } : {}) });
          expect(reply.body + JSON.stringify(reply.headers), nameOf(route)).not.toContain(canary);
          expect(reply.statusCode, nameOf(route)).toBeLessThan(500);
          if (key === own.secret && /:(id|program|keyId)\b/.test(route.url))
            expect([400, 404, 422], `${nameOf(route)} ${reply.body}`).toContain(reply.statusCode);
        }
      }
    }
  }, 120_000);

  test("the canaries are there for their own workspace: lists show them", async () => {
    for (const url of ["/v1/keys", "/v1/facts", "/v1/webhook-endpoints", "/v1/webhook-endpoints/whe_canary/deliveries", "/v1/workspace"]) {
      expect((await server.server.inject({ url, headers: bearer(other.secret) })).body).toContain(canary);
    }
  });
});

function closedRoutes(): RouteEntry[] {
  return server.http.routes.filter((route) => !route.access.roles.includes("anonymous"));
}

function rowOf(route: RouteEntry): AccessRow {
  return table[nameOf(route)] ?? {};
}
