/** What must be in place before anything of the checkout runs: dependencies and the build. Plain Node, no dependency. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const rootDir = dirname(dirname(fileURLToPath(import.meta.url)));
const serverDir = join(rootDir, "server");
const sdkDir = join(rootDir, "sdk");
const memberDir = join(rootDir, "member");

/** Installs the checkout's dependencies when they are not those of the lock. Exits with the installer's own words when it fails. */
export function ensureInstalled() {
  if (installLocked(rootDir, "dependencies")) return;
  console.error("The dependencies could not be installed (npm ci failed, see above).");
  process.exit(1);
}

/** Installs what the lock in the folder says when that is not what is there; true when it is there. `command` is npm's, for a lock that `ci` does not take. */
export function installLocked(dir, what, command = ["ci"]) {
  const installedList = join(dir, "node_modules/.package-lock.json");
  const installed = modifiedAt(installedList);
  // npm writes both within the same second; a checkout of another version rewrites the lock.
  if (installed > 0 && installed >= modifiedAt(join(dir, "package-lock.json")) - 1000) return true;
  console.log(`Installing ${what}…`);
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const { status } = spawnSync(npm, [...command, "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: dir,
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
  });
  if (status !== 0) return false;
  // npm leaves the times of unchanged files alone; this is how the next start knows.
  const now = new Date();
  utimesSync(installedList, now, now);
  return true;
}

/** Builds when a source is newer than the last build. Exits with the compiler's words when it fails. */
export function ensureBuilt() {
  const builtAt = modifiedAt(join(serverDir, "dist/.built"));
  const sources = [
    join(rootDir, "tsconfig.base.json"),
    ...[serverDir, sdkDir, memberDir].map((dir) => join(dir, "tsconfig.json")),
    ...["package.json", "README.md"].map((file) => join(sdkDir, file)),
    join(rootDir, "package-lock.json"),
  ];
  const folders = [join(serverDir, "src"), ...[sdkDir, memberDir].flatMap((dir) => [join(dir, "src"), join(dir, "scripts")])];
  if (builtAt > 0 && Math.max(...sources.map(modifiedAt), ...folders.map(newestBelow)) < builtAt) return;
  console.log("Building…");
  if (!build()) process.exit(1);
}

/** Compiles the server and the SDK, and makes the tracker, the package, the portal and the widget that the server serves; true when it succeeded. Outputs whose source is gone go too. */
export function build() {
  const startedAt = new Date();
  for (const dir of [serverDir, sdkDir]) {
    if (!run(join(rootDir, "node_modules/typescript/bin/tsc"), "-p", dir)) return false;
    removeOrphans(join(dir, "dist"), join(dir, "src"));
  }
  const scripts = [join(sdkDir, "scripts/bundle-tracker.mjs"), join(sdkDir, "scripts/pack.mjs"), join(memberDir, "scripts/bundle.mjs")];
  for (const script of scripts) if (!run(script)) return false;
  const stamp = join(serverDir, "dist/.built");
  writeFileSync(stamp, "");
  // A source that was saved while the compiler ran is newer than this.
  utimesSync(stamp, startedAt, startedAt);
  return true;
}

function run(...command) {
  return spawnSync(process.execPath, command, { cwd: rootDir, stdio: "inherit" }).status === 0;
}

function removeOrphans(distDir, sourceDir) {
  for (const entry of readdirSync(distDir, { withFileTypes: true })) {
    const path = join(distDir, entry.name);
    if (entry.isDirectory()) {
      if (existsSync(join(sourceDir, entry.name))) removeOrphans(path, join(sourceDir, entry.name));
      else rmSync(path, { recursive: true });
      continue;
    }
    const source = entry.name.replace(/\.(js|d\.ts)(\.map)?$/, ".ts");
    if (source !== entry.name && !existsSync(join(sourceDir, source))) rmSync(path);
  }
}

function newestBelow(dir) {
  let newest = modifiedAt(dir);
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) newest = Math.max(newest, newestBelow(path));
    else if (!entry.name.endsWith(".test.ts")) newest = Math.max(newest, modifiedAt(path));
  }
  return newest;
}

function modifiedAt(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat === undefined ? 0 : stat.mtimeMs;
}
