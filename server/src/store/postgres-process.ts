/** One postmaster: seen through its postmaster.pid, started, stopped. It may outlive the process that started it. */
import { spawn, spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { SetupError } from "../errors.js";
import { type PostgresRuntime, runtimeEnvironment } from "./postgres-runtime.js";

export interface Postmaster {
  pid: number;
  socketDir: string;
  isReady: boolean;
}

export interface PostmasterSettings {
  clusterDir: string;
  socketDir: string;
  logFile: string;
  maxConnections: number;
  /** Its own session: a Ctrl-C in the terminal then reaches the server alone, which stops the database after its last transaction. */
  isDetached: boolean;
}

const logBytesMax = 10_000_000;
const startMsMax = 120_000;
const stopMsMax = 30_000;

/** What the cluster's postmaster.pid says; undefined without one, or while it is being written. */
export function readPostmaster(clusterDir: string): Postmaster | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(clusterDir, "postmaster.pid"), "utf8").split("\n");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  const pid = Math.abs(Number(lines[0]));
  if (!Number.isSafeInteger(pid) || pid === 0) return undefined;
  return { pid, socketDir: lines[4] ?? "", isReady: lines[7]?.trim() === "ready" };
}

/** Whether that process is a PostgreSQL that lives; false for another program that was given the same number later, and for a dead one that nobody has collected. */
export function isPostgresAlive(pid: number): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform === "linux") {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      return stat.includes("(postgres)") && !/\) Z /.test(stat);
    } catch {
      return false;
    }
  }
  const { stdout } = spawnSync("ps", ["-p", String(pid), "-o", "stat=,comm="], { encoding: "utf8" });
  return stdout.includes("postgres") && !stdout.startsWith("Z");
}

/**
 * Starts a postmaster and returns true once it takes connections.
 * False: it did not start because something else still holds the cluster; look again.
 * A `SetupError` with the server's own words for every other reason. Durability is set here and can be set nowhere else.
 */
export async function startPostmaster(runtime: PostgresRuntime, settings: PostmasterSettings): Promise<boolean> {
  freeReusedPids(settings);
  rotateLog(settings.logFile);
  const log = openSync(settings.logFile, "a", 0o600);
  const logStart = statSync(settings.logFile).size;
  const child = spawn(join(runtime.binDir, "postgres"), postmasterArguments(settings), {
    cwd: "/",
    detached: settings.isDetached,
    env: runtimeEnvironment(),
    stdio: ["ignore", log, log],
    ...runtime.user,
  });
  closeSync(log);
  let exit: string | undefined;
  child.once("error", (error) => {
    exit = error.message;
  });
  child.once("exit", (code, signal) => {
    exit = `ended with ${signal ?? code}`;
  });
  child.unref();

  const deadline = Date.now() + startMsMax;
  while (exit === undefined) {
    const postmaster = readPostmaster(settings.clusterDir);
    if (postmaster !== undefined && postmaster.pid === child.pid && postmaster.isReady) return true;
    if (Date.now() > deadline)
      throw new SetupError(`The embedded PostgreSQL did not start within ${startMsMax / 1000} s; ${settings.logFile} tells why.`);
    await delay(5);
  }
  const said = readFileSync(settings.logFile).subarray(logStart).toString("utf8");
  if (/lock file "postmaster.pid" already exists|pre-existing shared memory block/.test(said)) return false;
  const reason = said.match(/(?:FATAL|PANIC): {2}(.*)/)?.[1] ?? exit;
  throw new SetupError(`The embedded PostgreSQL did not start: ${reason} (see ${settings.logFile}).`);
}

/** Ends the cluster's postmaster: open transactions are rolled back, everything committed is on disk. Returns when it is gone. */
export async function stopPostmaster(clusterDir: string): Promise<void> {
  const postmaster = readPostmaster(clusterDir);
  if (postmaster === undefined || !isPostgresAlive(postmaster.pid)) return;
  signal(postmaster.pid, "SIGINT");
  const deadline = Date.now() + stopMsMax;
  while (isPostgresAlive(postmaster.pid)) {
    // An immediate stop loses nothing either: the next start recovers from the write-ahead log.
    if (Date.now() > deadline) signal(postmaster.pid, "SIGQUIT");
    await delay(10);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/**
 * After a crash the number in postmaster.pid may belong to another program by now, or to a dead process that its container never collects, and
 * PostgreSQL would refuse to start because that one is there. The file is kept, for its last lines let PostgreSQL find backends that outlived their
 * postmaster; only the number is replaced, by the starter's own, which PostgreSQL disregards. The socket's lock has the number alone and goes.
 */
function freeReusedPids({ clusterDir, socketDir }: PostmasterSettings): void {
  const postmaster = readPostmaster(clusterDir);
  if (postmaster !== undefined && isAlive(postmaster.pid) && !isPostgresAlive(postmaster.pid)) {
    const path = join(clusterDir, "postmaster.pid");
    const [, ...rest] = readFileSync(path, "utf8").split("\n");
    writeFileSync(path, [process.pid, ...rest].join("\n"));
  }
  const socketLock = join(socketDir, ".s.PGSQL.5432.lock");
  if (existsSync(socketLock) && !isPostgresAlive(Number.parseInt(readFileSync(socketLock, "utf8"), 10))) rmSync(socketLock, { force: true });
}

function rotateLog(logFile: string): void {
  const size = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  if (size > logBytesMax) renameSync(logFile, `${logFile}.1`);
}

/** Sized for a laptop that also does other things; on the command line, so that no edited file can switch durability off. */
function postmasterArguments({ clusterDir, socketDir, maxConnections }: PostmasterSettings): string[] {
  const settings: Record<string, string> = {
    listen_addresses: "",
    unix_socket_directories: `"${socketDir}"`,
    unix_socket_permissions: "0700",
    max_connections: String(maxConnections),
    fsync: "on",
    full_page_writes: "on",
    synchronous_commit: "on",
    shared_buffers: "128MB",
    work_mem: "8MB",
    maintenance_work_mem: "64MB",
    max_wal_size: "2GB",
    checkpoint_timeout: "15min",
    // A plan that was made on an empty table is replaced once the table has been analysed: soon, for a first import comes at once.
    autovacuum_naptime: "10s",
    jit: "off",
    timezone: "UTC",
    log_timezone: "UTC",
    log_checkpoints: "off",
    log_min_error_statement: "panic",
    log_parameter_max_length_on_error: "0",
  };
  return ["-D", clusterDir, "-p", "5432", ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])];
}
