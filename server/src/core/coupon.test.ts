import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { discountOf } from "./coupon.js";

describe("discountOf", () => {
  test.each([
    ["a percentage, half up", { discount: { percent: "10" } }, 4545n, { kind: "amount", off: 455n }],
    ["no more than the ceiling", { discount: { percent: "50" }, ceiling: "5.00" }, 4500n, { kind: "amount", off: 500n }],
    ["an amount", { discount: { amount: "5.00" } }, 4500n, { kind: "amount", off: 500n }],
    ["no more than the order", { discount: { amount: "5.00" } }, 300n, { kind: "amount", off: 300n }],
    ["nothing below the minimum", { discount: { amount: "5.00" }, minimumSpend: "30.00" }, 2999n, { kind: "below_minimum", minimum: 3000n }],
    ["at the minimum", { discount: { amount: "5.00" }, minimumSpend: "30.00" }, 3000n, { kind: "amount", off: 500n }],
    ["free shipping", { discount: { freeShipping: true as const } }, 100n, { kind: "freeShipping" }],
    ["a product", { discount: { product: "socks" } }, 100n, { kind: "product", product: "socks" }],
  ])("%s", (_what, terms, total, discount) => expect(discountOf(terms, { total, meant: null }, 2)).toEqual(discount));

  test.each<[string, { discount: { percent: string } | { amount: string }; minimumSpend?: string }, bigint, bigint | null, object]>([
    ["a percentage of its lines", { discount: { percent: "10" } }, 9000n, 4545n, { kind: "amount", off: 455n }],
    ["no more than its lines", { discount: { amount: "5.00" } }, 9000n, 300n, { kind: "amount", off: 300n }],
    ["no more than the order, whatever the lines say", { discount: { percent: "100" } }, 400n, 900n, { kind: "amount", off: 400n }],
    ["the minimum is of the order", { discount: { amount: "5.00" }, minimumSpend: "30.00" }, 3000n, 600n, { kind: "amount", off: 500n }],
    ["nothing where the order has none of them", { discount: { percent: "10" } }, 9000n, null, { kind: "not_for_order" }],
  ])("only for some products: %s", (_what, terms, total, meant, discount) =>
    expect(discountOf({ ...terms, onlyFor: "tea" }, { total, meant }, 2)).toEqual(discount),
  );

  test("never takes off more than the order or the ceiling", () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 12n), fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100_000 }), (total, percent, ceiling) => {
        const discount = discountOf({ discount: { percent: String(percent) }, ceiling: `${ceiling}.00` }, { total, meant: null }, 2);
        const off = discount.kind === "amount" ? discount.off : -1n;
        expect(off >= 0n && off <= total && off <= BigInt(ceiling) * 100n).toBe(true);
      }),
    );
  });
});
