/** The built server as its users meet it: a process with a data folder and a port, and a command beside it. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

export interface Bandwagon {
  url: string;
  /** The one-time link that it printed. */
  setupLink: string;
  /** The environment that a command needs to work on the same data. */
  env: Record<string, string | undefined>;
  /** What `bandwagon … --json` answers on the same data. */
  command(...args: string[]): Promise<unknown>;
  /** Ends it and its database, and removes its data. */
  stop(): Promise<void>;
}

export const checkoutDir = fileURLToPath(new URL("../", import.meta.url));

const bin = join(checkoutDir, "server/bin/bandwagon.mjs");
const startMsMax = 45_000;
const stopMsMax = 20_000;
const run = promisify(execFile);

/** For the workers, which are other processes than the one that started it. */
export function rememberBandwagon({ env }: Bandwagon): void {
  process.env.E2E_BANDWAGON = JSON.stringify(env);
}
/** What `bandwagon … --json` answers on the data of the server of all tests. */
export function command(...args: string[]): Promise<unknown> {
  return runCommand(JSON.parse(process.env.E2E_BANDWAGON ?? "{}") as Bandwagon["env"], args);
}
async function runCommand(env: Bandwagon["env"], args: string[]): Promise<unknown> {
  return JSON.parse((await run(process.execPath, [bin, ...args, "--json"], { env })).stdout) as unknown;
}

/** A server of its own on an empty database, with further settings in its environment. Rejects with what it printed if it does not come up. */
export async function startBandwagon(settings: Record<string, string> = {}): Promise<Bandwagon> {
  const dataDir = mkdtempSync(join(tmpdir(), "bandwagon-e2e-"));
  // The embedded database may run as another user than this one.
  chmodSync(dataDir, 0o711);
  const port = await freePort();
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: "warn", ...settings };
  const child = spawn(process.execPath, [bin, "serve"], { env, stdio: ["ignore", "pipe", "pipe"] });
  // A worker that is ended early takes its server along.
  const endWithUs = (): void => void child.kill("SIGTERM");
  process.once("exit", endWithUs);
  const stop = async (): Promise<void> => {
    process.removeListener("exit", endWithUs);
    try {
      await end(child);
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  };
  try {
    const setupLink = await readSetupLink(child);
    return { url: new URL(setupLink).origin, setupLink, env, command: (...args) => runCommand(env, args), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The link is the last thing that a server prints when it starts: from then on it answers. */
function readSetupLink(child: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    let output = "";
    const giveUp = (why: string): void => failed(new Error(`The server ${why}. It printed:\n${output}`));
    const timer = setTimeout(() => giveUp(`printed no link in ${startMsMax / 1000} s`), startMsMax);
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const link = /^ {2}(http:\S+\/setup\/\S+)$/m.exec(output)?.[1];
      if (link === undefined) return;
      clearTimeout(timer);
      found(link);
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("exit", (code) => {
      clearTimeout(timer);
      giveUp(`ended with ${code}`);
    });
  });
}

/** Stops the server as Ctrl-C does. A browser is still connected then: it must not keep the server waiting. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const guard = setTimeout(() => child.kill("SIGKILL"), stopMsMax);
  const [code, signal] = await ended;
  clearTimeout(guard);
  if (code !== 0) throw new Error(`The server did not stop in order within ${stopMsMax / 1000} s, but with ${signal ?? code}.`);
}

/** A port of loopback that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
