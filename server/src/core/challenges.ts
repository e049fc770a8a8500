/** Challenges in decisions: what events of members and of their friends bring, what their corrections take again, and what follows when all is there. */

import { type ChallengeState, doneOf, gather, handOver, involves, joined, type Moving, NO_STATE, OWN, sourceOf, timeAt } from "./challenge-state.js";
import { contextFor } from "./condition-context.js";
import { type Deciding, trace } from "./deciding.js";
import type { CompiledChallenge, CompiledChallengeStep } from "./document/compiled-game.js";
import type { ConditionContext } from "./document/scope.js";
import { exactOf, exactText, PARTS } from "./exact.js";
import { referralsOfFriend } from "./friend-referrals.js";
import type { Happening } from "./happening.js";
import { programKeys } from "./keys.js";
import { contributionLeft } from "./measured.js";
import { distinctValue, measureOf } from "./move-goals.js";
import { type Engine, type Scope, scopeInForce } from "./occurrence.js";
import type { ReferralRow } from "./rows.js";
import { challengeKey, challengeStateOf, gatheredIn, judgeSquad, saveChallenge, settle } from "./settle-challenge.js";
import type { Gathered } from "./squad.js";
import { mergeSquads } from "./squads.js";
import type { ChallengeShare, SubjectEvent } from "./subject-row.js";
import { changeEvent, keptOf } from "./subjects.js";
import { find } from "./world.js";

/** What an event brings, or no longer brings, to a time of somebody's challenge. */
interface Change extends Moving {
  challenge: CompiledChallenge;
  /** Whose challenge it is; and the referral, where a friend's event counts. */
  member: string;
  referral: ReferralRow | undefined;
}

/**
 * The event counts in the challenges that listen to it: in the member's own, and in the referrer's; told again, with another status or not, in the place of
 * what it brought before. `isOwnCounted`: it was decided for the member before, and for the referrer it is new.
 */
export function moveChallenges(d: Engine, { programId, referralId }: Scope, happening: Happening, isOwnCounted: boolean): void {
  const inForce = scopeInForce(d, programId);
  const fed = inForce?.program.challengesFedBy.get(happening.type);
  if (inForce === undefined || fed === undefined) return;
  const scope = { ...inForce, referralId };
  const kept = keptOf(d, happening)?.challenges ?? [];
  const isMeant = ({ program, key }: ChallengeShare) => program === programId && [OWN, referralId].includes(sourceOf(key));
  const before = kept.filter(isMeant);
  const now = fed.flatMap(({ challenge, steps }) => steps.flatMap((step) => shareOf(d, scope, challenge, step, happening, isOwnCounted)));
  if (JSON.stringify(before) === JSON.stringify(now)) return;
  const { member, occurredAt } = happening;
  const gone = before.flatMap((share) => changeBy(d, scope, share, member, -exactOf(share.by)));
  const come = now.flatMap((share) => changeBy(d, scope, share, member, exactOf(share.by), occurredAt));
  apply(d, inForce, [...gone, ...come], occurredAt);
  const { holder, subject, record } = happening;
  if (subject !== null) changeEvent(d, holder, subject, record, { challenges: [...kept.filter((share) => !isMeant(share)), ...now] });
}

/** Whether the event was decided in the program before there was the referral. One with a subject tells itself what it has brought. */
export function wasDecidedAlone(d: Engine, { programId, referralId }: Scope, { member, subject, record }: Happening): boolean {
  if (subject !== null) return false;
  const enrolment = find(d.world, "enrolments", programKeys(d.world.keys, d.world.workspace.id, programId, member).enrolment);
  const others = referralsOfFriend(d.world, programId, member).filter(({ id }) => id !== referralId);
  return [enrolment, ...others].some((row) => row !== undefined && row.recordNumber < record);
}
function shareOf(
  d: Engine,
  scope: Scope,
  challenge: CompiledChallenge,
  step: CompiledChallengeStep,
  happening: Happening,
  isOwnCounted: boolean,
): ChallengeShare[] {
  const { programId, program, referralId } = scope;
  const source = step.of === "friends" ? referralId : isOwnCounted ? null : OWN;
  const time = timeAt(challenge.time, happening.occurredAt, program.timeZone, program.weekStart);
  if (source === null || time === undefined) return [];
  const context = contextFor(d, step.of === "friends" ? scope : { ...scope, referralId: null }, happening, happening.member);
  if (step.where !== null && step.where.evaluate(context) !== true) return [];
  const key = keyOf(step, source, context);
  const full = measureOf(d, scope, step, happening);
  if (key === undefined || full === undefined) return [];
  const event = keptOf(d, happening);
  const by = event === undefined || event.taken === "0" ? full : contributionLeft(full, event, step.sum);
  return [{ program: programId, challenge: challenge.id, time: time.key, form: step.form, key, by: exactText(by), full: exactText(full) }];
}
function keyOf({ distinct }: CompiledChallengeStep, source: string, context: ConditionContext): string | undefined {
  if (distinct === null) return source;
  const value = distinctValue(distinct, context);
  return typeof value === "string" ? `${source} ${value}` : undefined;
}

/** `at` where it is new. None for a challenge, or a time of it, that is not kept any more. */
function changeBy(d: Engine, scope: Scope, share: ChallengeShare, own: string, by: bigint, at?: number): Change[] {
  const { programId, program } = scope;
  const { challenge: id, time: name, form, key } = share;
  const challenge = program.challenges.find((each) => each.id === id);
  const source = sourceOf(key);
  const referral = source === OWN ? undefined : find(d.world, "referrals", source);
  const member = source === OWN ? own : referral?.referrerId;
  if (challenge === undefined || member === undefined) return [];
  const known = challengeStateOf(d, programId, member, id).times[name];
  const bounds = at === undefined ? known && { ...known, key: name } : timeAt(challenge.time, at, program.timeZone, program.weekStart);
  if (bounds === undefined) return [];
  return [{ challenge, member, referral, form, key, by, time: { key: bounds.key, start: bounds.start, end: bounds.end } }];
}

/** What was taken back of an event is taken out of challenges: whole, or of sums the refunded share. */
export function correctChallenges(d: Engine, person: string, { holder, subject }: { holder: string; subject: string }, event: SubjectEvent): void {
  const { challenges = [], record, occurredAt } = event;
  if (challenges.length === 0) return;
  const left = challenges.map((share) => {
    const scope = scopeInForce(d, share.program);
    const step = scope?.program.challenges.find(({ id }) => id === share.challenge)?.steps.find(({ form }) => form === share.form);
    if (scope === undefined || step === undefined) return share;
    const by = contributionLeft(exactOf(share.full), event, step.sum);
    apply(d, scope, changeBy(d, scope, share, person, by - exactOf(share.by)), occurredAt);
    return { ...share, by: exactText(by) };
  });
  changeEvent(d, holder, subject, record, { challenges: left });
}

function apply(d: Engine, scope: Scope, changes: readonly Change[], at: number): void {
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const name = `${change.challenge.id} ${change.member}`;
    groups.set(name, [...(groups.get(name) ?? []), change]);
  }
  for (const group of groups.values()) {
    const { challenge, member } = group[0] as Change;
    const before = challengeStateOf(d, scope.programId, member, challenge.id);
    const after = group.reduce((state, change) => withSide(gather(state, change), change.referral), before);
    if (after === before) continue;
    const times = [...new Set(group.map(({ time }) => time.key))];
    const gathered = (state: ChallengeState) => (name: string) => gatheredIn(d, scope, member, state, name);
    tellSteps(d, challenge, gathered(before), gathered(after), times);
    settle(d, scope, challenge, member, after, times, at);
  }
}
/** A referral counts for its referrer unless the referrer's side is in review or refused. */
function withSide(state: ChallengeState, referral: ReferralRow | undefined): ChallengeState {
  if (referral === undefined) return state;
  const isOut = referral.referrerSide !== "clear" || referral.stage === "rejected";
  if (isOut === state.out.includes(referral.id)) return state;
  return { ...state, out: isOut ? [...state.out, referral.id] : state.out.filter((id) => id !== referral.id) };
}
type GatheredIn = (name: string) => Gathered;
function tellSteps(d: Deciding, { id, steps }: CompiledChallenge, before: GatheredIn, after: GatheredIn, times: readonly string[]): void {
  for (const name of times) {
    const [was, is] = [before(name), after(name)];
    for (const [number, step] of steps.entries()) {
      const done = doneOf(step, is, is.out);
      if (doneOf(step, was, was.out) === done) continue;
      const measured = { [step.measure === "sum" ? "sum" : "count"]: String(done / PARTS), need: String(step.need) };
      trace(d, { step: "challenge.step", challenge: id, number, ...measured });
    }
  }
}

/** The referral counts for its referrer from now on, or no more, or counts for another one: what its friend has done goes along. */
export function moveReferralInChallenges(d: Engine, before: ReferralRow, after: ReferralRow, at: number): void {
  const scope = scopeInForce(d, after.programId);
  for (const challenge of scope?.program.challenges ?? []) {
    if (scope === undefined || !challenge.steps.some(({ of }) => of === "friends")) continue;
    const state = challengeStateOf(d, after.programId, before.referrerId, challenge.id);
    if (!involves(state, after.id)) continue;
    if (before.referrerId === after.referrerId) {
      settle(d, scope, challenge, after.referrerId, withSide(state, after), Object.keys(state.times), at);
      continue;
    }
    const { from, into } = handOver(state, challengeStateOf(d, after.programId, after.referrerId, challenge.id), after.id);
    settle(d, scope, challenge, before.referrerId, from, Object.keys(from.times), at);
    settle(d, scope, challenge, after.referrerId, withSide(into, after), Object.keys(into.times), at);
  }
}

/** The member takes part from now on; what was done before counts. */
export function joinChallenge(d: Engine, scope: Scope, challenge: CompiledChallenge, member: string): void {
  const state = { ...challengeStateOf(d, scope.programId, member, challenge.id), joinedAt: d.at };
  trace(d, { step: "challenge.joined", challenge: challenge.id });
  settle(d, scope, challenge, member, state, Object.keys(state.times), d.at);
}

/** Two members are one: what both have done counts together, and what either has completed stays so. */
export function mergeChallenges(d: Engine, scope: Scope, from: string, into: string): void {
  const { programId, program } = scope;
  for (const challenge of program.challenges) {
    const theirs = find(d.world, "challenges", challengeKey(programId, from, challenge.id))?.state;
    if (theirs === undefined) continue;
    const own = challengeStateOf(d, programId, into, challenge.id);
    const both = joined(own, theirs);
    saveChallenge(d, programId, from, challenge.id, NO_STATE);
    const left = mergeSquads(d, programId, { from, theirs, into, own, both });
    settle(d, scope, challenge, into, both, Object.keys(both.times), d.at);
    for (const code of left) judgeSquad(d, scope, challenge, code, d.at);
  }
}
