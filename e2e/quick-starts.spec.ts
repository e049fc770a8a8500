/** The quick starts of the guides, followed as they stand on the page, and clicked through as the referrer and as the friend. */
import type { Browser, Page } from "@playwright/test";
import { expect, expectSound, test } from "./guarded-page.js";
import { followQuickStart, type QuickStart, readQuickStart } from "./quick-start.js";
import { views } from "./views.js";

const view = views.find(({ isPhone, language }) => isPhone && language === "en");
if (view === undefined) throw new Error("There is no phone in English.");
test.use(view.options);

for (const name of ["express", "html", "next"]) {
  test.describe(name, () => {
    // One shop for all of them.
    test.describe.configure({ mode: "default" });
    let shop: QuickStart;
    test.beforeAll(async () => {
      // The shop is installed, and built where the page says so.
      test.setTimeout(300_000);
      shop = await followQuickStart(name);
    });
    test.afterAll(() => shop?.stop());

    test("whoever follows the page sees two rewards, and why; no page has a secret", async ({ page, browser }) => {
      const sent = readAnswers(page, shop.url);
      await page.goto(`${shop.url}/`);
      await expectSound(page);
      const link = await test.step("Anna signs up and gets a link", () => signUp(page, shop.url, "Anna"));
      const boris = await openPrivately(browser);
      await test.step("her friend Boris opens it; the code is in its field", async () => {
        await boris.goto(link);
        expect(new URL(boris.url()).origin).toBe(shop.url);
        expect(new URL(boris.url()).searchParams.get("bw_visit")).toMatch(/^vis_/);
        await boris.getByRole("link", { name: "Sign up" }).click();
        await expect(boris.getByLabel("Code of a friend")).toHaveValue(new URL(link).pathname.split("/").at(-1) ?? "");
        await fillSignUp(boris, "Boris");
        await expect(boris.getByText("A referral has begun.")).toBeVisible();
      });
      await test.step("he buys: two rewards, and why", async () => {
        await buy(boris);
        await expect(boris.getByText("2 rewards were made.")).toBeVisible();
        await expect(boris.getByText("€4.50 of store credit for the referrer")).toBeVisible();
      });
      await test.step("both have their credit, and the webhook has told of it", async () => {
        await expectNews(boris, "5.00 EUR");
        await expectNews(page, "4.50 EUR");
        expect(shop.printed()).toContain("Webhook reward.made: 4.50 EUR");
        await expectSound(page);
      });
      expect((await Promise.all(sent)).join("")).not.toMatch(/bw_test_|bw_sign_|whsec_/);
      await boris.context().close();
    });

    test("a code typed on another device is enough", async ({ page, browser }) => {
      await signUp(page, shop.url, "Clara");
      const code = await readCode(page);
      const dan = await openPrivately(browser);
      await dan.goto(shop.url);
      await dan.getByRole("link", { name: "Sign up" }).click();
      await dan.getByLabel("Code of a friend").fill(code.toLowerCase());
      await fillSignUp(dan, "Dan");
      await expect(dan.getByText("A referral has begun.")).toBeVisible();
      await dan.context().close();
    });

    test("what may go wrong reads as the page says", async ({ page }) => {
      const tried = [
        { name: "Emma", code: "" },
        { name: "Fred", code: "NOPE-NOPE" },
        { name: "Emma", code: "of Emma" },
      ];
      let codeOfEmma = "";
      for (const { name: person, code } of tried) {
        await signUp(page, shop.url, person, code === "of Emma" ? codeOfEmma : code);
        codeOfEmma ||= await readCode(page);
        const heard = (await page.getByRole("listitem").first().textContent()) ?? "";
        expect(readQuickStart(name)).toContain(`| *${heard.split(". ").at(-1)}* |`);
      }
    });

    if (name === "html") {
      test("a link of the shop's own address is noted as a visit", async ({ page, browser }) => {
        await signUp(page, shop.url, "Gina");
        const link = (await page.getByRole("link", { name: /\?ref=/ }).getAttribute("href")) ?? "";
        const hugo = await openPrivately(browser);
        const noted = hugo.waitForResponse((reply) => reply.url().endsWith("/v1/visits") && reply.request().method() === "POST");
        await hugo.goto(link);
        expect(await (await noted).json()).toEqual({ visit: expect.stringMatching(/^vis_/) });
        await hugo.getByRole("link", { name: "Sign up" }).click();
        await fillSignUp(hugo, "Hugo");
        await expect(hugo.getByText("A referral has begun.")).toBeVisible();
        await hugo.context().close();
      });
    }

    if (name === "next") {
      test("the account has the portal, where a friend's way and reward are seen, and which is there anew after other pages", async ({
        page,
        browser,
      }) => {
        test.slow();
        const link = await signUp(page, shop.url, "Ida");
        const jan = await openPrivately(browser);
        await jan.goto(link);
        await jan.getByRole("link", { name: "Sign up" }).click();
        await fillSignUp(jan, "Jan");
        await buy(jan);
        await expect(jan.getByText("2 rewards were made.")).toBeVisible();
        await jan.context().close();
        await page.reload();
        const portal = page.locator("bandwagon-portal");
        // The framework builds a page's parts when they are first asked for, which takes long on a busy machine.
        await expect(portal.getByRole("article").getByRole("listitem").last()).toHaveClass(/done/, { timeout: 90_000 });
        await page.getByRole("link", { name: "Corner Tea" }).click();
        await expect(portal).toHaveCount(0);
        await page.getByRole("link", { name: "Your account" }).click();
        await portal.getByRole("button", { name: "Rewards" }).click();
        await expect(portal.getByRole("article").first()).toContainText("€4.50");
        await expectSound(page);
      });
    }

    test("a webhook that Bandwagon has not signed is refused", async ({ request }) => {
      const headers = { "webhook-id": "msg_1", "webhook-timestamp": String(Math.floor(Date.now() / 1000)), "webhook-signature": "v1,AAAA" };
      const reply = await request.post(`${shop.url}/webhooks/bandwagon`, { headers, data: { type: "reward.made" } });
      expect(reply.status()).toBe(400);
    });
  });
}

async function openPrivately(browser: Browser): Promise<Page> {
  return (await browser.newContext(view?.options)).newPage();
}

/** All that the shop sends to the browser from now on. */
function readAnswers(page: Page, url: string): Promise<string>[] {
  const answers: Promise<string>[] = [];
  page.on("response", (reply) => {
    if (reply.url().startsWith(url)) answers.push(reply.text().catch(() => ""));
  });
  return answers;
}

/** The link that the account shows. */
async function signUp(page: Page, url: string, name: string, code = ""): Promise<string> {
  await page.goto(url);
  await page.getByRole("link", { name: "Sign up" }).click();
  await expectSound(page);
  await page.getByLabel("Code of a friend").fill(code);
  await fillSignUp(page, name);
  const link = page.getByRole("link", { name: /\/r\// });
  await expect(link).toBeVisible();
  return (await link.getAttribute("href")) ?? "";
}

async function fillSignUp(page: Page, name: string): Promise<void> {
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("E-mail").fill(`${name.toLowerCase()}@example.com`);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByText(`Hello ${name}`)).toBeVisible();
}

async function readCode(page: Page): Promise<string> {
  return (await page.getByText("or your code").locator("strong").textContent()) ?? "";
}

async function buy(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Corner Tea" }).click();
  await page.getByRole("button", { name: "Buy Assam" }).click();
}

async function expectNews(page: Page, amount: string): Promise<void> {
  await page.getByRole("link", { name: "Your account" }).click();
  await expect(page.getByText(`Your credit: ${amount}`)).toBeVisible();
  await expect(async () => {
    await page.reload();
    await expect(page.getByText(`You got ${amount}.`)).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 15_000 });
}
