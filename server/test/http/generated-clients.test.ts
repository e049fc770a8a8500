/**
 * Two independent generators make clients of the API's description. Each is generated here, compiled strictly and used against a running server: what
 * stands in sdk/generated-clients is all that was written by hand.
 */
import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkoutDir } from "../../src/config.js";
import { type TestServer, testServer, testWorkspace } from "./server.js";
import { documentOf } from "./shop.js";

interface Told {
  version: number;
  statuses: string[];
  sentences: string[];
  rewards: string[];
  unasked: number;
  problem: unknown;
  csv: string;
  png: number[];
}

const sdkDir = join(checkoutDir, "sdk");
const sdkRequire = createRequire(join(sdkDir, "package.json"));
const dir = mkdtempSync(join(tmpdir(), "bandwagon-clients-"));
const description = join(dir, "openapi.json");
const compilerOptions = {
  ...{ target: "es2022", module: "nodenext", lib: ["es2022", "dom", "dom.iterable"], types: [], outDir: "dist", rootDir: "." },
  ...{ strict: true, noUncheckedIndexedAccess: true },
};

let server: TestServer;
let url: string;
beforeAll(async () => {
  server = await testServer();
  url = await server.server.listen({ port: 0, host: "127.0.0.1" });
  writeFileSync(description, await (await fetch(`${url}/docs/api/openapi.json`)).text());
});
afterAll(async () => {
  await server.close();
  rmSync(dir, { recursive: true, force: true });
});

/** A file of a package that the SDK uses. */
function fileOf(name: string, path: string): string {
  const file = sdkRequire.resolve
    .paths(name)
    ?.map((folder) => join(folder, name, path))
    .find(existsSync);
  if (file === undefined) throw new Error(`${name} is not installed.`);
  return file;
}

interface Generator {
  output: string;
  args(output: string): string[];
}

const generators: Record<string, Generator> = {
  "openapi-typescript": {
    output: "generated.ts",
    args: (output) => [fileOf("openapi-typescript", "bin/cli.js"), description, "-o", output],
  },
  "hey-api": {
    output: "generated",
    args: (output) => [
      ...["--import", pathToFileURL(join(sdkDir, "scripts/typescript-5.mjs")).href, fileOf("@hey-api/openapi-ts", "dist/run.mjs")],
      ...["-i", description, "-o", output, "-c", "@hey-api/client-fetch", "--silent", "--no-log-file"],
    ],
  },
};

/** A folder with the generated client and what uses it, compiled. Gives the module. */
async function build(
  name: string,
  { output, args }: Generator,
): Promise<{ journey(shop: { url: string; key: string; program: unknown }): Promise<Told> }> {
  const folder = join(dir, name);
  mkdirSync(folder);
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["**/*.ts"], exclude: ["dist"] }));
  cpSync(join(sdkDir, `generated-clients/with-${name}.ts`), join(folder, "shop.ts"));
  // Nothing of the environment: a generator that reports what it does finds no terminal, no home and no wish for it.
  await run(folder, args(join(folder, output)));
  await run(folder, [join(checkoutDir, "node_modules/typescript/bin/tsc"), "-p", folder]);
  return import(/* @vite-ignore */ pathToFileURL(join(folder, "dist/shop.js")).href);
}

async function run(cwd: string, args: string[]): Promise<void> {
  const env = { PATH: process.env.PATH, HOME: cwd, CI: "1", DO_NOT_TRACK: "1", NO_COLOR: "1" };
  await promisify(execFile)(process.execPath, args, { cwd, env }).catch((error: { stdout: string; stderr: string }) => {
    throw new Error(`${args.join(" ")}\n${error.stdout}\n${error.stderr}`);
  });
}

test.each(Object.entries(generators))(
  "%s makes a client that compiles strictly and takes a shop from its program to its rewards",
  { timeout: 120_000 },
  async (name, generator) => {
    const { journey } = await build(name, generator);
    const { secret } = await testWorkspace(server.app, { mode: "test" });
    const told = await journey({ url, key: secret, program: documentOf(`${name}-friends`) });
    expect(told).toMatchObject({
      version: 1,
      statuses: ["rewarded", "rewarded"],
      problem: { code: "invalid_request", status: 400, paths: ["/email"] },
    });
    expect(told.sentences.join(" ")).toContain("anna");
    expect(new Set(told.rewards).size).toBe(told.rewards.length);
    expect(told.rewards.length).toBe(told.unasked);
    expect(told.rewards.length).toBeGreaterThan(2);
    expect(told.csv.split("\r\n")[0]?.split(",").length).toBeGreaterThan(3);
    expect(told.csv).toContain("ben");
    expect(told.png.slice(0, 4)).toEqual([0x89, 0x50, 0x4e, 0x47]);
  },
);
