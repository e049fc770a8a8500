/** A server on a database of its own, for tests that go through HTTP, and what they need to call it. */

import type { FastifyInstance } from "fastify";
import { SignJWT } from "jose";
import { pino } from "pino";
import type { App } from "../../src/app.js";
import { createKey } from "../../src/commands/create-key.js";
import { createWorkspace } from "../../src/commands/create-workspace.js";
import type { Scope } from "../../src/commands/scopes.js";
import type { Workspace } from "../../src/commands/workspace-directory.js";
import { type Config, parseConfig } from "../../src/config.js";
import { buildHttpServer } from "../../src/http/app.js";
import type { Http } from "../../src/http/route.js";
import { makeApp } from "../../src/make-app.js";
import { newId } from "../../src/new-id.js";
import { testMasterKey } from "../books.js";
import { type TestDatabase, testDatabase } from "../database.js";
import { checkAnswers } from "./declared-answers.js";

export interface TestServer {
  app: App;
  server: FastifyInstance;
  http: Http;
  database: TestDatabase;
  close(): Promise<void>;
}

/**
 * Limits of rates are off unless a test asks for them; the clock of the process can be moved by `offset`. After each test the books of the
 * database balance, except where a test puts rows there by hand. Every answer is held against what the API's description says of it.
 */
export async function testServer(settings: Partial<Config> = {}, clock = { offsetMs: 0 }, { hasBooks = true } = {}): Promise<TestServer> {
  const database = await testDatabase({ hasBooks });
  const config = { ...parseConfig({ PUBLIC_URL: "https://refer.example" }), rates: { secret: 0, publishable: 0, anonymous: 0 }, ...settings };
  const app = makeApp({
    db: database.db,
    config,
    log: pino({ level: "silent" }),
    masterKey: testMasterKey,
    now: () => Date.now() + clock.offsetMs,
    newId,
  });
  const { server, http } = await buildHttpServer(app);
  checkAnswers(server);
  return {
    app,
    server,
    http,
    database,
    close: async () => {
      await server.close();
      await database.close();
    },
  };
}

export interface TestWorkspace {
  workspace: Workspace;
  secret: string;
  secretId: string;
  publishable: string;
  signing: { id: string; token: string };
}

/** A workspace with a key of each kind. */
export async function testWorkspace(app: App, { mode = "live" as "live" | "test", name = "Shop" } = {}): Promise<TestWorkspace> {
  const workspace = await createWorkspace(app, { name, mode, locale: "en" });
  const secret = await createKey(app, workspace, { kind: "secret", label: "test", scopes: ["*"], expiresAt: null });
  const publishable = await createKey(app, workspace, { kind: "publishable", label: "test", scopes: [], expiresAt: null });
  const signing = await createKey(app, workspace, { kind: "signing", label: "test", scopes: [], expiresAt: null });
  return { workspace, secret: secret.token, secretId: secret.id, publishable: publishable.token, signing: { id: signing.id, token: signing.token } };
}

export async function keyWith(
  app: App,
  workspace: Workspace,
  scopes: Scope[],
  expiresAt: number | null = null,
): Promise<{ id: string; token: string }> {
  return createKey(app, workspace, { kind: "secret", label: "test", scopes, expiresAt });
}

export function bearer(token: string): { authorization: string } {
  return { authorization: `Bearer ${token}` };
}

/** A member's token as a business would sign it. */
export function memberToken({ workspace, signing }: TestWorkspace, member: string, lifetime = "10m"): Promise<string> {
  return new SignJWT({})
    .setProtectedHeader({ alg: "HS256", kid: signing.id })
    .setSubject(member)
    .setAudience(workspace.id)
    .setIssuedAt()
    .setExpirationTime(lifetime)
    .sign(new TextEncoder().encode(signing.token));
}

export interface LinkSetting {
  handle: string;
  program: string;
  member: string;
  code: string;
  display: string;
}

/** A published program with one member and code, written as rows: links need no more of it. */
export async function seedLink(
  { database }: TestServer,
  workspaceId: string,
  handle: string,
  {
    destination = "https://shop.example/welcome?utm=a#offer",
    otherDestinations = ["https://shop.example/boots"],
    code = "K7P4M2XQ",
    display = "K7P4-M2XQ",
    document: more = {},
  }: { destination?: string; otherDestinations?: string[]; code?: string; display?: string; document?: Record<string, unknown> } = {},
): Promise<LinkSetting> {
  const program = newId("prg");
  const member = newId("mem");
  const document = { format: 1, handle, name: { en: "Spring friends", ru: "Весенние друзья" }, destination, otherDestinations, ...more };
  const { admin } = database;
  await admin.query("insert into program_handles (handle, workspace_id, program_id) values ($1, $2, $3)", [handle, workspaceId, program]);
  await admin.query("insert into programs (workspace_id, id, handle, status, version, record_number) values ($1, $2, $3, 'running', 1, 1)", [
    workspaceId,
    program,
    handle,
  ]);
  await admin.query(
    "insert into program_versions (workspace_id, program_id, version, hash, document, published_at, record_number) values ($1, $2, 1, $2, $3, now(), 1)",
    [workspaceId, program, JSON.stringify(document)],
  );
  await admin.query(
    "insert into members (workspace_id, id, external_hash, joined_at, record_number, traits, purchases, events) values ($1, $2, $2, now(), 1, '{}', 0, 0)",
    [workspaceId, member],
  );
  await admin.query(
    "insert into codes (workspace_id, program_id, code, display, member_id, status, record_number) values ($1, $2, $3, $4, $5, 'active', 1)",
    [workspaceId, program, code, display, member],
  );
  return { handle, program, member, code, display };
}
