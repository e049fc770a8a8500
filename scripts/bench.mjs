/** `npm run bench`: builds what changed, then measures the product against its yardsticks. The benchmark itself is server/bench. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ensureBuilt, ensureInstalled, rootDir } from "./checkout.mjs";

ensureInstalled();
ensureBuilt();
const main = join(rootDir, "server/bench/main.ts");
const { status } = spawnSync(process.execPath, ["--import", "tsx", main, ...process.argv.slice(2)], { stdio: "inherit" });
process.exitCode = status ?? 1;
