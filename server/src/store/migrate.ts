/** Brings a database to this version's schema: numbered SQL files, forward only, each once and in a transaction of its own. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Pool, PoolClient } from "pg";
import { sha256Hex } from "../core/hash.js";
import { SetupError } from "../errors.js";
import { applicationRole, schemaName } from "./connect.js";

export interface Migration {
  number: number;
  name: string;
  sql: string;
  checksum: string;
}

export const migrationsDir = fileURLToPath(new URL("../../migrations/", import.meta.url));

/** Any number that nothing else locks; advisory locks are per database. */
const migrationLock = 1_651_928_163;
const racesMax = 5;

/**
 * Applies what is missing, in order, and returns the names of what it applied. Processes that do it at once wait for each other.
 * Throws a `SetupError`, with nothing changed by the failing step, when an applied file was changed, when the database is newer than this version, or when the login role may not do it.
 */
export async function migrate(owner: Pool, directory: string = migrationsDir): Promise<string[]> {
  const migrations = await readMigrations(directory);
  const client = await owner.connect();
  let isUsable = false;
  try {
    // A migration takes as long as it takes, and waits for another process's as long.
    await client.query("set statement_timeout = 0; set lock_timeout = 0; set idle_in_transaction_session_timeout = 0");
    await client.query("select pg_advisory_lock($1)", [migrationLock]);
    const applied = await applyMissing(client, migrations);
    await client.query("select pg_advisory_unlock($1)", [migrationLock]);
    await client.query("reset all");
    isUsable = true;
    return applied;
  } finally {
    client.release(!isUsable);
  }
}

/** The files in order. Throws on a name that is no migration's, a hole in the numbers, or a file without its reason in the first line. */
export async function readMigrations(directory: string): Promise<Migration[]> {
  const files = (await readdir(directory)).filter((file) => file.endsWith(".sql")).sort();
  return Promise.all(
    files.map(async (file, index) => {
      const number = Number(file.match(/^(\d{4})_[a-z0-9_]+\.sql$/)?.[1]);
      if (number !== index + 1) throw new Error(`Migration ${file} should have the number ${String(index + 1).padStart(4, "0")}.`);
      const sql = (await readFile(join(directory, file), "utf8")).replaceAll("\r\n", "\n");
      if (!sql.startsWith("-- ")) throw new Error(`Migration ${file} does not begin with its reason.`);
      return { number, name: file.slice(0, -".sql".length), sql, checksum: sha256Hex(sql) };
    }),
  );
}

async function applyMissing(client: PoolClient, migrations: Migration[]): Promise<string[]> {
  const done = await readApplied(client);
  assertSameHistory(done, migrations);
  const missing = migrations.slice(done.length);
  for (const migration of missing) await applyWithRaces(client, migration);
  return missing.map(({ name }) => name);
}

interface Applied {
  number: number;
  name: string;
  checksum: string;
}

async function readApplied(client: PoolClient): Promise<Applied[]> {
  const { rows } = await client.query<{ known: boolean }>("select to_regclass($1) is not null as known", [`${schemaName}.migrations`]);
  if (!rows[0]?.known) return [];
  return (await client.query<Applied>(`select number, name, checksum from ${schemaName}.migrations order by number`)).rows;
}

function assertSameHistory(done: Applied[], migrations: Migration[]): void {
  for (const [index, applied] of done.entries()) {
    const migration = migrations[index];
    if (migration === undefined) {
      throw new SetupError(`The database was already migrated to ${applied.name} by a newer version of Bandwagon; run that version or a later one.`);
    }
    if (applied.number !== migration.number || applied.name !== migration.name || applied.checksum !== migration.checksum) {
      throw new SetupError(
        `Migration ${migration.name} is not the one that this database was made with (${applied.name}); put the file back as it was and make the change in a new migration.`,
      );
    }
  }
}

/** Roles belong to the whole server, so that two databases migrated at once can meet there; the loser just does it again. */
async function applyWithRaces(client: PoolClient, migration: Migration): Promise<void> {
  for (let race = 1; ; race++) {
    try {
      await apply(client, migration);
      return;
    } catch (error) {
      if (race === racesMax || !/tuple concurrently updated|deadlock detected/.test((error as Error).message)) throw explain(error, migration);
    }
  }
}

async function apply(client: PoolClient, migration: Migration): Promise<void> {
  try {
    await client.query("begin");
    await client.query(migration.sql);
    if (migration.number === 1) await makeHistory(client);
    await client.query(`insert into ${schemaName}.migrations (number, name, checksum, applied_at) values ($1, $2, $3, now())`, [
      migration.number,
      migration.name,
      migration.checksum,
    ]);
    await client.query("commit");
  } catch (error) {
    // A lost connection cannot roll back and need not; the first error tells more.
    await client.query("rollback").catch(() => {});
    throw error;
  }
}

/** The application reads it, to tell its version, and never writes it. */
async function makeHistory(client: PoolClient): Promise<void> {
  await client.query(`create table ${schemaName}.migrations (
    number integer not null, name text not null, checksum text not null, applied_at timestamptz not null, constraint migrations_pkey primary key (number)
  ); revoke insert, update, delete on ${schemaName}.migrations from ${applicationRole}`);
}

function explain(error: unknown, migration: Migration): unknown {
  if ((error as { code?: string }).code !== "42501") return error;
  return new SetupError(
    `The login role of DATABASE_URL may not run migration ${migration.name} (${(error as Error).message}); it must own the database and be able to make the role ${applicationRole} (createrole), or have been made a member of it.`,
    { cause: error },
  );
}
