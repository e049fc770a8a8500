import { describe, expect, test } from "vitest";
import type { AppError } from "../errors.js";
import { LINK_MAX, parseShownLink, parseShownWords, WORDS_MAX } from "./shown-words.js";

function problemOf(work: () => string): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    const [problem] = (error as AppError).errors ?? [];
    return problem?.path === "/words" ? problem.problem : undefined;
  }
}

describe("words that are kept as they are: whoever shows them escapes them", () => {
  for (const words of [
    "My friends thank me for it.",
    "Хороший чай, добрые люди",
    "עברית וגם English",
    "شاي جيد",
    "<b>Good</b> & <script>alert(1)</script>",
    "'; drop table members; --",
    "tea {{7*7}} #{7*7} <%= 7*7 %>",
    "=cmd|' /C calc'!A0 tea",
    "👩‍👩‍👧 we love it",
    "Good\n\nvery good",
    "a\u0301".normalize("NFC"),
    "https://example.com is where I found it",
  ]) {
    test(JSON.stringify(words), () => expect(parseShownWords(words, "/words")).toBe(words));
  }
  test("blanks and lines are tidied", () => {
    expect(parseShownWords("  Good \t tea,\r\n\r\n\r\n\r\n kind  people ", "/words")).toBe("Good tea,\n\nkind people");
  });
});

describe("words that mislead or disturb are refused, and why is said", () => {
  const hostile: [words: string, problem: RegExp][] = [
    ["", /no letter/],
    ["5/5 !!!", /no letter/],
    ["🎉🎉🎉", /no letter/],
    ["\u200B\u200B", /no letter/],
    ["\u202Eaet doog", /cannot be seen/],
    ["good \u2066tea\u2069", /cannot be seen/],
    ["good\u200Btea", /cannot be seen/],
    ["good\u2060tea", /cannot be seen/],
    ["good\u00ADtea", /cannot be seen/],
    ["good\u3164tea", /cannot be seen/],
    ["good\u061Ctea", /cannot be seen/],
    ["good \u{E0067}\u{E007F}tea", /cannot be seen/],
    ["good \uE000tea", /cannot be seen/],
    ["good \uFFFAtea", /cannot be seen/],
    ["good\u0007tea", /cannot be seen/],
    ["good\u001B[31mtea", /cannot be seen/],
    [`g${"\u0300\u0489".repeat(20)}d tea`, /disturb/],
    ["x".repeat(WORDS_MAX + 1), /longer/],
    ["👍a".repeat(WORDS_MAX), /longer/],
  ];
  for (const [words, problem] of hostile)
    test(JSON.stringify(words).slice(0, 60), () => expect(problemOf(() => parseShownWords(words, "/words"))).toMatch(problem));
});

describe("links", () => {
  test.each([
    ["https://example.com/post/1", "https://example.com/post/1"],
    [" https://Example.com/Пост ", "https://example.com/%D0%9F%D0%BE%D1%81%D1%82"],
    ["https://пример.рф/a", "https://xn--e1afmkfd.xn--p1ai/a"],
    ["https://example.com/'\"<script>", "https://example.com/'%22%3Cscript%3E"],
  ])("%s is kept as browsers write it", (written, kept) => expect(parseShownLink(written, "/words")).toBe(kept));

  const hostile: [link: string, problem: RegExp][] = [
    ["", /no address/],
    ["a post of mine", /no address/],
    ["//example.com/post", /no address/],
    ["javascript:alert(1)", /begin with https/],
    [" JavaScript:alert(1)//https://example.com", /begin with https/],
    ["java\nscript:alert(1)", /no address/],
    ["data:text/html,<script>alert(1)</script>", /begin with https/],
    ["vbscript:msgbox(1)", /begin with https/],
    ["file:///etc/passwd", /begin with https/],
    ["blob:https://example.com/1", /begin with https/],
    ["http://example.com", /begin with https/],
    ["ftp://example.com", /begin with https/],
    ["https://shop.example@evil.example/", /name or password/],
    ["https://user:secret@evil.example/", /name or password/],
    ["https://localhost/", /no site/],
    ["https://127.0.0.1/", /no site/],
    ["https://0x7f.1/", /no site/],
    ["https://2130706433/", /no site/],
    ["https://[::1]/", /no site/],
    ["https://intranet/", /no site/],
    ["https://example.com\\@evil.example/", /no address/],
    ["https://example.com/\u202Egnp.exe", /no address/],
    ["https://exam\u200Bple.com/", /no address/],
    ["https://example.com/ two", /no address/],
    ["https://", /no address/],
    [`https://example.com/${"a".repeat(LINK_MAX)}`, /longer/],
  ];
  for (const [link, problem] of hostile)
    test(JSON.stringify(link).slice(0, 60), () => expect(problemOf(() => parseShownLink(link, "/words"))).toMatch(problem));
});
