/** How the referral came about (kept for ever): the winning method with its evidence, and who lost. */
export interface Origin {
  method: "link" | "code" | "coupon" | "referrer" | "hand";
  /** Why a person entered it. */
  reason?: string;
  code?: string;
  visit?: string;
  coupon?: string;
  visitAt?: number;
  channel?: string;
  placement?: string;
  /** The grant that gave the code, where the friend used one of its uses up. */
  invitation?: string;
  losers: { method: string; reason: string; referrer?: string; code?: string; visit?: string }[];
  /** Referrers that a person has replaced, the first one first. */
  corrections?: { referrer: string; record: number; reason: string }[];
  /** Versions that held for it before it was migrated, the first one first. */
  versions?: number[];
}
