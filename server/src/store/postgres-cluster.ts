/** The files of an embedded cluster: where they lie, whose they are, how they are made. */
import { randomBytes } from "node:crypto";
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { PoolConfig } from "pg";
import { SetupError } from "../errors.js";
import { isPostgresAlive, readPostmaster } from "./postgres-process.js";
import { chooseHome, chooseUser, makePrivateDir, type PostgresRuntime, prepareRuntime, type RuntimeUser, runTool } from "./postgres-runtime.js";

const embeddedMajor = "18";
const superuser = "bandwagon";
/** macOS allows 104 bytes for a socket's path, Linux 108. */
const socketPathBytesMax = 103;

export interface Cluster {
  dataDir: string;
  clusterDir: string;
  socketDir: string;
  user: RuntimeUser | undefined;
}

/** The cluster of a DATA_DIR, made when there is none; not started. Throws a `SetupError` when this process cannot use it. */
export async function findOrMakeCluster(dataDir: string): Promise<Cluster> {
  if (process.platform === "win32") throw new SetupError("The embedded PostgreSQL needs Linux or macOS; on Windows use WSL, or set DATABASE_URL.");
  makeDataDir(dataDir);
  const linkOrDir = join(dataDir, "postgres");
  const user = chooseUser(linkOrDir);
  if (!existsSync(linkOrDir)) await placeCluster(dataDir, linkOrDir, user);
  const version = readFileSync(join(linkOrDir, "PG_VERSION"), "utf8").trim();
  if (version !== embeddedMajor)
    throw new SetupError(`${linkOrDir} was made by PostgreSQL ${version}; this version of Bandwagon runs ${embeddedMajor}.`);
  const clusterDir = realpathSync(linkOrDir);
  const running = readPostmaster(clusterDir);
  const isRunning = running !== undefined && isPostgresAlive(running.pid) && running.socketDir !== "";
  return { dataDir, clusterDir, socketDir: isRunning ? running.socketDir : chooseSocketDir(dirname(clusterDir), user), user };
}

function makeDataDir(dataDir: string): void {
  if (existsSync(dataDir)) {
    assertUsableDir(dataDir);
    return;
  }
  try {
    mkdirSync(dataDir, { recursive: true });
    // Root's database runs as another user, who must get through; its own folders below are private.
    chmodSync(dataDir, process.getuid?.() === 0 ? 0o711 : 0o700);
  } catch (cause) {
    throw new SetupError(`DATA_DIR ${dataDir} cannot be made (${(cause as Error).message}); choose a folder that this user may write.`, { cause });
  }
}

function assertUsableDir(dataDir: string): void {
  try {
    accessSync(join(dataDir, "."), constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new SetupError(`DATA_DIR ${dataDir} cannot be used (${(cause as Error).message}); choose a folder that this user may write.`, { cause });
  }
}

/** Made aside and put in place by a rename, so that a start which was cut short leaves no half cluster, and of two at once one wins. */
async function placeCluster(dataDir: string, linkOrDir: string, user: RuntimeUser | undefined): Promise<void> {
  if (lstatSync(linkOrDir, { throwIfNoEntry: false }) !== undefined)
    throw new SetupError(`${linkOrDir} is a link to a folder that is not there; put the folder back, or remove the link to start empty.`);
  const home = chooseHome(dataDir, user);
  const place = join(home, "postgres");
  const unfinished = `${place}.${randomBytes(4).toString("hex")}`;
  await makeCluster(await prepareRuntime(user), unfinished, []);
  try {
    renameSync(unfinished, place);
    if (place !== linkOrDir) symlinkSync(place, linkOrDir);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(linkOrDir)) throw error;
  }
}

/** initdb: checksums, UTF-8, an order of texts that is the same on every machine, no password because the socket is private. */
export async function makeCluster(runtime: PostgresRuntime, clusterDir: string, extra: string[]): Promise<void> {
  makePrivateDir(clusterDir, runtime.user);
  const locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  await runTool(runtime, "initdb", ["-D", clusterDir, "-U", superuser, "--auth=trust", "--data-checksums", ...locale, ...extra], "/");
}

function chooseSocketDir(home: string, user: RuntimeUser | undefined): string {
  const beside = join(home, "run");
  const isShort = Buffer.byteLength(join(beside, ".s.PGSQL.5432.lock")) <= socketPathBytesMax && !beside.includes('"');
  const socketDir = isShort ? beside : mkdtempSync(join(tmpdir(), "bandwagon-"));
  makePrivateDir(socketDir, user);
  return socketDir;
}

/** How the owner connects through a socket. */
export function connectionOf(socketDir: string): PoolConfig {
  return { host: socketDir, port: 5432, user: superuser, database: "bandwagon", password: "", ssl: false };
}
