/** `npm run check`: types of sources and tests, lint and format, dead code. All of them run, so that one run tells everything. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { ensureInstalled, rootDir } from "./checkout.mjs";

const bin = (path) => join(rootDir, "node_modules", path);

const checks = [
  { name: "types", args: [bin("typescript/bin/tsc"), "-p", "tsconfig.json"] },
  { name: "types of members' pages", args: [bin("typescript/bin/tsc"), "-p", "member"] },
  { name: "types of the SDK", args: [bin("typescript/bin/tsc"), "-p", "sdk/tsconfig.check.json"] },
  { name: "lint and format", args: [bin("@biomejs/biome/bin/biome"), "check", "--error-on-warnings"] },
  { name: "dead code", args: [bin("knip/bin/knip.js"), "--no-progress"] },
];

/** Runs all checks at once, most of which use one core only; shows the output of each when it has ended, and gives their names and whether they passed. */
export function runChecks() {
  return Promise.all(checks.map(runCheck));
}

function runCheck({ name, args }) {
  return new Promise((done) => {
    const child = spawn(process.execPath, args, { cwd: rootDir, stdio: ["ignore", "pipe", "pipe"] });
    const output = [];
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => output.push(chunk));
    child.once("close", (code) => {
      console.log(`\n== check: ${name}`);
      process.stdout.write(Buffer.concat(output));
      done({ name, isPassed: code === 0 });
    });
  });
}

if (process.argv[1] === import.meta.filename) {
  ensureInstalled();
  const failed = (await runChecks()).filter(({ isPassed }) => !isPassed).map(({ name }) => name);
  if (failed.length > 0) {
    console.error(`Failed: ${failed.join(", ")}.`);
    process.exitCode = 1;
  }
}
