/** A friend opens a link: it leads to the shop, and where it cannot, the page says so kindly. */
import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { expect, expectFits, expectSound } from "./guarded-page.js";
import { call, enrol, publishProgram, theShop } from "./shop.js";
import { type View, views } from "./views.js";
import { test } from "./welcoming-shop.js";

const words = {
  en: {
    code: "This invitation does not work any more",
    paused: "Invitations are taking a break",
    ended: "The program has ended",
    neutral: "There is nothing at this address",
    visit: "Go to",
    invites: (program: string) => `Anna invites you to ${program}`,
    terms: "All the terms",
  },
  ru: {
    code: "Это приглашение больше не действует",
    paused: "Программа на паузе",
    ended: "Программа завершена",
    neutral: "По этому адресу ничего нет",
    visit: "Перейти на",
    invites: (program: string) => `Anna приглашает вас: ${program}`,
    terms: "Все условия",
  },
} as const;

const names = {
  phone: {
    en: "Friends of Grandmother Eleanor’s Extraordinarily Well-Stocked Tea, Coffee, Cocoa and Cake Shop",
    ru: "Друзья чайной, кофейной и кондитерской «Самовар у бабушки Элеоноры и внуков на Малой Достопримечательной»",
  },
  desktop: { en: "Tea with friends", ru: "Чай с друзьями" },
};
const description = {
  en: "Five euros for your friend, five for you: as often as you like.",
  ru: "Пять евро другу и пять вам — сколько угодно раз.",
};

for (const view of views) {
  test.describe(view.name, () => {
    test.use(view.options);
    test("a link leads to the shop with visit and code, or to a page that helps", ({ page, destination }) => followLinks(page, destination, view));
  });
}

async function followLinks(page: Page, destination: string, { language, isPhone }: View): Promise<void> {
  const text = words[language];
  const shop = theShop();
  const handle = `tea-${randomUUID().slice(0, 8)}`;
  const name = names[isPhone ? "phone" : "desktop"];
  await publishProgram(shop, { handle, name, description, locales: ["en", "ru"], destination });
  const anna = await enrol(shop, handle, `anna-${handle}`);
  const heading = page.getByRole("heading", { level: 1 });

  await test.step("the link leads to the shop; visit and code are in the address", async () => {
    await page.goto(`${anna.link}?c=chat&p=footer`);
    await expect(heading).toHaveText("Welcome");
    const arrived = new URL(page.url());
    expect(arrived.origin + arrived.pathname).toBe(destination.split("?")[0]);
    expect(arrived.searchParams.get("from")).toBe("friends");
    expect(arrived.searchParams.get("bw_code")).toBe(anna.code);
    const visit = arrived.searchParams.get("bw_visit");
    expect(visit).toMatch(/^vis_[0-9a-z]+$/);
    await signUpBy(visit);
  });

  await test.step("an unknown code: the program's own page, with the way to the shop", async () => {
    const reply = await page.goto(`${shop.url}/r/${handle}/ZZZZ-9999`);
    expect(reply?.status()).toBe(404);
    await expect(heading).toHaveText(text.code);
    await expect(page.getByText(name[language], { exact: true })).toBeVisible();
    await expectSound(page);
    await page.getByRole("link", { name: `${text.visit} ${new URL(destination).host}` }).click();
    await expect(heading).toHaveText("Welcome");
    expect(page.url()).toBe(destination);
  });

  await test.step("with a page of its own the program says first who invites and what there is in it, and leads on from there", async () => {
    const paged = `${handle}-page`;
    const landing = { headline: { en: "Five euros for your first tea", ru: "Пять евро на первый чай" } };
    await publishProgram(shop, { handle: paged, name, description, landing, theme: { brand: "#0F766E" }, locales: ["en", "ru"], destination });
    const ida = await enrol(shop, paged, `ida-${handle}`);
    await call(shop, "PUT", `/v1/members/ida-${handle}/shown`, { named: true });
    await page.goto(`${ida.link}?c=chat`);
    await expect(heading).toHaveText(landing.headline[language]);
    await expect(page.getByText(text.invites(name[language]), { exact: true })).toBeVisible();
    await expect(page.getByText(ida.code, { exact: true })).toBeVisible();
    await expectSound(page);
    await page.getByRole("link", { name: text.terms }).click();
    await expect(heading).toContainText(name[language]);
    await expectSound(page);
    await page.goBack();
    await page.getByRole("link", { name: `${text.visit} ${new URL(destination).host}` }).click();
    await expect(heading).toHaveText("Welcome");
    const arrived = new URL(page.url()).searchParams;
    expect(arrived.get("bw_code")).toBe(ida.code);
    await signUpBy(arrived.get("bw_visit"), paged);
  });

  await test.step("a code that was switched off: the same page", async () => {
    const otto = await enrol(shop, handle, `otto-${handle}`);
    await call(shop, "POST", `/v1/programs/${handle}/codes/${otto.code}/disable`);
    await page.goto(otto.link);
    await expect(heading).toHaveText(text.code);
  });

  await test.step("an unknown handle: a page that names nobody", async () => {
    const reply = await page.goto(`${shop.url}/r/nobody-here/${anna.code}`);
    expect(reply?.status()).toBe(404);
    await expect(heading).toHaveText(text.neutral);
    await expect(page.getByRole("banner")).toHaveText("Bandwagon");
    await expectFits(page);
  });

  await test.step("a program that has ended says so", async () => {
    await call(shop, "POST", `/v1/programs/${handle}/end`);
    // Links are remembered for a moment.
    await expect(async () => {
      await page.goto(anna.link);
      await expect(heading).toHaveText(text.ended, { timeout: 100 });
    }).toPass({ intervals: [500] });
    await expectFits(page);
  });

  async function signUpBy(visit: string | null, program: string = handle): Promise<void> {
    const signUp = { key: `sign-up-${program}`, type: "sign_up", program, member: { id: `boris-${program}` }, visit };
    expect(JSON.stringify(await call(shop, "POST", "/v1/events", signUp))).toContain("ref_");
  }
}
