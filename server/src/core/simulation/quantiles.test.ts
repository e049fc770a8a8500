import { expect, test } from "vitest";
import { spreadOf } from "./quantiles.js";

test("a further number is below a quantile as often as it says: the position is (n + 1) × p", () => {
  expect(spreadOf(Array.from({ length: 9 }, (_, index) => 9 - index))).toEqual({ p10: 1, p50: 5, p90: 9, mean: 5 });
  expect(spreadOf(Array.from({ length: 99 }, (_, index) => index + 1))).toEqual({ p10: 10, p50: 50, p90: 90, mean: 50 });
  expect(spreadOf([1, 2])).toEqual({ p10: 1, p50: 1.5, p90: 2, mean: 1.5 });
});
test("of nothing there is none", () => expect(spreadOf([])).toBeUndefined());
