import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Rounding } from "./document/schema.js";
import {
  exponentOf,
  fitsLedger,
  formatDecimal,
  formatMoney,
  MAX_AMOUNT,
  mulDiv,
  parseDecimal,
  parsePercent,
  remainingAfter,
  split,
} from "./money.js";

type Rounded = Record<Rounding, string>;
const vectors = JSON.parse(readFileSync(new URL("../../../spec/vectors/amounts.json", import.meta.url), "utf8")) as {
  decimals: { text: string; precision: number; minor: string | null }[];
  percentages: ({ of: string; percent: string } & Rounded)[];
  remaining: { original: string; basis: string; takenBack: string; half_up: string }[];
  splits: { amount: string; weights: string[]; shares: string[] }[];
};

const ROUNDINGS: Rounding[] = ["half_up", "half_even", "down", "up"];
const rounding = fc.constantFrom(...ROUNDINGS);
const amount = fc.oneof(fc.bigInt(0n, 100n), fc.bigInt(0n, MAX_AMOUNT));
const positive = fc.oneof(fc.bigInt(1n, 100n), fc.bigInt(1n, MAX_AMOUNT));
const precision = fc.integer({ min: 0, max: 6 });

describe("decimals", () => {
  test.each(vectors.decimals)("$text with precision $precision is $minor", ({ text, precision, minor }) => {
    expect(parseDecimal(text, precision)).toBe(minor === null ? undefined : BigInt(minor));
  });

  test("what is formatted is parsed back, signs included", () => {
    fc.assert(
      fc.property(fc.bigInt(-MAX_AMOUNT, MAX_AMOUNT), precision, (minor, decimals) => {
        expect(parseDecimal(formatDecimal(minor, decimals), decimals, { signed: true })).toBe(minor);
      }),
    );
  });

  test("a text is refused or means what is written", () => {
    const nearlyDecimal = fc.stringMatching(/^[-+ 0-9.eE,]{0,24}$/);
    fc.assert(
      fc.property(nearlyDecimal, precision, (text, decimals) => {
        const minor = parseDecimal(text, decimals);
        if (minor === undefined) return;
        const [whole = "", rest = ""] = text.split(".");
        expect(minor).toBe(BigInt(whole) * 10n ** BigInt(decimals) + BigInt(rest.padEnd(decimals, "0") || "0"));
        expect(text).toMatch(/^(0|[1-9]\d*)(\.\d+)?$/);
      }),
    );
  });

  test("a text of a million digits is refused at once, and the ledger's ends are exact", () => {
    expect(parseDecimal("9".repeat(1_000_000), 2)).toBeUndefined();
    expect(parseDecimal("-5", 2, { signed: true })).toBe(-500n);
    expect(formatDecimal(-5n, 2)).toBe("-0.05");
    expect([fitsLedger(MAX_AMOUNT), fitsLedger(-MAX_AMOUNT), fitsLedger(MAX_AMOUNT + 1n), fitsLedger(-MAX_AMOUNT - 1n)]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe("currencies", () => {
  test("have the decimals of ISO 4217, not those of Intl", () => {
    const expected = {
      JPY: 0,
      KRW: 0,
      UGX: 0,
      HUF: 2,
      IDR: 2,
      TWD: 2,
      IQD: 3,
      BHD: 3,
      TND: 3,
      CLF: 4,
      UYW: 4,
      MGA: 2,
      MRU: 2,
      XCG: 2,
      ZWG: 2,
      SLE: 2,
    };
    for (const [currency, exponent] of Object.entries(expected)) expect([currency, exponentOf(currency)]).toEqual([currency, exponent]);
  });

  test.each(["XXX", "XTS", "XAU", "HRK", "BGN", "SLL", "ZWL", "ANG", "eur", "EU", "", "constructor", "__proto__"])("%j is none", (code) => {
    expect(exponentOf(code)).toBeUndefined();
  });
});

describe("mulDiv", () => {
  test.each(vectors.percentages)("$percent % of $of", (row) => {
    const { numerator, denominator } = parsePercent(row.percent);
    for (const mode of ROUNDINGS) expect([mode, mulDiv(BigInt(row.of), numerator, denominator, mode)]).toEqual([mode, BigInt(row[mode])]);
  });

  test("is the nearest amount on the named side, a half as named", () => {
    fc.assert(
      fc.property(amount, amount, positive, rounding, (a, n, d, mode) => {
        const result = mulDiv(a, n, d, mode);
        const twiceError = 2n * (result * d - a * n);
        if (mode === "down") expect(twiceError <= 0n && twiceError > -2n * d).toBe(true);
        if (mode === "up") expect(twiceError >= 0n && twiceError < 2n * d).toBe(true);
        if (mode === "half_up") expect(twiceError <= d && twiceError > -d).toBe(true);
        if (mode === "half_even")
          expect(twiceError < d && twiceError > -d ? true : (twiceError === d || twiceError === -d) && result % 2n === 0n).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test("throws outside its domain instead of rounding a negative the wrong way", () => {
    expect(() => mulDiv(-1n, 1n, 2n, "half_up")).toThrow();
    expect(() => mulDiv(1n, -1n, 2n, "half_up")).toThrow();
    expect(() => mulDiv(1n, 1n, 0n, "half_up")).toThrow();
  });
});

test.each(["", ".", "5.", "1e1", "-1", "1.0000001", "ten"])("the percentage %j throws", (text) => {
  expect(() => parsePercent(text)).toThrow();
});

describe("remainingAfter", () => {
  test.each(vectors.remaining)("$takenBack of $basis leaves $half_up of $original", ({ original, basis, takenBack, half_up }) => {
    expect(remainingAfter(BigInt(original), BigInt(basis), BigInt(takenBack), "half_up")).toBe(BigInt(half_up));
  });

  test("never grows, starts with all, ends with nothing, and stays between", () => {
    fc.assert(
      fc.property(amount, positive, amount, amount, rounding, (original, basis, one, other, mode) => {
        const [less, more] = one < other ? [one, other] : [other, one];
        const [first, second] = [remainingAfter(original, basis, less, mode), remainingAfter(original, basis, more, mode)];
        expect(second <= first && first <= original && second >= 0n).toBe(true);
        expect(remainingAfter(original, basis, 0n, mode)).toBe(original);
        expect(remainingAfter(original, basis, basis + other, mode)).toBe(0n);
      }),
      { numRuns: 500 },
    );
  });
});

describe("split", () => {
  test.each(vectors.splits)("$amount by $weights is $shares", ({ amount, weights, shares }) => {
    expect(split(BigInt(amount), weights.map(BigInt))).toEqual(shares.map(BigInt));
  });

  test("loses nothing and gives each its exact share, rounded down or up", () => {
    const weights = fc.array(amount, { minLength: 1, maxLength: 12 }).filter((list) => list.some((weight) => weight > 0n));
    fc.assert(
      fc.property(amount, weights, (total, list) => {
        const shares = split(total, list);
        const sum = list.reduce((a, b) => a + b, 0n);
        expect(shares.reduce((a, b) => a + b, 0n)).toBe(total);
        for (const [index, share] of shares.entries()) {
          const exact = total * (list[index] ?? 0n);
          expect(share * sum > exact - sum && share * sum < exact + sum).toBe(true);
        }
      }),
    );
  });

  test("throws when there is nobody to give to", () => {
    expect(() => split(5n, [])).toThrow();
    expect(() => split(5n, [0n, 0n])).toThrow();
  });
});

describe("formatMoney", () => {
  const plain = (minor: bigint, currency: string, locale: string) => formatMoney(minor, currency, locale).replace(/[\u00a0\u202f]/g, " ");

  test("writes money as people do where they live", () => {
    expect(plain(1000n, "EUR", "de")).toBe("10 €");
    expect(plain(1000n, "USD", "en")).toBe("$10");
    expect(plain(10000n, "RUB", "ru")).toBe("100 ₽");
    expect(plain(950n, "RUB", "ru")).toBe("9,50 ₽");
  });

  test("uses our decimals and no float", () => {
    expect(plain(1050n, "HUF", "en")).toBe("HUF 10.50");
    expect(plain(1n, "IQD", "en")).toBe("IQD 0.001");
    expect(plain(500n, "JPY", "en")).toBe("¥500");
    expect(plain(MAX_AMOUNT, "USD", "en")).toBe("$92,233,720,368,547,758.07");
    expect(() => formatMoney(1n, "XXX", "en")).toThrow();
  });
});
