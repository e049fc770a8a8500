/** Writes spec/program.schema.json from the code. A test compares, so that it cannot fall behind. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ensureBuilt, ensureInstalled, rootDir } from "./checkout.mjs";

ensureInstalled();
ensureBuilt();
const { programJsonSchema } = await import("../server/dist/core/document/json-schema.js");

mkdirSync(join(rootDir, "spec"), { recursive: true });
writeFileSync(join(rootDir, "spec/program.schema.json"), `${JSON.stringify(programJsonSchema(), null, 2)}\n`);
