/**
 * Whether forecasts are right: a program and a population so simple that the distribution of what comes of them is known exactly, and how often the forecast's
 * interval holds what then happens.
 */
import { describe, expect, test } from "vitest";
import { compileProgram } from "../document/compile.js";
import type { ProgramDocument } from "../document/schema.js";
import { activityClock } from "./activity-clock.js";
import type { Assumptions } from "./assumptions.js";
import { parseAssumptions } from "./parse-assumptions.js";
import { meanOf, type Outcome, playMany } from "./play-many.js";
import { spreadOf } from "./quantiles.js";
import { stageOf } from "./stage.js";

const document = {
  format: 1,
  handle: "simple",
  name: "Simple",
  destination: "https://shop.example/",
  rules: [
    { id: "joined", on: { referral: "signed_up" }, grants: [{ id: "thanks", to: "referrer", credit: { amount: "5.00" } }] },
    {
      id: "bought",
      on: { event: "purchase" },
      when: "friend.purchases == 0",
      grants: [{ id: "half", to: "friend", credit: { amount: { percent: "50", of: "total" } } }],
    },
  ],
} satisfies ProgramDocument;
const program = compileProgram(document);

/** Nobody waits, nobody cheats, nothing is returned or bought again, and everybody is known. */
const simple = {
  months: 1,
  members: 150,
  newMembersPerMonth: 0,
  reachRate: 1,
  shareRate: 0.1,
  shareDelayDays: 0,
  invitationsPerSharer: 4,
  visitRate: 0.5,
  signUpRate: 0.5,
  visitDelayDays: 0,
  purchaseRate: 0,
  purchaseDelayDays: 0,
  repeatRate: 0,
  returnRate: 0,
  fraudRate: 0,
  orderValue: "80.00",
  incrementalRate: 1,
  redemptionRate: 0,
  uncertainty: 0,
  seasonality: Array.from({ length: 12 }, () => 1),
};
const RUNS = 50;

function assumptionsOf(more: Record<string, unknown>): Assumptions {
  const parsed = parseAssumptions({ ...simple, ...more }, program);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.assumptions;
}
function outcomesOf(more: Record<string, unknown>, seed: number, runs = RUNS): Outcome[] {
  const assumptions = assumptionsOf(more);
  const stage = stageOf(document, program);
  const clock = activityClock(Date.UTC(2026, 0, 1), assumptions.months, "UTC", assumptions.seasonality);
  const steps = playMany({ stage, clock, assumptions, part: 1, runs, seed, tally: { runs: 0, decisions: 0 } });
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}
const signedUp = ({ run }: Outcome) => run.stages.signedUp;

/**
 * The distribution of sign-ups: of each member 0 with 1 - s, else of k invitations, geometric with mean m, each accepted with q; of all members the sum.
 * An accepted part of a geometric number (from 1) with p = 1/m has P(0) = p (1 - q) / c and P(j) = p q b^(j-1) / c², where c = 1 - b' and b' = (1-p)(1-q),
 * b = (1 - p) q / c. Sums are convolutions, by repeated doubling.
 */
function exactSignUps(members: number, s: number, m: number, q: number, max: number): number[] {
  const p = 1 / m;
  const c = 1 - (1 - p) * (1 - q);
  const b = ((1 - p) * q) / c;
  const one = Array.from({ length: max + 1 }, (_, j) => (j === 0 ? 1 - s + (s * p * (1 - q)) / c : (s * p * q * b ** (j - 1)) / c ** 2));
  const convolve = (x: number[], y: number[]) => x.map((_, n) => x.slice(0, n + 1).reduce((sum, value, k) => sum + value * (y[n - k] as number), 0));
  let sum: number[] = one.map((_, j) => (j === 0 ? 1 : 0));
  for (let left = members, power = one; left > 0; left = Math.floor(left / 2), power = convolve(power, power))
    if (left % 2 === 1) sum = convolve(sum, power);
  return sum;
}

/** A whole number that is just the bound is inside for its half. */
function inside(n: number, p10: number, p90: number): number {
  return n > p10 && n < p90 ? 1 : n === p10 || n === p90 ? 0.5 : 0;
}

describe("a population of which all is known", () => {
  const exact = exactSignUps(150, 0.1, 4, 0.25, 150);

  test("the exact distribution is one: its parts sum to 1, and its mean is members × share × invitations × acceptance", () => {
    expect(exact.reduce((sum, part) => sum + part, 0)).toBeCloseTo(1, 9);
    expect(exact.reduce((sum, part, n) => sum + part * n, 0)).toBeCloseTo(150 * 0.1 * 4 * 0.25, 6);
  });

  test("p10 to p90 holds what happens in four of five cases: the exact probability of the interval, on average over 20 seeds", () => {
    const held = Array.from({ length: 20 }, (_, seed) => {
      const { p10, p90 } = spreadOf(outcomesOf({}, seed).map(signedUp)) as { p10: number; p90: number };
      return exact.reduce((sum, part, n) => sum + part * inside(n, p10, p90), 0);
    });
    const mean = held.reduce((sum, part) => sum + part, 0) / held.length;
    expect(mean).toBeGreaterThan(0.76);
    expect(mean).toBeLessThan(0.84);
  });

  test("the mean is the expected one within four standard errors, and the variance is of its size", () => {
    const outcomes = outcomesOf({}, 1, 500);
    const mean = meanOf(outcomes, signedUp);
    const exactMean = exact.reduce((sum, part, n) => sum + part * n, 0);
    const exactVariance = exact.reduce((sum, part, n) => sum + part * (n - exactMean) ** 2, 0);
    expect(Math.abs(mean - exactMean)).toBeLessThan(4 * Math.sqrt(exactVariance / 500));
    const variance = meanOf(outcomes, (outcome) => (signedUp(outcome) - mean) ** 2);
    expect(variance / exactVariance).toBeGreaterThan(0.8);
    expect(variance / exactVariance).toBeLessThan(1.2);
  });

  test("each sign-up costs what the document says, and nothing else costs anything", () => {
    for (const { run, economics } of outcomesOf({}, 2)) expect(economics.programCostMinor).toBe(500 * run.stages.signedUp);
  });

  test("revenue, margin and the friends' reward are what orders of the mean worth come to", () => {
    const outcomes = outcomesOf(
      { purchaseRate: 0.5, shareRate: 0.5, members: 300, orderValueSpread: 0.5, grossMargin: 0.4, incrementalRate: 0.75 },
      3,
      80,
    );
    const orders = meanOf(outcomes, ({ economics }) => economics.newCustomers);
    // A second generation shares as well: of each customer 0.5 × 4 × 0.25 × 0.5 = 0.25 more, 1 ÷ (1 - 0.25) in all.
    const expected = (300 * 0.25) / 0.75;
    expect(Math.abs(orders / expected - 1)).toBeLessThan(0.04);
    expect(Math.abs(meanOf(outcomes, ({ economics }) => economics.revenueMinor) / (orders * 8000) - 1)).toBeLessThan(0.02);
    for (const { economics } of outcomes) expect(economics.marginMinor).toBeCloseTo(economics.revenueMinor * 0.3, 3);
    const half = meanOf(outcomes, ({ run }) => run.grants.find(({ grant }) => grant === "half")?.costMinor ?? 0);
    expect(Math.abs(half / (orders * 4000) - 1)).toBeLessThan(0.02);
  });

  test("the K-factor is invitations of a customer times conversion, and the window cuts what comes later", () => {
    const growing = { purchaseRate: 0.5, shareRate: 0.4, members: 400, months: 3 };
    const k = (more: Record<string, unknown>) => meanOf(outcomesOf({ ...growing, ...more }, 4, 50), ({ economics }) => economics.kFactor ?? 0);
    expect(Math.abs(k({ kWindowDays: 30 }) / (0.4 * 4 * 0.25 * 0.5) - 1)).toBeLessThan(0.05);
    // With sharing after 30 days on average, 1 - 1/e of it lies in the first 30.
    expect(Math.abs(k({ kWindowDays: 30, shareDelayDays: 30 }) / (0.2 * (1 - Math.exp(-1))) - 1)).toBeLessThan(0.07);
  });
});

test("rates that are not known exactly: the interval holds a further world of the same assumptions in four of five cases", () => {
  const unsure = { uncertainty: 0.3, members: 200 };
  const worlds = outcomesOf(unsure, 1_000_000, 250).map(signedUp);
  const held = Array.from({ length: 12 }, (_, seed) => {
    const { p10, p90 } = spreadOf(outcomesOf(unsure, seed).map(signedUp)) as { p10: number; p90: number };
    return worlds.reduce((sum, world) => sum + inside(world, p10, p90), 0) / worlds.length;
  });
  const mean = held.reduce((sum, part) => sum + part, 0) / held.length;
  expect(mean).toBeGreaterThan(0.74);
  expect(mean).toBeLessThan(0.86);
});
