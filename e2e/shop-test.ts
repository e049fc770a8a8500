/** The tests' example shop: one Bandwagon for all tests of a worker, and a shop for each. */
import { type Bandwagon, startBandwagon } from "./bandwagon.js";
import { type ExampleShop, openExampleShop } from "./example-shop.js";
import { test as guarded } from "./guarded-page.js";

export const test = guarded.extend<{ shop: ExampleShop }, { bandwagon: Bandwagon }>({
  bandwagon: [
    // biome-ignore lint/correctness/noEmptyPattern: the runner reads from the pattern which fixtures are needed.
    async ({}, use) => {
      const bandwagon = await startBandwagon({ WEBHOOK_ALLOW: "127.0.0.1" });
      await use(bandwagon);
      await bandwagon.stop();
    },
    { scope: "worker", timeout: 60_000 },
  ],
  shop: async ({ bandwagon }, use) => {
    const shop = await openExampleShop(bandwagon);
    await use(shop);
    await shop.stop();
  },
  // The page is closed before its shop: it would ask on, and be refused.
  page: async ({ shop: _shop, page }, use) => use(page),
});
