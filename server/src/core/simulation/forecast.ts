/**
 * The forecast of a program before it runs: many runs of an invented population through the product's own decisions, what they have in common and how far
 * they lie apart, what drives that, and how large rewards may be. The same document, assumptions and plan give the same forecast on every machine.
 */
import { compileProgram } from "../document/compile.js";
import type { CompiledProgram } from "../document/compiled-program.js";
import type { ProgramDocument } from "../document/schema.js";
import { type ActivityClock, activityClock } from "./activity-clock.js";
import type { Assumptions } from "./assumptions.js";
import { BREAK_EVEN_SERIES, type BreakEven, breakEvenOf } from "./break-even.js";
import { DRIVER_SERIES, type Driver, driversOf } from "./drivers.js";
import { meanOf, type Outcome, playMany, type Series, type Tally } from "./play-many.js";
import { settlementsOf } from "./play-run.js";
import { scaleProgramLimits, withoutPools } from "./rescale.js";
import { stageOf } from "./stage.js";

export interface Plan {
  /** Epoch milliseconds: when the program starts. */
  startsAt: number;
  runs: number;
  /** A whole number from 0 to 2^32 - 1. */
  seed: number;
  /** About so many decisions in all; fewer members are played where everybody would take more. */
  decisionsMax: number;
  /** What the program may cost, in minor units. */
  budgetMinor: number | null;
}
export interface Sampling {
  /** Members at the start who are played in each run. */
  membersPerRun: number;
  /** Of all members. */
  part: number;
  /** Of those among them who share nothing, where everybody's own events count. */
  passivePart: number;
  /** Standard error that playing a part adds to the new customers and to the net of one run, as part of their mean; 0 where everybody is played. */
  newCustomersError: number;
  netError: number;
  /** The part of the runs that would have grown without end: their numbers are too low. */
  cutRuns: number;
}
export interface Forecast {
  program: CompiledProgram;
  assumptions: Assumptions;
  plan: Plan;
  clock: ActivityClock;
  outcomes: Outcome[];
  sampling: Sampling;
  drivers: Driver[];
  breakEven: BreakEven;
  /** What was played in all. */
  tally: Tally;
}

/** How the decisions are shared out; the rest is for the pilot. */
const FOR_RUNS = 0.5;
const FOR_DRIVERS = 0.35;
const FOR_BREAK_EVEN = 0.12;
/** Of a run, where everybody's own events count. */
const FOR_SHARING = 0.8;
const PILOT_MEMBERS = 400;
const PILOT_RUNS = 2;
const MEMBERS_MIN = 10;
const MEMBERS_MAX = 200_000;
/** Of each series that is compared: fewer where the whole business is small, and each run takes all that there is. */
const CENTRAL_RUNS_MAX = 6;
const CENTRAL_RUNS_MIN = 3;

/**
 * Forecasts a valid document. Yields often, so that other work has its turn. Undefined where the assumptions as they stand make the population grow without
 * end: every customer then brings more than one.
 */
export function* forecast(published: ProgramDocument, assumptions: Assumptions, plan: Plan): Generator<void, Forecast | undefined> {
  const document = withoutPools(published);
  const program = compileProgram(document);
  const clock = activityClock(plan.startsAt, assumptions.months, program.timeZone, assumptions.seasonality);
  const { runs, seed, decisionsMax } = plan;
  const tally: Tally = { runs: 0, decisions: 0 };
  const seriesOf = ({ part, passivePart }: Shares, count: number, exact: boolean): Series => {
    const scaled = scaleProgramLimits(document, part);
    const stage = { ...stageOf(scaled, part === 1 ? program : compileProgram(scaled)), passivePart };
    return { stage, clock, assumptions: exact ? { ...assumptions, uncertainty: 0 } : assumptions, part, runs: count, seed, tally };
  };
  const piloted: Shares = { part: partOf(assumptions, PILOT_MEMBERS), passivePart: 1 };
  const pilot = yield* playMany(seriesOf(piloted, PILOT_RUNS, true));
  if (pilot.some(({ run }) => run.isCut)) return undefined;
  const cost = costOf(pilot, piloted.part, clock);
  const { canThin } = stageOf(document, program);
  const sharesFor = (decisions: number) => sharesOf(assumptions, cost, decisions, canThin);

  const shares = sharesFor((decisionsMax * FOR_RUNS) / runs);
  const outcomes = yield* playMany(seriesOf(shares, runs, false));
  // Compared with each other: without the uncertainty, and each variant with the same people.
  const comparing = (decisions: number) => {
    const wished = Math.floor(decisions / (cost.fixed + cost.active + cost.passive));
    const count = Math.max(CENTRAL_RUNS_MIN, Math.min(CENTRAL_RUNS_MAX, wished));
    return seriesOf(sharesFor(decisions / count), count, true);
  };
  const driving = comparing((decisionsMax * FOR_DRIVERS) / DRIVER_SERIES);
  const central = yield* playMany(driving);
  const drivers = yield* driversOf(driving, central);
  const earning = comparing((decisionsMax * FOR_BREAK_EVEN) / BREAK_EVEN_SERIES);
  const breakEven = yield* breakEvenOf(earning, yield* playMany(earning));
  const sampling = samplingOf(assumptions, shares, driving.part, central, outcomes);
  return { program, assumptions, plan, clock, outcomes, sampling, drivers, breakEven, tally };
}

/** How much is played: of all members, and of those among them who share nothing. */
interface Shares {
  part: number;
  passivePart: number;
}
/** Decisions of a run in which everybody is played: about nobody, about those who share and their friends, about all others. */
interface Cost {
  fixed: number;
  active: number;
  passive: number;
}

function costOf(pilot: readonly Outcome[], part: number, clock: ActivityClock): Cost {
  const fixed = settlementsOf(clock);
  const passive = meanOf(pilot, ({ run }) => run.passiveDecisions);
  const active = Math.max(1, meanOf(pilot, ({ run }) => run.decisions) - passive - fixed);
  return { fixed, active: active / part, passive: passive / part };
}
/** What so many decisions are enough for: most for those who share, who are few and on whom all else hangs, then what is left for the others. */
function sharesOf(assumptions: Assumptions, { fixed, active, passive }: Cost, decisions: number, canThin: boolean): Shares {
  const left = Math.max(1, decisions - fixed);
  if (!canThin || passive === 0) return { part: partOf(assumptions, (totalOf(assumptions) * left) / (active + passive)), passivePart: 1 };
  const part = partOf(assumptions, (totalOf(assumptions) * Math.max(left * FOR_SHARING, left - passive)) / active);
  const wished = (left - active * part) / (passive * part);
  const least = MEMBERS_MIN / Math.max(MEMBERS_MIN, totalOf(assumptions) * part);
  return { part, passivePart: Math.min(1, Math.max(least, wished)) };
}
function totalOf({ members, newMembersPerMonth, months }: Assumptions): number {
  return members + newMembersPerMonth * months;
}
/** The part that has about so many members: a whole number of those at the start. */
function partOf(assumptions: Assumptions, wished: number): number {
  const { members } = assumptions;
  const wanted = Math.max(MEMBERS_MIN, Math.min(MEMBERS_MAX, Math.floor(wished)));
  const total = totalOf(assumptions);
  if (total <= wanted) return 1;
  return members === 0 ? wanted / total : Math.max(1, Math.round((members * wanted) / total)) / members;
}

/** Chance scatters the sum over a part by √(1/part) times as much, relative to its mean, as that over all. */
function samplingOf(
  { members }: Assumptions,
  { part, passivePart }: Shares,
  centralPart: number,
  central: readonly Outcome[],
  outcomes: readonly Outcome[],
): Sampling {
  const error = (value: (outcome: Outcome) => number) => {
    const mean = meanOf(central, value);
    const variance = central.reduce((sum, outcome) => sum + (value(outcome) - mean) ** 2, 0) / Math.max(1, central.length - 1);
    return mean === 0 ? 0 : Math.sqrt(variance * centralPart * (1 / part - 1)) / Math.abs(mean);
  };
  return {
    membersPerRun: Math.round(members * part),
    part,
    passivePart,
    newCustomersError: error(({ economics }) => economics.newCustomers),
    netError: error(({ economics }) => economics.netMinor),
    cutRuns: outcomes.filter(({ run }) => run.isCut).length / outcomes.length,
  };
}
