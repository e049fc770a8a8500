import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Pool } from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type OpenedPool, openPool } from "../../src/store/connect.js";
import { connectDatabase } from "../../src/store/db.js";
import { claimInstallation } from "../../src/store/installation.js";
import { migrate, migrationsDir, readMigrations } from "../../src/store/migrate.js";
import { emptyDatabase } from "../database.js";

let database: Awaited<ReturnType<typeof emptyDatabase>>;
let admin: Pool;
let directory: string;

beforeEach(async () => {
  database = await emptyDatabase();
  admin = database.admin;
  directory = await mkdtemp(join(tmpdir(), "bandwagon-migrations-"));
  await cp(join(migrationsDir, "0001_roles_and_installation.sql"), join(directory, "0001_roles_and_installation.sql"));
});
afterEach(async () => {
  await database.close();
  await rm(directory, { recursive: true });
});

const addSecond = (): Promise<void> =>
  writeFile(join(directory, "0002_second.sql"), "-- Second, for a test.\ncreate table bandwagon.second (id int);\n");

describe("migrate", () => {
  test("applies each file once, in order", async () => {
    await addSecond();
    expect(await migrate(admin, directory)).toEqual(["0001_roles_and_installation", "0002_second"]);
    expect(await migrate(admin, directory)).toEqual([]);
  });

  test("goes on where the last version ended", async () => {
    await migrate(admin, directory);
    await addSecond();
    expect(await migrate(admin, directory)).toEqual(["0002_second"]);
  });

  test("is safe when several start at once: one applies, all end at the same schema", async () => {
    await addSecond();
    const pools: OpenedPool[] = await Promise.all([1, 2, 3, 4].map(() => openPool(database.connection, { role: "owner", poolSize: 1 })));
    const applied = await Promise.all(pools.map(({ pool }) => migrate(pool, directory)));
    expect(applied.flat().sort()).toEqual(["0001_roles_and_installation", "0002_second"]);
    await Promise.all(pools.map(({ close }) => close()));
  });

  test("is safe for several databases of one server at once, which share the role", async () => {
    const others = await Promise.all([1, 2, 3].map(() => emptyDatabase()));
    await Promise.all(others.map((other) => migrate(other.admin)));
    await Promise.all(others.map((other) => other.close()));
  });

  test("refuses a file that was changed after it was applied", async () => {
    await migrate(admin, directory);
    const path = join(directory, "0001_roles_and_installation.sql");
    await writeFile(path, `${await readFile(path, "utf8")}-- changed\n`);
    await expect(migrate(admin, directory)).rejects.toThrow(/Migration 0001_roles_and_installation is not the one that this database was made with/);
  });

  test("refuses a database that a newer version migrated", async () => {
    await addSecond();
    await migrate(admin, directory);
    await rm(join(directory, "0002_second.sql"));
    await expect(migrate(admin, directory)).rejects.toThrow("already migrated to 0002_second by a newer version of Bandwagon");
  });

  test("changes nothing by a file that fails, and keeps what came before it", async () => {
    await addSecond();
    await writeFile(join(directory, "0003_broken.sql"), "-- Broken, for a test.\ncreate table bandwagon.third (id int);\nselect 1/0;\n");
    await expect(migrate(admin, directory)).rejects.toThrow("division by zero");
    const { rows } = await admin.query(
      "select to_regclass('bandwagon.second') is not null as second, to_regclass('bandwagon.third') is not null as third",
    );
    expect(rows).toEqual([{ second: true, third: false }]);
  });

  test("works for a login role that is no superuser, and tells one that may not what it lacks", async () => {
    const login = `bandwagon_login_${database.connection.database?.slice(-12)}`;
    await admin.query(
      `create role ${login} login password 'secret' createrole; grant create on database ${database.connection.database} to ${login}`,
    );
    await admin.query(`grant bandwagon_app to ${login} with admin option`);
    const asLogin = { ...database.connection, user: login, password: "secret" };
    const owner = await openPool(asLogin, { role: "owner", poolSize: 1 });
    await migrate(owner.pool, directory);
    const db = await connectDatabase(asLogin, { poolSize: 1 });
    await claimInstallation(db, Buffer.alloc(32, 1));
    await db.close();
    await owner.close();

    const poor = `${login}_poor`;
    await admin.query(`create role ${poor} login password 'secret'`);
    const other = await emptyDatabase();
    const poorOwner = await openPool({ ...other.connection, user: poor, password: "secret" }, { role: "owner", poolSize: 1 });
    await expect(migrate(poorOwner.pool, directory)).rejects.toThrow(/login role of DATABASE_URL may not run migration 0001/);
    await poorOwner.close();
    await other.close();
    await admin.query(`drop owned by ${login}; drop role ${login}; drop role ${poor}`);
  });
});

describe("readMigrations", () => {
  test("refuses a hole in the numbers", async () => {
    await writeFile(join(directory, "0003_third.sql"), "-- Third.\n");
    await expect(readMigrations(directory)).rejects.toThrow("0003_third.sql should have the number 0002");
  });
  test("refuses a file without its reason", async () => {
    await writeFile(join(directory, "0002_second.sql"), "select 1;\n");
    await expect(readMigrations(directory)).rejects.toThrow("does not begin with its reason");
  });
});

describe("the secret key", () => {
  test("of the first start is the only one that later starts may have", async () => {
    await migrate(admin, directory);
    const db = await connectDatabase(database.connection, { poolSize: 2 });
    const key = Buffer.alloc(32, 7);
    await Promise.all([claimInstallation(db, key), claimInstallation(db, key)]);
    await claimInstallation(db, key);
    await expect(claimInstallation(db, Buffer.alloc(32, 8))).rejects.toThrow("This database was made with another secret key");
    await db.close();
  });
});

describe("a server that cannot be used", () => {
  const refusal = (url: string): Promise<string> =>
    openPool(url, { role: "owner", poolSize: 1 }).then(
      () => "accepted",
      (error: Error) => `${error.name}: ${error.message}`,
    );

  test("is named in one sentence, without the password", async () => {
    expect(await refusal("postgres://u:pass-word@127.0.0.1:1/db")).toBe(
      "SetupError: The database server at 127.0.0.1:1 (database db) refuses connections: no PostgreSQL listens there; check DATABASE_URL.",
    );
    expect(await refusal("postgres://u:pass-word@no-such-host.invalid/db")).toMatch(
      /^SetupError: .*no-such-host\.invalid .*cannot be found.*check DATABASE_URL\.$/,
    );
    expect(await refusal(database.url.replace(/bandwagon_test_\w+/, "no_such_database"))).toMatch(
      /has no database of this name; check DATABASE_URL\.$/,
    );
  });

  test("loses confirmed commits: refused", async () => {
    await admin.query(`alter database ${database.connection.database} set synchronous_commit = off`);
    expect(await refusal(database.url)).toMatch(/^SetupError: The database server has synchronous_commit = off.*switch it on\.$/);
  });
});
