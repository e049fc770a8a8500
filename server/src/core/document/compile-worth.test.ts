import { expect, test } from "vitest";
import { compileProgram } from "./compile.js";
import type { Amount } from "./schema.js";

const unitsFor = (amount: Amount, unit: object) => {
  const program = compileProgram({
    format: 1,
    handle: "shop",
    name: "Shop",
    destination: "https://shop.example/",
    units: { KM: unit },
    rules: [{ id: "r", on: { event: "purchase" }, grants: [{ id: "g", to: "member", units: { unit: "KM", amount } }] }],
  });
  return program.rules.get("r")?.grants[0]?.amount;
};

test.each([
  ["5.00", { price: "0.025" }, 200n],
  ["5.00", { price: "0.03" }, 167n],
  ["5.00", { price: "0.03", precision: 2 }, 16_667n],
  ["0.01", { price: "0.000001" }, 10_000n],
])("%s in units that are worth %j", (worth, unit, value) => {
  expect(unitsFor({ worth }, unit)).toEqual({ kind: "fixed", value });
});

test("a percentage is that of the money, and its bounds are what the money buys", () => {
  const amount = unitsFor({ worth: { percent: "10", of: "goods", floor: "1.00", ceiling: "9.00" } }, { price: "0.04" });
  expect(amount).toMatchObject({ kind: "percent", floor: 25n, ceiling: 225n });
  const { numerator = 0n, denominator = 1n } = amount as { numerator?: bigint; denominator?: bigint };
  // 10 % of 30.00 are 3.00: 75 at 0.04.
  expect((3000n * numerator) / denominator).toBe(75n);
});
