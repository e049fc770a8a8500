/** Occurrences: what rules are triggered by. They wait in a queue, so that effects of effects are decided in rounds. */

import type { Worth } from "./amount.js";
import type { Deciding } from "./deciding.js";
import type { CompiledGrant } from "./document/compiled-grant.js";
import type { CompiledProgram } from "./document/compiled-program.js";
import type { Happening } from "./happening.js";
import { programsOf, versionOf } from "./look-ups.js";
import type { ReferralRow, RewardDetails, RewardRow } from "./rows.js";
import type { OpenSubject } from "./subjects.js";
import { find } from "./world.js";

/** A program in one of its versions, and the referral that the decision is about, if any. */
export interface Scope {
  programId: string;
  version: number;
  program: CompiledProgram;
  referralId: string | null;
}
export interface Occurrence {
  /** What rules listen to: "event:purchase", "goal:first-order", "referral:converted", "referrals:converted", "stampCard:…", "badge:…". */
  on: string;
  /** Names it for ever: a part of the identity of each reward it causes (L5). */
  key: string;
  scope: Scope;
  /** Whose event, card or badge it is; for referrals and goals the friend. */
  member: string;
  cause: Happening | null;
  occurredAt: number;
  /** A rule that alone is meant (a count of referrals that was reached). */
  rule?: string;
  /** It has come before: what it gave then is not given again. */
  again?: boolean;
  /** It has come again with another status: what only the former one earned goes. */
  changed?: boolean;
  /** Only grants to this side, and what goes with it, are meant: the other one has had its answer. */
  only?: "referrer";
  /** In a contest that has closed. */
  place?: number;
  /** The referrals that a count has used up. */
  referrals?: string[];
  /** A re-evaluation has found what its grants give. */
  found?: Found;
}

/** What a re-evaluation has found, by the grants' ids; grants that are not named give nothing. */
export type Found = ReadonlyMap<string, { worth: Worth; hold: RewardDetails["hold"]; draw: RewardDetails["draw"] }>;

/** The decision with the occurrences that still wait; `round` is how deep in effects of effects it is. */
export interface Engine extends Deciding {
  queue: Occurrence[];
  subject: OpenSubject | null;
  /** Who wants to know what each reward was made at: a rehearsal. */
  onMade?: OnMade;
}
export type OnMade = (reward: RewardRow, occurrence: Occurrence) => void;

/** Waits to be decided if a rule is on it: what nobody listens to is no round of effects. */
export function emit(d: Engine, occurrence: Occurrence): void {
  if (occurrence.scope.program.rulesOn.has(occurrence.on)) d.queue.push(occurrence);
}

/** The referral as it stands now. */
export function referralOf(d: Deciding, scope: Scope): ReferralRow | undefined {
  return scope.referralId === null ? undefined : find(d.world, "referrals", scope.referralId);
}
/** The version of the program that is in force. */
export function scopeInForce(d: Deciding, programId: string): Scope | undefined {
  return programsOf(d.world).find((each) => each.programId === programId);
}
/** The scope of a referral: the version under which it began holds for it. */
export function scopeOfReferral(d: Deciding, referral: ReferralRow): Scope {
  const program = versionOf(d.world, referral.programId, referral.version);
  return { programId: referral.programId, version: referral.version, program, referralId: referral.id };
}

/** The grant that a reward was made of, in the version that made it (L13). */
export function grantOf(d: Deciding, reward: RewardRow): { scope: Scope; grant: CompiledGrant } {
  const program = versionOf(d.world, reward.programId, reward.version);
  const grant = program.rules.get(reward.ruleId)?.grants.find(({ id }) => id === reward.grantId);
  if (grant === undefined) throw new Error(`L13: version ${reward.version} of ${reward.programId} has no grant ${reward.ruleId}/${reward.grantId}`);
  const scope = { programId: reward.programId, version: reward.version, program, referralId: reward.referralId };
  return { scope, grant: reward.kind === "accrual" ? (grant.accrual?.share ?? grant) : givenOf(grant, reward.details) };
}
/** What was given in the end, where the grant is one of several. */
export function givenOf(grant: CompiledGrant, { draw, choice }: RewardDetails): CompiledGrant {
  if (choice?.chosen !== undefined) return grant.choice?.options.find(({ id }) => id === choice.chosen)?.grant ?? grant;
  if (draw === undefined) return grant;
  return grant.outcomes?.find(({ id }) => id === draw.outcome)?.grant ?? grant;
}
