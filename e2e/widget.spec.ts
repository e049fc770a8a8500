/** The portal and the banner in pages that make it hard for them: neither side's styles reach the other, and nothing is asked of the page but the server's address. */
import { expect, expectSound } from "./guarded-page.js";
import { hostOf, tokenFor } from "./host-page.js";
import { member } from "./member.js";
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

test("a floating button opens the portal above the page, and Escape closes it", async ({ page, destination }) => {
  const anna = await member(destination);
  const host = await hostOf(
    `<!doctype html><html lang="ru"><head><title>Shop</title><link rel="icon" href="data:,"></head><body><main><h1>Shop</h1></main>
<bandwagon-portal mode="floating" program="${anna.handle}" token="${await tokenFor(anna)}"></bandwagon-portal><script src="${anna.shop.url}/widget.js"></script></body></html>`,
  );
  try {
    await page.goto(host.url);
    await page.getByRole("button", { name: "Пригласить друзей" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByText(anna.code, { exact: true })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
  } finally {
    host.close();
  }
});

function theServer(): string {
  return theShop().url;
}
