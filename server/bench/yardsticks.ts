/** What the product is measured against, on the same machine and the same PostgreSQL. */
import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { PoolConfig } from "pg";
import { openPool } from "../src/store/connect.js";
import { findPgbench } from "./find-pgbench.js";
import { ask, forkModule, nextMessage, release } from "./load.js";
import type { PlainJob, PlainResult } from "./plain-transactions.js";
import { referralCount, rewardStatements, yardstickSchema } from "./reward-transaction.js";
import { median } from "./stats.js";

export interface RewardYardstick {
  /** Transactions a second from 8 clients. */
  rate(seconds: number): Promise<number>;
  /** Median time of one transaction from 1 client. */
  latencyMs(seconds: number): Promise<number>;
  /** Set where it is not pgbench that measures. */
  note: string | undefined;
  stop(): void;
}

const databaseName = "yardstick";
const clients = 8;

/** Makes the yardstick's own database beside the product's. */
export async function prepareRewardYardstick(connection: PoolConfig): Promise<RewardYardstick> {
  const server = await openPool(connection, { role: "owner", poolSize: 1 });
  await server.pool.query(`create database ${databaseName}`);
  await server.close();
  const own = { ...connection, database: databaseName };
  await createTables(own, yardstickSchema);
  const pgbench = findPgbench();
  return pgbench === undefined ? plainYardstick(own) : pgbenchYardstick(pgbench, own);
}

/** A vacuum cannot run among other statements of one query, so each goes alone. */
async function createTables(connection: PoolConfig, script: string): Promise<void> {
  const { pool, close } = await openPool({ ...connection, options: "" }, { role: "owner", poolSize: 1 });
  await pool.query("create schema bandwagon");
  for (const statement of script.split(/;\s*\n/)) if (statement.trim() !== "") await pool.query(statement);
  await close();
}

function pgbenchYardstick(pgbench: string, { host, port, user }: PoolConfig): RewardYardstick {
  const dir = mkdtempSync(join(tmpdir(), "bandwagon-pgbench-"));
  const script = join(dir, "reward.sql");
  writeFileSync(script, [`\\set id random(1, ${referralCount})`, ...rewardStatements(":id").map((statement) => `${statement};`), ""].join("\n"));
  const common = ["-n", "-M", "simple", "-f", script, "-h", String(host), "-p", String(port), "-U", String(user), databaseName];
  const env = { ...process.env, PGOPTIONS: "-c search_path=bandwagon" };
  const run = async (args: string[]) => (await promisify(execFile)(pgbench, [...args, ...common], { env, cwd: dir })).stdout;
  return {
    note: undefined,
    async rate(seconds) {
      const said = await run(["-c", String(clients), "-j", "2", "-T", String(seconds)]);
      const rate = /tps = ([\d.]+)/.exec(said)?.[1];
      if (rate === undefined) throw new Error(`pgbench did not tell a rate: ${said}`);
      return Number(rate);
    },
    async latencyMs(seconds) {
      await run(["-c", "1", "-j", "1", "-T", String(seconds), "-l", "--log-prefix=alone"]);
      const logs = readdirSync(dir).filter((name) => name.startsWith("alone"));
      const lines = logs.flatMap((name) => readFileSync(join(dir, name), "utf8").trim().split("\n"));
      for (const name of logs) rmSync(join(dir, name));
      return median(lines.map((line) => Number(line.split(" ")[2]) / 1000));
    },
    stop: () => rmSync(dir, { recursive: true, force: true }),
  };
}

function plainYardstick(connection: PoolConfig): RewardYardstick {
  const child = forkModule(new URL("./plain-transactions.ts", import.meta.url));
  const run = (job: Omit<PlainJob, "connection">): Promise<PlainResult> =>
    ask(child, { ...job, connection: { ...connection, options: "-c search_path=bandwagon" } }) as Promise<PlainResult>;
  return {
    note: "pgbench is not here: the same transactions from plain connections of Node, which are slower",
    rate: async (seconds) => (await run({ clients, seconds })).rate,
    latencyMs: async (seconds) => median((await run({ clients: 1, seconds })).latenciesMs),
    stop: () => release(child),
  };
}

export interface BareServer {
  port: number;
  stop(): void;
}

/** A server of the same HTTP framework that redirects and does nothing else. */
export async function startBareServer(): Promise<BareServer> {
  const child = forkModule(new URL("./bare-redirect.ts", import.meta.url));
  const port = (await nextMessage(child)) as number;
  return { port, stop: () => release(child) };
}
