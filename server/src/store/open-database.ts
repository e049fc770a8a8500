/** From settings to a migrated database: the embedded one, started or joined, or the server that a URL names. */
import type { PoolConfig } from "pg";
import { openPool } from "./connect.js";
import { connectDatabase, type Database } from "./db.js";
import { type EmbeddedOptions, type EmbeddedPostgres, openEmbeddedPostgres } from "./embedded-postgres.js";
import { migrate } from "./migrate.js";

export interface DatabaseSettings extends EmbeddedOptions {
  databaseUrl: string | undefined;
  poolSize: number;
  onIdleError?(reason: string): void;
}

export interface OpenedDatabase {
  db: Database;
  /** For commands that act as the owner: rebuild, backup, doctor. */
  owner: string | PoolConfig;
  /** For people: which database this is. */
  description: string;
  /** Names of the migrations that this start applied. */
  migrated: string[];
  /** Closes the connections, then leaves the embedded database. */
  release(): Promise<void>;
}

/** Returns when the database is migrated and the application's connection is checked. Throws a `SetupError` otherwise, and leaves nothing running that it started. */
export async function openDatabase(settings: DatabaseSettings): Promise<OpenedDatabase> {
  const embedded: EmbeddedPostgres | undefined = settings.databaseUrl === undefined ? await openEmbeddedPostgres(settings) : undefined;
  const owner = settings.databaseUrl ?? embedded?.connection ?? {};
  try {
    const migrated = await migrateAsOwner(owner);
    const { poolSize, onIdleError } = settings;
    const db = await connectDatabase(owner, { poolSize, applicationName: `bandwagon ${settings.purpose}`, onIdleError });
    return {
      db,
      owner,
      description: embedded === undefined ? "the PostgreSQL of DATABASE_URL" : `the embedded PostgreSQL in ${embedded.clusterDir}`,
      migrated,
      release: async () => {
        await db.close();
        await embedded?.release();
      },
    };
  } catch (error) {
    await embedded?.release();
    throw error;
  }
}

/** Migrations may take long, so nothing times them out. */
async function migrateAsOwner(owner: string | PoolConfig): Promise<string[]> {
  const { pool, close } = await openPool(owner, {
    role: "owner",
    poolSize: 1,
    statementTimeoutMs: 0,
    lockTimeoutMs: 0,
    applicationName: "bandwagon migrate",
  });
  try {
    return await migrate(pool);
  } finally {
    await close();
  }
}
