import { expect, test } from "vitest";
import { segmentLines } from "./segment-lines.js";
import type { SegmentMoney } from "./segment-money.js";

const paid = (money: Partial<SegmentMoney>): SegmentMoney => ({ origins: {}, used: [], ...money });

test.each<[string, Partial<SegmentMoney>, object[], object[]]>([
  [
    "at their prices",
    { amount: "30", shipping: "2" },
    [
      { product_id: "t", category: "tea", price: 19, quantity: 1 },
      { sku: 7, price: "4.5", quantity: 2 },
    ],
    [
      { product: "t", categories: ["tea"], quantity: 1, amount: "19" },
      { product: "7", quantity: 2, amount: "9" },
    ],
  ],
  [
    "by their prices of what was paid, where a discount is off the order",
    { amount: "45", tax: "5", currency: "EUR" },
    [
      { product_id: "a", price: 30 },
      { product_id: "b", price: 15 },
    ],
    [
      { product: "a", quantity: 1, amount: "26.67" },
      { product: "b", quantity: 1, amount: "13.33" },
    ],
  ],
  [
    "in whole units of a currency that has no smaller ones",
    { amount: "100", currency: "JPY" },
    [{ price: 99 }, { price: 51 }],
    [
      { quantity: 1, amount: "66" },
      { quantity: 1, amount: "34" },
    ],
  ],
])("products are lines %s", (_what, money, products, lines) => {
  expect(segmentLines(products, paid(money), "USD")).toEqual(lines);
});

test.each([
  ["no price", [{ product_id: "a" }]],
  ["a price that is none", [{ price: "€ 5" }]],
  ["half a piece", [{ price: 5, quantity: 0.5 }]],
  ["none", []],
  ["no list", "tea"],
  ["more than 100", Array(101).fill({ price: 0.1 })],
])("products that cannot be lines leave the order without them: %s", (_what, products) => {
  expect(segmentLines(products, paid({ amount: "45" }), "USD")).toBeUndefined();
});

test("lines share out exactly what was paid for the goods", () => {
  const products = [{ price: 19.99 }, { price: 3.33, quantity: 3 }, { price: 0.01 }];
  const lines = segmentLines(products, paid({ amount: "25.00", tax: "1.10", shipping: "4" }), "USD") ?? [];
  expect(lines.reduce((sum, { amount }) => sum + Math.round(Number(amount) * 100), 0)).toBe(1990);
});
