/** A database of its own for a test file: a clone of the migrated template. */
import { randomBytes } from "node:crypto";
import type { Pool, PoolConfig } from "pg";
import { inject } from "vitest";
import { openPool } from "../src/store/connect.js";
import { connectDatabase, type Database } from "../src/store/db.js";
import { expectBooksBalance, expectFaithfulRebuilds } from "./books.js";

/** The databases whose books are checked: after each test, and with a rebuild of their logs when they are closed. */
export const openDatabases = new Set<TestDatabase>();

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

/**
 * Clones the template (about 50 ms). Close it in `afterAll`: the database is dropped then.
 * Its books are checked after each test and its logs replayed at the end, unless the test is about books that do not balance.
 */
export async function testDatabase({ hasBooks = true } = {}): Promise<TestDatabase> {
  const { template } = inject("testServer");
  const database = await cloneDatabase(template);
  if (hasBooks) openDatabases.add(database);
  return database;
}

/** A database without any of our tables, for tests of the migrations themselves. */
export async function emptyDatabase(): Promise<Omit<TestDatabase, "db">> {
  return createDatabase("template0");
}

async function cloneDatabase(template: string): Promise<TestDatabase> {
  const created = await createDatabase(template);
  const db = await connectDatabase(created.connection, { poolSize: 10 });
  const database: TestDatabase = {
    ...created,
    db,
    close: async () => {
      try {
        if (openDatabases.delete(database)) {
          await expectBooksBalance(database);
          await expectFaithfulRebuilds(database);
        }
      } finally {
        await db.close();
        await created.close();
      }
    },
  };
  return database;
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
