/** Every page of the example shop, in both languages and themes: readable by all means, nothing beyond the edge, usable by keyboard alone. */
import type { Locator, Page } from "@playwright/test";
import type { ExampleShop } from "./example-shop.js";
import { expect, expectSound } from "./guarded-page.js";
import { test } from "./shop-test.js";
import { password } from "./shop-visitors.js";
import { fewerViews, type View } from "./views.js";

const names = {
  en: "Wilhelmina Featherstonehaugh-Cholmondeley of Upper Heyford",
  ru: "Константин Достопримечательнов-Преображенский",
};

const titles = {
  en: { none: "There is nothing here", signUp: "Sign up", account: "Hello" },
  ru: { none: "Здесь ничего нет", signUp: "Регистрация", account: "Здравствуйте" },
};

for (const view of fewerViews) {
  test.describe(view.name, () => {
    test.use(view.options);
    test("every page of the shop is sound, empty and full", ({ page, browser, shop }) =>
      lookAtAll(page, async () => (await browser.newContext(view.options)).newPage(), shop, view));
  });
}

async function lookAtAll(page: Page, anotherPhone: () => Promise<Page>, shop: ExampleShop, { language }: View): Promise<void> {
  test.setTimeout(120_000);
  const look = async (path: string): Promise<void> => {
    await page.goto(shop.url + path);
    await expect(page.locator("html")).toHaveAttribute("lang", language);
    await expectSound(page);
  };
  const headers = { "accept-language": language };
  const send = (from: Page, path: string, form: Record<string, string>) => from.request.post(shop.url + path, { form, headers, maxRedirects: 0 });
  const join = (from: Page, name: string, email: string, code = "") => send(from, "/sign-up", { name, email, password, code });

  for (const path of ["/", "/tea/teapot?added", "/cart", "/sign-in", "/sign-up", "/welcome", "/owner"]) await look(path);
  await look("/nowhere");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(titles[language].none);

  await test.step("the sign-up form with everything wrong", async () => {
    await page.goto(`${shop.url}/sign-up`);
    await page.locator("main form button").click();
    await expect(page.getByRole("alert")).toBeVisible();
    await expectSound(page);
  });

  await join(page, names[language], "anna@example.com");
  await expect(async () => {
    await page.goto(`${shop.url}/account`);
    await expect(page.locator("#link")).toHaveValue(/\/r\//, { timeout: 500 });
  }).toPass({ timeout: 20_000 });
  await expectSound(page);
  const link = await page.locator("#link").inputValue();

  await test.step("a friend comes, and buys", async () => {
    const friend = await anotherPhone();
    await friend.goto(link);
    await expect(friend.locator(".consent")).toBeVisible();
    await expectSound(friend);
    await join(friend, "Борис", "boris@example.com", link.split("/").at(-1)?.split("?")[0]);
    await send(friend, "/cart", { add: "teapot" });
    await friend.goto(`${shop.url}/account?new`);
    await expectSound(friend);
    const coupon = (await friend.locator(".ticket .code").innerText()).trim();
    await send(friend, "/cart", { coupon: "WRONG" });
    await friend.goto(`${shop.url}/cart`);
    await expectSound(friend);
    await send(friend, "/cart", { coupon });
    for (const path of ["/cart", "/checkout"]) {
      await friend.goto(shop.url + path);
      await expectSound(friend);
    }
    await friend.locator("main form button").click();
    await expect(friend.getByRole("heading", { level: 1 })).toBeVisible();
    await expectSound(friend);
  });

  await expect(page.locator(".news li")).toHaveCount(2);
  await expectSound(page);
  await page.goto(shop.ownerUrl);
  await page.locator("summary").click();
  await expectSound(page);

  await test.step("without Bandwagon", async () => {
    await send(page, "/cart", { add: "sencha" });
    await shop.cut();
    const offline = await page.context().newPage();
    for (const path of ["/account", "/checkout", "/owner"]) {
      await offline.goto(shop.url + path);
      await expectSound(offline);
    }
  });
}

test("the language is chosen once, and stays", async ({ page, shop }) => {
  await page.goto(`${shop.url}/sign-up`);
  await page.getByRole("button", { name: "Русский" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(titles.ru.signUp);
  await page.goto(`${shop.url}/cart`);
  await expect(page.locator("html")).toHaveAttribute("lang", "ru");
});

test("by keyboard alone: from the front page to an account", async ({ page, shop }) => {
  const focusOn = async (wanted: Locator): Promise<void> => {
    await expect(wanted).toBeVisible();
    await expect(async () => {
      await page.keyboard.press("Tab");
      await expect(wanted).toBeFocused({ timeout: 50 });
    }).toPass({ intervals: [0], timeout: 20_000 });
  };
  await page.goto(shop.url);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  await focusOn(page.getByRole("link", { name: "Sign in" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in");
  await focusOn(page.getByRole("link", { name: "Sign up" }));
  await page.keyboard.press("Enter");
  for (const [label, text] of [
    ["Name", "Anna"],
    ["E-mail address", "anna@example.com"],
    ["Password", password],
  ] as const) {
    await focusOn(page.getByLabel(label));
    await page.keyboard.insertText(text);
  }
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Hello, Anna");
});
