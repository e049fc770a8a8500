/** Bundles what members see for browsers, as text by name; run by itself it writes the files that the server hands out. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { buildSync } from "esbuild";

const memberDir = dirname(dirname(fileURLToPath(import.meta.url)));

/** The file under which the server finds it, what it begins with, how a page loads it, and how large it may be at most, as it is sent. */
const bundles = [
  { file: "portal.js", entry: "page.tsx", format: "iife", gzippedBytesMax: 60 * 1024 },
  { file: "portal-worker.js", entry: "worker.ts", format: "iife", gzippedBytesMax: 1024 },
  { file: "widget.js", entry: "widget.ts", format: "iife", gzippedBytesMax: 3 * 1024 },
  { file: "widget-portal.js", entry: "embedded.tsx", format: "esm", gzippedBytesMax: 60 * 1024 },
];

/** Their syntax is that of browsers, and of the views inside apps, since 2021. */
export function bundleMember() {
  return bundles.map(({ file, entry, format, gzippedBytesMax }) => {
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
    return { file, text: outputFiles[0].text, gzippedBytesMax };
  });
}

/** What the portal wears, as part of its scripts. */
export async function bundleStyles() {
  const { outputFiles } = buildSync({ entryPoints: [join(memberDir, "src/style.ts")], bundle: true, format: "esm", write: false });
  const { css } = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
  return { file: "its styles", text: css, gzippedBytesMax: 15 * 1024 };
}

/** How many bytes the text is when it is sent. */
export function gzippedBytes(text) {
  return gzipSync(text, { level: 9 }).length;
}

if (process.argv[1] === import.meta.filename) {
  const assets = join(memberDir, "../server/dist/assets");
  mkdirSync(assets, { recursive: true });
  for (const { file, text } of bundleMember()) writeFileSync(join(assets, file), text);
}
