#!/usr/bin/env node
import { existsSync } from "node:fs";

const cli = new URL("../dist/cli/main.js", import.meta.url);
if (existsSync(cli)) {
  const { runCli } = await import(cli.href);
  await runCli(process.argv.slice(2));
} else {
  console.error("Bandwagon is not built yet; run npm start or npm run build once first.");
  process.exitCode = 1;
}
