/** What drives the result: each assumption a fifth lower and a fifth higher, one at a time, all others as they are. */
import { type AssumptionField, type Assumptions, FIELDS, withinField } from "./assumptions.js";
import { economicsOf } from "./economics.js";
import { meanOf, type Outcome, playMany, type Series } from "./play-many.js";

const STEP = 0.2;
/** These change only what the same events mean in money. */
const ONLY_MONEY = new Set(["grossMargin", "incrementalRate"]);

export interface DriverSide {
  value: number;
  netMinor: number;
  newCustomers: number;
  costMinor: number;
}
export interface Driver {
  field: AssumptionField;
  low: DriverSide;
  high: DriverSide;
  /** How far the net lies apart between the two. */
  swingMinor: number;
}

/** How many series of runs the question takes. */
export const DRIVER_SERIES = 2 * FIELDS.filter(({ name, drives }) => drives && !ONLY_MONEY.has(name)).length;

/** The strongest first. `central` are the outcomes of the very same series. */
export function* driversOf(series: Series, central: readonly Outcome[]): Generator<void, Driver[]> {
  const drivers: Driver[] = [];
  for (const field of FIELDS) {
    if (!field.drives) continue;
    const value = series.assumptions[field.name];
    const low = yield* sideOf(series, central, field, value * (1 - STEP));
    const high = yield* sideOf(series, central, field, value * (1 + STEP));
    drivers.push({ field, low, high, swingMinor: Math.abs(high.netMinor - low.netMinor) });
  }
  return drivers.sort((a, b) => b.swingMinor - a.swingMinor);
}

function* sideOf(series: Series, central: readonly Outcome[], field: AssumptionField, wished: number): Generator<void, DriverSide> {
  const { precision } = series.stage.program;
  const value = withinField(field, wished, precision);
  const assumptions: Assumptions = { ...series.assumptions, [field.name]: value };
  const outcomes = ONLY_MONEY.has(field.name)
    ? central.map(({ run }) => ({ run, economics: economicsOf(run, series.part, assumptions) }))
    : value === series.assumptions[field.name]
      ? central
      : yield* playMany({ ...series, assumptions });
  return {
    value,
    netMinor: meanOf(outcomes, ({ economics }) => economics.netMinor),
    newCustomers: meanOf(outcomes, ({ economics }) => economics.newCustomers),
    costMinor: meanOf(outcomes, ({ economics }) => economics.programCostMinor),
  };
}
