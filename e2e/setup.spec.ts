/** The first owner: from the printed link to keys that work. */
import type { Page } from "@playwright/test";
import { type Bandwagon, startBandwagon } from "./bandwagon.js";
import { expect, expectFits, expectSound, test as guarded } from "./guarded-page.js";
import { call } from "./shop.js";
import { type View, views } from "./views.js";

const test = guarded.extend<{ bandwagon: Bandwagon }>({
  // biome-ignore lint/correctness/noEmptyPattern: the runner reads from the pattern which fixtures are needed.
  bandwagon: async ({}, use) => {
    const bandwagon = await startBandwagon();
    await use(bandwagon);
    await bandwagon.stop();
  },
});

const words = {
  en: {
    title: "Welcome to Bandwagon",
    email: "E-mail address",
    password: "Password",
    business: "Name of your business",
    submit: "Set up Bandwagon",
    faults: [/not an e-mail address/, /at least 12/, /1 to 100/],
    done: "You are set up",
    used: "This link has been used",
    unknown: "This link does not work",
  },
  ru: {
    title: "Добро пожаловать в Bandwagon",
    email: "Электронная почта",
    password: "Пароль",
    business: "Название компании",
    submit: "Начать работу",
    faults: [/не адрес электронной почты/, /от 12/, /от 1 до 100/],
    done: "Всё готово",
    used: "Эта ссылка уже использована",
    unknown: "Эта ссылка не работает",
  },
} as const;

// As long as a name may be, on the phones.
const businesses = {
  phone: {
    en: "Grandmother Eleanor’s Extraordinarily Well-Stocked Tea, Coffee, Cocoa and Home-Made Cake Shop & Sons",
    ru: "Общество любителей достопримечательностей, чаепития и высококачественных сладостей «Самовар и внуки»",
  },
  desktop: { en: "Corner Tea <b>&", ru: "Чайная «Самовар»" },
};
const password = "samovar lantern orchard nine";

test("the page of the keys, loaded again, does not tell them again", async ({ page, bandwagon }) => {
  const text = words.en;
  await page.goto(bandwagon.setupLink);
  await page.getByLabel(text.email).fill("anna@example.com");
  await page.getByLabel(text.password).fill(password);
  await page.getByLabel(text.business).fill("Corner Tea");
  await page.getByRole("button", { name: text.submit }).click();
  await expect(page.getByText(/^bw_test_/)).toBeVisible();
  // The same form sent again within seconds is a double tap, and is answered alike.
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(text.used, { timeout: 100 });
  }).toPass({ timeout: 30_000, intervals: [1000] });
  expect(await page.content()).not.toContain("bw_");
});

for (const view of views) {
  test.describe(view.name, () => {
    test.use(view.options);
    test("the first owner finds and mends mistakes, and gets keys once that work", ({ page, bandwagon }) => becomeOwner(page, bandwagon, view));
  });
}

async function becomeOwner(page: Page, bandwagon: Bandwagon, { language, isPhone }: View): Promise<void> {
  const text = words[language];
  const business = businesses[isPhone ? "phone" : "desktop"][language];
  const field = (name: "email" | "password" | "business") => page.getByLabel(text[name], { exact: true });

  await test.step("reads the page in their language, and may change it", async () => {
    await page.goto(bandwagon.setupLink);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(text.title);
    await expect(field("email")).toBeFocused();
    await expectFits(page);
    await changeLanguage(page, language);
  });

  await test.step("sends nothing at all: each field says what it needs, the first one has the focus", async () => {
    await page.keyboard.press("Enter");
    await expect(page.getByRole("alert")).toBeVisible();
    for (const [index, name] of (["email", "password", "business"] as const).entries()) {
      await expect(field(name)).toHaveAttribute("aria-invalid", "true");
      await expect(field(name)).toHaveAccessibleDescription(text.faults[index] as RegExp);
    }
    await expect(field("email")).toBeFocused();
    await expectSound(page);
  });

  await test.step("makes one mistake by keyboard: what was right is still there, the password is not", async () => {
    for (const value of ["anna@example.com", "short", business]) {
      await page.keyboard.insertText(value);
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Enter");
    await expect(field("email")).toHaveValue("anna@example.com");
    await expect(field("email")).toHaveAttribute("aria-invalid", "false");
    await expect(field("business")).toHaveValue(business);
    await expect(field("password")).toHaveValue("");
    await expect(field("password")).toBeFocused();
    await expectFits(page);
  });

  await field("password").fill(password);
  await page.getByRole("button", { name: text.submit }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(text.done);
  await expectSound(page);
  const keys = await page.locator(".ticket code").allTextContents();
  const secrets = keys.filter((key) => /^bw_(test|live)_/.test(key));

  await test.step("each shown secret key opens its workspace", async () => {
    expect(secrets.map((key) => key.slice(0, 8))).toEqual(["bw_test_", "bw_live_"]);
    for (const [index, mode] of ["test", "live"].entries()) {
      const workspace = await call({ url: bandwagon.url, key: secrets[index] ?? "" }, "GET", "/v1/workspace");
      expect(workspace).toMatchObject({ name: business, mode, locale: language });
    }
  });

  await test.step("one tap takes a whole key", async () => {
    await page.getByText(secrets[0] ?? "", { exact: true }).click();
    expect(await page.evaluate("getSelection().toString().trim()")).toBe(secrets[0]);
  });

  await test.step("the first step, copied as it stands, answers; the last leads to the API", async () => {
    const [, address = "", authorization = ""] =
      /^curl (\S+) \\\n\s+-H "Authorization: (Bearer \S+)"$/.exec(await page.locator("pre").innerText()) ?? [];
    const reply = await fetch(address, { headers: { authorization } });
    expect(await reply.json()).toMatchObject({ name: business, mode: "test" });
    const api = await page.getByRole("link", { name: "/docs/api" }).getAttribute("href");
    expect((await page.request.get(new URL(api ?? "", page.url()).href)).status()).toBe(200);
  });

  await test.step("the link is used up", async () => {
    const reply = await page.goto(bandwagon.setupLink);
    expect(reply?.status()).toBe(410);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(text.used);
    await expectFits(page);
  });

  await test.step("an invented link makes nothing", async () => {
    const reply = await page.goto(`${bandwagon.url}/setup/invented`);
    expect(reply?.status()).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(text.unknown);
  });
}

async function changeLanguage(page: Page, language: View["language"]): Promise<void> {
  const other = language === "en" ? "ru" : "en";
  for (const wanted of [other, language] as const) {
    await page.getByRole("link", { name: wanted === "en" ? "English" : "Русский" }).click();
    await expect(page.locator("html")).toHaveAttribute("lang", wanted);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(words[wanted].title);
  }
}
