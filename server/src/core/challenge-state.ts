/**
 * What a member has done in the times of a challenge: how much of each thing that is measured has come, from whose events. It is a sum over the events
 * that stand, so that the order in which they and their corrections come does not matter.
 */

import type { Weekday } from "./calendar.js";
import type { CompiledChallenge, CompiledChallengeStep, ChallengeTime as TimeOfChallenge } from "./document/compiled-game.js";
import { exactOf, exactText, PARTS } from "./exact.js";
import { type PeriodBounds, periodOf } from "./time.js";

/** Of a challenge that begins anew the latest times are kept: in older ones nothing is counted or lost any more. */
export const CHALLENGE_TIMES_MAX = 24;
/** So many friends, or values, of one measure are told apart in a time; what comes of further ones is not counted. */
export const CHALLENGE_SOURCES_MAX = 500;
/** So long after a time is over what was done in it can be proved. */
export const PROOF_DAYS = 7;
/** What stands for the member's own events, beside the ids of referrals for those of friends. */
export const OWN = "own";

/** What a member shows of having done it. */
export interface Proof {
  /** It was handed in by this record: its words and its link are kept with that one. */
  record: number;
  at: number;
  state: "waiting" | "accepted" | "refused";
  /** The id of a picture that the member has uploaded. */
  picture?: string;
  /** Why it was answered so. */
  reason?: string;
}
export interface TimeState {
  start: number;
  end: number;
  /** By the form of what is measured, and the source ("own", or a referral) with the value that must differ, if one must: so much, exactly. */
  gathered: Record<string, Record<string, string>>;
  /** How often it was reached in this time. */
  ordinal: number;
  reachedAt: number | null;
  /** The occurrences that stand for it while it is reached. */
  held: string[];
  proof?: Proof;
  /** The code of the squad in which the member takes it up, where challenges have squads. */
  squad?: string;
}
export interface ChallengeState {
  joinedAt: number | null;
  times: Record<string, TimeState>;
  /** Referrals whose events do not count now: the referrer's side is in review or refused. */
  out: string[];
}
export const NO_STATE: ChallengeState = { joinedAt: null, times: {}, out: [] };

/** In which of its times an instant lies; undefined outside of it. */
export function timeAt(time: TimeOfChallenge, at: number, zone: string, weekStart: Weekday): PeriodBounds | undefined {
  if (time.kind === "every") return periodOf(at, time.period, zone, weekStart);
  return at >= time.from && at < time.until ? { key: "once", start: time.from, end: time.until } : undefined;
}

/** `key` is the source, with the value that must differ behind a space. */
export interface Moving {
  time: PeriodBounds;
  form: string;
  key: string;
  by: bigint;
}
/** So much more, or less; the same state where nothing is counted any more, or no further one is told apart. */
export function gather(state: ChallengeState, { time, form, key, by }: Moving): ChallengeState {
  const known = state.times[time.key];
  if (known === undefined && by <= 0n) return state;
  const { gathered, ...standing }: Omit<TimeState, "start" | "end"> = known ?? { ordinal: 0, reachedAt: null, held: [], gathered: {} };
  const { [key]: before, ...others } = gathered[form] ?? {};
  if (before === undefined && (by <= 0n || Object.keys(others).length >= CHALLENGE_SOURCES_MAX)) return state;
  const sum = exactOf(before ?? "0") + by;
  const entries = sum === 0n ? others : { ...others, [key]: exactText(sum) };
  const after = { ...standing, start: time.start, end: time.end, gathered: { ...gathered, [form]: entries } };
  return withoutOld({ ...state, times: { ...state.times, [time.key]: after } });
}
/** With one of its times as it now is. */
export function withTime(state: ChallengeState, name: string, time: TimeState): ChallengeState {
  return withoutOld({ ...state, times: { ...state.times, [name]: time } });
}
function withoutOld(state: ChallengeState): ChallengeState {
  const all = Object.entries(state.times).sort(([, a], [, b]) => a.start - b.start);
  if (all.length <= CHALLENGE_TIMES_MAX) return state;
  return { ...state, times: Object.fromEntries(all.slice(-CHALLENGE_TIMES_MAX)) };
}

/** Of a key: "own", or a referral. */
export function sourceOf(key: string): string {
  return key.split(" ", 1)[0] as string;
}
function differingOf(key: string): string {
  return key.slice(key.indexOf(" ") + 1);
}
/** How much of what the step measures is there, in millionths. */
export function doneOf(
  { form, measure }: Pick<CompiledChallengeStep, "form" | "measure">,
  { gathered }: Pick<TimeState, "gathered">,
  out: readonly string[],
): bigint {
  const counted = Object.entries(gathered[form] ?? {}).filter(([key]) => !out.includes(sourceOf(key)));
  if (measure === "friends") return BigInt(new Set(counted.map(([key]) => sourceOf(key))).size) * PARTS;
  if (measure === "values") return BigInt(new Set(counted.map(([key]) => differingOf(key))).size) * PARTS;
  return counted.reduce((sum, [, by]) => sum + exactOf(by), 0n);
}
type Measured = { optIn: boolean; steps: readonly Pick<CompiledChallengeStep, "form" | "measure" | "need">[] };
/** Whether everything is done that is measured, and the member has joined before the time was over where that is needed. */
export function isDone({ optIn, steps }: Measured, { joinedAt, out }: ChallengeState, time: TimeState): boolean {
  if (optIn && (joinedAt === null || joinedAt >= time.end)) return false;
  return steps.every((step) => doneOf(step, time, out) >= step.need * PARTS);
}

/** Whether it is done, and proved where that is wanted. */
export function isCompleted(challenge: CompiledChallenge, state: ChallengeState, time: TimeState): boolean {
  return isDone(challenge, state, time) && (challenge.proof === null || time.proof?.state === "accepted");
}
/** Of all times. */
export function latestProof({ times }: ChallengeState, among: readonly Proof["state"][] = ["waiting", "accepted", "refused"]): Proof | undefined {
  const proofs = Object.values(times).flatMap(({ proof }) => (proof !== undefined && among.includes(proof.state) ? [proof] : []));
  return proofs.reduce<Proof | undefined>((latest, proof) => (latest === undefined || proof.record > latest.record ? proof : latest), undefined);
}

export function involves({ times }: ChallengeState, source: string): boolean {
  return Object.values(times).some(({ gathered }) =>
    Object.values(gathered).some((entries) => Object.keys(entries).some((key) => sourceOf(key) === source)),
  );
}
/** Everything of a referral goes over to another member's state. */
export function handOver(from: ChallengeState, into: ChallengeState, referral: string): { from: ChallengeState; into: ChallengeState } {
  let [left, taken] = [from, into];
  for (const moving of all(from)) {
    if (sourceOf(moving.key) !== referral) continue;
    left = gather(left, { ...moving, by: -moving.by });
    taken = gather(taken, moving);
  }
  return { from: { ...left, out: left.out.filter((id) => id !== referral) }, into: taken };
}
/** What both have done; what either has reached stays reached. */
export function joined(own: ChallengeState, theirs: ChallengeState): ChallengeState {
  const joinedAt = own.joinedAt === null || theirs.joinedAt === null ? (own.joinedAt ?? theirs.joinedAt) : Math.min(own.joinedAt, theirs.joinedAt);
  let both: ChallengeState = { ...own, joinedAt, out: [...new Set([...own.out, ...theirs.out])] };
  for (const moving of all(theirs)) both = gather(both, moving);
  const times = { ...both.times };
  for (const [key, { start, end, ordinal, reachedAt, held, proof, squad }] of Object.entries(theirs.times)) {
    const time = times[key] ?? ((proof || squad) && { start, end, ordinal: 0, reachedAt: null, held: [], gathered: {} });
    if (!time) continue;
    const first = time.reachedAt === null || reachedAt === null ? (time.reachedAt ?? reachedAt) : Math.min(time.reachedAt, reachedAt);
    times[key] = {
      ...time,
      ordinal: Math.max(time.ordinal, ordinal),
      reachedAt: first,
      held: [...time.held, ...held],
      ...betterOf(time.proof, proof),
      ...squadOfBoth(time, { reachedAt, squad }),
    };
  }
  return { ...both, times };
}
/** What was accepted goes before what was not, what waits before what was refused, then what was handed in later. */
function betterOf(own: Proof | undefined, theirs: Proof | undefined): { proof?: Proof } {
  const rank = ({ state, record }: Proof) => ["refused", "waiting", "accepted"].indexOf(state) * 1e15 + record;
  const [proof] = [own, theirs].filter((each) => each !== undefined).sort((a, b) => rank(b) - rank(a));
  return proof === undefined ? {} : { proof };
}
/** Their own, unless only the other's has completed it. */
function squadOfBoth(
  own: Pick<TimeState, "reachedAt" | "squad">,
  theirs: { reachedAt: number | null; squad: string | undefined },
): { squad?: string } {
  const keepsOwn = own.squad !== undefined && (own.reachedAt !== null || theirs.reachedAt === null || theirs.squad === undefined);
  const squad = keepsOwn ? own.squad : (theirs.squad ?? own.squad);
  return squad === undefined ? {} : { squad };
}
function all({ times }: ChallengeState): Moving[] {
  return Object.entries(times).flatMap(([key, { start, end, gathered }]) =>
    Object.entries(gathered).flatMap(([form, entries]) =>
      Object.entries(entries).map(([name, by]) => ({ time: { key, start, end }, form, key: name, by: exactOf(by) })),
    ),
  );
}
