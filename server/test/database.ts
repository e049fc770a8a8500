/** A database of its own for a test file: a clone of the migrated template. */
import { randomBytes } from "node:crypto";
import type { Pool, PoolConfig } from "pg";
import { inject } from "vitest";
import { openPool } from "../src/store/connect.js";
import { connectDatabase, type Database } from "../src/store/db.js";

export interface TestDatabase {
  /** As the application's role: row-level security holds. */
  db: Database;
  /** As the superuser: sees everything. */
  admin: Pool;
  connection: PoolConfig;
  /** For processes that the test starts. */
  url: string;
  close(): Promise<void>;
}

/** Clones the template (about 50 ms). Close it in `afterAll`: the database is dropped then. */
export async function testDatabase(): Promise<TestDatabase> {
  const { template } = inject("testServer");
  return cloneDatabase(template);
}

/** A database without any of our tables, for tests of the migrations themselves. */
export async function emptyDatabase(): Promise<Omit<TestDatabase, "db">> {
  return createDatabase("template0");
}

async function cloneDatabase(template: string): Promise<TestDatabase> {
  const created = await createDatabase(template);
  const db = await connectDatabase(created.connection, { poolSize: 10 });
  return {
    ...created,
    db,
    close: async () => {
      await db.close();
      await created.close();
    },
  };
}

async function createDatabase(template: string): Promise<Omit<TestDatabase, "db">> {
  const { connection } = inject("testServer");
  const name = `bandwagon_test_${randomBytes(6).toString("hex")}`;
  const server = await openPool(connection, { role: "owner", poolSize: 1, statementTimeoutMs: 0 });
  await server.pool.query(`create database ${name} template ${template}`);
  const own = { ...connection, database: name };
  const admin = await openPool(own, { role: "owner", poolSize: 3 });
  return {
    admin: admin.pool,
    connection: own,
    url: urlOf(own),
    close: async () => {
      await admin.close();
      await server.pool.query(`drop database ${name} with (force)`);
      await server.close();
    },
  };
}

function urlOf({ host, port, user, password, database }: PoolConfig): string {
  const credentials = `${encodeURIComponent(user ?? "")}${password ? `:${encodeURIComponent(String(password))}` : ""}`;
  return host?.startsWith("/")
    ? `postgres://${credentials}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`
    : `postgres://${credentials}@${host}:${port}/${database}`;
}
