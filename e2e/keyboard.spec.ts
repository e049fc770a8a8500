/** The portal without a mouse: everything is reached in the order in which it is read, the focus is seen, and it is never lost. */
import type { Page } from "@playwright/test";
import { expect } from "./guarded-page.js";
import { befriend, type Member, member, signInLink } from "./member.js";
import { views } from "./views.js";
import { test } from "./welcoming-shop.js";

test.use(views.find(({ isPhone, language }) => !isPhone && language === "en")?.options ?? {});

test("Tab goes through all that can be used, in the order of the page, and shows where it is", async ({ page, destination }) => {
  const anna = await signIn(page, destination);
  await befriend(anna, "ben", { orders: false });
  await page.reload();
  await expect(page.getByRole("article")).toBeVisible();
  const names: string[] = [];
  for (;;) {
    await page.keyboard.press("Tab");
    const { name, isSeen } = await focus(page);
    if (name === "") break;
    expect({ name, isSeen }).toEqual({ name, isSeen: true });
    names.push(name);
  }
  expect(names).toEqual([
    "Русский",
    ...["Invite", "Rewards", "Play", "More"],
    ...["WhatsApp", "Telegram", "VK", "Messenger", "X", "Facebook", "LinkedIn", "SMS", "E-mail"],
    ...["Copy: Your link", "Copy: Your code", "Show the QR code", "Poster to print", "Card to print"],
    "Where is my reward?",
  ]);
});

test("a part, a channel, a reason and a question are opened and closed by keys, and the focus stays where one was", async ({ page, destination }) => {
  const anna = await signIn(page, destination);
  await befriend(anna, "ben", { orders: false });
  await page.reload();
  await page.getByRole("button", { name: "Telegram" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Your message")).toBeVisible();
  expect((await focus(page)).name).toBe("Telegram");
  await page.keyboard.press("Space");
  await expect(page.getByLabel("Your message")).toHaveCount(0);

  await page.getByRole("button", { name: "Where is my reward?" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Still open: First order")).toBeVisible();
  await expect.poll(async () => (await focus(page)).name).toBe("Close");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.keyboard.type("He has ordered on Monday.");
  await expect(page.getByRole("textbox")).toHaveValue("He has ordered on Monday.");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  // What was pressed is gone: its part of the page has the focus.
  await expect.poll(async () => (await focus(page)).name).toContain("Thank you");

  await page.getByRole("button", { name: "More" }).focus();
  await page.keyboard.press("Enter");
  await page.getByLabel("Name that others see").fill("Anna K.");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status")).not.toHaveText("");
  await expect.poll(async () => (await focus(page)).name).toBe("Name that others see");
});

test("an exchange and a few words of one's own are begun and left by keys", async ({ page, destination }) => {
  const anna = await signIn(page, destination);
  for (const name of ["ben", "cleo"]) await befriend(anna, name, { orders: true });
  await page.reload();
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Rewards" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "What you can have for it" }).focus();
  await page.keyboard.press("Enter");
  expect((await focus(page)).name).toBe("Exchange");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await focus(page)).name).toMatch(/^Exchange 30 points/);
  for (const key of ["Tab", "Tab", "Enter"]) await page.keyboard.press(key);
  // "Not now" is gone: its entry has the focus, and the next key is at its button again.
  await expect.poll(async () => (await focus(page)).name).toContain("A pot of tea");
  await page.keyboard.press("Tab");
  expect((await focus(page)).name).toBe("Exchange: A pot of tea");

  await page.getByRole("button", { name: "More" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Write a few words" }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.type("Good tea.");
  await expect(page.getByLabel("Your words")).toHaveValue("Good tea.");
  await page.getByRole("button", { name: "Not now" }).focus();
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await focus(page)).name).toContain("What you say");
});

test("what has arrived is put away with Escape, and the page goes on from its beginning", async ({ page, destination }) => {
  const anna = await signIn(page, destination);
  for (const name of ["ben", "cleo"]) await befriend(anna, name, { orders: true });
  await page.reload();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  expect((await focus(page)).name).toBe("Close");
  // Behind it nothing can be reached.
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  expect(["", "Close"]).toContain((await focus(page)).name);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await page.keyboard.press("Tab");
  // Where Chromium goes on depends on whether it has painted the page without the dialog: before the page's head, or behind it.
  expect(["Русский", "Invite"]).toContain((await focus(page)).name);
});

async function signIn(page: Page, destination: string): Promise<Member> {
  const anna = await member(destination);
  await page.goto(await signInLink(anna));
  await expect(page.getByText(anna.code, { exact: true })).toBeVisible();
  return anna;
}

/** The element with the focus: what it is called (empty for the page itself), and whether a ring shows it within the window. */
function focus(page: Page): Promise<{ name: string; isSeen: boolean }> {
  return page.evaluate(`(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    if (element === null || element === document.body || element.shadowRoot) return { name: "", isSeen: false };
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const { top, bottom } = element.getBoundingClientRect();
    return {
      name: (element.getAttribute("aria-label") ?? element.labels?.[0]?.firstChild?.textContent ?? element.textContent).trim(),
      isSeen: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && top >= 0 && bottom <= innerHeight,
    };
  })()`);
}
