/** Whole journeys in a real Chromium, against the built server. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { defineConfig } from "@playwright/test";
import { checkoutDir } from "./bandwagon.js";

const { ensureChromium } = (await import(pathToFileURL(join(checkoutDir, "scripts/chromium.mjs")).href)) as { ensureChromium(): string | undefined };
const chromium = ensureChromium();
if (chromium === undefined) throw new Error("There is no Chromium to test with.");
// This file is read again in every worker: what is found once is found.
process.env.CHROME_PATH = chromium;

// Chromium asks its maker about updates, and looks names up ahead: not here, and nothing that a page asks for resolves either.
const quiet = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
];
const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testMatch: "*.spec.ts",
  globalSetup: "./global-setup.config.ts",
  outputDir: "test-results",
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: "list",
  forbidOnly: process.env.CI !== undefined,
  use: {
    launchOptions: { executablePath: chromium, args: isRoot ? [...quiet, "--no-sandbox"] : quiet },
    screenshot: "only-on-failure",
  },
});
