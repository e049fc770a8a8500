/** Writes dist/bandwagon.js: the browser tracker in one file, for a script tag. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

const sdkDir = dirname(dirname(fileURLToPath(import.meta.url)));

/** The text of the bundle. Its syntax is that of browsers, and of the views inside apps, since 2019. */
export function bundleTracker(entry = "script.ts", format = "iife") {
  const { outputFiles } = buildSync({
    entryPoints: [join(sdkDir, "src/tracker", entry)],
    bundle: true,
    minify: true,
    format,
    target: ["es2019"],
    write: false,
    legalComments: "none",
  });
  return outputFiles[0].text;
}

if (process.argv[1] === import.meta.filename) {
  const text = bundleTracker();
  // The server serves the same file.
  for (const path of [join(sdkDir, "dist/bandwagon.js"), join(sdkDir, "../server/dist/assets/tracker.js")]) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}
