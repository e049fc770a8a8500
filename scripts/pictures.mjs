/**
 * `npm run pictures`: pictures of what members and friends see, as on a phone, of the sample shop on a server of its own, into docs/pictures. Codes and dates are
 * others each time: run it when a page looks different, and look at what it has made.
 */
import "./node-version.mjs";
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ensureBuilt, ensureInstalled, rootDir } from "./checkout.mjs";
import { ensureChromium } from "./chromium.mjs";
import { askShop, landingPathOf, withDemo } from "./demo-server.mjs";

/** Where the pages say that they are: what they show is to look like a shop's own, not like this machine. */
const HOME = "https://refer.example";
const SHOP = "https://tea.example";
const QUALITY = 0.82;
const BYTES_MAX = 1_500_000;
const target = join(rootDir, "docs/pictures");
/** As on a phone whose owner has not said no: a browser without a window refuses messages unless it is told otherwise. */
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true, permissions: ["notifications"] };
const english = { ...phone, locale: "en-GB", colorScheme: "light" };
const russian = { ...phone, locale: "ru-RU", colorScheme: "dark" };

ensureInstalled();
ensureBuilt();
const chromePath = ensureChromium();
if (chromePath === undefined) process.exit(1);
// It belongs to the tests in a browser.
const { chromium } = await import(pathToFileURL(join(rootDir, "node_modules/@playwright/test/index.mjs")).href);

await withDemo({ weeks: 13, env: { PUBLIC_URL: HOME } }, async (shop) => {
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const browser = await chromium.launch({ executablePath: chromePath, args });
  try {
    rmSync(target, { recursive: true, force: true });
    mkdirSync(target, { recursive: true });
    await portals(browser, shop);
    const landing = HOME + (await landingPathOf(shop));
    await one(browser, shop, english, "landing", (page) => page.goto(landing));
    await one(browser, shop, russian, "landing-ru", (page) => page.goto(landing));
    await one(browser, shop, english, "badge", (page) => page.goto(shop.demo.badge));
    await one(browser, shop, english, "banner", (page) => page.goto(`${SHOP}/`));
  } finally {
    await browser.close();
  }
});
const bytes = readdirSync(target).reduce((sum, name) => sum + statSync(join(target, name)).size, 0);
console.log(`${Math.round(bytes / 1000)} kB in docs/pictures`);
if (bytes > BYTES_MAX) throw new Error(`That is more than ${BYTES_MAX / 1000} kB.`);

/** The four parts of the portal and what is further down, as the member who leads the board of the month. */
async function portals(browser, shop) {
  const [credit, card] = ["tea-credit", "tea-card"].map((name) => shop.demo.programs.find((handle) => handle.startsWith(name)));
  const { data } = await askShop(shop, `/v1/programs/${card}/leaderboards/hosts?limit=1`);
  const own = `/v1/members/${data[0].member}`;
  for (const program of [credit, card]) await askShop(shop, `${own}/terms/${program}`, { version: 1 });
  const open = async (page, part, program = card) => {
    const { link } = await askShop(shop, `${own}/sign-in-links`, { program, to: part });
    await page.goto(link);
    await page.getByRole("navigation").waitFor();
  };
  for (const part of ["invite", "rewards", "play", "more"]) await one(browser, shop, english, `portal-${part}`, (page) => open(page, part));
  await one(browser, shop, english, "portal-friends", async (page) => {
    await open(page, "invite", credit);
    await page.getByRole("heading", { name: "Your friends" }).evaluate((heading) => scrollTo(0, heading.getBoundingClientRect().top + scrollY - 90));
  });
  await one(browser, shop, english, "portal-exchange", async (page) => {
    await open(page, "rewards");
    await page.getByRole("button", { name: "What you can have for it" }).click();
  });
  for (const part of ["invite", "play"]) await one(browser, shop, russian, `portal-${part}-ru`, (page) => open(page, part));
}

/** A picture of the screen that `open` leads to. */
async function one(browser, shop, look, name, open) {
  const context = await browser.newContext({ ...look, reducedMotion: "reduce", serviceWorkers: "block" });
  try {
    await context.route(`${HOME}/**`, (route) => passOn(route, shop.url));
    await context.route(`${SHOP}/**`, (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: shopPage(shop.demo.programs[0]) }));
    const page = await context.newPage();
    await open(page);
    await page.waitForLoadState("networkidle");
    await page.waitForTimeout(500);
    writeFileSync(join(target, `${name}.webp`), await webpOf(browser, await page.screenshot()));
    console.log(`${name}.webp`);
  } finally {
    await context.close();
  }
}

async function passOn(route, url) {
  const asked = route.request().url();
  const reply = await route.fetch({ url: url + asked.slice(HOME.length), maxRedirects: 0 });
  await route.fulfill({ response: reply });
}

/** Chromium draws and encodes it: a PNG would be three times as large. */
async function webpOf(browser, png) {
  const page = await browser.newPage();
  try {
    const address = await page.evaluate(
      async ({ source, quality }) => {
        const picture = await createImageBitmap(await (await fetch(source)).blob());
        const canvas = new OffscreenCanvas(picture.width, picture.height);
        canvas.getContext("2d").drawImage(picture, 0, 0);
        const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: "image/webp", quality })).arrayBuffer());
        return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
      },
      { source: `data:image/png;base64,${png.toString("base64")}`, quality: QUALITY },
    );
    return Buffer.from(address, "base64");
  } finally {
    await page.close();
  }
}

/** A page of the shop, with the banner in it. */
function shopPage(program) {
  const tea = (name, price, colour) => `<li><span style="background:${colour}"></span><b>${name}</b><small>${price}</small></li>`;
  return `<!doctype html><html lang="en"><head><title>Leaf &amp; Kettle</title><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<style>body{margin:0;font:16px/1.5 system-ui,sans-serif;background:#fffbf5;color:#1f1b16}header,main{padding:16px}header{display:flex;justify-content:space-between;align-items:center}
h1{font-size:31px;line-height:1.2;margin:8px 0 16px}ul{display:grid;grid-template-columns:1fr 1fr;gap:16px;padding:0;margin:24px 0;list-style:none}
li{display:grid;gap:4px}li span{aspect-ratio:1;border-radius:12px}small{color:#5c5347;font-size:14px}</style>
<script src="${HOME}/widget.js" async></script></head><body><header><strong>Leaf &amp; Kettle</strong><span>Tea · Pots · Account</span></header>
<main><bandwagon-banner program="${program}" href="/account/friends"></bandwagon-banner><h1>This spring’s tea</h1>
<ul>${tea("Mountain oolong", "$14", "#7a8f5a")}${tea("Lapsang", "$11", "#8a5a3c")}${tea("White peony", "$16", "#d9cdb0")}${tea("Jasmine", "$9", "#b7b86b")}</ul></main></body></html>`;
}
