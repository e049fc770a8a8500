/** A member comes in by a link, shares, sees friends arrive, uses what they brought, and shows a badge; without a connection it is all still there. */
import type { Page } from "@playwright/test";
import { PNG } from "pngjs";
import { expect, expectSound } from "./guarded-page.js";
import { answerQuestion, befriend, type Member, member, refuseTestimonial, signInLink } from "./member.js";
import { readQr } from "./shop-visitors.js";
import { type View, views } from "./views.js";
import { test } from "./welcoming-shop.js";

const words = {
  en: {
    tabs: { invite: "Invite", rewards: "Rewards", play: "Play", more: "More" },
    headline: "A coupon for 10 % off for your friend, a coupon for €5 off for you",
    message: "Your message",
    open: "Open WhatsApp",
    qr: "Show the QR code",
    qrPicture: "QR code of your link",
    nobody: "Here you will see who came by your link, and how far they are.",
    why: "Where is my reward?",
    missing: "Still open: First order",
    empty: "Share my link",
    coupon: "A coupon for €5 off",
    ready: "ready",
    celebrated: "You earned a badge",
    badge: "The Host",
    close: "Close",
    show: "Show it to others",
    page: "Open its page",
    name: "Name that others see",
    named: "Show my name",
    save: "Save",
    signOut: "Sign out",
    signIn: "Sign in",
    offline: "There is no connection.",
    worth: /^Now worth 20 points, 10 points from .* on\.$/,
    toGo: "10 points to go",
    pot: "A pot of tea",
    potThing: "Pot",
    nothingLeft: "20 points to go",
    exchange: "Exchange: A pot of tea",
    confirm: "Exchange 30 points for “A pot of tea”? You keep 10 points.",
    yes: "Yes, exchange",
    write: "Write a few words",
    words: "Your words",
    fiveStars: "5 of 5",
    photo: "Add a photo",
    ownPhoto: "Your photo",
    consent: "The shop may show this to others, with my name: Anna K.",
    send: "Send",
    waits: "waits",
    refused: "This is not shown. The shop says: “a friend is named”. You can change it and send it again.",
    takeBack: "Take it back",
    takenBack: "taken back",
    newAnswer: "New answer",
    showAsked: "Show what you wrote (1)",
  },
  ru: {
    tabs: { invite: "Пригласить", rewards: "Награды", play: "Игра", more: "Ещё" },
    headline: "Купон на скидку 10 % — другу, купон на скидку 5 € — вам",
    message: "Ваше сообщение",
    open: "Открыть WhatsApp",
    qr: "Показать QR-код",
    qrPicture: "QR-код вашей ссылки",
    nobody: "Здесь вы увидите, кто пришёл по вашей ссылке и как далеко продвинулся.",
    why: "Где моя награда?",
    missing: "Ещё впереди: Первый заказ",
    empty: "Поделиться ссылкой",
    coupon: "Купон на скидку 5 €",
    ready: "готово",
    celebrated: "Вы получили значок",
    badge: "Душа компании",
    close: "Закрыть",
    show: "Показать другим",
    page: "Открыть страницу значка",
    name: "Имя, которое видят другие",
    named: "Показывать моё имя",
    save: "Сохранить",
    signOut: "Выйти",
    signIn: "Вход",
    offline: "Нет соединения.",
    worth: /^Сейчас — 20 баллов, с .* — 10 баллов\.$/,
    toGo: "Ещё 10 баллов",
    pot: "Чайник чая",
    potThing: "Чайник",
    nothingLeft: "Ещё 20 баллов",
    exchange: "Обменять: Чайник чая",
    confirm: "Обменять 30 баллов на «Чайник чая»? У вас останется 10 баллов.",
    yes: "Да, обменять",
    write: "Написать отзыв",
    words: "Ваши слова",
    fiveStars: "5 из 5",
    photo: "Добавить фото",
    ownPhoto: "Ваше фото",
    consent: "Магазин может показать это другим с моим именем: Anna K.",
    send: "Отправить",
    waits: "ждёт проверки",
    refused: "Это не показано. Магазин пишет: «a friend is named». Вы можете изменить текст и отправить снова.",
    takeBack: "Забрать отзыв",
    takenBack: "вы забрали",
    newAnswer: "Новый ответ",
    showAsked: "Показать обращения (1)",
  },
} as const;

for (const view of views) {
  test.describe(view.name, () => {
    test.use(view.options);
    test("a member shares, sees friends arrive, and shows what was earned", async ({ page, destination }) => {
      const anna = await member(destination);
      await page.goto(await signInLink(anna));
      await invite(page, anna, view);
      await seeFriends(page, anna, view);
      await useRewards(page, view);
      await play(page, anna, view);
      await exchange(page, view);
      await settle(page, view);
      await praise(page, anna, view);
      await ask(page, anna, view);
      await leave(page, view);
    });
  });
}

async function openTab(page: Page, { language }: View, tab: keyof (typeof words)["en"]["tabs"]): Promise<void> {
  await page.getByRole("navigation").getByRole("button", { name: words[language].tabs[tab] }).click();
}

async function invite(page: Page, { link, handle }: Member, { language }: View): Promise<void> {
  const text = words[language];
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(text.headline);
  expect(new URL(page.url()).hash).toBe("");
  await expect(page.getByText(text.nobody)).toBeVisible();
  await page.getByRole("button", { name: "WhatsApp" }).click();
  await page.getByLabel(text.message).fill("Чай & пирог?");
  const expected = encodeURIComponent(`Чай & пирог? ${link}?c=whatsapp`);
  await expect(page.getByRole("link", { name: text.open })).toHaveAttribute("href", `https://wa.me/?text=${expected}`);
  await page.getByRole("button", { name: text.qr }).click();
  const picture = page.getByRole("img", { name: text.qrPicture });
  await expect(picture).toBeVisible();
  expect(await readQr(picture)).toBe(link);
  expect(link).toContain(`/r/${handle}/`);
  await expectSound(page);
}

async function seeFriends(page: Page, anna: Member, view: View): Promise<void> {
  const text = words[view.language];
  await openTab(page, view, "rewards");
  await page.getByRole("button", { name: text.empty }).click();
  await befriend(anna, "ben", { orders: true });
  await befriend(anna, "cleo", { orders: false });
  await page.reload();
  const [cleo, ben] = [page.getByRole("article").nth(0), page.getByRole("article").nth(1)];
  await expect(ben.getByRole("listitem").nth(1)).toHaveClass(/done/);
  await expect(cleo.getByRole("listitem").nth(1)).toHaveClass(/current/);
  await expect(cleo.getByText(text.worth)).toBeVisible();
  await expect(page.getByText(text.worth)).toHaveCount(2);
  await cleo.getByRole("button", { name: text.why }).click();
  await expect(cleo.getByText(text.missing)).toBeVisible();
  await expectSound(page);
}

async function useRewards(page: Page, view: View): Promise<void> {
  const text = words[view.language];
  await openTab(page, view, "rewards");
  const ticket = page.getByRole("article").filter({ hasText: text.coupon });
  await expect(ticket.getByText(text.ready)).toBeVisible();
  await expect(ticket.locator(".code")).toHaveText(/^[A-Z0-9-]{6,}$/);
  await expect(page.getByRole("article").filter({ hasText: text.pot })).toContainText(text.toGo);
  await expectSound(page);
}

async function play(page: Page, anna: Member, view: View): Promise<void> {
  const text = words[view.language];
  await befriend(anna, "dora", { orders: true });
  await page.reload();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText(text.celebrated)).toBeVisible();
  await expect(dialog.getByRole("heading", { name: text.badge })).toBeVisible();
  await dialog.getByRole("button", { name: text.close }).click();
  await openTab(page, view, "play");
  await page.getByRole("button", { name: text.badge }).click();
  await page.getByRole("button", { name: text.show }).click();
  const shared = page.getByRole("link", { name: text.page });
  await expect(shared).toHaveAttribute("href", new RegExp(`/b/${anna.handle}/rwd_`));
  await expectSound(page);
}

async function exchange(page: Page, view: View): Promise<void> {
  const text = words[view.language];
  await openTab(page, view, "rewards");
  await page.getByRole("button", { name: text.exchange }).click();
  await expect(page.getByText(text.confirm)).toBeFocused();
  await expectSound(page);
  await page.getByRole("button", { name: text.yes }).click();
  await expect(page.getByRole("article").filter({ hasText: text.ready }).getByRole("heading", { name: text.potThing, exact: true })).toBeVisible();
  await expect(page.getByRole("article").filter({ hasText: text.pot }).last()).toContainText(text.nothingLeft);
}

async function settle(page: Page, view: View): Promise<void> {
  const text = words[view.language];
  await openTab(page, view, "more");
  await page.getByLabel(text.name).fill("Anna K.");
  await page.getByLabel(text.named).check();
  await page.getByRole("button", { name: text.save }).click();
  await expect(page.getByText("Anna K.")).toBeVisible();
}

async function praise(page: Page, anna: Member, view: View): Promise<void> {
  const text = words[view.language];
  await page.getByRole("button", { name: text.write }).click();
  await page.getByLabel(text.words).fill("The oolong is\nworth the walk.");
  await page.getByLabel(text.fiveStars).check();
  await page
    .getByLabel(text.photo)
    .setInputFiles({ name: "me.png", mimeType: "image/png", buffer: PNG.sync.write(new PNG({ width: 40, height: 30 })) });
  await expect(page.getByRole("img", { name: text.ownPhoto })).toBeVisible();
  await page.getByLabel(text.consent).check();
  await expectSound(page);
  await page.getByRole("button", { name: text.send, exact: true }).first().click();
  await expect(page.getByText(text.waits, { exact: true })).toBeVisible();
  await refuseTestimonial(anna, "a friend is named");
  await page.reload();
  await expect(page.getByText(text.refused)).toBeVisible();
  await expect(page.getByRole("img", { name: text.ownPhoto })).toBeVisible();
  await page.getByRole("button", { name: text.takeBack }).click();
  await expect(page.getByText(text.takenBack, { exact: true })).toBeVisible();
}

async function ask(page: Page, anna: Member, view: View): Promise<void> {
  const text = words[view.language];
  await page.getByLabel(text.message).fill("When does my coupon end?");
  await page.getByRole("button", { name: text.send, exact: true }).click();
  await expect(page.getByRole("button", { name: text.showAsked })).toBeVisible();
  await answerQuestion(anna, "In a year.");
  await page.reload();
  await expect(page.getByRole("navigation").getByText(text.newAnswer)).toBeAttached();
  await page.getByRole("button", { name: text.showAsked }).click();
  await expect(page.getByText("In a year.")).toBeVisible();
  await expect(page.getByText(text.newAnswer)).toHaveCount(0);
  await expectSound(page);
}

async function leave(page: Page, view: View): Promise<void> {
  const text = words[view.language];
  await page.getByRole("button", { name: text.signOut }).click();
  await expect(page.getByRole("heading", { name: text.signIn })).toBeVisible();
  await expectSound(page);
}

// The browser itself complains of what it cannot reach: a page that tells on itself would fail.
test("without a connection the portal opens as it was last seen", async ({ browser, destination }) => {
  const context = await browser.newContext(views[0]?.options ?? {});
  const page = await context.newPage();
  const anna = await member(destination);
  await page.goto(await signInLink(anna));
  const headline = page.getByRole("heading", { level: 1 });
  await expect(headline).toHaveText(words.en.headline);
  await page.evaluate("navigator.serviceWorker.ready.then(() => undefined)");
  await page.reload();
  await expect(headline).toHaveText(words.en.headline);
  await context.setOffline(true);
  await page.reload();
  await expect(page.getByText(words.en.offline)).toBeVisible();
  await expect(page.getByText(anna.code, { exact: true })).toBeVisible();
  await context.close();
});
