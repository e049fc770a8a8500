/** A reader of a quick start: does what the page says, block by block, and copies what commands print to where the page wants it. */
import { type ChildProcess, exec, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { expect } from "@playwright/test";
import { checkoutDir, freePort, startBandwagon } from "./bandwagon.js";

export interface QuickStart {
  /** Where the shop is. */
  url: string;
  /** What the shop's programs printed. */
  printed(): string;
  stop(): Promise<void>;
}

/** A block of code: a file by its name, or commands by the place where they are typed. */
interface Block {
  title: string;
  text: string;
}

const run = promisify(exec);
const startMsMax = 120_000;
const ours = "in Bandwagon's folder";
const shops = "in the shop's folder";
const kept = ", left running";

/**
 * Follows docs/guides/quick-start-{name}.md to its last block, with a Bandwagon and addresses of its own. Packages are those of e2e/quick-starts/{name};
 * npm finds no registry, so that nothing but the SDK is fetched. Rejects with what was printed when a command fails.
 */
export async function followQuickStart(name: string): Promise<QuickStart> {
  const blocks = readBlocks(readQuickStart(name));
  const port = await freePort();
  const bandwagon = await startBandwagon(settingsOf(blocks));
  const folder = mkdtempSync(join(tmpdir(), "bandwagon-quick-start-"));
  const shopDir = join(folder, "tea-shop");
  const known = new Map([
    ["http://127.0.0.1:3000", bandwagon.url],
    ["4000", String(port)],
    ["../tea-shop", shopDir],
  ]);
  const programs: ChildProcess[] = [];
  let output = "";
  const stop = async (): Promise<void> => {
    try {
      for (const program of programs) await end(program);
      await bandwagon.stop();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
  const shopEnv = { PATH: process.env.PATH, HOME: process.env.HOME, ...withoutRegistry(folder) };
  try {
    for (const { title, text } of blocks) {
      const filled = fill(text, known);
      if (title === ours + kept) continue;
      if (title === ours) learn(await type(filled, checkoutDir, bandwagon.env), known);
      else if (title === shops) output += await type(filled, shopDir, shopEnv);
      else if (title === shops + kept) {
        programs.push(leaveRunning(filled, shopDir, shopEnv, (text) => (output += text)));
        await answering(`http://localhost:${port}`, () => output);
      } else writeBlock(shopDir, title, filled, name);
    }
    return { url: `http://localhost:${port}`, printed: () => output, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The page. */
export function readQuickStart(name: string): string {
  return readFileSync(join(checkoutDir, `docs/guides/quick-start-${name}.md`), "utf8");
}

/** All blocks that have a title, in the order of the page. */
function readBlocks(page: string): Block[] {
  const found = page.matchAll(/^```\w+ title="([^"]+)"\n([\s\S]*?)^```$/gm);
  return [...found].map(([, title = "", text = ""]) => ({ title, text }));
}

/** What the page sets before `npm start`. */
function settingsOf(blocks: Block[]): Record<string, string> {
  const start = blocks.find(({ title }) => title === ours + kept)?.text ?? "";
  return Object.fromEntries([...start.matchAll(/(\w+)=(\S+)/g)].map(([, name = "", value = ""]) => [name, value]));
}

/** The text with this reader's own addresses, ids and keys. Throws if the page wants one that nothing has printed yet. */
function fill(text: string, known: Map<string, string>): string {
  let filled = text;
  for (const [placeholder, value] of known) filled = filled.replaceAll(placeholder, value);
  const open = /\w+_…/.exec(filled)?.[0];
  if (open !== undefined) throw new Error(`The page wants ${open}, which nothing has printed before:\n${text}`);
  return filled;
}

/** Ids and keys that a command prints, by the way the page writes them. */
function learn(printed: string, known: Map<string, string>): void {
  for (const [found = "", prefix = ""] of printed.matchAll(/\b(ws_|key_|bw_test_|bw_pub_test_|bw_sign_|whsec_)[\w+/=]{16,}/g))
    known.set(`${prefix}…`, found);
}

async function type(commands: string, cwd: string, env: NodeJS.ProcessEnv): Promise<string> {
  try {
    const { stdout, stderr } = await run(commands, { cwd, env });
    return stdout + stderr;
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`This failed:\n${commands}\n${stdout}\n${stderr}`);
  }
}

/** In a group of its own, so that what it starts ends with it. */
function leaveRunning(command: string, cwd: string, env: NodeJS.ProcessEnv, print: (text: string) => void): ChildProcess {
  const child = spawn("sh", ["-c", command], { cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
  process.once("exit", () => signal(child, "SIGKILL"));
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => print(chunk.toString()));
  return child;
}

async function answering(url: string, printed: () => string): Promise<void> {
  for (const giveUpAt = Date.now() + startMsMax; Date.now() < giveUpAt; ) {
    const isUp = await fetch(url).then(
      (reply) => reply.ok,
      () => false,
    );
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Nothing answers at ${url}. It printed:\n${printed()}`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "close");
  signal(child, "SIGTERM");
  const guard = setTimeout(() => signal(child, "SIGKILL"), 10_000);
  await ended;
  clearTimeout(guard);
}

function signal({ pid }: ChildProcess, name: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, name);
  } catch {
    // It has ended already.
  }
}

function writeBlock(shopDir: string, path: string, text: string, name: string): void {
  const file = join(shopDir, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  if (path === "package.json") placePackages(shopDir, text, name);
}

/** What `npm install` would fetch from the registry, and has been fetched before the tests. */
function placePackages(shopDir: string, text: string, name: string): void {
  const packages = join(checkoutDir, "e2e/quick-starts", name);
  const { dependencies, devDependencies } = JSON.parse(text) as Record<string, Record<string, string>>;
  const { "@bandwagon/sdk": _sdk, ...fromRegistry } = { ...dependencies, ...devDependencies };
  if (Object.keys(fromRegistry).length === 0) return;
  const prepared = JSON.parse(readFileSync(join(packages, "package.json"), "utf8")) as Record<string, Record<string, string>>;
  expect({ ...prepared.dependencies, ...prepared.devDependencies }, `e2e/quick-starts/${name}/package.json has the versions of the page`).toEqual(
    fromRegistry,
  );
  if (!existsSync(join(packages, "node_modules"))) throw new Error(`Run npm install in ${packages} first; npm test does.`);
  for (const entry of ["node_modules", "package-lock.json"])
    cpSync(join(packages, entry), join(shopDir, entry), { recursive: true, verbatimSymlinks: true });
}

/** npm's settings for a machine that reaches no registry, with nothing kept from earlier. */
function withoutRegistry(folder: string): Record<string, string> {
  return {
    npm_config_registry: "http://127.0.0.1:9/",
    npm_config_fetch_retries: "0",
    npm_config_cache: join(folder, ".npm"),
    npm_config_audit: "false",
    npm_config_fund: "false",
    npm_config_update_notifier: "false",
    NEXT_TELEMETRY_DISABLED: "1",
  };
}
