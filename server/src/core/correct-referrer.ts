/** Deciding that somebody else was the referrer: what the first one was given for the friend goes back, and the second is given what they would have had. */
import { referrersOf } from "./above.js";
import { whyNotByHand } from "./attribution.js";
import { boardMarksOf } from "./board-scores.js";
import { fact, trace } from "./deciding.js";
import { decline } from "./decline.js";
import { settleMember } from "./due.js";
import { fireAll } from "./firing.js";
import { isOfReferral } from "./friend-referrals.js";
import { goalOccurrence, stageOccurrence } from "./goals.js";
import { type Happening, occurrenceOf } from "./happening.js";
import { type StandingEvent, standingEvents } from "./history.js";
import { applyEventToHolds } from "./holds.js";
import { findMemberByExternal, rewardsOfReferral } from "./look-ups.js";
import { type Engine, emit, type Occurrence, referralOf, type Scope, scopeOfReferral } from "./occurrence.js";
import type { Outcome, ReferralCorrectionInput } from "./record.js";
import type { MemberRow, ReferralRow, RewardRow } from "./rows.js";
import { changeReferral } from "./stages.js";
import { takeBackReward } from "./taking-back.js";
import { tierMarksOf } from "./tiers.js";
import { addDuration } from "./time.js";
import { eachOrMiss, find } from "./world.js";

/**
 * The referral keeps its friend, its stage and what the friend was given. Every rule is asked again for the new referrer alone, at the moments when it was
 * asked for the first one, under the limits as they are now; holds begin anew. What was given once for a number of referrals is kept.
 */
export function decideReferralCorrection(d: Engine, { referral: id, referrer: external, reason }: ReferralCorrectionInput): Outcome {
  const before = find(d.world, "referrals", id);
  if (before === undefined) return decline("referral_unknown");
  if (before.stage === "rejected") return decline("referral_rejected");
  const scope = scopeOfReferral(d, before);
  if (findMemberByExternal(d.world, external)?.id === before.referrerId) return decline("referrer_unchanged");
  const why = whyNotByHand(d, scope, find(d.world, "members", before.friendId), external, { began: true });
  if (why !== undefined) return decline("referral_not_possible", { why });
  const referrer = findMemberByExternal(d.world, external) as MemberRow;
  const referrers = [before, { ...before, referrerId: referrer.id }].flatMap((each) => referrersOf(d, scope.program, each));
  for (const member of new Set([before.friendId, ...referrers])) settleMember(d, member);
  trace(d, { step: "referral.corrected", referral: id, referrer: referrer.id, reason });
  takeFromReferrer(d, before);
  handOver(d, scope, referrer.id, reason);
  fact(d, { kind: "referral.corrected", referral: id });
  askAgain(d, scope);
  return { status: "done", referral: id, member: before.friendId, referrer: referrer.id };
}

/** What was given for a number of referrals is not this one's alone: the counts take care of it. What went one level up goes with the referrer's. */
function takeFromReferrer(d: Engine, { id, referrerId, origin }: ReferralRow): void {
  const ordinal = 1 + (origin.corrections?.length ?? 0);
  const given = rewardsOfReferral(d.world, id).filter(
    (reward) =>
      (reward.side === "referrer" && reward.recipientId === referrerId && !reward.occurrence.startsWith("referrals:")) ||
      (reward.side === "referrers_referrer" && reward.ordinal === ordinal),
  );
  eachOrMiss(given, (reward) => takeBackReward(d, reward, "referrer_corrected"));
}

/** Who corrects has looked at the new referrer: what was in question about the first one is settled. */
function handOver(d: Engine, scope: Scope, referrerId: string, reason: string): void {
  const { origin, reviews, referrerId: replaced, ordinals } = referralOf(d, scope) as ReferralRow;
  const corrections = [...(origin.corrections ?? []), { referrer: replaced, record: d.record.number, reason }];
  const answered = reviews.map((review) => ({ ...review, answer: { ...review.answer, referrer: review.answer?.referrer ?? "corrected" }, reason }));
  const patch = {
    referrerId,
    referrerSide: "clear" as const,
    ordinals: { ...boardMarksOf(ordinals), ...tierMarksOf(ordinals) },
    origin: { ...origin, corrections },
    reviews: answered,
  };
  changeReferral(d, scope, patch, null, d.at);
}

/** Everything that has happened in the referral happens again for its referrer alone. */
function askAgain(d: Engine, scope: Scope): void {
  const referral = referralOf(d, scope) as ReferralRow;
  const { id, friendId: member, stage, times } = referral;
  const events = standingEvents(d, scope, member).filter((each) => wasDecidedFor(d, scope, referral, each));
  const askedAt = new Map<string, number>();
  const again = (occurrence: Pick<Occurrence, "on" | "key" | "cause" | "occurredAt">) => {
    askedAt.set(occurrence.key, occurrence.occurredAt);
    emit(d, { ...occurrence, scope, member, again: true, only: "referrer" });
  };
  again({ on: "referral:signed_up", key: stageOccurrence(id, "signed_up", 1), cause: null, occurredAt: times.signed_up });
  for (const { happening, event } of events) {
    const { type, occurredAt } = happening;
    again({ on: `event:${type}`, key: occurrenceOf(happening, event?.round ?? 0), cause: happening, occurredAt });
  }
  for (const [goal, { reachedAt, ordinal, cause }] of Object.entries(referral.goals)) {
    if (reachedAt === null) continue;
    const reachedBy = events.find(({ happening }) => happening.record === cause?.record)?.happening ?? null;
    again({ on: `goal:${goal}`, key: goalOccurrence(id, goal, ordinal), cause: reachedBy, occurredAt: reachedAt });
    if (!scope.program.goals.get(goal)?.movesReferral) continue;
    reachStage("qualified", ordinal, reachedBy);
    if (stage === "converted") reachStage("converted", ordinal, reachedBy);
  }
  fireAll(d);
  // What a new reward would wait for may have happened already.
  for (const { happening } of events) {
    const isBefore = ({ recordNumber, occurrence }: RewardRow) =>
      recordNumber === d.record.number && (askedAt.get(occurrence) ?? Number.POSITIVE_INFINITY) < happening.occurredAt;
    applyEventToHolds(d, scope, happening, isBefore);
  }
  function reachStage(name: "qualified" | "converted", ordinal: number, cause: Happening | null): void {
    const occurredAt = times[name];
    if (occurredAt !== undefined) again({ on: `referral:${name}`, key: stageOccurrence(id, name, ordinal), cause, occurredAt });
  }
}

/** The referral began with its sign-up; events that came before it count if it was late, and none that was told too late. */
export function wasDecidedFor(d: Engine, { program }: Scope, referral: ReferralRow, told: StandingEvent): boolean {
  const { recordNumber, beganAt } = referral;
  const { happening, toldAt } = told;
  const { type, record, occurredAt } = happening;
  const decidedAt = record >= recordNumber ? toldAt : beganAt;
  if (record < recordNumber && (type === "sign_up" || type === "claim")) return false;
  return addDuration(occurredAt, program.lateness, program.timeZone) >= decidedAt && isOfReferral(d, referral, told);
}
