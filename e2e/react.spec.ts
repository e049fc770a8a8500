/** The portal and the banner as React components, in a page that is bundled as a shop bundles its own. */
import { join } from "node:path";
import { test as base, type Page } from "@playwright/test";
import { buildSync } from "esbuild";
import { checkoutDir, freePort } from "./bandwagon.js";
import { expect } from "./guarded-page.js";
import { type Host, hostOf, tokenFor } from "./host-page.js";
import { member } from "./member.js";
import { test } from "./welcoming-shop.js";

test("in a strict page the portal is signed in once, tells what is done in it, and leaves nothing behind", async ({ page, destination }) => {
  const anna = await member(destination);
  const host = await reactPage({ server: anna.shop.url, program: anna.handle, token: await tokenFor(anna) });
  try {
    await page.goto(host.url);
    const portal = page.locator("bandwagon-portal");
    await expect(portal.getByText(anna.code, { exact: true })).toBeVisible();
    await expect(page.locator("bandwagon-banner").getByRole("link")).toHaveAttribute("href", "/friends");
    expect(await heard(page)).toEqual([["ready", { program: anna.handle }, "en"]]);
    expect(await page.evaluate("[window.tokensAsked, document.scripts.length]")).toEqual([1, 3]);

    await page.getByRole("button", { name: "In Russian" }).click();
    await expect(portal.getByRole("button", { name: "Пригласить" })).toBeVisible();
    await expect(page.locator("bandwagon-banner").getByRole("link", { name: "Пригласить друзей" })).toBeVisible();
    await portal.getByRole("button", { name: "Telegram" }).click();
    const link = portal.getByRole("link", { name: "Открыть Telegram" });
    // Nothing is opened: what the page is told is what is looked at.
    await page.evaluate("addEventListener('click', (event) => event.preventDefault())");
    await link.click();
    await expect.poll(() => heard(page)).toContainEqual(["share", { channel: "telegram" }, "ru"]);

    await page.getByRole("button", { name: "Open or close" }).click();
    await expect(portal).toHaveCount(0);
    expect(await page.evaluate("document.querySelectorAll('main > *').length")).toBe(3);
    await page.getByRole("button", { name: "Open or close" }).click();
    await expect(portal.getByText(anna.code, { exact: true })).toBeVisible();
    expect(await page.evaluate("[window.tokensAsked, document.scripts.length]")).toEqual([2, 3]);
  } finally {
    host.close();
  }
});

// Chromium itself complains in the console of what it cannot reach: a page that tells on itself would fail.
base("where Bandwagon is away both components say so, once each, and the page goes on", async ({ page }) => {
  const thrown: Error[] = [];
  page.on("pageerror", (error) => thrown.push(error));
  const server = `http://127.0.0.1:${await freePort()}`;
  const host = await reactPage({ server, program: "tea", token: "" });
  try {
    await page.goto(host.url);
    const message = `${server}/widget.js could not be loaded.`;
    await expect
      .poll(() => heard(page))
      .toEqual([
        ["banner's error", { message }, "en"],
        ["error", { message }, "en"],
      ]);
    await page.getByRole("button", { name: "Open or close" }).click();
    await expect(page.locator("bandwagon-portal")).toHaveCount(0);
    expect([thrown, await page.evaluate("document.scripts.length")]).toEqual([[], 2]);
  } finally {
    host.close();
  }
});

function heard(page: Page): Promise<unknown> {
  return page.evaluate("window.heard");
}

function reactPage(given: { server: string; program: string; token: string }): Promise<Host> {
  const { outputFiles } = buildSync({ entryPoints: [join(checkoutDir, "e2e/react-page.mjs")], bundle: true, write: false, logLevel: "silent" });
  const head = `<title>Shop</title><link rel="icon" href="data:,"><script>window.given = ${JSON.stringify(given)}</script>`;
  const page = `<!doctype html><html lang="en"><head>${head}</head><body><div id="root"></div><script src="/page.js"></script></body></html>`;
  return hostOf(page, {}, { "/page.js": outputFiles[0]?.text ?? "" });
}
