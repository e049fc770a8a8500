import fc from "fast-check";
import { expect, test } from "vitest";
import { exactOf, exactText } from "./exact.js";

test.each([
  ["0", 0n],
  ["4550", 4_550_000_000n],
  ["1845.8766", 1_845_876_600n],
  ["-0.5", -500_000n],
  ["0.000001", 1n],
])("%s", (text, parts) => {
  expect([exactOf(text), exactText(parts)]).toEqual([parts, text]);
});

test("the text of parts gives them back, and whole numbers are written as such", () => {
  fc.assert(fc.property(fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), (parts) => exactOf(exactText(parts)) === parts));
  fc.assert(fc.property(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), (whole) => exactText(whole * 1_000_000n) === String(whole)));
});
