/** How pages are looked at: any two of width, scheme and language meet in one of them. */
import type { PlaywrightTestOptions } from "@playwright/test";

export interface View {
  name: string;
  language: "en" | "ru";
  isPhone: boolean;
  options: Partial<PlaywrightTestOptions>;
}

// A browser that says it is headless is taken for a bot, and makes no visit.
const phone = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
  userAgent: "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
};
const desktop = {
  viewport: { width: 1280, height: 800 },
  userAgent: "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
};

export const views: View[] = [
  { name: "phone, light, English", language: "en", isPhone: true, options: { ...phone, colorScheme: "light", locale: "en-GB" } },
  { name: "phone, dark, Russian", language: "ru", isPhone: true, options: { ...phone, colorScheme: "dark", locale: "ru-RU" } },
  { name: "desktop, light, Russian", language: "ru", isPhone: false, options: { ...desktop, colorScheme: "light", locale: "ru-RU" } },
  { name: "desktop, dark, English", language: "en", isPhone: false, options: { ...desktop, colorScheme: "dark", locale: "en-GB" } },
];

/** Each width, scheme and language in one of two, the longer words on the narrower page: for pages that are an example, not the product. */
export const fewerViews: View[] = [
  { name: "phone, dark, Russian", language: "ru", isPhone: true, options: { ...phone, colorScheme: "dark", locale: "ru-RU" } },
  { name: "desktop, light, English", language: "en", isPhone: false, options: { ...desktop, colorScheme: "light", locale: "en-GB" } },
];
