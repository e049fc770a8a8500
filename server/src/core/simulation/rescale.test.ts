import { expect, test } from "vitest";
import { full } from "../../../test/program-documents.js";
import { compileProgram } from "../document/compile.js";
import type { ProgramDocument } from "../document/schema.js";
import { validateProgram } from "../document/validate.js";
import { scaleProgramLimits, scaleRewards, withoutPools } from "./rescale.js";

const limits = [
  { id: "all", measure: "amount", per: "program", max: "1000.00" },
  { id: "few", measure: "rewards", per: "program", max: "3" },
  { id: "own", measure: "rewards", max: "5" },
];
const document = {
  ...full,
  rules: [
    {
      id: "rode",
      on: { event: "ride" },
      grants: [
        { id: "fixed", to: "member", credit: { amount: "5.00", minimumSpend: "30.00" }, limits },
        { id: "percent", to: "member", cash: { amount: { percent: "10", of: "goods", floor: "2.00", ceiling: "25.00" } } },
        {
          id: "points",
          to: "member",
          points: { amount: { table: { by: "member.traits.plan", rows: { "5": "10", pro: { percent: "50", of: "total" } } } } },
        },
        { id: "units", to: "referrer", units: { unit: "KM", amount: "1.250" } },
        { id: "coupon", to: "member", coupon: { discount: { percent: "40" }, ceiling: "10.00", minimumSpend: "30.00" }, value: "4.00" },
        { id: "badge", to: "member", badge: "star" },
      ],
    },
    {
      id: "tiers",
      on: { referral: "converted" },
      grants: [
        {
          id: "tiers",
          to: "referrer",
          credit: { amount: { tiers: { by: "converted", steps: [{ upTo: 2, amount: "10.00" }, { amount: "20.00" }] } } },
        },
      ],
    },
  ],
} as unknown as ProgramDocument;

test("every amount of every kind is so many times as much, to what its unit can say; names, limits, minimum spends and counts stay", () => {
  const scaled = scaleRewards(document, compileProgram(document), 2.5);
  expect(scaled.rules?.[0]?.grants).toMatchObject([
    { credit: { amount: "12.5", minimumSpend: "30.00" }, limits },
    { cash: { amount: { percent: "25", of: "goods", floor: "5", ceiling: "62.5" } } },
    { points: { amount: { table: { rows: { "5": "25", pro: { percent: "125", of: "total" } } } } } },
    { units: { amount: "3.125" } },
    { coupon: { discount: { percent: "100" }, ceiling: "25", minimumSpend: "30.00" }, value: "10" },
    { badge: "star" },
  ]);
  expect(scaled.rules?.[1]?.grants[0]).toMatchObject({ credit: { amount: { tiers: { steps: [{ upTo: 2, amount: "25" }, { amount: "50" }] } } } });
  expect(validateProgram(document).ok && validateProgram(scaled).ok).toBe(true);
});

test.each([0.01, 1 / 3, 0.999, 1, 7.77, 64])("the document times %d is one that can be published", (factor) => {
  const result = validateProgram(scaleRewards(document, compileProgram(document), factor));
  // What is scaled down to nothing the validator may find odd; nothing else.
  const problems = result.ok ? [] : result.problems;
  expect(problems.filter(({ path }) => !/amount|percent|floor|ceiling/.test(path))).toEqual([]);
});

test("coupons from a pool have codes of their own where nobody sends any", () => {
  const given = { id: "given", to: "member" as const, coupon: { discount: { percent: "10" }, pool: "partner" } };
  const pooled: ProgramDocument = { ...document, couponPools: [{ id: "partner" }], rules: [{ id: "r", on: { event: "purchase" }, grants: [given] }] };
  expect(withoutPools(pooled).rules?.[0]?.grants).toEqual([{ ...given, coupon: { discount: { percent: "10" } } }]);
  expect(withoutPools(document)).toBe(document);
});

test("limits of the whole program are for the part, at least one; those of members stay", () => {
  const grants = scaleProgramLimits(document, 0.1).rules?.[0]?.grants;
  expect(grants?.[0]?.limits).toMatchObject([{ max: "100" }, { max: "1" }, { max: "5" }]);
  expect(scaleProgramLimits(document, 1)).toBe(document);
});
