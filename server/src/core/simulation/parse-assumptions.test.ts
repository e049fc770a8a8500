import { describe, expect, test } from "vitest";
import { full, minimal } from "../../../test/program-documents.js";
import { compileProgram } from "../document/compile.js";
import type { ProgramDocument } from "../document/schema.js";
import { FIELDS } from "./assumptions.js";
import { INDUSTRIES } from "./industries.js";
import { assumptionsView, parseAssumptions } from "./parse-assumptions.js";
import { saidByDocument } from "./said-by-document.js";

const program = compileProgram(full as ProgramDocument);
const parsed = (input: Record<string, unknown>, of = program) => parseAssumptions(input, of);
function pathsOf(input: Record<string, unknown>, of = program): string[] {
  const result = parsed(input, of);
  return result.ok ? [] : result.problems.map(({ path }) => path);
}

describe("defaults", () => {
  test.each(INDUSTRIES)("of %s are all there and within their bounds, and what they are read as is what they are written as", (industry) => {
    const result = parsed({ industry });
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    const view = assumptionsView(industry, result.assumptions, program.precision);
    expect(parsed(view)).toEqual(result);
    for (const { name, min, max, kind } of FIELDS) {
      const scale = kind === "money" ? 100 : 1;
      expect([name, result.assumptions[name] >= min * scale && result.assumptions[name] <= max * scale]).toEqual([name, true]);
    }
    expect(result.assumptions.seasonality.reduce((sum, factor) => sum + factor, 0)).toBeCloseTo(12, 1);
  });

  test("of an order's worth are dollars: another currency must say its own", () => {
    const roubles = compileProgram({ ...minimal, currency: "RUB" } as ProgramDocument);
    expect(pathsOf({}, roubles)).toEqual(["/orderValue"]);
    const yen = compileProgram({ ...minimal, currency: "JPY" } as ProgramDocument);
    const result = parsed({ orderValue: "6000", monthlyCost: "1000" }, yen);
    expect(result.ok && [result.assumptions.orderValueMinor, result.assumptions.monthlyCostMinor]).toEqual([6000, 1000]);
  });
});

test("what the document says of its orders and units is taken where nobody says otherwise", () => {
  const said = (more: object) => saidByDocument({ ...minimal, ...more } as ProgramDocument, { precision: 2 });
  expect(said({})).toEqual({ unitValues: {} });
  const economics = { margin: "62.5", orderValue: "45.00", returnWindow: { days: 14 } };
  const known = said({ economics, units: { KM: { precision: 1, price: "0.015" }, MB: {} } });
  expect(known).toEqual({ grossMargin: 0.625, orderValue: "45.00", unitValues: { KM: "0.015" } });
  const result = parsed({ ...known, orderValue: "50.00" });
  expect(result.ok && result.assumptions).toMatchObject({ grossMargin: 0.625, orderValueMinor: 5000, unitValues: { KM: 1.5 } });
});

describe("what is said", () => {
  test("takes the place of the default, money in minor units", () => {
    const result = parsed({ shareRate: 0, orderValue: "12.34", unitValues: { KM: "0.0001", POINTS: "0.01" }, months: 24 });
    expect(result.ok && result.assumptions).toMatchObject({ shareRate: 0, orderValueMinor: 1234, unitValues: { KM: 0.01, POINTS: 1 }, months: 24 });
  });

  test.each<[string, unknown]>([
    ["shareRate", 1.01],
    ["shareRate", -0.1],
    ["shareRate", "8%"],
    ["shareRate", Number.NaN],
    ["months", 1.5],
    ["months", 37],
    ["repeatRate", 1],
    ["orderValue", 60],
    ["orderValue", "60.001"],
    ["orderValue", "-1.00"],
    ["orderValue", "1000000.01"],
    ["seasonality", [1, 1]],
    ["seasonality", Array.from({ length: 12 }, () => 0)],
    ["seasonality", Array.from({ length: 12 }, () => -1)],
    ["unitValues", "0.01"],
    ["optionShares", 2],
    ["industry", "mining"],
  ])("%s %j is refused by its name", (name, value) => expect(pathsOf({ [name]: value })).toEqual([`/${name}`]));

  test("every mistake is told at once, with a remedy; a slip of the pen with the name that was meant", () => {
    const result = parsed({ shareRat: 0.1, visitRate: 2, unitValues: { MILES: "1" }, members: "many" });
    if (result.ok) throw new Error("it was taken");
    expect(result.problems.map(({ path }) => path).sort()).toEqual(["/members", "/shareRat", "/unitValues/MILES", "/visitRate"]);
    expect(result.problems.find(({ path }) => path === "/shareRat")?.remedy).toBe("Did you mean shareRate?");
    for (const { problem, remedy } of result.problems)
      expect([problem, remedy]).toEqual([expect.stringMatching(/\.$/), expect.stringMatching(/[.?]$/)]);
  });
});
