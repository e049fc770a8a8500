/**
 * `npm run lighthouse`: Lighthouse's marks, as on a phone, for what members and friends see of the sample shop, on a server of its own. Installs Lighthouse in its
 * own tool folder first. Ends with 1 where a mark is below 95. Not part of `npm test`: a busy machine lowers the marks for performance.
 */
import "./node-version.mjs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ensureBuilt, ensureInstalled, installLocked, rootDir } from "./checkout.mjs";
import { ensureChromium } from "./chromium.mjs";
import { landingPathOf, withDemo } from "./demo-server.mjs";

const MARK_MIN = 95;
const categories = ["performance", "accessibility", "best-practices"];
const toolDir = join(rootDir, "tools/lighthouse");

ensureInstalled();
ensureBuilt();
const chromePath = ensureChromium();
// The lock lacks the packages of systems for which the registry at hand has none: `npm ci` then refuses it.
if (chromePath === undefined || !installLocked(toolDir, "Lighthouse", ["install", "--no-save", "--ignore-scripts"])) process.exit(1);
const tool = (path) => import(pathToFileURL(join(toolDir, "node_modules", path)).href);
const [{ default: lighthouse }, { launch }] = await Promise.all([tool("lighthouse/core/index.js"), tool("chrome-launcher/dist/index.js")]);

await withDemo({ weeks: 3 }, async (shop) => {
  const { url, demo } = shop;
  const pages = [
    ["portal", demo.portal],
    ["page before the shop", url + (await landingPathOf(shop))],
    ["badge", demo.badge],
  ];
  let isLow = false;
  for (const [name, address] of pages) {
    const marks = await marksOf(address);
    isLow ||= marks.some((mark) => mark < MARK_MIN);
    console.log(`${name.padEnd(22)} ${categories.map((category, index) => `${category} ${marks[index]}`).join(" · ")}`);
  }
  if (isLow) process.exitCode = 1;
});

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
