import { chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { test as base, describe, expect, vi } from "vitest";
import { type EmbeddedOptions, type EmbeddedPostgres, openEmbeddedPostgres } from "../../src/store/embedded-postgres.js";
import { isPostgresAlive, readPostmaster, stopPostmaster } from "../../src/store/postgres-process.js";

/** A data folder of a test's own; whatever runs on it ends with the test. */
interface Folder {
  parent: string;
  dataDir: string;
  lost: unknown[];
}
// Most of the time of these tests is waited for processes and disks: several at once wait together.
const test = base.extend<{ folder: Folder }>({
  // biome-ignore lint/correctness/noEmptyPattern: the runner reads from the pattern which fixtures are needed.
  folder: async ({}, use) => {
    const parent = mkdtempSync(join(tmpdir(), "bandwagon-embedded-"));
    chmodSync(parent, 0o755);
    const folder = { parent, dataDir: join(parent, "data"), lost: [] };
    await use(folder);
    const cluster = join(folder.dataDir, "postgres");
    if (existsSync(cluster)) {
      await stopPostmaster(realpathSync(cluster));
      if (lstatSync(cluster).isSymbolicLink()) rmSync(join(realpathSync(cluster), ".."), { recursive: true });
    }
    rmSync(parent, { recursive: true, force: true });
  },
});
// How long a process takes to start depends on what else the machine does.
vi.setConfig({ testTimeout: 120_000 });

const open = ({ dataDir, lost }: Folder, purpose: EmbeddedOptions["purpose"], dir = dataDir): Promise<EmbeddedPostgres> =>
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

const postmasterPid = ({ dataDir }: Folder): number => readPostmaster(join(dataDir, "postgres"))?.pid ?? 0;

/** Every process of the cluster, as kill -9 of a whole machine's memory would: backends are sessions of their own. */
async function killEverything(folder: Folder): Promise<void> {
  const pid = postmasterPid(folder);
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").filter(Boolean).map(Number);
  for (const process_ of [pid, ...children]) killNow(process_);
  await vi.waitFor(() => expect(isPostgresAlive(pid)).toBe(false), { timeout: 20_000 });
}

/** A child may have ended by itself, of its postmaster's death or with its work done. */
function killNow(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

describe.concurrent("the embedded PostgreSQL", () => {
  test("starts in an empty folder, keeps what was written, and is stopped by its last user", async ({ folder }) => {
    const first = await open(folder, "server");
    await query(first, "create table kept (id int); insert into kept values (1)");
    const pid = postmasterPid(folder);
    await first.release();
    expect(isPostgresAlive(pid)).toBe(false);
    const second = await open(folder, "server");
    expect(await query(second, "select * from kept")).toEqual([{ id: 1 }]);
    await second.release();
  });

  test("runs durable, checksummed, in UTF-8 and without a network port", async ({ folder }) => {
    const embedded = await open(folder, "server");
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

  test("is shared with commands, and stays until the last of them left", async ({ folder }) => {
    const server = await open(folder, "server");
    const command = await open(folder, "command");
    const pid = postmasterPid(folder);
    await server.release();
    expect(isPostgresAlive(pid)).toBe(true);
    expect(await query(command, "select 1 as one")).toEqual([{ one: 1 }]);
    await command.release();
    expect(isPostgresAlive(pid)).toBe(false);
  });

  test("of several that leave at once is stopped exactly by the last", async ({ folder }) => {
    const users = [await open(folder, "server"), await open(folder, "command"), await open(folder, "command")];
    const pid = postmasterPid(folder);
    await Promise.all(users.map((user) => user.release()));
    expect(isPostgresAlive(pid)).toBe(false);
  });

  test("refuses a second server on the same folder and leaves the first in peace", async ({ folder }) => {
    const first = await open(folder, "server");
    await expect(open(folder, "server")).rejects.toThrow(new RegExp(`^DATA_DIR .* is in use by another running server \\(process ${process.pid}\\)`));
    expect(await query(first, "select 1 as one")).toEqual([{ one: 1 }]);
    await first.release();
  });

  test("lets one of two win that start at once in an empty folder", async ({ folder }) => {
    const [one, two] = await Promise.allSettled([open(folder, "server"), open(folder, "server")]);
    const outcomes = [one, two].map((outcome) => outcome.status).sort();
    expect(outcomes).toEqual(["fulfilled", "rejected"]);
    for (const outcome of [one, two]) if (outcome.status === "fulfilled") await outcome.value.release();
  });

  test("recovers after kill -9 of every process of it, and nothing acknowledged is lost", async ({ folder }) => {
    const embedded = await open(folder, "command");
    await query(embedded, "create table kept (id int); insert into kept values (1)");
    await killEverything(folder);
    await vi.waitFor(async () => expect(await query(embedded, "select * from kept")).toEqual([{ id: 1 }]), { timeout: 60_000, interval: 100 });
    await embedded.release();
    expect(folder.lost).toEqual([]);
  });

  test("starts though the number of its dead postmaster now belongs to another program or to one that nobody collects", async ({ folder }) => {
    await (await open(folder, "server")).release();
    const leftover = [process.pid, join(folder.dataDir, "postgres"), 1_700_000_000, 5432, join(folder.dataDir, "run"), "", "  1 2", "ready   "].join(
      "\n",
    );
    // The parent of this process: alive, and not a PostgreSQL.
    writeFileSync(join(folder.dataDir, "postgres/postmaster.pid"), leftover.replace(String(process.pid), String(process.ppid)));
    writeFileSync(join(folder.dataDir, "run/.s.PGSQL.5432.lock"), leftover.replace(String(process.pid), String(process.ppid)));
    const embedded = await open(folder, "server");
    expect(await query(embedded, "select 1 as one")).toEqual([{ one: 1 }]);
    await embedded.release();
  });

  test("finds a short place for its socket when the folder's path is long", async ({ folder }) => {
    const deep = join(folder.parent, "d".repeat(60), "e".repeat(60));
    const embedded = await open(folder, "server", deep);
    expect(embedded.connection.host?.startsWith(tmpdir())).toBe(true);
    const beside = await open(folder, "command", deep);
    expect(beside.connection.host).toBe(embedded.connection.host);
    await embedded.release();
    await beside.release();
  });

  test.runIf(process.getuid?.() === 0)("works as root below a folder that only root may enter", async ({ folder }) => {
    const hidden = join(folder.parent, "hidden");
    mkdirSync(hidden, { mode: 0o700 });
    folder.dataDir = join(hidden, "data");
    const embedded = await open(folder, "server");
    expect(lstatSync(join(folder.dataDir, "postgres")).isSymbolicLink()).toBe(true);
    expect(await query(embedded, "select 1 as one")).toEqual([{ one: 1 }]);
    await embedded.release();
    await (await open(folder, "server")).release();
  });

  test("refuses data of another major version and a link that leads nowhere", async ({ folder }) => {
    await (await open(folder, "command")).release();
    writeFileSync(join(folder.dataDir, "postgres/PG_VERSION"), "17\n");
    await expect(open(folder, "command")).rejects.toThrow("was made by PostgreSQL 17; this version of Bandwagon runs 18");
  });
});
