/** A shop for tests of the command line: a server on the database that the commands open as well, with its secret key. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { vi } from "vitest";
import { runCli } from "../../src/cli/main.js";
import { testMasterKey } from "../books.js";
import { type TestServer, testServer } from "../http/server.js";
import { openShop, type Shop } from "../http/shop.js";

interface Printed {
  out: string;
  err: string;
  code: unknown;
}
export interface CliShop {
  /** A folder of the test's own. */
  folder: string;
  server: TestServer;
  shop: Shop;
  /** What the command printed with --json, and its exit code; undefined is 0. */
  run(...args: string[]): Promise<Printed>;
  /** The same without --json, as people read it. */
  read(...args: string[]): Promise<Printed>;
  close(): Promise<void>;
}

export async function openCliShop(): Promise<CliShop> {
  const folder = mkdtempSync(join(tmpdir(), "bandwagon-cli-"));
  const server = await testServer();
  vi.stubEnv("DATABASE_URL", server.database.url);
  vi.stubEnv("DATA_DIR", folder);
  vi.stubEnv("SECRET_KEY", testMasterKey.toString("base64"));
  return {
    folder,
    server,
    shop: await openShop(server),
    run: (...args) => printed(["--json", ...args]),
    read: (...args) => printed(args),
    async close() {
      vi.unstubAllEnvs();
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function printed(args: string[]): Promise<Printed> {
  const out = vi.spyOn(console, "log").mockImplementation(() => {});
  const err = vi.spyOn(console, "error").mockImplementation(() => {});
  try {
    await runCli(args);
    return { out: out.mock.calls.flat().join("\n"), err: err.mock.calls.flat().join("\n"), code: process.exitCode };
  } finally {
    process.exitCode = undefined;
    out.mockRestore();
    err.mockRestore();
  }
}
