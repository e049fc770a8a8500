/** The product, as it is built, in a process of its own. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { checkoutDir } from "../src/config.js";

export interface ProductSettings {
  databaseUrl: string;
  dataDir: string;
  /** Options of Node, for a profile. */
  nodeArguments: string[];
}

export interface ProductServer {
  port: number;
  /** Calls the API; throws with what it answered unless that is a success. */
  call(method: string, path: string, token: string, body: unknown): Promise<unknown>;
  /** Runs a command of the product's command line beside the server; gives what it printed as JSON. */
  command(args: string[]): Promise<unknown>;
  stop(): Promise<void>;
}

const bin = join(checkoutDir, "server/bin/bandwagon.mjs");
const startMsMax = 30_000;

/** Returns once it answers. Nothing limits how often it may be called, and addresses of visitors come from a proxy on this machine. */
export async function startProductServer({ databaseUrl, dataDir, nodeArguments }: ProductSettings): Promise<ProductServer> {
  const port = await freePort();
  const env = {
    ...process.env,
    NODE_ENV: "production",
    HOST: "127.0.0.1",
    PORT: String(port),
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    LOG_LEVEL: "warn",
    TRUST_PROXY: "loopback",
    RATE_SECRET: "0",
    RATE_PUBLISHABLE: "0",
    RATE_ANONYMOUS: "0",
    WEBHOOK_ALLOW: "127.0.0.1",
  };
  const child = spawn(process.execPath, [...nodeArguments, bin, "serve"], { env, stdio: ["ignore", "ignore", "inherit"] });
  await untilHealthy(port, child);
  return {
    port,
    call: (method, path, token, body) => call(`http://127.0.0.1:${port}${path}`, method, token, body),
    command: async (args) => JSON.parse((await promisify(execFile)(process.execPath, [bin, ...args, "--json"], { env })).stdout),
    stop: () => stop(child),
  };
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

async function untilHealthy(port: number, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + startMsMax;
  while (child.exitCode === null && Date.now() < deadline) {
    const isHealthy = await fetch(`http://127.0.0.1:${port}/health`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isHealthy) return;
    await delay(50);
  }
  await stop(child);
  throw new Error("The product's server did not start.");
}

let calls = 0;

async function call(url: string, method: string, token: string, body: unknown): Promise<unknown> {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json", "idempotency-key": `bench-${process.pid}-${++calls}` };
  const response = await fetch(url, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${url} was answered ${response.status}: ${text.slice(0, 600)}`);
  return JSON.parse(text);
}

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });
}
