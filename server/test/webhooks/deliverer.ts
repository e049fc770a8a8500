/** Servers of their own on the test's database, which deliver and can be killed at any moment. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkoutDir } from "../../src/config.js";
import { testMasterKey } from "../books.js";
import type { TestDatabase } from "../database.js";
import { until } from "./receiver.js";

export interface Deliverer {
  /** kill -9, and waits for its end. */
  kill(): Promise<void>;
  /** As `until`, for what this process brings about: with the time that its start may take, and with what it said when it fails. */
  until(what: string, holds: () => boolean): Promise<void>;
}

const START_MS_MAX = 120_000;

export function startDeliverer({ url }: TestDatabase): Deliverer {
  const dataDir = mkdtempSync(join(tmpdir(), "bandwagon-deliverer-"));
  const child: ChildProcess = spawn(
    process.execPath,
    ["--import", "tsx", "--input-type=module", "-e", 'import { serve } from "./src/main.ts"; await serve();'],
    {
      cwd: join(checkoutDir, "server"),
      env: {
        PATH: process.env.PATH,
        ...{ DATABASE_URL: url, DATA_DIR: dataDir, SECRET_KEY: testMasterKey.toString("base64") },
        ...{ PORT: "0", WEBHOOK_ALLOW: "127.0.0.1", LOG_LEVEL: "warn" },
      },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  return {
    until: (what, holds) =>
      until(what, holds, START_MS_MAX).catch((error: unknown) => {
        throw new Error(`The process (exit code ${child.exitCode}) said: ${output}`, { cause: error });
      }),
    async kill() {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = once(child, "exit");
        child.kill("SIGKILL");
        await ended;
      }
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
