/** Which grants are worth something else at another time, for a friend who comes now or is on the way: what a member can be told before it happens. */
import type { HeldBooster } from "./boosters.js";
import type { CompiledGrant } from "./document/compiled-grant.js";
import type { CompiledGoal, CompiledProgram, CompiledRule, CompiledTrigger } from "./document/compiled-program.js";
import { addDuration } from "./time.js";
import { type AheadAsked, isForeseeable, type Stretch, stays, worthAhead } from "./worth-ahead.js";

/** How far a friend is, as far as times hang on it. */
export interface Way {
  beganAt: number;
  visitAt: number;
  /** Null: the friend signs up whenever it is asked. */
  signedUpAt: number | null;
  reached: { stages: ReadonlySet<string>; goals: ReadonlyMap<string, number> };
}
export interface Foreseen {
  rule: string;
  grant: CompiledGrant;
  asked: AheadAsked;
  /** From the moment on. */
  ahead: readonly Stretch[];
}

/** A friend who comes at the moment. */
export function wayFrom(at: number): Way {
  return { beganAt: at, visitAt: at, signedUpAt: null, reached: { stages: new Set(), goals: new Map() } };
}

/** The first grant of the side, in the document's order, whose worth changes with time alone; undefined where none does or it cannot be known. */
export function foreseenFor(
  program: CompiledProgram,
  side: "friend" | "referrer",
  way: Way,
  at: number,
  boosters: readonly HeldBooster[],
): Foreseen | undefined {
  for (const rule of program.rules.values()) {
    if (!isTold(program, rule, way, at)) continue;
    for (const grant of rule.grants) {
      if (grant.to !== side || grant.when !== null || grant.accrual !== null || grant.unit === null || !isForeseeable(grant)) continue;
      const since = sinceOf(rule.trigger, grant, way, at);
      if (since === undefined) continue;
      const asked: AheadAsked = { program, rule: rule.id, grant, since, boosters, endsAt: endOf(program, rule.trigger, way, at) };
      // That it ends some day is true of most: it is told with what changes before.
      const unending = worthAhead({ ...asked, endsAt: null }, at);
      if (unending.length > 1 || unending.some((stretch) => !stays(stretch))) return { rule: rule.id, grant, asked, ahead: worthAhead(asked, at) };
    }
  }
  return undefined;
}

/** Whether it is still to come and only the friend's doing sets it off: no condition, no other rule that may go first, no wait that nobody knows the end of. */
function isTold(program: CompiledProgram, { trigger, when, group }: CompiledRule, { reached }: Way, at: number): boolean {
  if (when !== null || group !== null) return false;
  const goal = goalOf(program, trigger);
  if (goal !== undefined && (isBefore(program.schedule.qualifyFrom, at) || (goal.window?.kind === "fixed" && at < goal.window.after))) return false;
  if (trigger.kind === "goal") return !reached.goals.has(trigger.goal);
  if (trigger.kind === "event") return trigger.ordinal === null;
  if (trigger.kind !== "referral" || trigger.stage === "reversed" || reached.stages.has(trigger.stage)) return false;
  return trigger.stage !== "converted" || goal?.hold == null;
}
function isBefore(from: number | null, at: number): boolean {
  return from !== null && at < from;
}
/** The goal that is to be reached for it. */
function goalOf({ goals }: CompiledProgram, trigger: CompiledTrigger): CompiledGoal | undefined {
  if (trigger.kind === "goal") return goals.get(trigger.goal);
  const isOfGoal = trigger.kind === "referral" && trigger.stage !== "signed_up";
  return isOfGoal ? [...goals.values()].find(({ movesReferral }) => movesReferral) : undefined;
}

/** Null: none of its time passes before the rule is set off. Undefined: it is not known when it begins. */
function sinceOf(trigger: CompiledTrigger, { amount }: CompiledGrant, { visitAt, signedUpAt, reached }: Way, at: number): number | null | undefined {
  if (amount?.kind !== "timed") return null;
  const { since } = amount;
  if (since.kind === "goal") return reached.goals.get(since.goal);
  if (since.kind === "visit") return visitAt;
  const isSignUp = trigger.kind === "referral" && trigger.stage === "signed_up";
  return signedUpAt ?? (isSignUp ? null : at);
}

/** From when on it can be set off no more, or brings nothing; null: never. */
function endOf(program: CompiledProgram, trigger: CompiledTrigger, { beganAt, visitAt, signedUpAt }: Way, at: number): number | null {
  const { schedule, referral, timeZone } = program;
  const goal = goalOf(program, trigger);
  const ends = [schedule.payUntil];
  if (referral.expiresAfter !== null) ends.push(addDuration(beganAt, referral.expiresAfter, timeZone));
  if (goal !== undefined) ends.push(schedule.qualifyUntil);
  if (trigger.kind === "referral" && trigger.stage === "signed_up") ends.push(schedule.joinUntil);
  const window = goal?.window;
  if (window?.kind === "fixed") ends.push(window.before);
  if (window?.kind === "relative" && window.forBy === null)
    ends.push(addDuration(window.from === "visit" ? visitAt : (signedUpAt ?? at), window.for, timeZone));
  const known = ends.filter((end) => end !== null);
  return known.length === 0 ? null : Math.min(...known);
}
