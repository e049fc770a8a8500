/** The tracker on a shop's pages: a friend comes by a link, walks about, and what they buy in the end is the referrer's, with consent and without. */
import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { expect, test as guarded } from "./guarded-page.js";
import { call, enrol, publishProgram, theShop } from "./shop.js";
import { openTrackerShop, type TrackerShop } from "./tracker-shop.js";
import { views } from "./views.js";

interface Setting extends TrackerShop {
  handle: string;
  code: string;
  link: string;
}

const test = guarded.extend<{ open: (attributes?: string) => Promise<Setting> }>({
  // biome-ignore lint/correctness/noEmptyPattern: the runner reads from the pattern which fixtures are needed.
  open: async ({}, use) => {
    const opened: TrackerShop[] = [];
    await use(async (attributes = "") => {
      const handle = `tea-${randomUUID().slice(0, 8)}`;
      const site = await openTrackerShop(theShop(), attributes.replace("{handle}", handle));
      opened.push(site);
      await publishProgram(theShop(), { handle, name: "Tea with friends", destination: `${site.url}/welcome` });
      return { ...site, handle, ...(await enrol(theShop(), handle, `anna-${handle}`)) };
    });
    for (const site of opened) site.stop();
  },
});
test.use(views[0]!.options);

const kept = (page: Page): Promise<unknown> =>
  page.evaluate("[Object.keys(localStorage), Object.keys(sessionStorage), document.cookie, localStorage.getItem('bandwagon')]");
const nothing = [[], [], "", null];

async function visitOf(page: Page): Promise<string | null> {
  await page.waitForFunction("'visit' in bandwagon");
  return page.evaluate("bandwagon.visit()");
}

/** Joins on the page with the form, and expects that the referrer's link has been seen: by the visit, or by the code alone. */
async function expectJoins(page: Page, { handle, code }: Setting, isSeen = true): Promise<void> {
  await expect(page.getByRole("heading")).toHaveText("Join");
  await expect(page.getByLabel("Code")).toHaveValue(isSeen ? code : "");
  await page.getByLabel("Name").fill(`boris-${handle}-${randomUUID()}`);
  await page.getByRole("button", { name: "Join" }).click();
  await expect(page.getByRole("heading")).toHaveText(isSeen ? "1 referral, 1 reward" : "0 referral, 0 reward");
}

test("with consent: the visit is kept, and found again on a page that was opened later", async ({ page, open }) => {
  const shop = await open('data-consent="granted" data-days="60"');
  await page.goto(shop.link);
  const visit = await visitOf(page);
  expect(visit).toMatch(/^vis_/);
  expect(await page.evaluate("early")).toEqual([visit]);
  await page.getByRole("link", { name: "Tea", exact: true }).click();
  await expect(page).toHaveURL(`${shop.url}/tea?kind=green%20tea#leaves`);
  await page.goto("about:blank");
  await page.goto(`${shop.url}/join`);
  expect(await visitOf(page)).toBe(visit);
  await expectJoins(page, shop);
});

test("with consent, a second link: the newest is the visit, and all are known", async ({ page, open }) => {
  const shop = await open('data-consent="granted"');
  const otto = await enrol(theShop(), shop.handle, `otto-${shop.handle}`);
  await page.goto(shop.link);
  const first = await visitOf(page);
  await page.goto(otto.link);
  const second = await visitOf(page);
  expect(await page.evaluate("[bandwagon.visits(), bandwagon.code()]")).toEqual([[second, first], otto.code]);
  await page.reload();
  expect(await page.evaluate("bandwagon.visits()")).toEqual([second, first]);
});

test("without consent: nothing is kept, and links, forms and scripts take the visit along", async ({ page, open }) => {
  const shop = await open();
  const ways: [string, () => Promise<void>][] = [
    ["a link", () => page.getByRole("link", { name: "Tea", exact: true }).click()],
    ["a link by the keyboard", () => page.getByRole("link", { name: "Tea", exact: true }).press("Enter")],
    [
      "a link of a single-page app, after a step of its own",
      async () => {
        await page.evaluate("history.pushState({}, '', '/some/where')");
        await page.getByRole("link", { name: "Tea", exact: true }).click();
      },
    ],
    ["a form that asks", () => page.getByRole("button", { name: "Search" }).click()],
    ["a form that tells, answered by a redirect", () => page.getByRole("button", { name: "Subscribe" }).click()],
    ["a script", () => page.getByRole("button", { name: "By script" }).click()],
  ];
  for (const [name, go] of ways) {
    await test.step(name, async () => {
      await page.goto(shop.link);
      const visit = await visitOf(page);
      await go();
      await expect(page.getByRole("heading")).toHaveText("Tea");
      expect(await visitOf(page)).toBe(visit);
      await page.getByRole("link", { name: "To join" }).click();
      await expect(page.getByRole("heading")).toHaveText("Join");
      await page.reload();
      expect(await kept(page)).toEqual(nothing);
      await expectJoins(page, shop);
    });
  }
  await page.goto(`${shop.url}/join`);
  await expectJoins(page, shop, false);
});

test("consent given later keeps what came before, and taken back it leaves nothing", async ({ page, open }) => {
  const shop = await open();
  await page.goto(shop.link);
  const visit = await visitOf(page);
  await page.evaluate("bandwagon.consent(true)");
  await page.goto(`${shop.url}/tea`);
  expect(await visitOf(page)).toBe(visit);
  await page.evaluate("bandwagon.consent(false)");
  expect(await kept(page)).toEqual(nothing);
  await page.getByRole("link", { name: "To join" }).click();
  await expect(page.getByRole("heading")).toHaveText("Join");
  expect(await visitOf(page)).toBe(visit);
  await page.goto(`${shop.url}/tea`);
  expect(await visitOf(page)).toBeNull();
});

test("a sign-in at another company: the address to come back to brings the visit back", async ({ page, open }) => {
  const shop = await open('data-consent="denied"');
  await page.goto(shop.link);
  const visit = await visitOf(page);
  await page.getByRole("link", { name: "Tea", exact: true }).click();
  // Whoever is faster than the script that takes the visit along goes without it.
  await expect(page.getByRole("heading")).toHaveText("Tea");
  expect(await visitOf(page)).toBe(visit);
  await page.getByRole("link", { name: "Log in" }).click();
  await expect(page.getByRole("heading")).toHaveText("Log in");
  expect(await visitOf(page)).toBe(visit);
  expect(new URL(page.url()).searchParams.get("next")).toContain(`bw_visit=${visit}`);
  await page.getByRole("link", { name: "With Elsewhere" }).click();
  await expect(page.getByRole("heading")).toHaveText("Elsewhere");
  const asked = new URL(page.url());
  expect(asked.searchParams.get("redirect_uri")).toBe(`${shop.url}/callback`);
  expect(asked.searchParams.has("bw_visit")).toBe(false);
  await page.getByRole("button", { name: "It is me" }).click();
  await expect(page.getByRole("heading")).toHaveText("Join");
  expect(new URL(page.url()).searchParams.get("from")).toBe("sign-in");
  expect(await visitOf(page)).toBe(visit);
  await expectJoins(page, shop);
});

test("storage that throws: no error, and the visit is carried", async ({ page, open }) => {
  await page.addInitScript(`
    const refuse = () => { throw new DOMException("Denied.", "SecurityError"); };
    for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, { get: refuse });
    Object.defineProperty(document, "cookie", { get: refuse, set: refuse });`);
  const shop = await open('data-consent="granted"');
  await page.goto(shop.link);
  await page.evaluate("bandwagon.consent(false), bandwagon.consent(true)");
  await page.getByRole("link", { name: "Tea", exact: true }).click();
  await page.getByRole("link", { name: "To join" }).click();
  await expectJoins(page, shop);
});

test("no local storage: a cookie of the shop's own, for as long as asked and 400 days at most", async ({ page, context, open }) => {
  await page.addInitScript('Object.defineProperty(window, "localStorage", { value: null })');
  const shop = await open('data-consent="granted" data-days="4000"');
  await page.goto(shop.link);
  const visit = await visitOf(page);
  const [cookie, ...others] = await context.cookies();
  expect(others).toEqual([]);
  expect(cookie).toMatchObject({ name: "bandwagon", domain: "127.0.0.1", path: "/", sameSite: "Lax" });
  const days = ((cookie?.expires ?? 0) - Date.now() / 1000) / 86_400;
  expect(days).toBeGreaterThan(399);
  expect(days).toBeLessThanOrEqual(400);
  await page.goto(`${shop.url}/join`);
  expect(await visitOf(page)).toBe(visit);
  await page.evaluate("bandwagon.consent(false)");
  expect(await context.cookies()).toEqual([]);
});

test("addresses that are not the shop's own, and those that stay on the page, are left alone", async ({ page, open }) => {
  const shop = await open('data-domains="localhost"');
  await page.goto(shop.link);
  const visit = await visitOf(page);
  const before = page.url();
  await page.getByRole("link", { name: "Leaves" }).click();
  await expect(page).toHaveURL(`${before}#leaves`);
  for (const name of ["Mail", "Elsewhere"]) {
    const link = page.getByRole("link", { name });
    const href = await link.getAttribute("href");
    await link.dispatchEvent("mousedown");
    expect(await link.getAttribute("href")).toBe(href);
  }
  expect(await page.evaluate("bandwagon.link('/a?b=%20#c')")).toBe(`/a?b=%20&bw_visit=${visit}&bw_code=${shop.code}#c`);
  expect(await page.evaluate("bandwagon.link('/a?bw_code=OTHER')")).toBe("/a?bw_code=OTHER");
  expect(await page.evaluate("bandwagon.link('//elsewhere.example/a')")).toBe("//elsewhere.example/a");
  expect(await page.evaluate("bandwagon.link('javascript:alert(1)')")).toBe("javascript:alert(1)");
});

test("another host of the shop: links take the visit there, with consent too", async ({ page, open }) => {
  const shop = await open('data-consent="granted" data-domains="localhost"');
  await page.goto(shop.link);
  const visit = await visitOf(page);
  await page.getByRole("link", { name: "Other host" }).click();
  await expect(page.getByRole("heading")).toHaveText("Tea");
  expect(page.url()).toBe(`${shop.otherUrl}/tea?bw_visit=${visit}&bw_code=${shop.code}`);
  await page.goto(`${shop.otherUrl}/join`);
  expect(await visitOf(page)).toBe(visit);
});

test("a page that the code leads to directly records the visit itself, once", async ({ page, open }) => {
  const { key } = await call<{ key: string }>(theShop(), "POST", "/v1/keys", { kind: "publishable", label: "pages" });
  const shop = await open(`data-consent="granted" data-key="${key}" data-program="{handle}" data-parameter="ref"`);
  const sent: string[] = [];
  page.on("request", (request) => request.url().endsWith("/v1/visits") && request.method() === "POST" && sent.push(request.postData() ?? ""));
  await page.goto(`${shop.url}/welcome?ref=${shop.code.toLowerCase()}`);
  await page.waitForFunction("bandwagon.visit() !== null");
  expect(sent.map((body) => JSON.parse(body) as unknown)).toEqual([{ program: shop.handle, code: shop.code.toLowerCase() }]);
  await page.reload();
  await page.goto(`${shop.url}/join`);
  expect(sent).toHaveLength(1);
  await page.getByLabel("Code").fill("");
  await page.getByLabel("Name").fill(`boris-${shop.handle}`);
  await page.getByRole("button", { name: "Join" }).click();
  await expect(page.getByRole("heading")).toHaveText("1 referral, 1 reward");
});

test("what lies in storage may be anything", async ({ page, open }) => {
  const shop = await open('data-consent="granted"');
  for (const text of [
    "{",
    "null",
    "[1]",
    '[["vis_x","X","later"]]',
    '[["vis_x\\"><script>","<b>",99999999999999]]',
    JSON.stringify([["vis_old", "OLD", Date.now() - 31 * 86_400_000]]),
  ]) {
    await page.goto(`${shop.url}/tea`);
    await page.evaluate(`localStorage.setItem("bandwagon", ${JSON.stringify(text)})`);
    await page.reload();
    expect(await page.evaluate("[bandwagon.visit(), bandwagon.code(), bandwagon.visits()]")).toEqual([null, null, []]);
  }
  await page.goto(shop.link);
  expect(await visitOf(page)).toMatch(/^vis_/);
});
