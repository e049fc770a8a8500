import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalEmail, canonicalPhone } from "./identity.js";

const vectors = JSON.parse(readFileSync(new URL("../../../spec/vectors/emails.json", import.meta.url), "utf8")) as {
  canonical: [string, string | null][];
};

describe("canonicalEmail", () => {
  test.each(vectors.canonical)("%j is %j", (text, canonical) => {
    expect(canonicalEmail(text)).toBe(canonical ?? undefined);
  });

  test("is one form: its own canonical form, without blanks or controls", () => {
    const domain = fc.oneof(fc.domain(), fc.constantFrom("gmail.com", "YA.RU", "yahoo.com", "Outlook.de", "пример.рф", "bücher.example"));
    const local = fc.oneof(fc.string({ unit: "grapheme" }), fc.string({ unit: fc.constantFrom(..."aB.+-_İßſΣ") }));
    fc.assert(
      fc.property(local, domain, (name, host) => {
        const canonical = canonicalEmail(`${name}@${host}`);
        if (canonical === undefined) return;
        expect(canonicalEmail(canonical)).toBe(canonical);
        expect(canonical).not.toMatch(/[\s\p{Cc}]/u);
      }),
      { numRuns: 2000 },
    );
  });

  test("keeps tags and dots apart on domains whose rules are not known", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,8}([.+-][a-z]{1,8}){0,3}$/), (local) => {
        expect(canonicalEmail(`${local}@shop.example`)).toBe(`${local}@shop.example`);
      }),
    );
  });

  test("is total and bounded", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => void canonicalEmail(text)));
    expect(canonicalEmail(`a@${"a.".repeat(1_000_000)}com`)).toBeUndefined();
    expect(canonicalEmail(`a@${"abcdefgh.".repeat(28)}com`)).toBeUndefined();
  });
});

test.each([
  ["+4915112345678", true],
  ["+79161234567", true],
  ["+123456", false],
  ["+1234567890123456", false],
  ["+0915112345678", false],
  ["4915112345678", false],
  ["+49 151 12345678", false],
  ["+49151123456７8", false],
  ["+4915112345678\n", false],
  ["", false],
])("the phone %j is canonical: %s", (text, canonical) => {
  expect(canonicalPhone(text)).toBe(canonical ? text : undefined);
});
