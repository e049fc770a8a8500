/**
 * `npm run lighthouse`: Lighthouse's marks, as on a phone, for what members and friends see of the sample shop, on a server of its own. Installs Lighthouse in its
 * own tool folder first. Ends with 1 where a mark is below 95. Not part of `npm test`: a busy machine lowers the marks for performance.
 */
import "./node-version.mjs";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ensureBuilt, ensureInstalled, installLocked, rootDir } from "./checkout.mjs";
import { ensureChromium } from "./chromium.mjs";

const MARK_MIN = 95;
const categories = ["performance", "accessibility", "best-practices"];
const toolDir = join(rootDir, "tools/lighthouse");
const bin = join(rootDir, "server/bin/bandwagon.mjs");

ensureInstalled();
ensureBuilt();
const chromePath = ensureChromium();
// The lock lacks the packages of systems for which the registry at hand has none: `npm ci` then refuses it.
if (chromePath === undefined || !installLocked(toolDir, "Lighthouse", ["install", "--no-save", "--ignore-scripts"])) process.exit(1);
const tool = (path) => import(pathToFileURL(join(toolDir, "node_modules", path)).href);
const [{ default: lighthouse }, { launch }] = await Promise.all([tool("lighthouse/core/index.js"), tool("chrome-launcher/dist/index.js")]);

const dataDir = mkdtempSync(join(tmpdir(), "bandwagon-lighthouse-"));
// The embedded database may run as another user than this one.
chmodSync(dataDir, 0o711);
const env = { ...process.env, DATA_DIR: dataDir, HOST: "127.0.0.1", PORT: String(await freePort()), LOG_LEVEL: "warn", DATABASE_URL: "" };
const url = `http://127.0.0.1:${env.PORT}`;
const server = spawn(process.execPath, [bin, "serve"], { env, stdio: ["ignore", "ignore", "inherit"] });
try {
  await untilHealthy();
  console.log("Loading the sample shop…");
  const demo = JSON.parse(
    execFileSync(process.execPath, [bin, "--json", "demo", "--weeks", "3"], { env, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }),
  );
  const pages = [
    ["portal", demo.portal],
    ["page before the shop", await landingOf(demo)],
    ["badge", demo.badge],
  ];
  let isLow = false;
  for (const [name, address] of pages) {
    const marks = await marksOf(address);
    isLow ||= marks.some((mark) => mark < MARK_MIN);
    console.log(`${name.padEnd(22)} ${categories.map((category, index) => `${category} ${marks[index]}`).join(" · ")}`);
  }
  if (isLow) process.exitCode = 1;
} finally {
  server.kill("SIGTERM");
  await once(server, "exit");
  rmSync(dataDir, { recursive: true, force: true });
}

/** Of 100, in the order of the categories. */
async function marksOf(address) {
  const chrome = await launch({ chromePath, chromeFlags: ["--headless=new", "--no-sandbox", "--disable-background-networking"] });
  try {
    const { lhr } = await lighthouse(address, { port: chrome.port, onlyCategories: categories, logLevel: "error" });
    for (const { id, title, score, scoreDisplayMode } of Object.values(lhr.audits)) {
      if (process.argv.includes("--audits") && score !== null && score < 0.9 && scoreDisplayMode !== "informative")
        console.log(`  ${score} ${id}: ${title}`);
    }
    return categories.map((category) => Math.round(100 * lhr.categories[category].score));
  } finally {
    await chrome.kill();
  }
}

/** A link of a member that opens a page of ours first. */
async function landingOf({ key }) {
  const reply = await fetch(`${url}/v1/members?limit=50`, { headers: { authorization: `Bearer ${key}` } });
  const links = (await reply.json()).data.flatMap(({ enrolments }) => enrolments.map(({ link }) => link));
  for (const link of links) if ((await fetch(link, { redirect: "manual" })).status === 200) return link;
  throw new Error("No program of the sample shop has a page before the shop.");
}

async function untilHealthy() {
  for (let tries = 0; tries < 200; tries++) {
    const isUp = await fetch(`${url}/health`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error("The server did not come up.");
}

async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  probe.close();
  await once(probe, "close");
  return port;
}
