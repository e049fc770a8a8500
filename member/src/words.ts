/** The labels of the portal, by language. Sentences about the program come from the server, in words already. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Language } from "./portal-data.js";
import en from "./words/en.json";
import ru from "./words/ru.json";

export type Label = keyof typeof en;
export type Say = (label: Label, values?: Record<string, string | number>) => string;

/** To add a language: a file here, and one in server/src/words. */
const labels: Record<Language, Record<Label, string>> = { en, ru };

/** Says labels in the language. */
export function sayIn(language: Language): Say {
  return (label, values = {}) => labels[language][label].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
}

export const Words = createContext<Say>(sayIn("en"));

export function useWords(): Say {
  return useContext(Words);
}

/** The first language of the list that we speak; English for none. */
export function languageOf(wanted: readonly string[]): Language {
  for (const each of wanted) {
    const known = each.slice(0, 2).toLowerCase();
    if (known in labels) return known as Language;
  }
  return "en";
}
