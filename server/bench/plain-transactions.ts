/** Where pgbench cannot be had: the same transactions from plain connections of Node, in a process of its own. */
import { Client, type ClientConfig } from "pg";
import { referralCount, rewardStatements } from "./reward-transaction.js";

export interface PlainJob {
  connection: ClientConfig;
  clients: number;
  seconds: number;
}

export interface PlainResult {
  rate: number;
  latenciesMs: number[];
}

process.on("message", (job: PlainJob) => void run(job).then((result) => process.send?.(result)));
process.on("disconnect", () => process.exit(0));

async function run({ connection, clients, seconds }: PlainJob): Promise<PlainResult> {
  const opened = await Promise.all(Array.from({ length: clients }, () => open(connection)));
  const endsAt = performance.now() + seconds * 1000;
  const latenciesMs = (await Promise.all(opened.map((client) => repeat(client, endsAt)))).flat();
  await Promise.all(opened.map((client) => client.end()));
  return { rate: latenciesMs.length / seconds, latenciesMs };
}

async function open(connection: ClientConfig): Promise<Client> {
  const client = new Client(connection);
  await client.connect();
  return client;
}

async function repeat(client: Client, endsAt: number): Promise<number[]> {
  const latenciesMs: number[] = [];
  for (let begunAt = performance.now(); begunAt < endsAt; ) {
    for (const statement of rewardStatements(1 + Math.floor(Math.random() * referralCount))) await client.query(statement);
    const now = performance.now();
    latenciesMs.push(now - begunAt);
    begunAt = now;
  }
  return latenciesMs;
}
