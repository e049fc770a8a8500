/** Writes docs/reference/program-document.md and the terms beside each of examples/programs. Tests compare, so that they cannot fall behind. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { ensureBuilt, ensureInstalled, rootDir } from "./checkout.mjs";

ensureInstalled();
ensureBuilt();
const { parse } = createRequire(join(rootDir, "server/package.json"))("yaml");
const { programJsonSchema } = await import("../server/dist/core/document/json-schema.js");
const { wordLanguages } = await import("../server/dist/words/format.js");
const { programReference } = await import("../server/dist/words/reference/program-reference.js");
const { termsOf } = await import("../server/dist/words/terms/terms-of.js");
const { termsMarkdown } = await import("../server/dist/words/terms/terms-text.js");

const examplesDir = join(rootDir, "examples/programs");
const referenceDir = join(rootDir, "docs/reference");
const examples = readdirSync(examplesDir).filter((file) => file.endsWith(".yaml"));
const read = (path) => parse(readFileSync(path, "utf8"));

const documents = [...examples.sort().map((file) => join(examplesDir, file)), join(referenceDir, "every-part.yaml")].map(read);
mkdirSync(referenceDir, { recursive: true });
writeFileSync(join(referenceDir, "program-document.md"), programReference(programJsonSchema(), documents));

for (const file of examples) {
  for (const language of wordLanguages) {
    const page = termsMarkdown(termsOf(read(join(examplesDir, file)), language));
    writeFileSync(join(examplesDir, file.replace(/\.yaml$/, `.terms.${language}.md`)), page);
  }
}
