import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { chance } from "../../../test/laws/chance.js";
import { anyDocument } from "../../../test/laws/documents.js";
import { compileProgram } from "../document/compile.js";
import type { ProgramDocument } from "../document/schema.js";
import { netOf } from "../reward.js";
import { isFiner } from "../unit.js";
import { activityClock } from "./activity-clock.js";
import { type Forecast, forecast, type Plan } from "./forecast.js";
import { forecastView } from "./forecast-view.js";
import { measureRun } from "./measure-run.js";
import { parseAssumptions } from "./parse-assumptions.js";
import { meanOf, playMany } from "./play-many.js";
import { playRun } from "./play-run.js";
import type { Played } from "./played.js";
import { stageOf } from "./stage.js";

const START = Date.UTC(2026, 0, 1);
const examples = join(import.meta.dirname, "../../../../examples/programs");
const exampleOf = (name: string): ProgramDocument => parse(readFileSync(join(examples, name), "utf8"));
const storeCredit = exampleOf("09-store-credit.yaml");
/** Many share and buy, so that a few people are enough. */
const lively = {
  orderValue: "60.00",
  months: 3,
  members: 10,
  newMembersPerMonth: 1,
  reachRate: 1,
  shareRate: 0.6,
  shareDelayDays: 5,
  invitationsPerSharer: 2,
  visitRate: 0.7,
  signUpRate: 0.7,
  purchaseRate: 0.5,
  repeatDelayDays: 10,
  fraudRate: 0.2,
  sharedAddressRate: 0.2,
  returnRate: 0.3,
  redemptionDelayDays: 5,
  uncertainty: 0.1,
};

function finished<T>(steps: Generator<void, T>): T {
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}
function assumptionsOf(document: ProgramDocument, more: Record<string, unknown>) {
  const parsed = parseAssumptions(more, compileProgram(document));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.assumptions;
}
function playedOf(document: ProgramDocument, more: Record<string, unknown>, key = 1): Played {
  const assumptions = assumptionsOf(document, more);
  const program = compileProgram(document);
  const clock = activityClock(program.schedule.joinFrom ?? START, assumptions.months, program.timeZone, assumptions.seasonality);
  return finished(playRun(stageOf(document, program), clock, assumptions, key));
}
function forecastOf(document: ProgramDocument, more: Record<string, unknown>, plan: Partial<Plan> = {}): Forecast {
  const whole = { startsAt: START, runs: 10, seed: 1, decisionsMax: 3000, budgetMinor: null, ...plan };
  return finished(forecast(document, assumptionsOf(document, more), whole)) as Forecast;
}
const viewOf = (...about: Parameters<typeof forecastOf>) => forecastView("retail", forecastOf(...about));

describe("a forecast", () => {
  test("is the same for the same seed, and another one for another", () => {
    const first = viewOf(storeCredit, lively);
    expect(viewOf(storeCredit, lively)).toEqual(first);
    expect(viewOf(storeCredit, lively, { seed: 2 }).newCustomers).not.toEqual(first.newCustomers);
  });

  test("takes options by their shares, and lets those expire or become the default that nobody claims", () => {
    const options = ["a", "b", "c"].map((id) => ({ id, credit: { amount: "5.00" } }));
    const document = {
      ...storeCredit,
      eligibility: [],
      rules: [
        {
          id: "thanks",
          on: { referral: "signed_up" },
          grants: [{ id: "gift", to: "referrer", choice: { within: { days: 3 }, default: "c", options } }],
        },
      ],
    } as unknown as ProgramDocument;
    const chosenWith = (more: object): Record<string, number> => {
      const counts: Record<string, number> = { a: 0, b: 0, c: 0 };
      for (const { details } of playedOf(document, { ...lively, members: 60, ...more }).rows.stored.rewards.values()) {
        const chosen = details.choice?.chosen;
        if (chosen !== undefined) counts[chosen] = (counts[chosen] ?? 0) + 1;
      }
      return counts;
    };
    const even = chosenWith({});
    expect(Object.values(even).every((count) => count > 0)).toBe(true);
    const all = Object.values(even).reduce((sum, count) => sum + count, 0);
    expect(chosenWith({ optionShares: { b: 0, c: 0 } })).toMatchObject({ b: 0, c: 0 });
    const [few, none] = [chosenWith({ claimRate: 0.5, optionShares: { c: 0 } }), chosenWith({ claimRate: 0 })];
    expect([few.a, few.b, few.c].every((count) => count !== undefined && count > 0 && count < all)).toBe(true);
    expect(none).toMatchObject({ a: 0, b: 0 });
  });

  test("of a program that nobody shares costs nothing and brings nobody", () => {
    const view = viewOf(storeCredit, { ...lively, shareRate: 0 });
    const nothing = { p10: "0.00", p50: "0.00", p90: "0.00", mean: "0.00" };
    expect([view.programCost, view.revenue, view.liability, view.net]).toEqual([nothing, nothing, nothing, nothing]);
    expect([view.newCustomers.p90, view.returnOnInvestment, view.rewards, view.breakEvenReward.kind]).toEqual([0, null, [], "no_cost"]);
    expect(view.breakEvenMonth).toEqual({ p10: null, p50: null, p90: null, chance: 0 });
  });

  test("of nobody is nothing at all", () => {
    const view = viewOf(storeCredit, { ...lively, members: 0, newMembersPerMonth: 0 });
    expect([view.kFactor.p50, view.newCustomers.p90]).toEqual([null, 0]);
  });

  test("of people of whom each brings more than one ends as well: there is none", () => {
    const assumptions = assumptionsOf(storeCredit, { ...lively, shareRate: 1, invitationsPerSharer: 10, months: 12 });
    expect(
      finished(forecast(storeCredit, assumptions, { startsAt: START, runs: 10, seed: 1, decisionsMax: 1000, budgetMinor: null })),
    ).toBeUndefined();
  });

  test("counts a budget's excess, the month's costs and the fixed ones", () => {
    const view = viewOf(storeCredit, { ...lively, monthlyCost: "1000.00" }, { budgetMinor: 250_000 });
    expect([view.chanceOverBudget, view.budget, view.breakEvenMonth.chance]).toEqual([1, "2500.00", 0]);
    expect(viewOf(storeCredit, lively, { budgetMinor: 10_000_000 }).chanceOverBudget).toBe(0);
  });

  test("names what drives it, the strongest first: more margin earns more, more returns earn less", () => {
    const { drivers } = viewOf(storeCredit, { ...lively, returnRate: 0.3 }, { decisionsMax: 10_000 });
    const swings = drivers.map(({ swing }) => Number(swing));
    expect(swings).toEqual([...swings].sort((a, b) => b - a));
    const net = (name: string) => {
      const driver = drivers.find(({ assumption }) => assumption === name);
      return Number(driver?.high.net) - Number(driver?.low.net);
    };
    expect([net("grossMargin") > 0, net("returnRate") < 0, net("purchaseRate") > 0]).toEqual([true, true, true]);
  });

  test("finds the reward at which the program earns just what it costs: where cost is in proportion, margin ÷ cost", () => {
    const document: ProgramDocument = {
      ...storeCredit,
      eligibility: [],
      rules: [{ id: "each", on: { referral: "qualified" }, grants: [{ id: "credit", to: "referrer", credit: { amount: "4.00" } }] }],
    };
    const { breakEven, outcomes } = forecastOf(
      document,
      { ...lively, members: 60, uncertainty: 0, grossMargin: 0.5, incrementalRate: 1 },
      { decisionsMax: 40_000, runs: 40 },
    );
    const sum = (value: (outcome: (typeof outcomes)[number]) => number) => outcomes.reduce((total, outcome) => total + value(outcome), 0);
    const ratio = sum(({ economics }) => economics.marginMinor) / sum(({ economics }) => economics.rewardCostMinor);
    expect(breakEven.kind).toBe("at");
    // Six runs against forty of a dozen members: chance leaves a quarter.
    expect(breakEven.kind === "at" && Math.abs(breakEven.factor / ratio - 1)).toBeLessThan(0.25);
    expect(forecastOf(document, { ...lively, monthlyCost: "100000.00" }).breakEven.kind).toBe("never");
  });

  test("plays a part of many members, scales it up, and says how much that scatters; limits of the whole program are scaled with it", () => {
    const many = { ...lively, members: 5000, shareRate: 0.3, newMembersPerMonth: 0, returnRate: 0, fraudRate: 0 };
    const [rule] = storeCredit.rules ?? [];
    const limits = [{ id: "cap", measure: "rewards", per: "program", max: "100" }];
    const capped = { ...storeCredit, rules: [{ ...rule, grants: [{ ...rule?.grants[0], limits }] }] } as ProgramDocument;
    const { sampling, outcomes } = forecastOf(capped, many, { runs: 4, decisionsMax: 4000 });
    expect(sampling.part).toBeLessThan(0.1);
    expect(sampling.newCustomersError).toBeGreaterThan(0);
    const made = outcomes.map(({ run }) => (run.grants[0]?.made ?? 0) / sampling.part);
    for (const each of made) expect(Math.abs(each - 100)).toBeLessThanOrEqual(1 / sampling.part);
  });
});

test("of those who share nothing a part can stand for all: what members earn by their own orders comes out alike", () => {
  const rules = [{ id: "own", on: { event: "purchase" }, grants: [{ id: "points", to: "member", points: { amount: "10" } }] }];
  const document = { ...storeCredit, rules } as ProgramDocument;
  const own = { ...lively, members: 300, months: 2, ordersPerYear: 12, shareRate: 0.02, uncertainty: 0, unitValues: { POINTS: "0.01" } };
  const assumptions = assumptionsOf(document, own);
  const program = compileProgram(document);
  const clock = activityClock(START, assumptions.months, program.timeZone, assumptions.seasonality);
  const [all, part] = [1, 0.4].map((passivePart) => {
    const stage = { ...stageOf(document, program), passivePart };
    const outcomes = finished(playMany({ stage, clock, assumptions, part: 1, runs: 6, seed: 1, tally: { runs: 0, decisions: 0 } }));
    return {
      cost: meanOf(outcomes, ({ economics }) => economics.rewardCostMinor),
      used: meanOf(outcomes, ({ run }) => run.units.get("POINTS")?.usedMinor ?? 0),
      decisions: meanOf(outcomes, ({ run }) => run.decisions),
    };
  });
  const ratio = (name: "cost" | "used" | "decisions") => (part?.[name] ?? 0) / (all?.[name] ?? 0);
  expect(Math.abs(ratio("cost") - 1)).toBeLessThan(0.1);
  expect(Math.abs(ratio("used") - 1)).toBeLessThan(0.15);
  expect(ratio("decisions")).toBeLessThan(0.6);
  const { sampling } = forecastOf(document, own, { decisionsMax: 4000 });
  expect(sampling.passivePart).toBeLessThan(1);
});

describe("whatever the document", () => {
  test("a simulation comes to its end, and its cost is what the ledger of its decisions says: pending, available and used", () => {
    const property = fc.property(anyDocument, fc.nat(), (document, key) => {
      const played = playedOf(document, { ...lively, members: 6, shareRate: 1 }, key);
      const { units, grants, liabilityMinor, costMinor } = measureRun(played);
      const { rewards, accounts } = played.rows.stored;
      for (const [unit, { pendingMinor, availableMinor, usedMinor, unrecoveredMinor }] of units) {
        // What is collected below the smallest part is used by being paid, which no redemption tells.
        if (isFiner(unit)) continue;
        const made = [...rewards.values()].filter((reward) => reward.unit === unit).reduce((sum, reward) => sum + netOf(reward), 0n);
        expect([unit, Number(made) + unrecoveredMinor]).toEqual([unit, pendingMinor + availableMinor + usedMinor]);
        expect(grants.filter((grant) => grant.unit === unit).reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(Number(made));
      }
      const owed = [...accounts.values()].filter(({ unit, kind }) => unit.endsWith(":USD") && (kind === "pending" || kind === "available"));
      expect(liabilityMinor).toBe(owed.reduce((sum, { balance }) => sum + Number(balance), 0));
      expect(Number.isFinite(costMinor.reduce((sum, cost) => sum + cost, 0))).toBe(true);
    });
    fc.assert(property, chance(30));
  });

  test("a forecast never throws, and is JSON that says only numbers", () => {
    const property = fc.property(
      anyDocument,
      fc.record({ members: fc.nat({ max: 10 }), shareRate: fc.constantFrom(0, 0.5, 1), seed: fc.nat() }),
      (document, { seed, ...more }) => {
        const view = viewOf(document, { ...lively, months: 2, ...more }, { seed, runs: 2, decisionsMax: 1000, budgetMinor: 1 });
        expect(JSON.parse(JSON.stringify(view))).toEqual(view);
      },
    );
    fc.assert(property, chance(6));
  });
});

describe("the programs of examples/programs", () => {
  test.each(readdirSync(examples).filter((name) => name.endsWith(".yaml")))(
    "%s: friends do what its goals wait for, and something is given",
    (name) => {
      const document = exampleOf(name);
      const { stages, grants } = measureRun(
        playedOf(document, { ...lively, shareRate: 1, shareDelayDays: 1, invitationsPerSharer: 8, fraudRate: 0 }),
      );
      expect(stages.signedUp).toBeGreaterThan(0);
      if ((document.goals ?? []).length > 0) expect(stages.qualified).toBeGreaterThan(0);
      expect(grants.length).toBeGreaterThan(0);
    },
  );
});
