import { expect, test } from "vitest";
import { initialsOf, pseudonymOf } from "./pseudonym.js";

test("a pseudonym is the same each time, another in another program, and says nothing of the member", () => {
  expect(pseudonymOf("prg_1", "mem_1", "en")).toBe(pseudonymOf("prg_1", "mem_1", "en"));
  expect(pseudonymOf("prg_2", "mem_1", "en")).not.toBe(pseudonymOf("prg_1", "mem_1", "en"));
  expect(pseudonymOf("prg_1", "mem_1", "en")).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+ [1-9]\d{3}$/);
  expect(pseudonymOf("prg_1", "mem_1", "ru")).toMatch(/^[А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё]+ [1-9]\d{3}$/);
});

test.each([
  ["Anna Karlsson", "A. K."],
  ["анна мария иванова", "А. И."],
  ["Cher", "C."],
  ["  *Zoë* - van der Berg", "Z. B."],
  ["123", undefined],
])("the initials of %j are %j", (name, initials) => expect(initialsOf(name)).toBe(initials));
