import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const { generateFiles } = (await import(new URL("../scripts/generate.mjs", import.meta.url).href)) as {
  generateFiles(): Promise<Record<string, string>>;
};

test("src/generated is what spec/openapi.json says; `npm run generate --workspace sdk` writes it", async () => {
  for (const [name, text] of Object.entries(await generateFiles())) {
    const path = fileURLToPath(new URL(`./generated/${name}`, import.meta.url));
    expect(readFileSync(path, "utf8") === text, `${name} is stale`).toBe(true);
  }
});
