/** Bundles what members see for browsers, as text by name; run by itself it writes the files that the server hands out. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

const memberDir = dirname(dirname(fileURLToPath(import.meta.url)));

/** The file under which the server finds it, what it begins with, and how a page loads it. */
const bundles = [
  { file: "portal.js", entry: "page.tsx", format: "iife" },
  { file: "portal-worker.js", entry: "worker.ts", format: "iife" },
  { file: "widget.js", entry: "widget.ts", format: "iife" },
  { file: "widget-portal.js", entry: "embedded.tsx", format: "esm" },
];

/** Their syntax is that of browsers, and of the views inside apps, since 2021. */
export function bundleMember() {
  return bundles.map(({ file, entry, format }) => {
    const { outputFiles } = buildSync({
      entryPoints: [join(memberDir, "src", entry)],
      bundle: true,
      minify: true,
      format,
      target: ["es2021"],
      jsx: "automatic",
      jsxImportSource: "preact",
      write: false,
      legalComments: "none",
    });
    return { file, text: outputFiles[0].text };
  });
}

if (process.argv[1] === import.meta.filename) {
  const assets = join(memberDir, "../server/dist/assets");
  mkdirSync(assets, { recursive: true });
  for (const { file, text } of bundleMember()) writeFileSync(join(assets, file), text);
}
