import { expect, test } from "vitest";
import en from "./words/en.json";
import ru from "./words/ru.json";
import { languageOf, sayIn } from "./words.js";

const placesOf = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

test("every label is in every language, with the same places", () => {
  expect(Object.keys(ru)).toEqual(Object.keys(en));
  for (const [label, text] of Object.entries(en)) expect(placesOf(ru[label as keyof typeof ru]), label).toEqual(placesOf(text));
});

test("a label is said with its values", () => {
  expect(sayIn("ru")("earlier.left", { count: 4 })).toBe("Показать более ранних (ещё 4)");
});

test("the first language that we speak is taken, English for none", () => {
  expect(languageOf(["de", "ru-RU", "en"])).toBe("ru");
  expect(languageOf(["de"])).toBe("en");
  expect(languageOf([])).toBe("en");
});
