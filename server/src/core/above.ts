/** The referrer's own referrer in the same program: one level up, and never more. */
import type { CompiledProgram } from "./document/compiled-program.js";
import { referralFor } from "./friend-referrals.js";
import { standingMember } from "./look-ups.js";
import type { Engine } from "./occurrence.js";
import type { ReferralRow } from "./rows.js";
import { find } from "./world.js";

/** The referral that brought the referrer, for the same as this one where there can be several, however it stands; undefined where nobody referred them. */
function referralAbove(d: Engine, { programId, referrerId, referredFor, recordNumber }: ReferralRow): ReferralRow | undefined {
  // Whom they were merged with says under which id their own referral is kept.
  find(d.world, "members", referrerId);
  return referralFor(d.world, programId, referrerId, { referredFor, record: recordNumber });
}

/** Who brought the referrer, or why there is nobody to give to: nothing is given up there while that referral waits for a person, or once it is over. */
export function memberAbove(d: Engine, referral: ReferralRow): { recipient: string } | { why: string } {
  const above = referralAbove(d, referral);
  if (above === undefined) return { why: "nobody_above" };
  const { stage, referrerSide, referrerId } = above;
  const isOver = stage === "rejected" || stage === "reversed" || stage === "expired";
  if (isOver || referrerSide === "refused") return { why: "above_over" };
  return referrerSide === "in_review" ? { why: "above_in_review" } : { recipient: referrerId };
}

/** Whom the referral can reward besides its friend, or has rewarded: its referrer, who referred them by the program, and who was thought to have. */
export function referrersOf(d: Engine, program: CompiledProgram, referral: ReferralRow): string[] {
  const above = program.givesAbove ? referralAbove(d, referral) : undefined;
  if (above === undefined) return [referral.referrerId];
  const replaced = (above.origin.corrections ?? []).map(({ referrer }) => standingMember(d.world, referrer).id);
  return [...new Set([referral.referrerId, above.referrerId, ...replaced])];
}
