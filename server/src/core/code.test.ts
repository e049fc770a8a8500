import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalCode, couponCode, referralCode } from "./code.js";

const vectors = JSON.parse(readFileSync(new URL("../../../spec/vectors/codes.json", import.meta.url), "utf8")) as {
  canonical: [string, string | null][];
};
const key = Buffer.alloc(32, 7);
const GENERATED = "[23456789CDFHJKMNPQRTVWXY]{4}";

describe("canonicalCode", () => {
  test.each(vectors.canonical)("%j is %j", (text, canonical) => {
    expect(canonicalCode(text)).toBe(canonical ?? undefined);
  });

  test("is one form: its own canonical form, in a small alphabet", () => {
    const nearlyCode = fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: fc.constantFrom(..."abOоο0lI|1ZzSs5B8G6uv-–  Ａ٣é") }));
    fc.assert(
      fc.property(nearlyCode, (text) => {
        const canonical = canonicalCode(text);
        if (canonical === undefined) return;
        expect(canonical).toMatch(/^[0-9ACDEFHJKMNPQRTVWXY]{4,32}$/);
        expect(canonicalCode(canonical)).toBe(canonical);
      }),
      { numRuns: 2000 },
    );
  });

  test("does not depend on case, separators or the script of look-alikes", () => {
    const lookAlike: Record<string, string[]> = {
      C: ["С"],
      H: ["Н", "Η"],
      K: ["К", "Κ"],
      M: ["М"],
      P: ["Р", "Ρ"],
      T: ["Т"],
      X: ["Х"],
      Y: ["У"],
      "3": ["З"],
      "5": ["S", "Ѕ"],
      "8": ["B", "В"],
      V: ["U"],
    };
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(..."23456789CDFHJKMNPQRTVWXY"), minLength: 4, maxLength: 12 }),
        fc.infiniteStream(fc.nat()),
        (code, choices) => {
          const written = [...code].map((symbol) => {
            const [choice = 0, separator = 0] = [choices.next().value, choices.next().value];
            const forms = [symbol, symbol.toLowerCase(), ...(lookAlike[symbol] ?? [])];
            return `${forms[choice % forms.length]}${["", " ", "-", "–"][separator % 4]}`;
          });
          expect(canonicalCode(written.join(""))).toBe(code);
        },
      ),
    );
  });

  test("looks at no more than a code's length", () => {
    expect(canonicalCode("A".repeat(1_000_000))).toBeUndefined();
    expect(canonicalCode(`A${"\u0300".repeat(100)}BCD`)).toBeUndefined();
  });
});

describe("generated codes", () => {
  test("are grouped, without vowels and look-alikes, and their own canonical form", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.nat(), (program, member, attempt) => {
        const personal = referralCode(key, program, member, attempt);
        expect(personal).toMatch(new RegExp(`^${GENERATED}-${GENERATED}$`));
        expect(canonicalCode(personal)).toBe(personal.replace("-", ""));
        const coupon = couponCode(key, member);
        expect(coupon).toMatch(new RegExp(`^${GENERATED}-${GENERATED}-${GENERATED}$`));
        expect(canonicalCode(coupon)).toBe(coupon.replaceAll("-", ""));
      }),
    );
  });

  test("follow from key, program, member and attempt alone, and stay the same over releases", () => {
    const code = referralCode(key, "prg_1", "mem_1", 0);
    expect(code).toBe("YW5Y-JFJX");
    expect(couponCode(key, "rwd_1")).toBe("QY6M-8H7J-58PX");
    const others = [
      referralCode(Buffer.alloc(32, 8), "prg_1", "mem_1", 0),
      referralCode(key, "prg_2", "mem_1", 0),
      referralCode(key, "prg_1", "mem_2", 0),
      referralCode(key, "prg_1", "mem_1", 1),
    ];
    expect(new Set([code, ...others]).size).toBe(5);
  });

  test("use every symbol at every place, evenly", () => {
    const counts = Array.from({ length: 8 }, () => new Map<string, number>());
    for (let member = 0; member < 24_000; member += 1) {
      const code = referralCode(key, "prg", `mem_${member}`, 0).replace("-", "");
      for (const [place, count] of counts.entries()) count.set(code.charAt(place), (count.get(code.charAt(place)) ?? 0) + 1);
    }
    // 1,000 expected of each; five standard deviations are 155.
    for (const count of counts) {
      expect(count.size).toBe(24);
      for (const times of count.values()) expect(Math.abs(times - 1000)).toBeLessThan(200);
    }
  });
});
