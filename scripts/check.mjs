/** `npm run check`: types of sources and tests, lint and format, dead code. All of them run, so that one run tells everything. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ensureInstalled, rootDir } from "./checkout.mjs";

const bin = (path) => join(rootDir, "node_modules", path);

export const checks = [
  { name: "types", args: [bin("typescript/bin/tsc"), "-p", "tsconfig.json"] },
  { name: "types of the SDK", args: [bin("typescript/bin/tsc"), "-p", "sdk/tsconfig.check.json"] },
  { name: "lint and format", args: [bin("@biomejs/biome/bin/biome"), "check", "--error-on-warnings"] },
  { name: "dead code", args: [bin("knip/bin/knip.js"), "--no-progress"] },
];

/** Runs one check, its output shown; true when it passed. */
export function runCheck({ args }) {
  return spawnSync(process.execPath, args, { cwd: rootDir, stdio: "inherit" }).status === 0;
}

if (process.argv[1] === import.meta.filename) {
  ensureInstalled();
  const failed = checks.filter((check) => !runCheck(check)).map(({ name }) => name);
  if (failed.length > 0) {
    console.error(`Failed: ${failed.join(", ")}.`);
    process.exitCode = 1;
  }
}
