/** The description of the API, read in the browser without anything from outside. It is in English. */
import { expect, expectFits, expectSound, test } from "./guarded-page.js";
import { theShop } from "./shop.js";
import { views } from "./views.js";

// The reader is a package; these are in its own markup: aria-selected on links, buttons for copying without a name, lists that scroll without focus.
const ofTheReader = ["aria-allowed-attr", "aria-required-children", "button-name", "scrollable-region-focusable"];

for (const { name, isPhone, options } of views.filter(({ language }) => language === "en")) {
  test.describe(name, () => {
    test.use(options);
    test("/docs leads to the API's pages, which show its operations", async ({ page }) => {
      const { url } = theShop();
      await page.goto(`${url}/docs`);
      expect(page.url()).toBe(`${url}/docs/api`);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Bandwagon API");
      // Its page is long: looked through once, where contrast is weaker.
      if (isPhone) await expectSound(page, ofTheReader);
      else await expectFits(page);
      if (isPhone) await page.getByRole("button", { name: "Open Menu" }).click();
      await page.getByRole("button", { name: "Members" }).first().click();
      await expect(page.getByText("/v1/members/{externalId}").first()).toBeVisible();
    });
  });
}
