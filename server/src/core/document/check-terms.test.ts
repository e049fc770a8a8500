import { expect, test } from "vitest";
import { warningSentences } from "../../words/warning-sentence.js";
import { validateProgram } from "./validate.js";

const document = { format: 1, handle: "tea", name: "Tea", destination: "https://tea.example/", locales: ["en", "ru"] };

test("the owner's own terms are taken as one text for all, or in every language of the program", () => {
  const terms = { heading: "From us", clauses: [{ en: "No staff.", ru: "Без сотрудников." }], contact: "tea@tea.example" };
  expect(validateProgram({ ...document, terms })).toMatchObject({ ok: true, warnings: [] });
});

test("a text that lacks a language of the program is warned of, with its place", () => {
  const terms = { clauses: ["No staff.", { en: "No resale." }], contact: { ru: "tea@tea.example" } };
  const checked = validateProgram({ ...document, terms });
  expect(checked.ok && warningSentences("en", checked.warnings).map(({ path, problem }) => [path, problem])).toEqual([
    ["/terms/clauses/1", "This part of the terms has no text in ru."],
    ["/terms/contact", "This part of the terms has no text in en."],
  ]);
});

test("anything else in the terms is refused: all else in them is generated", () => {
  const checked = validateProgram({ ...document, terms: { window: "30 days" } });
  expect(checked).toMatchObject({ ok: false, problems: [{ path: "/terms/window" }] });
});
