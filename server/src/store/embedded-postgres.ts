/**
 * The embedded PostgreSQL: a real cluster below DATA_DIR, shared by the server and the commands that run beside it.
 *
 * Every process that uses it holds a shared advisory lock of one session (its keeper); who leaves last stops the database. The server holds a
 * second, exclusive one: that is how a second server on the same DATA_DIR is refused. Locks of a session end with the process, however it ends,
 * and know no process numbers that could be reused. A database that outlived its server (kill -9) is adopted by the next.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Client, type PoolConfig } from "pg";
import { SetupError } from "../errors.js";
import { type Cluster, connectionOf, findOrMakeCluster, makeCluster } from "./postgres-cluster.js";
import { isPostgresAlive, readPostmaster, startPostmaster, stopPostmaster } from "./postgres-process.js";
import { chooseUser, makePrivateDir, prepareRuntime } from "./postgres-runtime.js";

export interface EmbeddedPostgres {
  /** How to connect as the owner. */
  connection: PoolConfig;
  /** Where the files really are, which for root may be outside DATA_DIR. */
  clusterDir: string;
  /** Leaves; stops the database if nobody else is using it. */
  release(): Promise<void>;
}

export interface EmbeddedOptions {
  dataDir: string;
  /** One server at a time; any number of commands beside it. */
  purpose: "server" | "command";
  /** The database was lost and cannot be brought back, or another server has taken it: the process must end. */
  onLost(error: unknown): void;
}

const usersLock = 1_651_928_161;
const serverLock = 1_651_928_162;
const connectionsMax = 200;
const waitMsMax = 120_000;
const serverLockWaitMs = 1500;

/** Starts or joins the cluster of a DATA_DIR, making it when there is none. Throws a `SetupError` when it cannot run here or, for a server, when another server has it. */
export async function openEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const cluster = await findOrMakeCluster(options.dataDir);
  let keeper = await takeKeeper(cluster, options.purpose);
  let isReleasing = false;

  const watch = (): void => {
    keeper.once("end", () => {
      if (!isReleasing) void regain();
    });
  };
  /** The database died under us: bring it back under the same socket, so that the pools find it again. */
  const regain = async (): Promise<void> => {
    try {
      const regained = await takeKeeper(cluster, options.purpose);
      keeper = regained;
      watch();
      if (isReleasing) await leave(regained, cluster);
    } catch (error) {
      if (!isReleasing) options.onLost(error);
    }
  };
  watch();

  return {
    connection: connectionOf(cluster.socketDir),
    clusterDir: cluster.clusterDir,
    release: async () => {
      isReleasing = true;
      await leave(keeper, cluster);
    },
  };
}

export interface ThrowawayPostgres {
  connection: PoolConfig;
  stop(): Promise<void>;
}

/** A cluster of its own below the folder, as durable as the real one where that is on a disk, gone after `stop`. For tests and measurements. */
export async function startThrowawayPostgres(parent = tmpdir()): Promise<ThrowawayPostgres> {
  const dir = mkdtempSync(join(parent, "bandwagon-throwaway-"));
  const clusterDir = join(dir, "postgres");
  const runtime = await prepareRuntime(chooseUser(clusterDir));
  makePrivateDir(dir, runtime.user);
  await makeCluster(runtime, clusterDir, ["--no-sync"]);
  await startPostmaster(runtime, {
    clusterDir,
    socketDir: dir,
    logFile: join(dir, "postgres.log"),
    maxConnections: connectionsMax,
    isDetached: false,
  });
  const connection = connectionOf(dir);
  await (await connectOwner(dir)).end();
  return {
    connection,
    stop: async () => {
      await stopPostmaster(clusterDir);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** A session on the running cluster with this process's locks; starts the cluster if it does not run. */
async function takeKeeper(cluster: Cluster, purpose: EmbeddedOptions["purpose"]): Promise<Client> {
  const deadline = Date.now() + waitMsMax;
  for (;;) {
    const keeper = await joinCluster(cluster, purpose);
    if (keeper !== undefined) return keeper;
    if (Date.now() > deadline)
      throw new SetupError(`The embedded PostgreSQL in ${cluster.clusterDir} does not answer; see ${join(cluster.dataDir, "postgres.log")}.`);
    await delay(25);
  }
}

async function joinCluster(cluster: Cluster, purpose: EmbeddedOptions["purpose"]): Promise<Client | undefined> {
  const postmaster = readPostmaster(cluster.clusterDir);
  if (postmaster === undefined || !isPostgresAlive(postmaster.pid)) {
    const { dataDir, clusterDir, socketDir, user } = cluster;
    makePrivateDir(socketDir, user);
    const settings = { clusterDir, socketDir, logFile: join(dataDir, "postgres.log"), maxConnections: connectionsMax, isDetached: true };
    if (!(await startPostmaster(await prepareRuntime(user), settings))) return undefined;
  }
  // A start that another process won has its own socket folder when ours lies in the temporary folder.
  cluster.socketDir = readPostmaster(cluster.clusterDir)?.socketDir || cluster.socketDir;
  let client: Client | undefined;
  try {
    client = await connectOwner(cluster.socketDir, `bandwagon ${purpose} ${process.pid}`);
    await client.query("select pg_advisory_lock_shared($1)", [usersLock]);
    if (purpose === "server") await takeServerLock(client, cluster.dataDir);
    return client;
  } catch (error) {
    if (error instanceof SetupError && client !== undefined) await leave(client, cluster);
    if (isComingOrGoing(error)) return undefined;
    throw error;
  }
}

/** A server that was just killed holds its lock until the database notices, which takes milliseconds. */
async function takeServerLock(client: Client, dataDir: string): Promise<void> {
  const deadline = Date.now() + serverLockWaitMs;
  for (;;) {
    const { rows } = await client.query<{ taken: boolean }>("select pg_try_advisory_lock($1) as taken", [serverLock]);
    if (rows[0]?.taken) return;
    if (Date.now() > deadline) break;
    await delay(50);
  }
  const { rows } = await client.query<{ name: string }>(
    "select application_name as name from pg_stat_activity where application_name like 'bandwagon server %' and pid <> pg_backend_pid()",
  );
  const holder = rows[0] === undefined ? "" : ` (process ${rows[0].name.replace("bandwagon server ", "")})`;
  throw new SetupError(`DATA_DIR ${dataDir} is in use by another running server${holder}; stop that one first or choose another DATA_DIR.`);
}

/** Of several who leave at once, exactly the last gets the lock and stops the database: each gives its own share back before it tries. */
async function leave(keeper: Client, { clusterDir, socketDir }: Cluster): Promise<void> {
  let isLast = false;
  try {
    const { rows } = await keeper.query<{ last: boolean }>("select pg_advisory_unlock_shared($1) and pg_try_advisory_lock($1) as last", [usersLock]);
    isLast = rows[0]?.last ?? false;
  } catch (error) {
    if (!isComingOrGoing(error)) throw error;
  }
  if (isLast) await stopPostmaster(clusterDir);
  await keeper.end();
  if (isLast) removeTemporarySocketDir(socketDir);
}

/** One beside the cluster stays; one in the temporary folder is made anew by the next start. */
function removeTemporarySocketDir(socketDir: string): void {
  if (dirname(socketDir) === tmpdir()) rmSync(socketDir, { recursive: true, force: true });
}

async function connectOwner(socketDir: string, name = "bandwagon"): Promise<Client> {
  try {
    return await connect({ ...connectionOf(socketDir), application_name: name });
  } catch (error) {
    if ((error as { code?: string }).code !== "3D000") throw error;
  }
  const client = await connect({ ...connectionOf(socketDir), database: "postgres" });
  try {
    await client.query("create database bandwagon");
  } catch (error) {
    // Another process made it meanwhile.
    if (!["42P04", "23505"].includes((error as { code?: string }).code ?? "")) throw error;
  } finally {
    await client.end();
  }
  return connect({ ...connectionOf(socketDir), application_name: name });
}

async function connect(config: PoolConfig): Promise<Client> {
  const client = new Client({ ...config, connectionTimeoutMillis: 10_000 });
  // The end of the connection is handled where it matters; without a listener Node would end the process.
  client.on("error", () => {});
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
}

/** The database is starting, recovering or stopping: what fails now may work in a moment. */
function isComingOrGoing(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  return (
    ["ECONNREFUSED", "ENOENT", "ECONNRESET", "EPIPE", "57P01", "57P02", "57P03"].includes(code ?? "") ||
    /Connection terminated|not queryable|timeout expired/.test(message ?? "")
  );
}
