/** Pages turned round, as for Arabic and Hebrew: nothing goes beyond the edge, and nothing lies on top of something else. */
import type { Page } from "@playwright/test";
import { expect, expectFits } from "./guarded-page.js";
import { befriend, member, signInLink } from "./member.js";
import { call, enrol, publishProgram } from "./shop.js";
import { views } from "./views.js";
import { test } from "./welcoming-shop.js";

const faq = [{ question: "How long does it take?", answer: "As long as the tea." }];

test.use(views[0]?.options ?? {});

test("the portal stands as well from right to left", async ({ page, destination }) => {
  const anna = await member(destination);
  for (const name of ["ben", "cleo"]) await befriend(anna, name, { orders: true });
  await befriend(anna, "dora", { orders: false });
  await page.goto(await signInLink(anna));
  await turnRound(page);
  await page.getByRole("button", { name: "Telegram" }).click();
  await page.getByRole("button", { name: "Where is my reward?" }).first().click();
  await page.getByRole("button", { name: "Show the QR code" }).click();
  for (const tab of ["Invite", "Rewards", "Play", "More"]) {
    await page.getByRole("navigation").getByRole("button", { name: tab }).click();
    if (tab === "Play") await page.getByRole("button", { name: "The Host" }).click();
    await expectInPlace(page);
  }
});

test("the page before the shop and a badge's page stand as well from right to left", async ({ page, destination }) => {
  const anna = await member(destination);
  const handle = `${anna.handle}-page`;
  await publishProgram(anna.shop, { handle, name: "Tea", destination, landing: { headline: "Five euros for your first tea" }, faq });
  const { link } = await enrol(anna.shop, handle, `ida-${handle}`);
  await page.goto(link);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Five euros for your first tea");
  await turnRound(page);
  await expectInPlace(page);
  for (const name of ["ben", "cleo"]) await befriend(anna, name, { orders: true });
  const badges = await call<{ data: { award: string }[] }>(anna.shop, "GET", `/v1/members/${anna.id}/badges`);
  const shared = await call<{ page: { address: string } }>(anna.shop, "POST", `/v1/members/${anna.id}/badges/${badges.data[0]?.award}/share`, {
    shared: true,
  });
  await page.goto(shared.page.address);
  await turnRound(page);
  await expectInPlace(page);
});

async function turnRound(page: Page): Promise<void> {
  await page.evaluate("document.documentElement.dir = 'rtl'");
  await expect(page.getByRole("heading", { level: 1 })).toHaveCSS("direction", "rtl");
}

/** Texts and what can be used are looked at in pairs, but for what floats above the page. */
async function expectInPlace(page: Page): Promise<void> {
  await expectFits(page);
  expect(
    await page.evaluate(`(() => {
    const boxes = [];
    const look = (node, path) => {
      if (node.nodeType === Node.TEXT_NODE && node.textContent.trim() !== "") {
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const { left, right, top, bottom } of range.getClientRects()) boxes.push({ what: node.textContent.trim().slice(0, 40), left, right, top, bottom, path });
      }
      if (!(node instanceof Element)) return;
      const { position, clipPath, visibility } = getComputedStyle(node);
      if (position === "fixed" || position === "sticky" || clipPath !== "none" || visibility === "hidden" || node.matches("option,script,style")) return;
      if (node.matches("img,svg,input,textarea,select,button,.button")) {
        const { left, right, top, bottom } = node.getBoundingClientRect();
        if (right > left) boxes.push({ what: node.outerHTML.slice(0, 60), left, right, top, bottom, path: [...path, node] });
      }
      for (const child of (node.shadowRoot ?? node).childNodes) look(child, [...path, node]);
    };
    look(document.body, []);
    const holds = (one, other) => other.path.includes(one.path.at(-1)) || one.path.at(-1) === other.path.at(-1);
    const lies = (one, other) => Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2 && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 2;
    return boxes.flatMap((one, at) => boxes.slice(at + 1).filter((other) => lies(one, other) && !holds(one, other) && !holds(other, one)).map((other) => one.what + " / " + other.what));
  })()`),
  ).toEqual([]);
}
