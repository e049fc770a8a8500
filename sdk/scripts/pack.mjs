/** Writes the SDK as the package that the server hands out, server/dist/assets/sdk.tgz: of the same sources always the same bytes. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const sdkDir = dirname(dirname(fileURLToPath(import.meta.url)));
const assetsDir = join(sdkDir, "../server/dist/assets");

mkdirSync(assetsDir, { recursive: true });
// In a folder of its own, and then moved: npm names the file by the version, and a server that starts meanwhile must not read half of it.
const packDir = mkdtempSync(join(assetsDir, "pack-"));
try {
  const [npm, shell] = process.platform === "win32" ? ["npm.cmd", true] : ["npm", false];
  const args = ["pack", "--ignore-scripts", "--workspaces=false", "--loglevel=error", "--pack-destination", packDir];
  const { status, error } = spawnSync(npm, args, { cwd: sdkDir, shell, stdio: ["ignore", "ignore", "inherit"] });
  if (status !== 0) throw new Error("The SDK could not be packed (npm pack failed, see above).", { cause: error });
  const [packed = ""] = readdirSync(packDir);
  renameSync(join(packDir, packed), join(assetsDir, "sdk.tgz"));
} finally {
  rmSync(packDir, { recursive: true, force: true });
}
