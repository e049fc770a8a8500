/** The shop's texts in its two languages, and how it writes money and dates in them. */
import { en } from "./en.js";
import { ru } from "./ru.js";

export type Language = "en" | "ru";

export type Words = typeof en;

export const languages: Record<Language, string> = { en: "English", ru: "Русский" };

export function wordsIn(language: Language): Words {
  return language === "ru" ? ru : en;
}

/** What the browser asked for, or English. */
export function languageOf(asked: unknown): Language {
  return asked === "ru" ? "ru" : "en";
}
