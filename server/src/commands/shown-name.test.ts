import { describe, expect, test } from "vitest";
import type { AppError } from "../errors.js";
import { parseShownName } from "./shown-name.js";

function problemOf(name: string): string | undefined {
  try {
    parseShownName(name);
    return undefined;
  } catch (error) {
    return (error as AppError).errors?.[0]?.problem;
  }
}

describe("names that people have", () => {
  for (const name of [
    "Anna K.",
    "Анна К.",
    "И.И.Иванов",
    "J.R.R. Tolkien",
    "Zoë",
    "Nguyễn Văn Á",
    "O'Neill",
    "山田太郎",
    "محمد",
    "שרה",
    "नेहा",
    "Anna ❤️",
    "D. 3rd",
  ]) {
    test(name, () => expect(parseShownName(name)).toBe(name.normalize("NFC")));
  }
  test("blanks are single ones, letters composed", () => {
    expect(parseShownName("  Anna \t K ")).toBe("Anna K");
    expect(parseShownName("Zoe\u0308")).toBe("Zo\u00EB");
  });
});

describe("what misleads, shouts or leads away is refused, and why is said", () => {
  const hostile: [name: string, problem: RegExp][] = [
    ["\u202Egpj.anna", /cannot be seen/],
    ["Anna\u200B", /cannot be seen/],
    ["\u2066Anna\u2069", /cannot be seen/],
    ["An\u0007na", /cannot be seen/],
    ["\u{E0041}nna x", /cannot be seen/],
    ["a\u0300\u0301\u0302\u0303\u0304", /cannot be seen/],
    ["http://evil.example", /address/],
    ["www.evil", /address/],
    ["evil.example", /address/],
    ["anna@example", /address/],
    ["<b>fuck</b>", /address/],
    ["fuck you", /rude/],
    ["Злая сука", /rude/],
    ["Support", /business/],
    ["!!!", /no letter/],
    ["\u3164", /no letter|cannot be seen/],
    ["A".repeat(41), /longer/],
  ];
  for (const [name, problem] of hostile) test(JSON.stringify(name), () => expect(problemOf(name)).toMatch(problem));
});
