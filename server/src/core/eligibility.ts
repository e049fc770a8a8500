/** Eligibility: checks of the document that allow, send to review or refuse, each side for itself; and the reasons for which no referral can begin. */
import { contextFor } from "./condition-context.js";
import { trace } from "./deciding.js";
import type { Happening } from "./happening.js";
import { type Engine, referralOf, type Scope } from "./occurrence.js";
import { cancelRefusedSide } from "./review.js";
import type { ReferralRow, SideState } from "./rows.js";
import { changeReferral } from "./stages.js";

/** Asks the checks for the friend's event. A refusal outweighs a review; what a person has decided stands. */
export function checkEligibility(d: Engine, scope: Scope, happening: Happening): void {
  const checks = scope.program.checksAt.get(happening.type);
  const referral = referralOf(d, scope);
  if (checks === undefined || referral === undefined) return;
  const context = contextFor(d, scope, happening, happening.member);
  const sides: { friend: SideState; referrer: SideState } = { friend: referral.friendSide, referrer: referral.referrerSide };
  const reviews = [...referral.reviews];
  for (const check of checks) {
    if (referral.reviews.some((review) => review.check === check.id)) continue;
    const answer = check.when.evaluate(context);
    const applies = answer === true;
    trace(d, {
      step: "eligibility",
      check: check.id,
      result: applies ? check.then : "allow",
      ...(typeof answer === "object" && { error: answer.error }),
    });
    if (!applies) continue;
    reviews.push({ check: check.id, sides: check.sides, record: d.record.number });
    for (const side of check.sides) sides[side] = check.then === "refuse" ? "refused" : sides[side] === "refused" ? "refused" : "in_review";
  }
  if (reviews.length === referral.reviews.length) return;
  settleSides(d, scope, referral, sides, reviews, happening);
}

function settleSides(
  d: Engine,
  scope: Scope,
  referral: ReferralRow,
  sides: { friend: SideState; referrer: SideState },
  reviews: ReferralRow["reviews"],
  happening: Happening,
): void {
  const isRejected = sides.friend === "refused" && sides.referrer === "refused";
  const patch = { friendSide: sides.friend, referrerSide: sides.referrer, reviews, ...(isRejected && { stage: "rejected" as const, dueAt: null }) };
  changeReferral(d, scope, patch, happening, happening.occurredAt);
  if (sides.friend === "refused" && referral.friendSide !== "refused") cancelRefusedSide(d, referral.id, "friend");
  if (sides.referrer === "refused" && referral.referrerSide !== "refused") cancelRefusedSide(d, referral.id, "referrer");
}
