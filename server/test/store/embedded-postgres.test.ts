import { chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type EmbeddedOptions, type EmbeddedPostgres, openEmbeddedPostgres } from "../../src/store/embedded-postgres.js";
import { isPostgresAlive, readPostmaster, stopPostmaster } from "../../src/store/postgres-process.js";

let parent: string;
let dataDir: string;
let lost: unknown[];

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), "bandwagon-embedded-"));
  chmodSync(parent, 0o755);
  dataDir = join(parent, "data");
  lost = [];
});
afterEach(async () => {
  const cluster = join(dataDir, "postgres");
  if (existsSync(cluster)) {
    await stopPostmaster(realpathSync(cluster));
    if (lstatSync(cluster).isSymbolicLink()) rmSync(join(realpathSync(cluster), ".."), { recursive: true });
  }
  rmSync(parent, { recursive: true, force: true });
});

const open = (purpose: EmbeddedOptions["purpose"], dir = dataDir): Promise<EmbeddedPostgres> =>
  openEmbeddedPostgres({ dataDir: dir, purpose, onLost: (error) => lost.push(error) });

async function query(embedded: EmbeddedPostgres, sql: string): Promise<unknown[]> {
  const client = new Client(embedded.connection);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const postmasterPid = (): number => readPostmaster(join(dataDir, "postgres"))?.pid ?? 0;

/** Every process of the cluster, as kill -9 of a whole machine's memory would: backends are sessions of their own. */
async function killEverything(): Promise<void> {
  const pid = postmasterPid();
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").filter(Boolean).map(Number);
  for (const process_ of [pid, ...children]) process.kill(process_, "SIGKILL");
  await expect.poll(() => isPostgresAlive(pid)).toBe(false);
}

describe("the embedded PostgreSQL", () => {
  test("starts in an empty folder, keeps what was written, and is stopped by its last user", async () => {
    const first = await open("server");
    await query(first, "create table kept (id int); insert into kept values (1)");
    const pid = postmasterPid();
    await first.release();
    expect(isPostgresAlive(pid)).toBe(false);
    const second = await open("server");
    expect(await query(second, "select * from kept")).toEqual([{ id: 1 }]);
    await second.release();
  });

  test("runs durable, checksummed, in UTF-8 and without a network port", async () => {
    const embedded = await open("server");
    const names = [
      "fsync",
      "synchronous_commit",
      "full_page_writes",
      "data_checksums",
      "server_encoding",
      "listen_addresses",
      "unix_socket_permissions",
      "TimeZone",
    ];
    const [row] = await query(embedded, `select ${names.map((name) => `current_setting('${name}') as "${name}"`).join(", ")}`);
    expect(row).toEqual({
      fsync: "on",
      synchronous_commit: "on",
      full_page_writes: "on",
      data_checksums: "on",
      server_encoding: "UTF8",
      listen_addresses: "",
      unix_socket_permissions: "0700",
      TimeZone: "UTC",
    });
    expect(lstatSync(embedded.connection.host ?? "").mode & 0o777).toBe(0o700);
    await embedded.release();
  });

  test("is shared with commands, and stays until the last of them left", async () => {
    const server = await open("server");
    const command = await open("command");
    const pid = postmasterPid();
    await server.release();
    expect(isPostgresAlive(pid)).toBe(true);
    expect(await query(command, "select 1 as one")).toEqual([{ one: 1 }]);
    await command.release();
    expect(isPostgresAlive(pid)).toBe(false);
  });

  test("of several that leave at once is stopped exactly by the last", async () => {
    const users = [await open("server"), await open("command"), await open("command")];
    const pid = postmasterPid();
    await Promise.all(users.map((user) => user.release()));
    expect(isPostgresAlive(pid)).toBe(false);
  });

  test("refuses a second server on the same folder and leaves the first in peace", async () => {
    const first = await open("server");
    await expect(open("server")).rejects.toThrow(new RegExp(`^DATA_DIR .* is in use by another running server \\(process ${process.pid}\\)`));
    expect(await query(first, "select 1 as one")).toEqual([{ one: 1 }]);
    await first.release();
  });

  test("lets one of two win that start at once in an empty folder", async () => {
    const [one, two] = await Promise.allSettled([open("server"), open("server")]);
    const outcomes = [one, two].map((outcome) => outcome.status).sort();
    expect(outcomes).toEqual(["fulfilled", "rejected"]);
    for (const outcome of [one, two]) if (outcome.status === "fulfilled") await outcome.value.release();
  });

  test("recovers after kill -9 of every process of it, and nothing acknowledged is lost", async () => {
    const embedded = await open("command");
    await query(embedded, "create table kept (id int); insert into kept values (1)");
    await killEverything();
    await expect.poll(() => query(embedded, "select * from kept").catch(() => "down"), { timeout: 20_000 }).toEqual([{ id: 1 }]);
    await embedded.release();
    expect(lost).toEqual([]);
  });

  test("starts though the number of its dead postmaster now belongs to another program or to one that nobody collects", async () => {
    await (await open("server")).release();
    const leftover = [process.pid, join(dataDir, "postgres"), 1_700_000_000, 5432, join(dataDir, "run"), "", "  1 2", "ready   "].join("\n");
    // The parent of this process: alive, and not a PostgreSQL.
    writeFileSync(join(dataDir, "postgres/postmaster.pid"), leftover.replace(String(process.pid), String(process.ppid)));
    writeFileSync(join(dataDir, "run/.s.PGSQL.5432.lock"), leftover.replace(String(process.pid), String(process.ppid)));
    const embedded = await open("server");
    expect(await query(embedded, "select 1 as one")).toEqual([{ one: 1 }]);
    await embedded.release();
  });

  test("finds a short place for its socket when the folder's path is long", async () => {
    const deep = join(parent, "d".repeat(60), "e".repeat(60));
    const embedded = await open("server", deep);
    expect(embedded.connection.host?.startsWith(tmpdir())).toBe(true);
    const beside = await open("command", deep);
    expect(beside.connection.host).toBe(embedded.connection.host);
    await embedded.release();
    await beside.release();
  });

  test.runIf(process.getuid?.() === 0)("works as root below a folder that only root may enter", async () => {
    const hidden = join(parent, "hidden");
    mkdirSync(hidden, { mode: 0o700 });
    dataDir = join(hidden, "data");
    const embedded = await open("server");
    expect(lstatSync(join(dataDir, "postgres")).isSymbolicLink()).toBe(true);
    expect(await query(embedded, "select 1 as one")).toEqual([{ one: 1 }]);
    await embedded.release();
    await (await open("server")).release();
  });

  test("refuses data of another major version and a link that leads nowhere", async () => {
    await (await open("command")).release();
    writeFileSync(join(dataDir, "postgres/PG_VERSION"), "17\n");
    await expect(open("command")).rejects.toThrow("was made by PostgreSQL 17; this version of Bandwagon runs 18");
  });
});
