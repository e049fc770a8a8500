/** Many runs of one program under one set of assumptions. The same seed gives the same people in every variant, so that variants can be compared pair by pair. */
import type { ActivityClock } from "./activity-clock.js";
import { type Assumptions, FIELDS, withinField } from "./assumptions.js";
import { chanceOf, mixed } from "./chance.js";
import { type Economics, economicsOf } from "./economics.js";
import { measureRun, type RunResult } from "./measure-run.js";
import { playRun } from "./play-run.js";
import type { Stage } from "./stage.js";

export interface Outcome {
  run: RunResult;
  economics: Economics;
}
export interface Series {
  stage: Stage;
  clock: ActivityClock;
  assumptions: Assumptions;
  /** The part of the members that is played; what comes of it is scaled up. */
  part: number;
  runs: number;
  seed: number;
  /** Counts what was played, of all series that share it. */
  tally: Tally;
}
export interface Tally {
  runs: number;
  decisions: number;
}

/** Plays the runs one after the other; yields in between. */
export function* playMany({ stage, clock, assumptions, part, runs, seed, tally }: Series): Generator<void, Outcome[]> {
  const outcomes: Outcome[] = [];
  for (let number = 0; number < runs; number++) {
    const key = mixed(mixed(seed, 1), number);
    const own = drawn(assumptions, key, stage.program.precision);
    const played = { ...own, members: Math.round(own.members * part), newMembersPerMonth: own.newMembersPerMonth * part };
    const run = measureRun(yield* playRun(stage, clock, played, key));
    tally.runs++;
    tally.decisions += run.decisions;
    outcomes.push({ run, economics: economicsOf(run, part, own) });
  }
  return outcomes;
}

/** What the assumptions are in this run: what is not known exactly is drawn around what is assumed. */
function drawn(assumptions: Assumptions, key: number, precision: number): Assumptions {
  if (assumptions.uncertainty === 0) return assumptions;
  const chance = chanceOf(key, 9);
  const own = { ...assumptions };
  for (const field of FIELDS) {
    if (field.varies) own[field.name] = withinField(field, own[field.name] * chance.lognormal(1, assumptions.uncertainty), precision);
  }
  return own;
}
export function meanOf(outcomes: readonly Outcome[], value: (outcome: Outcome) => number): number {
  return outcomes.reduce((sum, outcome) => sum + value(outcome), 0) / Math.max(1, outcomes.length);
}
