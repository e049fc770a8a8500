/** The server as a process: how it starts, is refused, is killed and stops. */
import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { test as base, beforeAll, describe, expect, vi } from "vitest";
import { checkoutDir } from "../src/config.js";
import { isPostgresAlive, readPostmaster, stopPostmaster } from "../src/store/postgres-process.js";
import { emptyDatabase } from "./database.js";

const { ensureBuilt } = (await import(pathToFileURL(join(checkoutDir, "scripts/checkout.mjs")).href)) as { ensureBuilt(): void };
beforeAll(() => ensureBuilt());
// How long a process takes to start depends on what else the machine does.
vi.setConfig({ testTimeout: 120_000 });

interface Run {
  child: ChildProcess;
  output(): string;
  /** The exit code, or the signal's name. */
  ended: Promise<number | string>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  return typeof address === "object" && address !== null ? address.port : 0;
}

async function health(port: number): Promise<number> {
  return fetch(`http://127.0.0.1:${port}/health`).then(
    (response) => response.status,
    () => 0,
  );
}

/** A data folder of a test's own, and the processes on it, which end with the test. */
interface Folder {
  dataDir: string;
  clusterDir: string;
  runServer(environment: Record<string, string>): Run;
  runCli(args: string[]): Run;
  startServer(environment?: Record<string, string>): Promise<Run & { port: number }>;
}

// Most of the time of these tests is waited for processes and disks: several at once wait together.
const test = base.extend<{ folder: Folder }>({
  // biome-ignore lint/correctness/noEmptyPattern: the runner reads from the pattern which fixtures are needed.
  folder: async ({}, use) => {
    const dataDir = mkdtempSync(join(tmpdir(), "bandwagon-start-"));
    chmodSync(dataDir, 0o711);
    const children: ChildProcess[] = [];
    await use(folderOf(dataDir, children));
    for (const child of children) child.kill("SIGKILL");
    const cluster = join(dataDir, "postgres");
    if (existsSync(cluster)) await stopPostmaster(realpathSync(cluster));
    rmSync(dataDir, { recursive: true, force: true });
  },
});

function folderOf(dataDir: string, children: ChildProcess[]): Folder {
  const run = (code: string, environment: Record<string, string>): Run => {
    const child = spawn(process.execPath, ["--input-type=module", "-e", code], {
      cwd: join(checkoutDir, "server"),
      env: { PATH: process.env.PATH, DATA_DIR: dataDir, LOG_LEVEL: "warn", ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    children.push(child);
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => (output += chunk.toString()));
    const ended = new Promise<number | string>((settle) => child.once("close", (exitCode, signal) => settle(exitCode ?? signal ?? "?")));
    return { child, output: () => output, ended };
  };
  const runServer = (environment: Record<string, string>): Run => run('import { serve } from "./dist/main.js"; await serve();', environment);
  const startServer = async (environment: Record<string, string> = {}): Promise<Run & { port: number }> => {
    const port = await freePort();
    const server = runServer({ PORT: String(port), ...environment });
    await vi.waitUntil(async () => server.child.exitCode !== null || (await health(port)) === 200, { timeout: 50_000, interval: 100 });
    // It answers a moment before it says so.
    await vi.waitFor(() => expect(server.output()).toContain("Bandwagon runs at"), { timeout: 10_000 });
    return { ...server, port };
  };
  const runCli = (args: string[]): Run => run(`import { runCli } from "./dist/cli/main.js"; await runCli(${JSON.stringify(args)});`, {});
  return { dataDir, clusterDir: join(dataDir, "postgres"), runServer, runCli, startServer };
}

const sentence = (output: string): string[] => output.trim().split("\n");

describe.concurrent("the server", () => {
  test("starts in an empty folder, tells where it is, and stops its database on SIGTERM", async ({
    folder: { clusterDir, dataDir, startServer },
  }) => {
    const server = await startServer();
    expect(server.output()).toContain(`Bandwagon runs at http://127.0.0.1:${server.port} with the embedded PostgreSQL in ${clusterDir}`);
    expect(statSync(join(dataDir, "secret.key")).mode & 0o777).toBe(0o600);
    const pid = readPostmaster(clusterDir)?.pid ?? 0;
    server.child.kill("SIGTERM");
    expect(await server.ended).toBe(0);
    expect(isPostgresAlive(pid)).toBe(false);
  });

  test("takes the database over that a killed server left running", async ({ folder: { clusterDir, startServer } }) => {
    const killed = await startServer();
    const pid = readPostmaster(clusterDir)?.pid ?? 0;
    killed.child.kill("SIGKILL");
    await killed.ended;
    expect(isPostgresAlive(pid)).toBe(true);
    const next = await startServer();
    expect(readPostmaster(clusterDir)?.pid).toBe(pid);
    next.child.kill("SIGINT");
    expect(await next.ended).toBe(0);
  });

  test("recovers by itself after kill -9 of everything", async ({ folder: { clusterDir, startServer } }) => {
    const killed = await startServer();
    const pid = readPostmaster(clusterDir)?.pid ?? 0;
    const backends = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").map(Number);
    for (const victim of [killed.child.pid ?? 0, pid, ...backends]) process.kill(victim, "SIGKILL");
    await killed.ended;
    const next = await startServer();
    next.child.kill("SIGINT");
    expect(await next.ended).toBe(0);
  });

  test("shares its database with a command, which leaves it running", async ({ folder: { runCli, startServer } }) => {
    const server = await startServer();
    const command = runCli(["migrate", "--json"]);
    expect(await command.ended).toBe(0);
    expect(JSON.parse(command.output())).toEqual({ applied: [] });
    expect(await health(server.port)).toBe(200);
  });

  test("refuses a data folder that another server uses: one sentence, exit code 1", async ({ folder: { runServer, startServer } }) => {
    await startServer();
    const second = runServer({ PORT: String(await freePort()) });
    expect(await second.ended).toBe(1);
    expect(sentence(second.output())).toEqual([expect.stringMatching(/^DATA_DIR .* is in use by another running server/)]);
  });

  test("refuses a port that is in use: one sentence, exit code 1, and no database left running", async ({ folder: { clusterDir, runServer } }) => {
    const other = createServer();
    await new Promise<void>((listening) => other.listen(0, "127.0.0.1", listening));
    const address = other.address();
    const server = runServer({ PORT: String(typeof address === "object" && address !== null ? address.port : 0) });
    expect(await server.ended).toBe(1);
    expect(sentence(server.output())).toEqual([expect.stringMatching(/^Port \d+ on 127\.0\.0\.1 is in use by another program/)]);
    expect(readPostmaster(clusterDir)).toBeUndefined();
    await new Promise((closed) => other.close(closed));
  });

  test.for<[Record<string, string>, RegExp]>([
    [{ PORT: "none" }, /^PORT must be a whole number/],
    [
      { DATABASE_URL: "postgres://u:p@127.0.0.1:1/db" },
      /^The database server at 127\.0\.0\.1:1 \(database db\) refuses connections.*check DATABASE_URL\.$/,
    ],
    [{ DATA_DIR: "/dev/null" }, /^DATA_DIR \/dev\/null cannot be used/],
    [{ SECRET_KEY: "short" }, /^SECRET_KEY must be at least 32 random bytes/],
    [{ DATA_DIR: "/dev/null/no" }, /^DATA_DIR \/dev\/null\/no cannot be made .*; choose a folder that this user may write\.$/],
  ])("refuses %o: one sentence, exit code 1", async ([environment, expected], { folder: { runServer } }) => {
    const server = runServer(environment);
    expect(await server.ended).toBe(1);
    expect(sentence(server.output())).toEqual([expect.stringMatching(expected)]);
  });

  test("refuses a database that was made with another key: one sentence, exit code 1", async ({ folder: { runCli, runServer } }) => {
    const first = runCli(["migrate"]);
    expect(await first.ended).toBe(0);
    const second = runServer({ SECRET_KEY: Buffer.alloc(32, 9).toString("base64") });
    expect(await second.ended).toBe(1);
    expect(sentence(second.output())).toEqual([expect.stringMatching(/^This database was made with another secret key/)]);
  });

  test("runs on a server that DATABASE_URL names, several at once, which migrate it once", async ({ folder: { startServer } }) => {
    const database = await emptyDatabase();
    const servers = await Promise.all([startServer({ DATABASE_URL: database.url }), startServer({ DATABASE_URL: database.url })]);
    expect(servers.filter(({ output }) => output().includes("Migrated the database")).length).toBe(1);
    for (const { child, ended } of servers) {
      child.kill("SIGINT");
      expect(await ended).toBe(0);
    }
    await database.close();
  });
});
