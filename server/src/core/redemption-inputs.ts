/** What members do with what they have: use it, exchange it, and take that back. */
import type { EventLine, ExternalHash } from "./record.js";

/** A member uses divisible value: `spend` in the shop, `payout` for cash that was paid out. */
export interface RedeemInput {
  kind: "redeem";
  use: "spend" | "payout";
  member: ExternalHash;
  unit: string;
  amount: string;
  subject?: string;
  /** What the order is worth, for credit with a minimum spend. */
  orderTotal?: string;
}
/** A member exchanges what they have gathered for an entry of a program's catalogue. */
export interface ExchangeInput {
  kind: "exchange";
  program: string;
  member: ExternalHash;
  entry: string;
}
export interface CancelRedemptionInput {
  kind: "redemption.cancel";
  redemption: string;
  reason?: string;
}
export interface RedeemCouponInput {
  kind: "coupon.redeem";
  code: string;
  member?: ExternalHash;
  subject?: string;
  currency?: string;
  orderTotal?: string;
  lines?: EventLine[];
}
