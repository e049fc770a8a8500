/** Review: rewards of a side that is in review wait for a person; the answer lets them go on or takes them back. */

import { fact, put, trace } from "./deciding.js";
import { decline } from "./decline.js";
import { settleHold } from "./holds.js";
import { rewardsOfReferral } from "./look-ups.js";
import { type Engine, scopeOfReferral } from "./occurrence.js";
import type { Outcome, ReviewInput } from "./record.js";
import { isHeld, isOnSide } from "./reward.js";
import { changeReferral } from "./stages.js";
import { takeBackReward } from "./taking-back.js";
import { eachOrMiss, find } from "./world.js";

/** Everything that the side of the referral has been given is taken back. */
export function cancelRefusedSide(d: Engine, referral: string, side: "friend" | "referrer"): void {
  const given = rewardsOfReferral(d.world, referral).filter((reward) => isOnSide(reward, side));
  eachOrMiss(given, (reward) => takeBackReward(d, reward, "side_refused"));
}

/** A person's answer for one side or both: honour or refuse. */
export function decideReview(d: Engine, input: ReviewInput): Outcome {
  const referral = find(d.world, "referrals", input.referral);
  if (referral === undefined) return decline("referral_unknown");
  const answers = { friend: input.friend, referrer: input.referrer };
  for (const side of ["friend", "referrer"] as const) {
    const state = side === "friend" ? referral.friendSide : referral.referrerSide;
    if (answers[side] !== undefined && state !== "in_review") return decline("referral_not_in_review");
  }
  const scope = scopeOfReferral(d, referral);
  const sideAfter = (side: "friend" | "referrer", before: typeof referral.friendSide) =>
    answers[side] === undefined ? before : answers[side] === "honour" ? ("clear" as const) : ("refused" as const);
  const friendSide = sideAfter("friend", referral.friendSide);
  const referrerSide = sideAfter("referrer", referral.referrerSide);
  const answer = { ...(input.friend && { friend: input.friend }), ...(input.referrer && { referrer: input.referrer }) };
  const reviews = referral.reviews.map((review) => ({ ...review, answer: { ...review.answer, ...answer }, reason: input.reason }));
  const isRejected = friendSide === "refused" && referrerSide === "refused";
  trace(d, { step: "review.answered", referral: referral.id, ...answer, reason: input.reason });
  changeReferral(d, scope, { friendSide, referrerSide, reviews, ...(isRejected && { stage: "rejected" as const, dueAt: null }) }, null, d.at);
  for (const side of ["friend", "referrer"] as const) {
    if (answers[side] === "honour") liftReview(d, referral.id, side);
    if (answers[side] === "refuse") cancelRefusedSide(d, referral.id, side);
  }
  fact(d, { kind: "referral.reviewed", referral: referral.id, ...answer });
  return { status: "done", referral: referral.id, member: referral.friendId, state: find(d.world, "referrals", referral.id)?.state };
}

function liftReview(d: Engine, referral: string, side: "friend" | "referrer"): void {
  eachOrMiss(rewardsOfReferral(d.world, referral), (reward) => {
    if (!isOnSide(reward, side) || !isHeld(reward) || !reward.details.hold?.review) return;
    const { review: _, ...hold } = reward.details.hold;
    put(d, "rewards", reward.id, { details: { ...reward.details, hold } });
    settleHold(d, reward.id, d.at);
  });
}
