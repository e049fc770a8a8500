import { expect, test } from "vitest";
import { parseLanguage } from "./language.js";

test.each([
  [undefined, "en"],
  ["", "en"],
  ["*", "en"],
  ["ru", "ru"],
  ["ru-RU,ru;q=0.9,en;q=0.8", "ru"],
  ["en-GB,ru;q=0.9", "en"],
  ["de,fr;q=0.9,ru;q=0.1", "ru"],
  ["ru;q=0", "en"],
  ["ru;q=0.5,en;q=0.7", "en"],
  ["rum,enx", "en"],
  ["RU", "ru"],
  [",,;q=;;,", "en"],
])("the reader of %j gets %s", (header, language) => {
  expect(parseLanguage(header)).toBe(language);
});
