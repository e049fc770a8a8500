/** A member plays what takes more than a tap: a challenge with a proof, one in a squad, a contest that members judge, and a draw. */
import type { Page } from "@playwright/test";
import { expect, expectSound } from "./guarded-page.js";
import { type Member, signInLink } from "./member.js";
import { call, enrol, ownShop, publishProgram } from "./shop.js";
import { fewerViews, type View } from "./views.js";
import { test } from "./welcoming-shop.js";

const DAY = 86_400_000;
const document = {
  name: { en: "Tea with friends", ru: "Чай с друзьями" },
  locales: ["en", "ru"],
  timeZone: "UTC",
  events: { purchase: { name: { en: "An order", ru: "Заказ" } }, ride: { name: { en: "A ride", ru: "Поездка" } } },
  challenges: [
    { id: "photo", name: { en: "Show your cup", ru: "Покажите чашку" }, every: "year", proof: "link", steps: [{ event: "purchase", count: 1 }] },
    { id: "rides", name: { en: "Ten rides", ru: "Десять поездок" }, every: "year", squad: { max: 3 }, steps: [{ event: "ride", count: 10 }] },
  ],
  contests: [
    { id: "cup", name: { en: "The finest cup", ru: "Лучшая чашка" }, judged: { submit: ["text", "picture"], by: "members", every: "week" } },
  ],
  draws: [{ id: "set", name: { en: "A tea set", ru: "Чайный сервиз" }, every: "week" }],
  items: [{ id: "set", name: { en: "Tea set", ru: "Сервиз" } }],
  rules: [
    { id: "photo", on: { challenge: "photo" }, grants: [{ id: "p", to: "member", points: { amount: "5" } }] },
    { id: "rides", on: { challenge: "rides" }, grants: [{ id: "p", to: "member", points: { amount: "9" } }] },
    { id: "ticket", on: { event: "purchase" }, grants: [{ id: "t", to: "member", tickets: { draw: "set" } }] },
    { id: "drawn", on: { draw: "set" }, grants: [{ id: "s", to: "member", item: "set" }] },
    { id: "best", on: { contest: "cup", place: 1 }, grants: [{ id: "c", to: "member", credit: { amount: "20.00" } }] },
  ],
};

const words = {
  en: {
    play: "Play",
    photo: "Show your cup",
    rides: "Ten rides",
    contest: "The finest cup",
    draw: "A tea set",
    notYet: "When all of it is done, send a link to show it.",
    show: "Show it",
    link: "A link",
    send: "Send",
    badLink: /cannot be opened by everybody/,
    looking: "The shop has a look at what you sent.",
    refused: /The shop says: “too dark”|It says: “too dark”/,
    other: "Send something else",
    accepted: "The shop has accepted what you sent.",
    make: "Make a squad",
    alone: "1 of 3 are in your squad; 1 more is needed.",
    two: "2 of 3 are in your squad.",
    takePart: "Take part",
    waits: "The shop has a look at it first; then it takes part.",
    takesPart: "It takes part.",
    see: "See what takes part and vote",
    vote: "Vote for it",
    voted: "You voted for it",
    winners: "The winners are known.",
    place: "Place 2.",
    tickets: "You have 1 ticket.",
    fair: "Why it is fair",
    won: /: you won\./,
  },
  ru: {
    play: "Игра",
    photo: "Покажите чашку",
    rides: "Десять поездок",
    contest: "Лучшая чашка",
    draw: "Чайный сервиз",
    notYet: "Когда всё будет сделано, пришлите ссылку в подтверждение.",
    show: "Показать",
    link: "Ссылка",
    send: "Отправить",
    badLink: /Эту ссылку не сможет открыть каждый/,
    looking: "Магазин смотрит то, что вы прислали.",
    refused: /Он пишет: «too dark»/,
    other: "Прислать другое",
    accepted: "Магазин принял то, что вы прислали.",
    make: "Собрать команду",
    alone: "В вашей команде 1 из 3; нужен ещё 1 человек.",
    two: "В вашей команде 2 из 3.",
    takePart: "Участвовать",
    waits: "Сначала на это посмотрит магазин, потом работа участвует.",
    takesPart: "Ваша работа участвует.",
    see: "Посмотреть работы и голосовать",
    vote: "Голосовать",
    voted: "Ваш голос здесь",
    winners: "Победители известны.",
    place: "2-е место.",
    tickets: "У вас 1 билет.",
    fair: "Почему это честно",
    won: /: вы выиграли\./,
  },
} as const;

const handleIn = ({ language }: View) => `play-${language}`;

for (const view of fewerViews) {
  test.describe(view.name, () => {
    test.use({ ...view.options, refusedAt: `/challenges/${handleIn(view)}/photo/proof` });
    test("a member proves, joins in, takes part in a contest, votes, and wins a draw", async ({ page, destination }) => {
      const shop = await ownShop(view.name);
      const handle = handleIn(view);
      await publishProgram(shop, { handle, destination, ...document });
      const anna: Member = { shop, handle, id: "anna", ...(await enrol(shop, handle, "anna")) };
      for (const other of ["boris", "clara"]) await enrol(shop, handle, other);
      await page.goto(await signInLink(anna));
      await page.getByRole("navigation").getByRole("button", { name: words[view.language].play }).click();
      await prove(page, anna, view);
      await joinIn(page, anna, view);
      await takePart(page, anna, view);
      await passWeek(anna);
      await vote(page, anna, view);
      await passWeek(anna);
      await seeResults(page, view);
    });
  });
}

const card = (page: Page, name: string) => page.getByRole("article").filter({ has: page.getByRole("heading", { name, exact: true }) });
const happens = ({ shop, handle }: Member, member: string, type: string) =>
  call(shop, "POST", "/v1/events", { key: `${type}-${member}`, type, program: handle, member: { id: member }, subject: `${type}-${member}` });

/** The clock of a shop of one's own goes a week on; whoever is signed in stays it. */
async function passWeek({ shop }: Member): Promise<void> {
  const { now } = await call<{ now: string }>(shop, "GET", "/v1/clock");
  await call(shop, "POST", "/v1/clock", { to: new Date(Date.parse(now) + 7 * DAY).toISOString() });
}

async function prove(page: Page, anna: Member, { language }: View): Promise<void> {
  const text = words[language];
  const { shop, handle } = anna;
  const challenge = card(page, text.photo);
  await expect(challenge.getByText(text.notYet)).toBeVisible();
  await happens(anna, "anna", "purchase");
  await page.reload();
  await challenge.getByRole("button", { name: text.show, exact: true }).click();
  await challenge.getByLabel(text.link).fill("https://intranet/cup");
  await challenge.getByRole("button", { name: text.send, exact: true }).click();
  await expect(challenge.getByText(text.badLink)).toBeVisible();
  await expectSound(page);
  await challenge.getByLabel(text.link).fill("https://social.example/@anna/1");
  await challenge.getByRole("button", { name: text.send, exact: true }).click();
  await expect(challenge.getByText(text.looking)).toBeVisible();
  const answer = async (given: object) => {
    const { data } = await call<{ data: { event: string }[] }>(shop, "GET", `/v1/programs/${handle}/proofs?state=waiting`);
    await call(shop, "POST", `/v1/programs/${handle}/challenges/photo/proofs/anna/review`, { event: data[0]?.event, ...given });
    await page.reload();
  };
  await answer({ answer: "refuse", reason: "too dark" });
  await expect(challenge.getByText(text.refused)).toBeVisible();
  await challenge.getByRole("button", { name: text.other }).click();
  await challenge.getByLabel(text.link).fill("https://social.example/@anna/2");
  await challenge.getByRole("button", { name: text.send, exact: true }).click();
  await expect(challenge.getByText(text.looking)).toBeVisible();
  await answer({ answer: "accept" });
  await expect(challenge.getByText(text.accepted)).toBeVisible();
}

async function joinIn(page: Page, { shop, handle }: Member, { language }: View): Promise<void> {
  const text = words[language];
  const challenge = card(page, text.rides);
  await challenge.getByRole("button", { name: text.make }).click();
  await expect(challenge.getByText(text.alone)).toBeVisible();
  const code = await challenge.locator(".code").textContent();
  await call(shop, "PUT", `/v1/members/boris/challenges/${handle}/rides/squad`, { code });
  await page.reload();
  await expect(challenge.getByText(text.two)).toBeVisible();
}

async function takePart(page: Page, anna: Member, { language }: View): Promise<void> {
  const text = words[language];
  const { shop, handle } = anna;
  const contest = card(page, text.contest);
  await contest.getByRole("button", { name: text.takePart }).click();
  await contest.getByRole("textbox").fill("Blue, with a crack.");
  await contest.getByRole("button", { name: text.send, exact: true }).click();
  await expect(contest.getByText(text.waits)).toBeVisible();
  await call(shop, "PUT", `/v1/members/boris/contests/${handle}/cup/entry`, { text: "White, with a lid." });
  const { data } = await call<{ data: { entry: string; event: string }[] }>(shop, "GET", `/v1/programs/${handle}/contests/cup/entries`);
  for (const { entry, event } of data)
    await call(shop, "POST", `/v1/programs/${handle}/contests/cup/entries/${entry}/review`, { event, answer: "accept" });
  await page.reload();
  await expect(contest.getByText(text.takesPart)).toBeVisible();
  const draw = card(page, text.draw);
  await expect(draw.getByText(text.tickets)).toBeVisible();
  await draw.getByText(text.fair).click();
  await expect(draw.locator(".hash")).toHaveText(/^[0-9a-f]{64}$/);
  await expectSound(page);
}

async function vote(page: Page, { shop, handle }: Member, { language }: View): Promise<void> {
  const text = words[language];
  await page.reload();
  const contest = card(page, text.contest);
  await contest.getByRole("button", { name: text.see }).click();
  await expect(contest.getByRole("listitem")).toHaveCount(2);
  // Nobody votes for what they have handed in.
  await expect(contest.getByRole("button", { name: text.vote })).toHaveCount(1);
  await contest.getByRole("button", { name: text.vote }).click();
  await expect(contest.getByText(text.voted)).toBeVisible();
  const { data } = await call<{ data: { member: string; entry: string }[] }>(shop, "GET", `/v1/programs/${handle}/contests/cup/entries`);
  const [annas, boriss] = ["anna", "boris"].map((member) => data.find((each) => each.member === member)?.entry);
  await call(shop, "PUT", `/v1/members/boris/contests/${handle}/cup/vote`, { entry: annas });
  await call(shop, "PUT", `/v1/members/clara/contests/${handle}/cup/vote`, { entry: boriss });
  await expectSound(page);
}

async function seeResults(page: Page, { language }: View): Promise<void> {
  const text = words[language];
  await page.reload();
  const contest = card(page, text.contest);
  await expect(contest.getByText(text.winners)).toBeVisible();
  await expect(contest.getByText(text.place)).toBeVisible();
  await expect(card(page, text.draw).getByText(text.won)).toBeVisible();
  await expectSound(page);
}
