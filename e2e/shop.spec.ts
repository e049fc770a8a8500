/** The example shop in a phone's browser: a friend comes, buys, and both are thanked; by every way that a friend may come, and whatever goes wrong. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Browser, Page } from "@playwright/test";
import { checkoutDir } from "./bandwagon.js";
import type { ExampleShop } from "./example-shop.js";
import { expect, expectSound } from "./guarded-page.js";
import { call } from "./shop.js";
import { test } from "./shop-test.js";
import { fillCart, heading, order, readQr, signUpHere } from "./shop-visitors.js";
import { views } from "./views.js";

const phone = views[0]!.options;

test.use(phone);

interface Referral {
  state: string;
  attribution: { method: string };
}

/** What the shop's workspace has noted of who came by whom. */
async function referralsOf({ workspace, program }: ExampleShop): Promise<Referral[]> {
  return (await call<{ data: Referral[] }>(workspace, "GET", `/v1/referrals?program=${program}`)).data;
}

/** Somebody else's phone. */
async function anotherPhone(browser: Browser): Promise<Page> {
  return (await browser.newContext(phone)).newPage();
}

/** Signs somebody up who can recommend, and leaves their account open. */
async function becomeReferrer(page: Page, shop: ExampleShop, name = "Anna"): Promise<{ link: string; code: string }> {
  await page.goto(`${shop.url}/sign-up`);
  await signUpHere(page, name);
  return { link: await page.getByLabel("Your link").inputValue(), code: (await page.locator(".share .code").innerText()).trim() };
}

async function passMinutes({ workspace }: ExampleShop, minutes: number): Promise<void> {
  const { now } = await call<{ now: string }>(workspace, "GET", "/v1/clock");
  await call(workspace, "POST", "/v1/clock", { to: new Date(Date.parse(now) + minutes * 60_000).toISOString() });
}

test("from the QR to two rewards: Boris reads Anna's picture, signs up, buys with his coupon, and Anna sees her credit come", async ({
  page,
  browser,
  shop,
}) => {
  const { code } = await becomeReferrer(page, shop);
  const address = await readQr(page.getByRole("img", { name: "QR code of your link" }));
  expect(address).toContain(`/r/${shop.program}/${code}`);

  const boris = await anotherPhone(browser);
  await boris.goto(address);
  await expect(heading(boris)).toHaveText("A friend sends you 5 €");
  await boris.getByRole("button", { name: "Yes, remember" }).click();
  await expect(boris.getByRole("region", { name: "Whose friend you are" })).toHaveCount(0);
  // Another day: the address has nothing of it any more.
  await boris.goto(`${shop.url}/sign-up`);
  await expect(boris.getByLabel("Code of a friend")).toHaveValue(code);
  await signUpHere(boris, "Boris");
  await expect(boris.getByRole("status")).toContainText("Your friend’s link has been noted");
  const coupon = (await boris.locator(".ticket .code").innerText()).trim();

  await test.step("his coupon: a wrong code is told kindly, the right one takes 5 € off", async () => {
    await fillCart(boris, "Teapot “Two cups”", "Fine strainer");
    await boris.goto(`${shop.url}/cart`);
    await boris.getByLabel("Coupon").fill("WRONG-CODE");
    await boris.getByRole("button", { name: "Use it" }).click();
    await expect(boris.getByText("There is no coupon with this code.")).toBeVisible();
    await boris.getByLabel("Coupon").fill(coupon.toLowerCase());
    await boris.getByRole("button", { name: "Use it" }).click();
    await expect(boris.getByRole("status")).toContainText("takes 5 € off");
    await expect(boris.locator(".total dd")).toHaveText("46 €");
  });
  await order(boris);
  await expect(boris.getByText("they have been thanked")).toBeVisible();

  await test.step("Anna is told by the webhook, without doing anything; a minute later the credit is hers", async () => {
    await expect(page.getByText(/^Your friend bought: 4\.60\s€ for you, (at|on) /)).toBeVisible();
    await expect(page.getByText("4.60 € more is on its way")).toBeVisible();
    await expect(page.getByText("1 of 5 stamps")).toBeVisible();
    await passMinutes(shop, 2);
    await expect(page.getByText("4.60 € of credit is yours to spend.")).toBeVisible();
    await expect(page.locator(".big")).toHaveText("4.60 €");
    await expect(page.locator(".paths")).toContainText("B•••");
  });
  expect(await referralsOf(shop)).toMatchObject([{ state: "converted", attribution: { method: "link" } }]);

  await test.step("Anna spends it", async () => {
    await fillCart(page, "Breakfast Assam");
    await page.goto(`${shop.url}/checkout`);
    await page.getByLabel("Use my credit: 4.60 €").check();
    await page.getByRole("button", { name: "Place the order" }).click();
    await expect(page.locator(".total dd")).toHaveText("7.30 €");
    await page.goto(`${shop.url}/account`);
    await expect(page.locator(".big")).toHaveText("0 €");
  });
});

test("by the code, said aloud and typed on another device; a code that nobody has is told kindly", async ({ page, browser, shop }) => {
  const { code } = await becomeReferrer(page, shop);
  const boris = await anotherPhone(browser);
  await boris.goto(`${shop.url}/sign-up`);
  await signUpHere(boris, "Boris", code.toLowerCase().replace("-", " "));
  await expect(boris.getByRole("status")).toContainText("Your friend’s link has been noted");
  expect(await referralsOf(shop)).toMatchObject([{ state: "signed_up", attribution: { method: "code" } }]);
  await expect(page.getByText("Your friend signed up with your link or code.")).toBeVisible();

  const clara = await anotherPhone(browser);
  await clara.goto(`${shop.url}/sign-up`);
  await signUpHere(clara, "Clara", "ZZZZ-9999");
  await expect(clara.getByRole("alert")).toContainText("You are signed up. The code that you gave belongs to nobody");
  expect(await referralsOf(shop)).toHaveLength(1);
});

for (const [name, block] of [
  [
    "storage forbidden to scripts",
    `const refuse = () => { throw new DOMException("Denied.", "SecurityError"); };
    for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, { get: refuse });
    Object.defineProperty(document, "cookie", { get: refuse, set: refuse });`,
  ],
  ["no script at all", undefined],
] as const) {
  test(`with ${name} and no consent, the visit still arrives`, async ({ page, browser, shop }) => {
    const { link, code } = await becomeReferrer(page, shop);
    const context = await browser.newContext({ ...phone, javaScriptEnabled: block !== undefined });
    if (block !== undefined) await context.addInitScript(block);
    const boris = await context.newPage();
    const problems: string[] = [];
    boris.on("pageerror", (error) => problems.push(error.message));
    await boris.goto(link);
    await expect(heading(boris)).toHaveText("A friend sends you 5 €");
    if (block !== undefined) {
      // The tracker takes the visit along, over as many pages as he likes.
      await boris.getByRole("link", { name: "Look around first" }).click();
      await boris.getByRole("link", { name: "Spring sencha" }).click();
      await boris.getByRole("button", { name: "Put in the cart" }).click();
      await boris.getByRole("link", { name: "Sign in" }).click();
    }
    await boris.getByRole("link", { name: /^Sign up/ }).click();
    // Every cookie is the shop's own, and none of them knows of the visit.
    for (const { domain, value } of await context.cookies()) {
      expect(domain).toBe("localhost");
      expect(Buffer.from(value, "base64").toString()).not.toContain("vis_");
    }
    // The code has come along as well; with one that nobody has in its place, it is the visit that tells.
    await expect(boris.getByLabel("Code of a friend")).toHaveValue(code);
    await signUpHere(boris, "Boris", "ZZZZ-9999");
    expect(await referralsOf(shop)).toMatchObject([{ state: "signed_up", attribution: { method: "link" } }]);
    expect(problems).toEqual([]);
  });
}

test("the owner refunds: a part makes Anna's credit smaller, the whole takes it back, and everybody is told", async ({ page, browser, shop }) => {
  const { link } = await becomeReferrer(page, shop);
  const boris = await anotherPhone(browser);
  await boris.goto(link);
  await boris.getByRole("link", { name: "Sign up and get it" }).click();
  await signUpHere(boris, "Boris");
  await fillCart(boris, "Teapot “Two cups”", "Fine strainer");
  await boris.goto(`${shop.url}/cart`);
  const number = await order(boris);
  await expect(page.getByText("5.10 € more is on its way")).toBeVisible();
  await passMinutes(shop, 2);
  await expect(page.locator(".big")).toHaveText("5.10 €");

  const owner = await anotherPhone(browser);
  await owner.goto(shop.ownerUrl);
  expect(owner.url()).toBe(`${shop.url}/owner`);
  await expect(owner.getByRole("row", { name: "Boris Anna" })).toContainText("converted");
  await owner.getByText("Refund these…").click();
  await owner.getByLabel("How many of Fine strainer came back").fill("1");
  await owner.getByRole("button", { name: "Refund these" }).click();
  await expect(owner.getByText("back to the card 12 €")).toBeVisible();
  await expect(page.getByText("your credit for it is now 3.90 €")).toBeVisible();
  await expect(page.locator(".big")).toHaveText("3.90 €");

  await owner.getByRole("button", { name: "Refund all of it" }).click();
  await expect(owner.getByText("back to the card 51 €")).toBeVisible();
  await expect(page.getByText("Your friend’s order came back")).toBeVisible();
  await expect(page.locator(".big")).toHaveText("0 €");
  await expect(boris.getByText("The order came back. You got back 51 €.")).toBeVisible();
  await boris.goto(`${shop.url}/orders/${number}`);
  await expect(boris.getByText("The order came back. You got back 51 €.")).toBeVisible();
  await expectSound(owner);
});

test("an order that is cancelled gives coupon and credit back", async ({ page, browser, shop }) => {
  const { link } = await becomeReferrer(page, shop);
  const boris = await anotherPhone(browser);
  await boris.goto(link);
  await boris.getByRole("link", { name: "Sign up and get it" }).click();
  await signUpHere(boris, "Boris");
  const coupon = (await boris.locator(".ticket .code").innerText()).trim();
  await fillCart(boris, "Teapot “Two cups”");
  await boris.goto(`${shop.url}/cart`);
  await boris.getByLabel("Coupon").fill(coupon);
  await boris.getByRole("button", { name: "Use it" }).click();
  await order(boris);
  await boris.goto(`${shop.url}/account`);
  await expect(boris.locator(".ticket")).toContainText("used");
  const owner = await anotherPhone(browser);
  await owner.goto(shop.ownerUrl);
  await owner.getByRole("button", { name: "Cancel the order" }).click();
  await expect(owner.getByText("Everything has been told to Bandwagon.")).toBeVisible();
  await boris.reload();
  await expect(boris.locator(".ticket")).toContainText("to use");
});

test("Bandwagon cannot be reached: the order goes through, and the reward comes when it is back", async ({ browser, page, shop }) => {
  const { link } = await becomeReferrer(page, shop);
  const boris = await anotherPhone(browser);
  await boris.goto(link);
  await boris.getByRole("link", { name: "Sign up and get it" }).click();
  await signUpHere(boris, "Boris");
  const coupon = (await boris.locator(".ticket .code").innerText()).trim();
  await fillCart(boris, "Teapot “Two cups”");
  await boris.goto(`${shop.url}/cart`);
  await boris.getByLabel("Coupon").fill(coupon);
  await boris.getByRole("button", { name: "Use it" }).click();
  await expect(boris.getByRole("status")).toContainText("takes 5 € off");

  await shop.cut();
  await boris.getByRole("link", { name: "To checkout" }).click();
  await boris.getByRole("button", { name: "Place the order" }).click();
  // What cannot be checked is not given away, and not lost either.
  await expect(boris.getByRole("alert").first()).toContainText("It stays yours");
  await boris.goto(`${shop.url}/cart`);
  await boris.getByLabel("Coupon").fill("");
  await boris.getByRole("button", { name: "Use it" }).click();
  await order(boris);
  await expect(boris.getByText("Rewards for it are on their way")).toBeVisible();
  expect(await referralsOf(shop)).toMatchObject([{ state: "signed_up" }]);

  await shop.mend();
  await expect(boris.getByText("they have been thanked")).toBeVisible({ timeout: 40_000 });
  await expect(page.getByText(/^Your friend bought: 3\.90\s€ for you/)).toBeVisible();
  expect(await referralsOf(shop)).toMatchObject([{ state: "converted" }]);
  await boris.goto(`${shop.url}/account`);
  await expect(boris.locator(".ticket")).toContainText("to use");
});

test("a webhook that nobody signed is refused, and the owner sees it", async ({ page, shop }) => {
  const receiver = `${shop.url}/webhooks/bandwagon`;
  const signed = { "webhook-id": "msg_1", "webhook-timestamp": String(Math.floor(Date.now() / 1000)), "webhook-signature": "v1,bm8=" };
  for (const headers of [{}, signed]) expect((await page.request.post(receiver, { headers, data: { type: "reward.made" } })).status()).toBe(400);
  await page.goto(shop.ownerUrl);
  await expect(page.getByText("refused", { exact: true })).toHaveCount(2);
});

test("the same form sent twice is one order", async ({ page, shop }) => {
  await becomeReferrer(page, shop);
  await fillCart(page, "Spring sencha");
  await page.goto(`${shop.url}/checkout`);
  const form = { checkout: await page.locator("input[name=checkout]").inputValue() };
  const send = () => page.request.post(`${shop.url}/checkout`, { form, maxRedirects: 0 });
  const [first, second] = await Promise.all([send(), send()]);
  expect(first.headers().location).toMatch(/^\/orders\//);
  expect(second.headers().location).toBe(first.headers().location);
});

test("a setting that is missing or wrong is named, with the remedy", async () => {
  const run = (env: Record<string, string>) =>
    promisify(execFile)(process.execPath, ["--import", "tsx", "examples/shop/main.ts"], {
      cwd: checkoutDir,
      env: { PATH: process.env.PATH, ...env },
    });
  const url = { BANDWAGON_URL: "http://127.0.0.1:3000" };
  await expect(run({})).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(/^BANDWAGON_URL is missing: give the address/) });
  await expect(run({ ...url, BANDWAGON_KEY: "x" })).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^BANDWAGON_KEY cannot be used: /),
  });
  await expect(run({ ...url, PORT: "70000" })).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(/^PORT is "70000": give a number/) });
});

test("the offer stands on the front page, and the portal opens above the account, as the customer who is signed in", async ({ page, shop }) => {
  const { code } = await becomeReferrer(page, shop);
  await page.getByRole("button", { name: "Invite friends" }).click();
  const portal = page.getByRole("dialog");
  await expect(portal.getByText(code, { exact: true })).toBeVisible();
  await expectSound(page);
  await page.keyboard.press("Escape");
  await expect(portal).toBeHidden();
  await page.goto(shop.url);
  await expect(page.locator("bandwagon-banner").getByRole("link", { name: "Invite friends" })).toHaveAttribute("href", "/account");
  await expectSound(page);
});
