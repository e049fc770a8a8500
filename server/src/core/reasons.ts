/** Why something came to nothing, and why an action was declined: closed lists, each with its sentence in every language. */

/** The event itself cannot be, whatever the program. */
const OF_THE_EVENT = ["unknown_program", "unknown_type", "in_future", "too_old", "unknown_currency", "amount_too_large", "subject_missing"] as const;
/** The program takes nobody in now. */
const OF_THE_PROGRAM = ["program_paused", "program_not_started", "program_over"] as const;
/** These two cannot be referrer and friend. */
const OF_THE_REFERRAL = [
  "code_unknown",
  "code_disabled",
  "code_expired",
  "coupon_unknown",
  "visit_unknown",
  "visit_too_old",
  "referrer_unknown",
  "referrer_not_enrolled",
  "self_referral",
  "same_email",
  "same_phone",
  "already_referred",
  "existing_customer",
  "claim_too_late",
  "cycle",
  "not_eligible",
] as const;

/**
 * Why something was refused or came to nothing: a closed list, in the order in which they are asked.
 * Each has a sentence in every language (`words/`), and is counted.
 */
export const REASONS = [
  ...OF_THE_EVENT,
  ...OF_THE_PROGRAM,
  "no_candidate",
  ...OF_THE_REFERRAL,
  "waiting_for_purchase",
  "waiting_for_rate",
  "correction_exceeded",
  "capped",
  "not_in_a_program",
  "nothing_matched",
] as const;
export type Reason = (typeof REASONS)[number];

/** Reasons that say no to a referral, as opposed to events that are not for a program. */
export const REFUSING: ReadonlySet<Reason> = new Set<Reason>([...OF_THE_PROGRAM, ...OF_THE_REFERRAL]);

/** Refusals of actions: the request can be understood, but the state does not allow it. */
export const REFUSALS = [
  "member_unknown",
  "program_unknown",
  "code_unknown",
  "code_taken",
  "codes_too_many",
  "member_not_enrolled",
  "board_unknown",
  "no_waiting_list",
  "version_unknown",
  "referral_unknown",
  "referral_not_in_review",
  "referral_not_possible",
  "referral_rejected",
  "referrer_unchanged",
  "members_are_one",
  "merge_not_possible",
  "merge_too_large",
  "reward_unknown",
  "reward_not_pending",
  "reward_not_held_for_approval",
  "reward_not_reversible",
  "reward_not_to_be_sent",
  "reward_not_to_be_claimed",
  "badge_not_to_be_shared",
  "testimonial_unknown",
  "testimonial_changed",
  "testimonials_not_taken",
  "picture_unknown",
  "challenge_unknown",
  "challenge_not_to_be_joined",
  "squad_unknown",
  "squad_not_to_be_joined",
  "squad_not_to_be_left",
  "proof_not_wanted",
  "proof_unknown",
  "proof_changed",
  "contest_unknown",
  "contest_not_open",
  "contest_entry_not_wanted",
  "contest_entry_unknown",
  "contest_entry_changed",
  "contest_vote_not_wanted",
  "item_unknown",
  "option_unknown",
  "option_not_available",
  "unit_unknown",
  "balance_too_low",
  "minimum_spend_not_reached",
  "entry_unknown",
  "entry_not_available",
  "program_not_running",
  "exchange_used",
  "redemption_unknown",
  "redemption_cancelled",
  "coupon_unknown",
  "coupon_used",
  "coupon_expired",
  "coupon_not_available",
  "coupon_of_another_member",
  "coupon_not_for_order",
  "coupon_needs_order",
  "coupon_needs_member",
  "coupon_used_for_order",
  "coupon_not_combinable",
  "coupon_pool_unknown",
  "currency_mismatch",
  "clock_only_in_test",
  "clock_only_forward",
  "status_unchanged",
  "unique_by_stays",
] as const;
export type Refusal = (typeof REFUSALS)[number];
