/** Installs the packages that the quick starts of the docs are tried with; one that could not be installed fails in its own test. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { installLocked, rootDir } from "./checkout.mjs";

const dir = join(rootDir, "e2e/quick-starts");
for (const name of readdirSync(dir)) {
  // A lock lacks the packages of systems for which the registry at hand has none: `npm ci` then refuses it.
  installLocked(join(dir, name), `packages of the quick start with ${name}`, ["install", "--no-save"]);
}
