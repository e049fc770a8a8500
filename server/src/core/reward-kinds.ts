/**
 * What a reward can be, the only list of it. A `choice` becomes one of its options once it is made, an `accrual` is a share that is collected before it is
 * paid; what is drawn by chance is the kind of its outcome.
 */
export const REWARD_KINDS = [
  "credit",
  "cash",
  "points",
  "units",
  "coupon",
  "badge",
  "stamp",
  "item",
  "access",
  "code",
  "places",
  "choice",
  "accrual",
  "booster",
  "tickets",
] as const;
export type RewardKind = (typeof REWARD_KINDS)[number];

/** Marks of a member's standing: shown on cards, among badges and as the place in the queue, and not as something that was got. */
export const MARKS: readonly RewardKind[] = ["stamp", "badge", "places"];
