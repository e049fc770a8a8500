import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decimalText, sumDecimals } from "./segment-values.js";

describe("an amount", () => {
  test.each<[unknown, string | undefined]>([
    [19.99, "19.99"],
    [45, "45"],
    [0, "0"],
    [45.5, "45.5"],
    [0.1 + 0.2, "0.3"],
    [3 * 18.09, "54.27"],
    [1.1 * 3, "3.3"],
    [45.005, "45.005"],
    [1e-7, "0.0000001"],
    [1.5e-7, "0.00000015"],
    [1e21, "1000000000000000000000"],
    [12345678901.123457, "12345678901.123457"],
    ["45.50", "45.5"],
    ["45.000", "45"],
    [" 45 ", "45"],
    ["007.10", "7.1"],
    [-1, undefined],
    ["-1", undefined],
    ["45,00", undefined],
    ["€45", undefined],
    ["1e3", undefined],
    [Number.NaN, undefined],
    [Number.POSITIVE_INFINITY, undefined],
    [true, undefined],
    [{}, undefined],
  ])("%j is %j", (value, text) => expect(decimalText(value)).toBe(text));

  test("that a sender wrote with cents is that amount to the cent, as a number and as a text", () => {
    const cents = fc.bigInt({ min: 0n, max: 10n ** 14n });
    fc.assert(
      fc.property(cents, (minor) => {
        const text = `${minor / 100n}.${String(minor % 100n).padStart(2, "0")}`;
        const exact = text.replace(/\.?0+$/, "") || "0";
        expect(decimalText(Number(text))).toBe(text.endsWith(".00") ? text.slice(0, -3) : exact);
        expect(decimalText(text)).toBe(text.endsWith(".00") ? text.slice(0, -3) : exact);
      }),
    );
  });

  test("that was summed up in doubles is the sum of its cents", () => {
    const prices = fc.array(fc.integer({ min: 1, max: 99_999 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(prices, (minors) => {
        const float = minors.reduce((sum, minor) => sum + minor / 100, 0);
        const exact = sumDecimals(minors.map((minor) => ({ decimal: `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, "0")}` })));
        expect(decimalText(float)).toBe(exact);
      }),
    );
  });
});

test("a sum is exact, each part times its quantity", () => {
  expect(sumDecimals([{ decimal: "19.99", times: 3 }, { decimal: "0.005" }, { decimal: "5" }])).toBe("64.975");
  expect(sumDecimals([])).toBe("0");
});
