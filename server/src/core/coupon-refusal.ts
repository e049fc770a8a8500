/** Whether a coupon can be used, but for what the order is worth: the same answer for who asks and for who uses it. */
import type { CouponTerms } from "./document/schema.js";
import type { Refusal } from "./reasons.js";
import type { RewardState } from "./rows.js";

/** A use of a coupon for the order that stands. */
export interface CouponUsed {
  isThis: boolean;
  isCombinable: boolean;
}
export interface CouponAsked {
  terms: CouponTerms;
  state: RewardState;
  usesLeft: number;
  isTheirs: boolean;
  isMemberTold: boolean;
  /** What was used for the order; null when no order is named. */
  usedFor: readonly CouponUsed[] | null;
}

/** Why it cannot be used now. An order that is not named has no other coupons, as far as anybody can tell. */
export function refusalOfCoupon({ terms, state, usesLeft, isTheirs, isMemberTold, usedFor }: CouponAsked): Refusal | undefined {
  const { payments, combinable = true, boundAtFirstUse = false } = terms;
  if (!isTheirs) return "coupon_of_another_member";
  if (state === "expired") return "coupon_expired";
  if (state === "redeemed") return "coupon_used";
  if (state !== "available" || usesLeft < 1) return "coupon_not_available";
  if (boundAtFirstUse && !isMemberTold) return "coupon_needs_member";
  if (usedFor === null) return payments !== undefined || !combinable ? "coupon_needs_order" : undefined;
  if (payments !== undefined && usedFor.some(({ isThis }) => isThis)) return "coupon_used_for_order";
  const others = usedFor.filter(({ isThis }) => !isThis);
  return others.some(({ isCombinable }) => !combinable || !isCombinable) ? "coupon_not_combinable" : undefined;
}
