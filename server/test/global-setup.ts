/** Before all tests: one server (a throw-away cluster, or TEST_DATABASE_URL) and one migrated database that every test file clones. */
import { randomBytes } from "node:crypto";
import { existsSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import type { PoolConfig } from "pg";
import type { TestProject } from "vitest/node";
import { openPool } from "../src/store/connect.js";
import { startThrowawayPostgres } from "../src/store/embedded-postgres.js";
import { migrate } from "../src/store/migrate.js";

export interface TestServer {
  /** As the superuser; `database` is replaced. */
  connection: PoolConfig;
  /** No connection may be open to it: a template that is in use cannot be cloned. */
  template: string;
}

/** What the databases of a run take at the same time, with their write-ahead log, and as much again. */
const ROOM_BYTES = 6 * 2 ** 30;

declare module "vitest" {
  interface ProvidedContext {
    testServer: TestServer;
  }
}

let undo: (() => Promise<void>) | undefined;

export async function setup(project: TestProject): Promise<void> {
  const { connection, stop } = await findServer();
  const template = `bandwagon_template_${randomBytes(4).toString("hex")}`;
  await asSuperuser(connection, `create database ${template}`);
  const owner = await openPool({ ...connection, database: template }, { role: "owner", poolSize: 1 });
  await migrate(owner.pool);
  await owner.close();
  project.provide("testServer", { connection, template });
  undo = async () => {
    await asSuperuser(connection, `drop database ${template}`);
    await stop();
  };
}

export async function teardown(): Promise<void> {
  await undo?.();
}

async function findServer(): Promise<{ connection: PoolConfig; stop: () => Promise<void> }> {
  const url = process.env.TEST_DATABASE_URL;
  if (url === undefined || url === "") return startThrowawayPostgres(folderInMemory() ?? tmpdir());
  return { connection: parseConnection(url), stop: async () => {} };
}

/** Where a commit waits for no disk, which is most of what some tests do; undefined where there is no such folder with room for all databases. */
function folderInMemory(): string | undefined {
  const folder = "/dev/shm";
  if (!existsSync(folder)) return undefined;
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize < ROOM_BYTES ? undefined : folder;
}

function parseConnection(text: string): PoolConfig {
  const { hostname, port, username, password, pathname, searchParams } = new URL(text);
  return {
    host: searchParams.get("host") ?? decodeURIComponent(hostname),
    port: Number(port || 5432),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)) || "postgres",
    ssl: false,
  };
}

async function asSuperuser(connection: PoolConfig, sql: string): Promise<void> {
  const { pool, close } = await openPool(connection, { role: "owner", poolSize: 1, statementTimeoutMs: 0 });
  await pool.query(sql);
  await close();
}
