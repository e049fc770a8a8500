/** Boosters: rewards that make the amounts of their recipient larger for a time. Which ones a member has is kept with the member's game. */
import { fractionOf } from "./campaigns.js";
import type { Deciding } from "./deciding.js";
import type { CompiledBooster } from "./document/compiled-grant.js";
import type { Fraction } from "./document/compiled-program.js";
import { changeGame, gameOf } from "./game-rows.js";
import { scopeInForce } from "./occurrence.js";
import type { RewardRow } from "./rows.js";
import { addDuration } from "./time.js";

/** A booster that is there, or was, and that an event which is told late may still meet: `until` is not part of it. */
export interface HeldBooster extends CompiledBooster {
  reward: string;
  /** The record in which it began: what that gives as well is not larger yet. */
  record: number;
  from: number;
  until: number;
}

/** The booster works from the moment on. What is over for longer than an event can be told late is forgotten. */
export function startBooster(d: Deciding, { id, programId, recipientId, expiresAt }: RewardRow, booster: CompiledBooster, from: number): void {
  if (expiresAt === null) throw new Error(`booster ${id} has no end`);
  const program = scopeInForce(d, programId)?.program;
  const isOver = ({ until }: HeldBooster) => program !== undefined && addDuration(until, program.lateness, program.timeZone) < d.at;
  const held = (gameOf(d, programId, recipientId)?.boosters ?? []).filter((each) => !isOver(each));
  changeGame(d, programId, recipientId, { boosters: [...held, { ...booster, reward: id, record: d.record.number, from, until: expiresAt }] });
}
/** The booster is taken back: nothing is made larger by it any more. */
export function stopBooster(d: Deciding, { id, programId, recipientId }: RewardRow): void {
  const held = gameOf(d, programId, recipientId)?.boosters ?? [];
  const others = held.filter(({ reward }) => reward !== id);
  if (others.length < held.length) changeGame(d, programId, recipientId, { boosters: others });
}
/** Two members are one: the one has the boosters of both. */
export function mergeBoosters(d: Deciding, { programId }: { programId: string }, from: string, into: string): void {
  const theirs = gameOf(d, programId, from)?.boosters ?? [];
  if (theirs.length === 0) return;
  changeGame(d, programId, from, { boosters: [] });
  changeGame(d, programId, into, { boosters: [...(gameOf(d, programId, into)?.boosters ?? []), ...theirs] });
}

/** Boosters of the member that make an amount of the rule, paid in the kind, larger at the moment. */
export function boostersAt(
  d: Deciding,
  programId: string,
  member: string,
  { rule, paidAs, at }: { rule: string; paidAs: string; at: number },
): { reward: string; until: number; by: Fraction }[] {
  const inForce = scopeInForce(d, programId);
  // What the first version does not give nobody has.
  if (inForce === undefined || (inForce.version === 1 && !inForce.program.givesBoosters)) return [];
  const held = (gameOf(d, programId, member)?.boosters ?? []).filter(({ record }) => record !== d.record.number);
  return held
    .filter((each) => isRunning(each, { rule, paidAs, at }))
    .map(({ reward, until, multiplyBy }) => ({ reward, until, by: fractionOf(multiplyBy) }));
}

/** Whether it makes an amount of the rule, paid in the kind, larger at the moment. */
export function isRunning({ from, until, rules, kinds }: HeldBooster, { rule, paidAs, at }: { rule: string; paidAs: string; at: number }): boolean {
  return at >= from && at < until && (rules === null || rules.includes(rule)) && (kinds === null || kinds.includes(paidAs));
}
