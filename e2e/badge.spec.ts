/** A stranger opens the page of a badge that a member shows, and follows it to the program's destination. */
import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { expect, expectSound } from "./guarded-page.js";
import { call, enrol, publishProgram, theShop } from "./shop.js";
import { type View, views } from "./views.js";
import { test } from "./welcoming-shop.js";

const badges = [
  {
    id: "influencer",
    name: { en: "The Influencer", ru: "Инфлюенсер" },
    description: { en: "Brought nine friends, and all of them stayed", ru: "Привела девять друзей, и все остались" },
    rarity: "legendary",
    look: { shape: "star", icon: "megaphone", colour: "#86285F" },
  },
];
const rules = [{ id: "praise", on: { event: "review_posted" }, grants: [{ id: "badge", to: "member", badge: "influencer" }] }];
const words = {
  en: { title: "The Influencer", who: "Earned by Anna-Maria K.", invited: "Come along with Anna-Maria K.", gone: "There is no badge to see here" },
  ru: { title: "Инфлюенсер", who: "Получает Anna-Maria K.", invited: "Anna-Maria K. приглашает", gone: "Здесь нет значка" },
} as const;

interface MemberBadge {
  award: string;
  page: { address: string; picture: string };
}

for (const view of views) {
  test.describe(view.name, () => {
    test.use(view.options);
    test("a shared badge is a page for everybody, which leads on", ({ page, destination }) => lookAtBadge(page, destination, view));
  });
}

async function lookAtBadge(page: Page, destination: string, { language }: View): Promise<void> {
  const text = words[language];
  const shop = theShop();
  const handle = `stamps-${randomUUID().slice(0, 8)}`;
  const member = `anna-${handle}`;
  await publishProgram(shop, {
    handle,
    name: { en: "Tea with friends", ru: "Чай с друзьями" },
    locales: ["en", "ru"],
    destination,
    events: { review_posted: {} },
    badges,
    rules,
  });
  const { code } = await enrol(shop, handle, member);
  await call(shop, "POST", "/v1/events", { key: `review-${handle}`, type: "review_posted", member: { id: member } });
  await call(shop, "PUT", `/v1/members/${member}/shown`, { name: "Anna-Maria K.", named: true });
  const { data } = await call<{ data: MemberBadge[] }>(shop, "GET", `/v1/members/${member}/badges`);
  const share = (shared: boolean) => call<MemberBadge>(shop, "POST", `/v1/members/${member}/badges/${data[0]?.award}/share`, { shared });
  const { page: shown } = await share(true);
  const heading = page.getByRole("heading", { level: 1 });

  await test.step("the page tells who earned what, in the stranger's language", async () => {
    await page.goto(shown.address);
    await expect(heading).toHaveText(text.title);
    await expect(page.getByText(text.who)).toBeVisible();
    await expect(page.getByRole("img", { name: text.title })).toBeVisible();
    const preview = page.locator('meta[property="og:image"]');
    await expect(preview).toHaveAttribute("content", `${shown.picture}?lang=${language}`);
    expect((await page.request.get(shown.picture)).headers()["content-type"]).toBe("image/png");
    await expectSound(page);
  });

  await test.step("its button is the member's own invitation", async () => {
    await page.getByRole("link", { name: text.invited }).click();
    await expect(heading).toHaveText("Welcome");
    const arrived = new URL(page.url());
    expect(arrived.origin + arrived.pathname).toBe(destination.split("?")[0]);
    expect(arrived.searchParams.get("bw_code")).toBe(code);
  });

  await test.step("hidden, it is gone, and nobody is named", async () => {
    await share(false);
    const reply = await page.goto(shown.address);
    expect(reply?.status()).toBe(404);
    await expect(heading).toHaveText(text.gone);
    await expect(page.getByText("Anna")).toHaveCount(0);
    await expectSound(page);
  });
}
