import { expect, test } from "vitest";
import { warningSentences } from "../../words/warning-sentence.js";
import { validateProgram } from "./validate.js";

const documentWith = (limit: object, amount: unknown, more: object = {}) => ({
  format: 1,
  handle: "shop",
  name: "Shop",
  destination: "https://shop.example/",
  ...more,
  rules: [
    {
      id: "each",
      on: { event: "purchase" },
      grants: [{ id: "credit", to: "member", credit: { amount }, value: "8.00", limits: [{ id: "few", ...limit }] }],
    },
  ],
});
function warningsOf(document: object): [string, string][] {
  const checked = validateProgram(document);
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return warningSentences("en", checked.warnings).map(({ path, problem }) => [path, problem]);
}
const max = "/rules/0/grants/0/limits/0/max";
const amount = { measure: "amount", max: "5.00" };

test("a limit that every reward passes is warned of, and what comes of it", () => {
  expect(warningsOf(documentWith({ ...amount, cut: "to_nothing" }, "8.00"))).toEqual([[max, expect.stringContaining("none is ever given")]]);
  expect(warningsOf(documentWith({ ...amount, cut: "to_remainder" }, "8.00"))).toEqual([[max, expect.stringContaining("each is cut to that")]]);
  expect(warningsOf(documentWith(amount, { percent: "10", of: "total", floor: "6.00" }))).toEqual([
    [max, expect.stringContaining("more than the 5.00")],
  ]);
  expect(warningsOf(documentWith({ measure: "value", max: "7.00" }, "1.00"))).toEqual([[max, expect.stringContaining("worth more than the limit")]]);
  expect(warningsOf(documentWith(amount, "5.00"))).toEqual([]);
});

test("a budget of the whole program that one reward can use up is warned of", () => {
  const budget = { ...amount, per: "program" };
  expect(warningsOf(documentWith(budget, { percent: "10", of: "total" }))).toEqual([[max, expect.stringContaining("can be all of the 5.00")]]);
  expect(warningsOf(documentWith(budget, { percent: "10", of: "total", ceiling: "6.00" }))).toHaveLength(1);
  expect(warningsOf(documentWith(budget, { percent: "10", of: "total", ceiling: "2.00" }))).toEqual([]);
  expect(warningsOf(documentWith(amount, { percent: "10", of: "total" }))).toEqual([]);
});

test("amounts of a table, of tiers and of a time are judged by the least and the most that they can be", () => {
  const kinds = (low: string, high: unknown) => [
    { table: { by: "event.channel", rows: { till: low, shop: high } } },
    { table: { by: "event.channel", rows: { till: low }, otherwise: high } },
    { tiers: { by: "converted", steps: [{ upTo: 2, amount: low }, { amount: high }] } },
    { overTime: { pieces: [{ until: { days: 2 }, amount: low }], afterwards: high } },
    ...(typeof high === "string" ? [{ overTime: { pieces: [{ until: { days: 2 }, amount: { from: high, to: low } }] } }] : []),
  ];
  const budget = { ...amount, per: "program" };
  for (const kind of kinds("6.00", "7.00"))
    expect(warningsOf(documentWith(amount, kind))).toEqual([[max, expect.stringMatching(/every reward is/i)]]);
  for (const kind of kinds("4.00", "6.00")) {
    expect(warningsOf(documentWith(amount, kind))).toEqual([]);
    expect(warningsOf(documentWith(budget, kind))).toEqual([[max, expect.stringContaining("can be all of the 5.00")]]);
  }
  for (const kind of kinds("4.00", "5.00")) expect(warningsOf(documentWith(budget, kind))).toEqual([]);
  for (const kind of kinds("4.00", { percent: "10", of: "total" })) expect(warningsOf(documentWith(budget, kind))).toEqual([]);
});

test("time that never comes is warned of", () => {
  const goals = [{ id: "aim", steps: { event: "purchase" }, window: { after: "2026-01-01T00:00:00Z", before: "2026-02-01T00:00:00Z" } }];
  const campaigns = [{ id: "week", from: "2026-01-01T00:00:00Z", until: "2026-01-08T00:00:00Z", multiplyBy: "2" }];
  const schedule = { joinFrom: "2026-03-01T00:00:00Z" };
  expect(warningsOf(documentWith(amount, "1.00", { goals, campaigns, schedule }))).toEqual([
    ["/goals/0/window", expect.stringContaining("can never be reached")],
    ["/campaigns/0", expect.stringContaining("ends before anybody can join")],
  ]);
  expect(warningsOf(documentWith(amount, "1.00", { goals, campaigns }))).toEqual([]);
});
