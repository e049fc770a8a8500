/** What leaves the portal: each channel is opened with exactly the words that the member has left there, and nothing else is opened. */
import { test as base, type Page } from "@playwright/test";
import { expect } from "./guarded-page.js";
import { type Member, member, signInLink } from "./member.js";
import { fewerViews } from "./views.js";

const words = {
  en: { message: "Your message", open: "Open", subject: /an invitation for you$/, email: "E-mail", more: "More ways", copy: "Copy: Your link" },
  ru: {
    message: "Ваше сообщение",
    open: "Открыть",
    subject: /приглашение/,
    email: "Почта",
    more: "Другие способы",
    copy: "Копировать: Ваша ссылка",
  },
} as const;

/** What would break an address in which it stood as it is. */
const text = '50 % off & «чай» + #1? a=b; "да" \\ 👩‍👩‍👧\nhttps://x.example/?q=1 {link}';

/** What each is opened with, after it was taken apart as its receiver does it. */
const addresses: Record<string, (link: string) => [start: string, values: Record<string, string>]> = {
  WhatsApp: (link) => ["https://wa.me/", { text: `${text} ${link}?c=whatsapp` }],
  Telegram: (link) => ["https://t.me/share/url", { url: `${link}?c=telegram`, text }],
  VK: (link) => ["https://vk.com/share.php", { url: `${link}?c=vk`, title: text }],
  X: (link) => ["https://x.com/intent/post", { text, url: `${link}?c=x` }],
  Facebook: (link) => ["https://www.facebook.com/sharer/sharer.php", { u: `${link}?c=facebook` }],
  LinkedIn: (link) => ["https://www.linkedin.com/sharing/share-offsite/", { url: `${link}?c=linkedin` }],
};

for (const { name, language, options } of fewerViews) {
  base.describe(name, () => {
    base.use(options);
    // What is opened is answered here, so that nothing leaves the machine.
    base("each channel is opened at its own address with the words as they were changed", async ({ page, context }) => {
      const { open, message, email, subject } = words[language];
      const asked: string[] = [];
      await context.route(
        (url) => url.hostname !== "127.0.0.1",
        (route) => {
          if (route.request().isNavigationRequest()) asked.push(route.request().url());
          return route.fulfill({ contentType: "text/html", body: "<!doctype html><title>There</title>" });
        },
      );
      const anna = await signedIn(page);
      const choose = async (channel: string) => {
        await page.getByRole("button", { name: channel, exact: true }).click();
        const field = page.getByLabel(message);
        if ((await field.count()) > 0) await field.fill(text);
        return page.getByRole("link", { name: `${open} ${channel}`, exact: true });
      };
      for (const [channel, expected] of Object.entries(addresses)) {
        const popup = context.waitForEvent("page");
        await (await choose(channel)).click();
        const opened = await popup;
        await expect(opened).toHaveTitle("There");
        expect(await opened.evaluate("[window.opener, document.referrer]")).toEqual([null, ""]);
        await opened.close();
        const { origin, pathname, searchParams } = new URL(asked.pop() ?? "");
        expect([origin + pathname, Object.fromEntries(searchParams)]).toEqual(expected(anna.link));
        expect(asked).toEqual([]);
      }
      // These belong to apps, which a browser here has none of.
      const sms = await choose("SMS");
      expect(decoded(await sms.getAttribute("href"), "sms:?&body=")).toEqual([`${text} ${anna.link}?c=sms`]);
      const [title = "", body] = decoded(await (await choose(email)).getAttribute("href"), "mailto:?subject=", "&body=");
      expect([title, body]).toEqual([expect.stringMatching(subject), `${text} ${anna.link}?c=email`]);
      expect(decoded(await (await choose("Messenger")).getAttribute("href"), "fb-messenger://share/?link=")).toEqual([`${anna.link}?c=messenger`]);
      expect(await sms.count()).toBe(0);
    });

    base("the link is copied as it is, and the device's own sheet is given words and link", async ({ page, context }) => {
      await context.grantPermissions(["clipboard-read", "clipboard-write"]);
      await page.addInitScript("navigator.share = async (given) => { window.given = given; }");
      const anna = await signedIn(page);
      await page.getByRole("button", { name: words[language].copy }).click();
      await expect.poll(() => page.evaluate("navigator.clipboard.readText()")).toBe(anna.link);
      await page.getByRole("button", { name: words[language].more }).click();
      const given = await page.evaluate<Record<string, string>>("window.given");
      expect(given).toEqual({ title: expect.stringMatching(words[language].subject), text: expect.stringMatching(/\S/), url: `${anna.link}?c=copy` });
    });
  });
}

async function signedIn(page: Page): Promise<Member> {
  const anna = await member("https://shop.example/");
  await page.goto(await signInLink(anna));
  return anna;
}

/** What stands in an address behind each of the marks, decoded. */
function decoded(address: string | null, ...marks: string[]): string[] {
  let rest = address ?? "";
  const found: string[] = [];
  for (const [at, mark] of marks.entries()) {
    expect(rest.slice(0, mark.length)).toBe(mark);
    const next = marks[at + 1];
    const end = next === undefined ? rest.length : rest.indexOf(next);
    found.push(decodeURIComponent(rest.slice(mark.length, end)));
    rest = rest.slice(end);
  }
  return found;
}
