/** A forecast as callers read it: plain JSON, money as decimal texts in major units with the currency beside it, shares and factors as numbers. */
import { formatDecimal } from "../money.js";
import { formatInstant, periodOf } from "../time.js";
import { precisionOfUnit, publicUnit } from "../unit.js";
import type { AssumptionField } from "./assumptions.js";
import type { BreakEven } from "./break-even.js";
import type { DriverSide } from "./drivers.js";
import type { Economics } from "./economics.js";
import type { Forecast } from "./forecast.js";
import type { Industry } from "./industries.js";
import { STAGES, type UnitBalance } from "./measure-run.js";
import { assumptionsView } from "./parse-assumptions.js";
import type { Outcome } from "./play-many.js";
import { type Spread, spreadOf } from "./quantiles.js";

type Value = (outcome: Outcome) => number;
type Shown<T> = { p10: T; p50: T; p90: T; mean: T };

export type ForecastView = ReturnType<typeof forecastView>;

/** Everything of the forecast. What no run could tell (a return without a cost) is null. */
export function forecastView(industry: Industry, forecast: Forecast) {
  const { program, assumptions, plan, outcomes, sampling, drivers, breakEven, clock } = forecast;
  const { currency, precision } = program;
  const money = (minor: number) => moneyText(minor, precision);
  const spread = (value: Value) => shown(spreadOf(outcomes.map(value)) as Spread, rounded);
  const moneySpread = (value: Value) => shown(spreadOf(outcomes.map(value)) as Spread, money);
  const known = (value: (economics: Economics) => number | null) =>
    spreadOf(outcomes.map(({ economics }) => value(economics)).filter((each) => each !== null));
  const ofKnown = <T>(value: (economics: Economics) => number | null, show: (value: number) => T) => {
    const found = known(value);
    return found === undefined ? null : shown(found, show);
  };
  return {
    program: program.handle,
    hash: program.hash,
    currency,
    startsOn: formatInstant(plan.startsAt),
    runs: outcomes.length,
    seed: plan.seed,
    sampling: {
      membersPerRun: sampling.membersPerRun,
      part: rounded(sampling.part),
      passivePart: rounded(sampling.passivePart),
      newCustomersError: rounded(sampling.newCustomersError),
      netError: rounded(sampling.netError),
      cutRuns: rounded(sampling.cutRuns),
    },
    assumptions: assumptionsView(industry, assumptions, precision),
    stages: Object.fromEntries(STAGES.map((stage) => [stage, spread(({ run }) => run.stages[stage] / sampling.part)])),
    newCustomers: spread(({ economics }) => economics.newCustomers),
    incrementalCustomers: spread(({ economics }) => economics.incrementalCustomers),
    kFactor: {
      windowDays: assumptions.kWindowDays,
      ...(ofKnown(({ kFactor }) => kFactor, rounded) ?? { p10: null, p50: null, p90: null, mean: null }),
    },
    revenue: moneySpread(({ economics }) => economics.revenueMinor),
    incrementalRevenue: moneySpread(({ economics }) => economics.incrementalRevenueMinor),
    margin: moneySpread(({ economics }) => economics.marginMinor),
    rewardCost: moneySpread(({ economics }) => economics.rewardCostMinor),
    fraudCost: moneySpread(({ run }) => run.fraudCostMinor / sampling.part),
    programCost: moneySpread(({ economics }) => economics.programCostMinor),
    net: moneySpread(({ economics }) => economics.netMinor),
    returnOnInvestment: ofKnown(({ roi }) => roi, rounded),
    costPerIncrementalCustomer: ofKnown(({ costPerCustomerMinor }) => costPerCustomerMinor, money),
    liability: moneySpread(({ run }) => run.liabilityMinor / sampling.part),
    breakEvenMonth: breakEvenMonths(outcomes, assumptions.months),
    chanceOverBudget:
      plan.budgetMinor === null ? null : share(outcomes, ({ economics }) => economics.programCostMinor > (plan.budgetMinor as number)),
    budget: plan.budgetMinor === null ? null : money(plan.budgetMinor),
    rewards: rewardsView(forecast),
    units: unitsView(forecast),
    months: monthsView(outcomes, money, (month) => periodOf(clock.bounds[month] as number, "month", program.timeZone).key.slice(0, 7)),
    drivers: drivers.map(({ field, low, high, swingMinor }) => ({
      assumption: field.publicName,
      low: sideView(low, field, money),
      high: sideView(high, field, money),
      swing: money(swingMinor),
    })),
    breakEvenReward: breakEvenView(breakEven, money),
  };
}

function shown<T>({ p10, p50, p90, mean }: Spread, show: (value: number) => T): Shown<T> {
  return { p10: show(p10), p50: show(p50), p90: show(p90), mean: show(mean) };
}
/** Four decimals are more than a forecast knows. */
function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
function moneyText(minor: number, precision: number): string {
  return formatDecimal(BigInt(Math.round(minor)), precision);
}
function share(outcomes: readonly Outcome[], holds: (outcome: Outcome) => boolean): number {
  return rounded(outcomes.filter(holds).length / outcomes.length);
}

/** Null is "not within the horizon". */
function breakEvenMonths(outcomes: readonly Outcome[], months: number) {
  const spread = spreadOf(outcomes.map(({ economics }) => economics.breakEvenMonth ?? months + 1)) as Spread;
  const within = (month: number) => (month > months ? null : Math.ceil(month));
  return {
    p10: within(spread.p10),
    p50: within(spread.p50),
    p90: within(spread.p90),
    chance: share(outcomes, ({ economics }) => economics.breakEvenMonth !== null),
  };
}

function rewardsView({ program, outcomes, sampling: { part } }: Forecast) {
  const names = [...new Set(outcomes.flatMap(({ run }) => run.grants.map(({ rule, grant }) => `${rule}\n${grant}`)))].sort();
  return names.map((name) => {
    const found = outcomes.map(({ run }) => run.grants.find(({ rule, grant }) => `${rule}\n${grant}` === name));
    const { rule, grant, kind, unit } = found.find((each) => each !== undefined) as NonNullable<(typeof found)[number]>;
    const isKnown = found.every((each) => each === undefined || each.costMinor !== null);
    const numbers = (value: (each: NonNullable<(typeof found)[number]>) => number) =>
      spreadOf(found.map((each) => (each === undefined ? 0 : value(each) / part))) as Spread;
    const decimals = unit === null ? 0 : decimalsOf(unit, program.units);
    return {
      rule,
      grant,
      kind,
      made: shown(
        numbers(({ made }) => made),
        rounded,
      ),
      ...(unit === null
        ? { unit: null, amount: null }
        : {
            ...publicUnit(unit),
            amount: shown(
              numbers(({ amountMinor }) => amountMinor),
              (minor) => moneyText(minor, decimals),
            ),
          }),
      cost: isKnown
        ? shown(
            numbers(({ costMinor }) => costMinor ?? 0),
            (minor) => moneyText(minor, program.precision),
          )
        : null,
    };
  });
}

function unitsView({ program, outcomes, sampling: { part } }: Forecast) {
  const units = [...new Set(outcomes.flatMap(({ run }) => [...run.units.keys()]))].sort();
  return units.map((unit) => {
    const decimals = decimalsOf(unit, program.units);
    const of = (name: keyof UnitBalance) =>
      shown(spreadOf(outcomes.map(({ run }) => (run.units.get(unit)?.[name] ?? 0) / part)) as Spread, (minor) => moneyText(minor, decimals));
    return {
      ...publicUnit(unit),
      pending: of("pendingMinor"),
      available: of("availableMinor"),
      used: of("usedMinor"),
      unrecovered: of("unrecoveredMinor"),
    };
  });
}
function decimalsOf(unit: string, units: ReadonlyMap<string, { precision: number }>): number {
  return precisionOfUnit(unit, (name) => units.get(name)?.precision ?? 0);
}

/** Each month for itself, and what has come of all up to its end. */
function monthsView(outcomes: readonly Outcome[], money: (minor: number) => string, nameOf: (month: number) => string) {
  const count = outcomes[0]?.economics.months.length ?? 0;
  return Array.from({ length: count }, (_, month) => {
    const of = (value: (month: Economics["months"][number]) => number) =>
      spreadOf(outcomes.map(({ economics }) => value(economics.months[month] as Economics["months"][number]))) as Spread;
    const soFar = outcomes.map(({ economics }) => economics.months.slice(0, month + 1).reduce((sum, { netMinor }) => sum + netMinor, 0));
    return {
      month: nameOf(month),
      newCustomers: shown(
        of(({ newCustomers }) => newCustomers),
        rounded,
      ),
      revenue: shown(
        of(({ revenueMinor }) => revenueMinor),
        money,
      ),
      margin: shown(
        of(({ marginMinor }) => marginMinor),
        money,
      ),
      cost: shown(
        of(({ costMinor }) => costMinor),
        money,
      ),
      netSoFar: shown(spreadOf(soFar) as Spread, money),
    };
  });
}

function sideView({ value, netMinor, newCustomers, costMinor }: DriverSide, { kind }: AssumptionField, money: (minor: number) => string) {
  return {
    value: kind === "money" ? money(value) : rounded(value),
    net: money(netMinor),
    newCustomers: rounded(newCustomers),
    cost: money(costMinor),
  };
}
function breakEvenView(breakEven: BreakEven, money: (minor: number) => string) {
  if (breakEven.kind !== "at")
    return { kind: breakEven.kind, factor: breakEven.kind === "beyond" ? breakEven.factor : null, costPerIncrementalCustomer: null };
  const { factor, costPerCustomerMinor } = breakEven;
  return { kind: "at", factor: rounded(factor), costPerIncrementalCustomer: costPerCustomerMinor === null ? null : money(costPerCustomerMinor) };
}
