/** The portal and the banner in pages that make it hard for them: neither side's styles reach the other, and nothing is asked of the page but the server's address. */
import { test as base } from "@playwright/test";
import { expect, expectSound } from "./guarded-page.js";
import { type Host, hostOf, tokenFor } from "./host-page.js";
import { type Member, member } from "./member.js";
import { theShop } from "./shop.js";
import { test } from "./welcoming-shop.js";

const reset = "<style>*{all:unset!important;color:red!important;font-size:7px!important;display:inline!important}</style>";
const hosts = {
  "a reset of all styles that insists": { head: reset, doctype: "<!doctype html>", headers: {} },
  "a strict policy": {
    head: "",
    doctype: "<!doctype html>",
    headers: {
      "content-security-policy": `default-src 'none'; script-src 'self' ${theServer()}; connect-src 'self' ${theServer()}; img-src ${theServer()} data: blob:`,
    },
  },
  "an old document mode": { head: "", doctype: "", headers: {} },
};

for (const [name, { head, doctype, headers }] of Object.entries(hosts)) {
  test(`in a page with ${name}`, async ({ page, destination }) => {
    const anna = await member(destination);
    const token = await tokenFor(anna);
    const body = `<html lang="en"><head><title>Shop</title><link rel="icon" href="data:,">${head}<script src="/host.js"></script>
<script src="${anna.shop.url}/widget.js" async></script></head><body><main><h1 id="own">Shop</h1>
<bandwagon-banner program="${anna.handle}" href="/friends"></bandwagon-banner><bandwagon-portal program="${anna.handle}" token="${token}"></bandwagon-portal></main></body></html>`;
    const host = await hostOf(doctype + body, headers);
    try {
      await page.goto(host.url);
      const portal = page.locator("bandwagon-portal");
      await expect(portal.getByRole("heading", { level: 1 })).toHaveText("A coupon for 10 % off for your friend, a coupon for €5 off for you");
      await expect(page.locator("bandwagon-banner").getByRole("link")).toHaveAttribute("href", "/friends");
      await expect(portal.getByText(anna.code, { exact: true })).toBeVisible();
      await expect(portal.getByRole("heading", { level: 1 })).toHaveCSS("font-size", "31px");
      if (head !== "") await expect(page.locator("#own")).toHaveCSS("font-size", "7px");
      expect(await page.evaluate("window.told")).toEqual(["bandwagon-ready"]);
      await portal.getByRole("navigation").getByRole("button", { name: "Rewards" }).click();
      await expect(portal.getByRole("button", { name: "Share my link" })).toBeVisible();
      if (head === "") await expectSound(page, ["region", "landmark-one-main"]);
    } finally {
      host.close();
    }
  });
}

test("a floating button opens the portal above the page, and Escape closes it and goes back to the button", async ({ page, destination }) => {
  const anna = await member(destination);
  const host = await hostOf(
    `<!doctype html><html lang="ru"><head><title>Shop</title><link rel="icon" href="data:,"></head><body><main><h1>Shop</h1></main>
<bandwagon-portal mode="floating" program="${anna.handle}" token="${await tokenFor(anna)}"></bandwagon-portal><script src="${anna.shop.url}/widget.js"></script></body></html>`,
  );
  try {
    await page.goto(host.url);
    const open = page.getByRole("button", { name: "Пригласить друзей" });
    await open.focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByText(anna.code, { exact: true })).toBeVisible();
    await dialog.getByRole("button", { name: "WhatsApp" }).focus();
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await expect(open).toBeFocused();
  } finally {
    host.close();
  }
});

test("in a page that may keep nothing, for a device that is dark, the portal is whole and can be read", async ({ page, destination }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.addInitScript(keepsNothing);
  const anna = await member(destination);
  const host = await shopWith(anna, await tokenFor(anna));
  try {
    await page.goto(host.url);
    const portal = page.locator("bandwagon-portal");
    for (const [tab, heading] of Object.entries({ Rewards: "Rewards", Play: "Badges", More: "How others see you", Invite: "Share with a friend" })) {
      await portal.getByRole("navigation").getByRole("button", { name: tab }).click();
      await expect(portal.getByRole("heading", { name: heading })).toBeVisible();
      await expectSound(page, ["region"]);
    }
    expect(await page.evaluate("[window.told, document.cookie]")).toEqual([["bandwagon-ready"], ""]);
    // A page that is built anew puts its pieces elsewhere.
    await page.evaluate("document.querySelector('#elsewhere').append(document.querySelector('bandwagon-portal'))");
    await expect(portal.getByText(anna.code, { exact: true })).toBeVisible();
    await expect(portal.getByRole("heading", { level: 1 })).toHaveCount(1);
  } finally {
    host.close();
  }
});

test("a stranger sees the banner with the program's offer and its portal, and no portal without a token", async ({ page, destination }) => {
  const anna = await member(destination);
  const host = await shopWith(anna);
  try {
    await page.goto(host.url);
    const banner = page.locator("bandwagon-banner");
    await expect(banner).toContainText("A coupon for 10 % off for your friend, a coupon for €5 off for you");
    await expect(banner.getByRole("link", { name: "Invite friends" })).toHaveAttribute("href", `${anna.shop.url}/p/${anna.handle}`);
    await expect.poll(() => page.evaluate("window.told")).toEqual(["bandwagon-error"]);
    await expect(page.locator("bandwagon-portal")).toHaveText("Sign in to your account to see your link, your friends and your rewards.");
    await expectSound(page, ["region"]);
  } finally {
    host.close();
  }
});

// Chromium itself complains in the console of what it cannot reach: a page that tells on itself would fail.
for (const { when, refused, told, hasBanner, hasPortal } of [
  { when: "from the start", refused: "/", told: [], hasBanner: false, hasPortal: false },
  { when: "once its script is there", refused: "/p/", told: ["bandwagon-error"], hasBanner: false, hasPortal: false },
  { when: "when the portal is wanted", refused: "/widget-portal.js", told: ["bandwagon-error"], hasBanner: true, hasPortal: false },
  { when: "when the member is asked about", refused: "/v1/", told: ["bandwagon-error"], hasBanner: true, hasPortal: true },
]) {
  base(`with Bandwagon away ${when} the page goes on, and shows nothing that is broken`, async ({ page }) => {
    const thrown: Error[] = [];
    page.on("pageerror", (error) => thrown.push(error));
    const anna = await member("https://shop.example/");
    const host = await shopWith(anna, await tokenFor(anna));
    try {
      await page.route(
        ({ href }) => href.startsWith(anna.shop.url + refused),
        (route) => route.abort("connectionrefused"),
      );
      await page.goto(host.url);
      await expect.poll(() => page.evaluate("window.told")).toEqual(told);
      await expect(page.locator("bandwagon-banner").getByRole("link")).toHaveCount(hasBanner ? 1 : 0);
      await expect(page.locator("bandwagon-portal").getByRole("button", { name: "Try again" })).toHaveCount(hasPortal ? 1 : 0);
      if (!hasPortal) expect((await page.locator("bandwagon-portal").boundingBox())?.height ?? 0).toBe(0);
      await expect(page.getByText("The shop's own")).toBeVisible();
      expect(thrown).toEqual([]);
    } finally {
      host.close();
    }
  });
}

/** A page of a shop that thinks of light devices alone, with both elements. */
function shopWith({ shop, handle }: Member, token?: string): Promise<Host> {
  const elements = `<bandwagon-banner program="${handle}"></bandwagon-banner>
<bandwagon-portal program="${handle}"${token === undefined ? "" : ` token="${token}"`}></bandwagon-portal>`;
  return hostOf(`<!doctype html><html lang="en"><head><title>Shop</title><link rel="icon" href="data:,"><style>body{background:#fff}</style>
<script src="/host.js"></script><script src="${shop.url}/widget.js" async></script></head>
<body><main><h1>Shop</h1>${elements}<p id="elsewhere">The shop's own</p></main></body></html>`);
}

/** As browsers do it for pages inside others that may keep nothing: whatever is touched throws. */
const keepsNothing = `
for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"])
  Object.defineProperty(window, name, { get() { throw new DOMException("The operation is insecure.", "SecurityError"); } });
Object.defineProperty(Document.prototype, "cookie", { get: () => "", set() { throw new DOMException("The operation is insecure.", "SecurityError"); } });
`;

function theServer(): string {
  return theShop().url;
}
