/**
 * Levels: the highest step that what was counted over all time has ever reached. What is taken back counts no more for the next step, but a step that was
 * reached is never lost, and is reached once: it is kept with the member.
 */
import { count, noteStanding, usedOf } from "./counters.js";
import { type Deciding, fact, put, trace } from "./deciding.js";
import { NO_STEP } from "./document/check-tiers.js";
import type { CompiledLevel } from "./document/compiled-game.js";
import type { ReferralStage } from "./document/schema.js";
import { changeGame, gameOf } from "./game-rows.js";
import { rewardsOf } from "./look-ups.js";
import { type Engine, emit, type Scope, scopeInForce } from "./occurrence.js";
import { progressOf } from "./progress.js";
import { heldBy } from "./reward.js";
import type { LimitUse } from "./rows.js";
import { find } from "./world.js";

/** Over all time. */
export const LEVEL_PERIOD = "lifetime";
/** What counts how much of a unit a member has earned: one for all levels that measure it. */
export function levelCounter(unit: string, member: string): string {
  return `level:earned.${unit}:${member}`;
}

/** A referral has reached the stage: where a level measures that, the referrer's is looked at. */
export function noteLevels(d: Deciding, programId: string, referrer: string, stage: ReferralStage): void {
  const measures = ({ measure }: CompiledLevel) => measure.kind === "referrals" && measure.stage === stage;
  if (scopeInForce(d, programId)?.program.levels.some(measures)) noteStanding(d, programId, referrer);
}
/** What is given of a unit counts in levels that measure it. */
export function usesOfLevels(d: Deciding, programId: string, unit: string, recipient: string, amount: bigint): LimitUse[] {
  const measures = ({ measure }: CompiledLevel) => measure.kind === "earned" && measure.unit === unit;
  if (!scopeInForce(d, programId)?.program.levels.some(measures)) return [];
  const counter = levelCounter(unit, recipient);
  count(d, programId, counter, LEVEL_PERIOD, amount, null);
  return [{ counter, period: LEVEL_PERIOD, amount: String(amount), shrinks: true, onExpiry: false }];
}

/** Counts what the member was given of the unit before any level measured it: as if one had, with what was taken back since. */
export function countEarlier(d: Deciding, programId: string, unit: string, member: string): void {
  const counter = levelCounter(unit, member);
  let counted = 0n;
  for (const { id, programId: of, ...reward } of rewardsOf(d.world, member)) {
    const { uses = [] } = reward.details;
    if (of !== programId || reward.unit !== unit || reward.kind === "accrual" || uses.some((use) => use.counter === counter)) continue;
    const use: LimitUse = { counter, period: LEVEL_PERIOD, amount: String(reward.amount), shrinks: true, onExpiry: false };
    const held = heldBy({ id, programId: of, ...reward }, use);
    if (held <= 0n) continue;
    counted = count(d, programId, counter, LEVEL_PERIOD, held, null);
    put(d, "rewards", id, { details: { ...reward.details, uses: [...uses, use] } });
  }
  if (counted > 0n) trace(d, { step: "level.counted", unit, amount: String(counted), member });
}

function countedFor(d: Deciding, scope: Scope, { measure }: CompiledLevel, member: string): bigint {
  if (measure.kind === "referrals") return BigInt(progressOf(d, scope, member).counts[measure.stage]);
  return usedOf(d.world, scope.programId, levelCounter(measure.unit, member), LEVEL_PERIOD);
}
/** The place of the highest step: one that was reached, or for which enough is counted now; -1 is none. */
export function placeOnLevel({ steps }: CompiledLevel, counted: bigint, reached: Readonly<Record<string, number>>): number {
  return steps.findLastIndex(({ id, atLeast }) => reached[id] !== undefined || counted >= atLeast);
}
/** On which step of each level of the program the member is, as conditions and tables name it. */
export function levelsOf(d: Deciding, scope: Scope, member: string): Readonly<Record<string, string>> {
  const steps: Record<string, string> = {};
  for (const level of scope.program.levels) {
    const get = () => {
      const reached = gameOf(d, scope.programId, member)?.levels[level.id] ?? {};
      return level.steps[placeOnLevel(level, countedFor(d, scope, level, member), reached)]?.id ?? NO_STEP;
    };
    Object.defineProperty(steps, level.id, { get, enumerable: true });
  }
  return steps;
}

/** Looks at the member's levels: each step that was never reached before, and is now, is told. */
export function judgeLevels(d: Engine, scope: Scope, member: string): void {
  for (const level of scope.program.levels) {
    const game = gameOf(d, scope.programId, member);
    const reached = game?.levels[level.id] ?? {};
    const counted = countedFor(d, scope, level, member);
    const steps = level.steps.filter(({ id, atLeast }) => counted >= atLeast && reached[id] === undefined).map(({ id }) => id);
    if (steps.length === 0) continue;
    const at = d.moment ?? d.at;
    const after = { ...reached, ...Object.fromEntries(steps.map((id) => [id, at])) };
    changeGame(d, scope.programId, member, { levels: { ...game?.levels, [level.id]: after } });
    for (const step of steps) tell(d, scope, level, member, step, at);
  }
}
function tell(d: Engine, scope: Scope, { id: level }: CompiledLevel, member: string, step: string, at: number): void {
  const { programId } = scope;
  trace(d, { step: "level.reached", level, levelStep: step, member });
  fact(d, { kind: "level.reached", member, program: programId, level, step });
  // A program that is paused or has ended gives nothing, but whoever has reached a step has reached it.
  if (find(d.world, "programs", programId)?.status !== "running") return;
  const key = `level:${programId}:${level}:${step}:${member}`;
  emit(d, { on: `level:${level}:${step}`, key, scope: { ...scope, referralId: null }, member, cause: null, occurredAt: at });
}

/** Two members are one: what either has reached is reached, and not told again. What both counted is looked at when the merging has been decided. */
export function mergeLevels(d: Deciding, { programId, program }: Scope, from: string, into: string): void {
  if (program.levels.length > 0) noteStanding(d, programId, into);
  const theirs = gameOf(d, programId, from);
  if (theirs === undefined || Object.keys(theirs.levels).length === 0) return;
  const levels = { ...gameOf(d, programId, into)?.levels };
  for (const [level, steps] of Object.entries(theirs.levels)) {
    const both = { ...levels[level] };
    for (const [step, at] of Object.entries(steps)) both[step] = Math.min(at, both[step] ?? at);
    levels[level] = both;
  }
  changeGame(d, programId, from, { levels: {} });
  changeGame(d, programId, into, { levels });
}
