/** A page that tells on itself: what goes wrong in the browser fails the test, whatever the test looks at. */
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";

export { expect };

/** `page` may ask loopback alone, and its console must stay free of errors, but for what the server refuses at `refusedAt`: how its address ends. */
export const test = base.extend<{ refusedAt: string | undefined }>({
  refusedAt: [undefined, { option: true }],
  page: async ({ page, refusedAt }, use) => {
    const problems: string[] = [];
    await page.context().route(
      (url) => !isOwn(url),
      (route) => {
        problems.push(`asked for ${route.request().url()}`);
        return route.abort();
      },
    );
    page.on("pageerror", (error) => problems.push(`threw ${error.message}`));
    page.on("console", (message) => {
      if (message.type() === "error" && !isRefusal(message.text(), message.location().url, page.url(), refusedAt))
        problems.push(`console: ${message.text()}`);
    });
    await use(page);
    expect(problems).toEqual([]);
  },
});

function isOwn({ protocol, hostname }: URL): boolean {
  return protocol === "data:" || protocol === "blob:" || hostname === "127.0.0.1" || hostname === "localhost";
}

/** An answer such as 404 or 422 is named in the console too; the test has asked for it. */
function isRefusal(text: string, url: string, page: string, refusedAt: string | undefined): boolean {
  const isAsked = url === page || (refusedAt !== undefined && url.endsWith(refusedAt));
  return text.startsWith("Failed to load resource: the server responded with a status of 4") && isAsked;
}

/** Nothing serious for people who read with other means, but for rules that are `excepted`, and nothing beyond the edge. */
export async function expectSound(page: Page, excepted: string[] = []): Promise<void> {
  // Frameworks stream the title behind the page.
  await expect(page).toHaveTitle(/\S/);
  // The newer mode opens a page more for each look, for frames of other origins: there are none.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().disableRules(excepted).analyze();
  const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(grave.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} at ${target}: ${failureSummary}`))).toEqual([]);
  await expectFits(page);
}

/** Nothing goes beyond the edge, on the narrowest phone either. With SCREENSHOTS=folder in the environment the page is pictured there, to be looked at. */
export async function expectFits(page: Page): Promise<void> {
  await expectNoOverflow(page);
  const { SCREENSHOTS: folder } = process.env;
  if (folder !== undefined) await picture(page, folder);
  const size = page.viewportSize();
  if (size === null || size.width > 500) return;
  await page.setViewportSize({ ...size, width: 320 });
  await expectNoOverflow(page);
  await page.setViewportSize(size);
}

async function expectNoOverflow(page: Page): Promise<void> {
  const root = "document.documentElement";
  expect(await page.evaluate(`${root}.scrollWidth - ${root}.clientWidth`)).toBe(0);
}

async function picture(page: Page, folder: string): Promise<void> {
  const title = await page.title();
  const name = [...test.info().titlePath.slice(1, 2), title.slice(0, 40), Date.now()].join(" ").replace(/[^\p{L}\p{N}]+/gu, "-");
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
