/** The rows of coupons, and of the codes that pools have for them. */

export interface CouponRow {
  code: string;
  display: string;
  rewardId: string;
  programId: string;
  memberId: string;
  usesLeft: number;
  recordNumber: number;
  /** Keyed hash of the business's own id of who used it first, where that binds it. */
  boundTo: string | null;
}
/** A code that somebody else has made. It stays when a coupon has taken it. */
export interface PoolCodeRow {
  /** As it is looked up. */
  code: string;
  display: string;
  programId: string;
  pool: string;
  /** The how-many-eth of the pool it is, from 1: the order in which they are taken. */
  position: number;
  recordNumber: number;
}
