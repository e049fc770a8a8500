/** The built product on a data folder and an embedded database of its own, to be killed at any moment. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { Client, type Pool, type PoolConfig } from "pg";
import { checkoutDir } from "../../src/config.js";
import { openPool } from "../../src/store/connect.js";
import { connectDatabase, type Database } from "../../src/store/db.js";
import { openEmbeddedPostgres } from "../../src/store/embedded-postgres.js";
import { connectionOf, findOrMakeCluster } from "../../src/store/postgres-cluster.js";
import { readPostmaster, stopPostmaster } from "../../src/store/postgres-process.js";
import { testMasterKey } from "../books.js";

export interface Opened {
  db: Database;
  admin: Pool;
  connection: PoolConfig;
  close(): Promise<void>;
}
export interface CrashServer {
  url: string;
  clusterDir: string;
  /** Where the history is kept, outside of what is killed. */
  dir: string;
  start(): Promise<void>;
  /** kill -9 of the Node process. */
  killServer(): Promise<void>;
  /** kill -9 of every process of the database. */
  killDatabase(): void;
  command(args: string[]): Promise<unknown>;
  /** Connections to the database of the server. */
  open(): Promise<Opened>;
  /** Runs a statement as the owner while the server is down, whatever the settings of the database. */
  repair(sql: string): Promise<void>;
  /** Kills what still runs, and removes everything. */
  remove(): Promise<void>;
}

const bin = join(checkoutDir, "server/bin/bandwagon.mjs");
const startMsMax = 60_000;

export async function makeCrashServer(): Promise<CrashServer> {
  const dir = mkdtempSync(join(tmpdir(), "bandwagon-crash-"));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const dataDir = join(dir, "data");
  const clusterDir = () => join(dataDir, "postgres");
  const rates = { RATE_SECRET: "0", RATE_PUBLISHABLE: "0", RATE_ANONYMOUS: "0" };
  const env = {
    PATH: process.env.PATH,
    NODE_ENV: "production",
    PORT: String(port),
    DATA_DIR: dataDir,
    LOG_LEVEL: "fatal",
    SECRET_KEY: testMasterKey.toString("base64"),
    ...rates,
  };
  let child: ChildProcess | undefined;
  let output = "";
  const start = async (): Promise<void> => {
    const started = spawn(process.execPath, [bin, "serve"], { env, stdio: ["ignore", "pipe", "pipe"] });
    child = started;
    for (const stream of [started.stdout, started.stderr]) stream?.on("data", (chunk: Buffer) => (output += chunk.toString()));
    for (const deadline = Date.now() + startMsMax; !(await isHealthy(url)); await delay(50)) {
      if (started.exitCode !== null || Date.now() > deadline) throw new Error(`The server did not start: ${output.slice(-2000)}`);
    }
  };
  const killServer = async (): Promise<void> => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child?.once("exit", resolve));
    child.kill("SIGKILL");
    await ended;
  };
  return {
    url,
    dir,
    get clusterDir() {
      return clusterDir();
    },
    start,
    killServer,
    killDatabase: () => {
      const pid = readPostmaster(clusterDir())?.pid;
      if (pid === undefined) return;
      for (const victim of [pid, ...childrenOf(pid)]) killIfThere(victim);
    },
    command: async (args) => JSON.parse((await promisify(execFile)(process.execPath, [bin, ...args, "--json"], { env })).stdout),
    open: async () => {
      const { socketDir } = await findOrMakeCluster(dataDir);
      const connection = connectionOf(socketDir);
      const admin = await openPool(connection, { role: "owner", poolSize: 1 });
      const db = await connectDatabase(connection, { poolSize: 4 });
      return { db, admin: admin.pool, connection, close: async () => void (await Promise.all([admin.close(), db.close()])) };
    },
    repair: async (sql) => {
      const embedded = await openEmbeddedPostgres({ dataDir, purpose: "command", onLost: () => {} });
      const client = new Client({ ...embedded.connection, options: "-c synchronous_commit=on" });
      await client.connect();
      await client.query(sql);
      await client.end();
      await embedded.release();
    },
    remove: async () => {
      await killServer();
      await stopPostmaster(clusterDir()).catch(() => {});
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Linux tells the children of a process; elsewhere only the postmaster is killed, and its children follow it. */
function childrenOf(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").filter(Boolean).map(Number);
  } catch {
    return [];
  }
}
function killIfThere(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended by itself meanwhile.
  }
}

function isHealthy(url: string): Promise<boolean> {
  return fetch(`${url}/health`).then(
    ({ ok }) => ok,
    () => false,
  );
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
