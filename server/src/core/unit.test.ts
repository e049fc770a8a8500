import { describe, expect, test } from "vitest";
import { currencyOfUnit, finerUnit, ledgerUnit, plainUnit, precisionOfUnit, publicUnit } from "./unit.js";

describe("units", () => {
  test.each([
    [{ unit: "USD", kind: "credit" as const }, "credit:USD"],
    [{ unit: "JPY", kind: "cash" as const }, "cash:JPY"],
    [{ unit: "POINTS" }, "POINTS"],
  ])("%j is %s inside and comes out as it went in", (outside, inside) => {
    expect(ledgerUnit(outside)).toBe(inside);
    expect(publicUnit(inside)).toEqual(outside);
  });

  test("refuse a currency without a kind and a kind without a currency", () => {
    expect(ledgerUnit({ unit: "USD" })).toBeUndefined();
    expect(ledgerUnit({ unit: "POINTS", kind: "credit" })).toBeUndefined();
  });

  test("have the decimals of their currency or of their declaration", () => {
    expect(precisionOfUnit("cash:JPY", () => 4)).toBe(0);
    expect(precisionOfUnit("credit:KWD", () => 4)).toBe(3);
    expect(precisionOfUnit("MILES", () => 1)).toBe(1);
  });

  test("that are still collected are six decimals finer, are told apart, and are no money yet", () => {
    const finer = finerUnit("cash:JPY");
    expect([precisionOfUnit(finer, () => 4), precisionOfUnit(finerUnit("MILES"), () => 1)]).toEqual([6, 7]);
    expect([publicUnit(finer), publicUnit(finerUnit("MILES"))]).toEqual([
      { unit: "JPY", kind: "cash", accruing: true },
      { unit: "MILES", accruing: true },
    ]);
    expect([currencyOfUnit(finer), plainUnit(finer)]).toEqual([undefined, "cash:JPY"]);
  });
});
