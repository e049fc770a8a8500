/** A member with many friends: the portal shows the latest, and the rest when it is asked for. */
import { expect, expectSound } from "./guarded-page.js";
import { befriend, member, signInLink } from "./member.js";
import { views } from "./views.js";
import { test } from "./welcoming-shop.js";

const words = {
  en: { rewards: "Rewards", left: "Show earlier ones (2 more)", earlier: "Show earlier ones" },
  ru: { rewards: "Награды", left: "Показать более ранних (ещё 2)", earlier: "Показать более ранние" },
};
const FRIENDS = ["ada", "ben", "cleo", "dora", "egon", "fay", "gil"];

for (const view of views.filter(({ name }) => name.includes("dark"))) {
  test.describe(view.name, () => {
    test.use(view.options);
    test("earlier friends and rewards are shown when they are asked for", async ({ page, destination }) => {
      const { rewards, left, earlier } = words[view.language];
      const anna = await member(destination);
      for (const name of FRIENDS) await befriend(anna, name, { orders: true });
      await page.goto(await signInLink(anna));
      const friends = page.locator("article.friend");
      await expect(friends).toHaveCount(5);
      await page.getByRole("button", { name: left }).click();
      await expect(friends).toHaveCount(7);
      await expect(page.getByRole("button", { name: left })).toHaveCount(0);
      await expectSound(page);

      await page.getByRole("navigation").getByRole("button", { name: rewards }).click();
      const tickets = page.locator("section[aria-labelledby=rewards] .ticket");
      await expect(tickets).toHaveCount(10);
      await page.getByRole("button", { name: earlier }).click();
      await expect(tickets).toHaveCount(14);
      await expect(page.getByRole("button", { name: earlier })).toHaveCount(0);
      await expectSound(page);
    });
  });
}
