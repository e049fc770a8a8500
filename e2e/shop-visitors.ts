/** What people do in the example shop, as they do it: they tap, type and read. */
import type { Locator, Page } from "@playwright/test";
import jsqr from "jsqr";
import { PNG } from "pngjs";
import { expect } from "./guarded-page.js";

export const password = "samovar lantern orchard";

/** Fills the sign-up form that is open, and lands in the account. */
export async function signUpHere(page: Page, name: string, code?: string): Promise<void> {
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("E-mail address").fill(emailOf(name));
  await page.getByLabel("Password").fill(password);
  if (code !== undefined) await page.getByLabel("Code of a friend").fill(code);
  await page.getByRole("button", { name: "Sign up" }).click();
  await expect(heading(page)).toHaveText(`Hello, ${name}`);
}

export function emailOf(name: string): string {
  return `${name.toLowerCase().replace(/[^a-z]/g, "")}@example.com`;
}

export function heading(page: Page): Locator {
  return page.getByRole("heading", { level: 1 });
}

/** Puts the products into the cart, each by its page. */
export async function fillCart(page: Page, ...products: string[]): Promise<void> {
  for (const product of products) {
    await page.getByRole("link", { name: "Leaf & Kettle" }).click();
    await page.getByRole("link", { name: product }).click();
    await page.getByRole("button", { name: "Put in the cart" }).click();
    await expect(page.getByRole("status")).toContainText(`${product} is in the cart`);
  }
}

/** From the cart to the placed order; its number. */
export async function order(page: Page): Promise<string> {
  await page.getByRole("link", { name: "To checkout" }).click();
  await expect(heading(page)).toHaveText("Checkout");
  await page.getByRole("button", { name: "Place the order" }).click();
  await expect(heading(page)).toHaveText("Thank you for your order");
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

/** What a phone's camera reads in the picture. */
export async function readQr(picture: Locator): Promise<string> {
  await expect.poll(() => picture.page().evaluate("[...document.images].every((image) => image.naturalWidth > 0)")).toBe(true);
  const { data, width, height } = PNG.sync.read(await picture.screenshot());
  const found = jsqr.default(new Uint8ClampedArray(data), width, height);
  if (found === null) throw new Error("There is no QR in the picture.");
  return found.data;
}
