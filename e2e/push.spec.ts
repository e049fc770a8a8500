/** A member asks to be told on this device, is told while the portal is closed and while it is open, and takes it back. */
import type { BrowserContext, Page } from "@playwright/test";
import { type Browser, type FakePushService, fakePushService } from "../server/test/http/fake-push-service.js";
import { expect, expectSound } from "./guarded-page.js";
import { befriend, type Member, member, signInLink } from "./member.js";
import { call } from "./shop.js";
import { views } from "./views.js";
import { test } from "./welcoming-shop.js";

const words = {
  en: {
    more: "More",
    tell: "Tell me what happens",
    on: "You will be told on this device",
    off: "Switched off",
    signOut: "Sign out",
    signIn: "Sign in",
    coupon: "A coupon for €5 off: yours now.",
    reward: "A coupon for €5 off",
    title: "Tea with friends",
    blocked: "Your browser blocks messages from this page. Allow them in its settings, then come back.",
  },
  ru: {
    more: "Ещё",
    tell: "Сообщать о новостях",
    on: "Сообщения будут приходить на это устройство",
    off: "Выключено",
    signOut: "Выйти",
    signIn: "Вход",
    coupon: "Купон на скидку 5 €: уже у вас.",
    reward: "Купон на скидку 5 €",
    title: "Чай с друзьями",
    blocked: "Браузер не пропускает сообщения с этой страницы. Разрешите их в его настройках и вернитесь.",
  },
} as const;

let service: FakePushService;
test.beforeAll(async () => {
  service = await fakePushService();
});
test.afterAll(() => service.close());

for (const view of views) {
  const text = words[view.language];
  test.describe(view.name, () => {
    test.use(view.options);

    test("a member is told on the device that asked for it, until it is switched off", async ({ page, context, destination }) => {
      const browser = service.browser();
      await context.grantPermissions(["notifications"]);
      await subscribeTo(page, browser);
      const anna = await member(destination);
      await openMore(page, anna, text.more);
      const tell = page.getByLabel(text.tell);
      await expect(tell).not.toBeChecked();
      await tell.click();
      await expect(page.getByText(text.on)).toBeVisible();
      await expect(tell).toBeChecked();
      await expectSound(page);
      await page.reload();
      await expect(tell).toBeChecked();

      const worker = await workerOf(context, page);
      await befriend(anna, "ben", { orders: true });
      await worker.passOn(await newsFor(browser, text.coupon));
      const shown = await notifications(page);
      expect(shown).toEqual([{ title: text.title, body: text.coupon, data: `/p/${anna.handle}#rewards` }]);
      // The page was open: it shows what is new by itself.
      await page.getByRole("navigation").getByRole("button").nth(1).click();
      await expect(page.getByRole("article").filter({ hasText: text.reward })).toBeVisible();

      await page.getByRole("navigation").getByRole("button").last().click();
      await page.getByLabel(text.tell).click();
      await expect(page.getByText(text.off)).toBeVisible();
      await expect(page.getByLabel(text.tell)).not.toBeChecked();
      expect(await devicesOf(anna)).toEqual([]);
    });
  });
}

test("whoever signs out is told no more on this device", async ({ page, context, destination }) => {
  await context.grantPermissions(["notifications"]);
  await subscribeTo(page, service.browser());
  const anna = await member(destination);
  await openMore(page, anna, words.en.more);
  await page.getByLabel(words.en.tell).click();
  await expect(page.getByText(words.en.on)).toBeVisible();
  expect(await devicesOf(anna)).toHaveLength(1);
  await page.getByRole("button", { name: words.en.signOut }).click();
  await expect(page.getByRole("heading", { name: words.en.signIn })).toBeVisible();
  expect(await devicesOf(anna)).toEqual([]);
});

test("where the browser blocks messages the portal says what to do, and where it knows none, nothing", async ({ page, destination }) => {
  await page.addInitScript('Object.defineProperty(Notification, "permission", { get: () => "denied" })');
  const anna = await member(destination);
  await openMore(page, anna, words.en.more);
  await expect(page.getByText(words.en.blocked)).toBeVisible();
  await expect(page.getByLabel(words.en.tell)).toBeDisabled();
  await page.addInitScript("delete window.PushManager");
  await page.reload();
  await expect(page.getByRole("button", { name: words.en.signOut })).toBeVisible();
  await expect(page.getByLabel(words.en.tell)).toHaveCount(0);
});

/** No push service of the outside is asked: the browser is one of ours. */
async function subscribeTo(page: Page, browser: Browser): Promise<void> {
  await page.addInitScript(`
    const subscription = { toJSON: () => (${JSON.stringify(browser)}), unsubscribe: async () => true };
    PushManager.prototype.subscribe = async ({ userVisibleOnly, applicationServerKey }) => {
      if (!userVisibleOnly || applicationServerKey.length !== 87) throw new Error("This is no subscription.");
      return subscription;
    };
    PushManager.prototype.getSubscription = async () => null;
  `);
}

async function openMore(page: Page, anna: Member, more: string): Promise<void> {
  await page.goto(await signInLink(anna));
  await page.getByRole("navigation").getByRole("button", { name: more }).click();
}

function devicesOf({ shop, id }: Member): Promise<unknown[]> {
  return call<{ data: unknown[] }>(shop, "GET", `/v1/members/${id}/push-subscriptions`).then(({ data }) => data);
}

/** What the service was given for this browser, as the browser reads it. */
async function newsFor({ endpoint }: Browser, body: string): Promise<string> {
  const find = () => service.received.find((each) => each.endpoint === endpoint && plain(each.message.body) === body);
  await expect.poll(() => find() !== undefined).toBe(true);
  return JSON.stringify(find()?.message);
}

/** Blanks that no line is broken at are blanks as well. */
function plain(text: string): string {
  return text.replaceAll("\u00a0", " ");
}

/** The way from the push service into the browser's service worker. */
async function workerOf(context: BrowserContext, page: Page): Promise<{ passOn(data: string): Promise<void> }> {
  await page.evaluate("navigator.serviceWorker.ready.then(() => undefined)");
  const session = await context.newCDPSession(page);
  const found = new Promise<string>((resolve) => {
    session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const [registration] = registrations.filter(({ isDeleted }) => !isDeleted);
      if (registration !== undefined) resolve(registration.registrationId);
    });
  });
  await session.send("ServiceWorker.enable");
  const registrationId = await found;
  const { origin } = new URL(page.url());
  return { passOn: async (data) => void (await session.send("ServiceWorker.deliverPushMessage", { origin, registrationId, data })) };
}

/** What the device shows. */
async function notifications(page: Page): Promise<{ title: string; body: string; data: string }[]> {
  const read = `navigator.serviceWorker.ready.then((worker) => worker.getNotifications())
    .then((all) => all.map(({ title, body, data }) => ({ title, body, data })))`;
  await expect.poll(async () => ((await page.evaluate(read)) as unknown[]).length).toBeGreaterThan(0);
  return ((await page.evaluate(read)) as { title: string; body: string; data: string }[]).map((each) => ({ ...each, body: plain(each.body) }));
}
