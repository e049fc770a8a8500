import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { faultOfDraw } from "./verify-draw.js";

const { cases } = JSON.parse(readFileSync(new URL("../../../spec/vectors/draws.json", import.meta.url), "utf8"));
const faultOf = (change: object) => {
  const each = { ...cases[0], ...change };
  return faultOfDraw(each, each, each.outcomes);
};

test("the draws of the vectors are true", () => {
  for (const each of cases) expect(faultOfDraw(each, each, each.outcomes)).toBeUndefined();
});

test.each<[string, object, string]>([
  ["another secret", { secret: "00".repeat(32) }, "secret"],
  ["a secret that is none", { secret: "secret" }, "secret"],
  ["other weights", { outcomes: [{ id: "none", weight: "1" }] }, "weights"],
  ["a weight that is none", { outcomes: [{ id: "none", weight: "many" }] }, "weights"],
  ["another message", { message: `${cases[0].message}0` }, "point"],
  ["another outcome", { drawn: "jackpot" }, "outcome"],
])("a draw with %s is not", (_what, change, fault) => {
  expect(faultOf(change)).toBe(fault);
});
