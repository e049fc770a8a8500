/**
 * What can go wrong, in two classes.
 * An `AppError` says that a request cannot be done; its code is public and stable, and the catalogue below is all there are.
 * A `SetupError` says that the process cannot run as it is set up; its message is one sentence for the operator.
 * Anything else that is thrown is a broken invariant: our fault, rolled back, logged, never shown.
 */

export const errorCatalogue = {
  invalid_request: { status: 400, title: "The request does not have the form that this call needs." },
  unauthenticated: { status: 401, title: "The call needs a valid key or token." },
  forbidden: { status: 403, title: "This key or token may not do this." },
  not_found: { status: 404, title: "There is no such thing in this workspace." },
  method_not_allowed: { status: 405, title: "This address does not take this method." },
  key_reused: { status: 409, title: "This key was used before with another request." },
  conflict: { status: 409, title: "The thing is not in a state that allows this." },
  gone: { status: 410, title: "This was here once and is used up." },
  payload_too_large: { status: 413, title: "The request is larger than this call takes." },
  unsupported_media_type: { status: 415, title: "A body of this type is not taken here." },
  unprocessable: { status: 422, title: "The request is well formed, but what it says cannot be." },
  // What the state of the log does not allow: one code for each of core/reasons.ts REFUSALS.
  member_unknown: { status: 404, title: "There is no such member." },
  program_unknown: { status: 404, title: "There is no such program." },
  code_unknown: { status: 404, title: "The program has no such code." },
  code_taken: { status: 409, title: "The code is somebody's already, or looks like one that is." },
  codes_too_many: { status: 409, title: "The member has as many codes in the program as there may be." },
  board_unknown: { status: 404, title: "The program has no such leaderboard." },
  no_waiting_list: { status: 409, title: "The program has no waiting list." },
  member_not_enrolled: { status: 409, title: "The member does not take part in the program." },
  version_unknown: { status: 404, title: "The program has no such version." },
  referral_unknown: { status: 404, title: "There is no such referral." },
  referral_not_in_review: { status: 409, title: "The referral does not wait for a review." },
  referral_rejected: { status: 409, title: "The referral was rejected." },
  referrer_unchanged: { status: 409, title: "This is the referrer already." },
  members_are_one: { status: 409, title: "The two are one member already." },
  merge_not_possible: { status: 409, title: "These two members cannot be one." },
  merge_too_large: { status: 409, title: "The member has too many rewards and referrals to be merged." },
  referral_not_possible: { status: 409, title: "These two cannot be referrer and friend." },
  reward_unknown: { status: 404, title: "There is no such reward." },
  reward_not_pending: { status: 409, title: "The reward is no longer pending." },
  reward_not_held_for_approval: { status: 409, title: "The reward does not wait for an approval." },
  item_unknown: { status: 404, title: "The program has no such item, or as many of it as are wanted." },
  reward_not_to_be_claimed: { status: 409, title: "The reward does not wait to be claimed." },
  testimonial_unknown: { status: 404, title: "The member has written nothing about the program." },
  testimonial_changed: { status: 409, title: "The member has written something else since." },
  testimonials_not_taken: { status: 409, title: "The program takes no testimonials." },
  challenge_unknown: { status: 404, title: "There is no such challenge." },
  squad_unknown: { status: 404, title: "There is no squad with this code for the challenge." },
  squad_not_to_be_joined: { status: 409, title: "The member cannot join such a squad now." },
  squad_not_to_be_left: { status: 409, title: "The member cannot leave a squad now." },
  proof_not_wanted: { status: 409, title: "The challenge takes no such proof from the member now." },
  proof_unknown: { status: 404, title: "The member has proved nothing in the challenge." },
  proof_changed: { status: 409, title: "The member has handed in something else since." },
  contest_unknown: { status: 404, title: "There is no such contest, or it is of the other kind: judged or ranked." },
  draw_unknown: { status: 404, title: "There is no such draw, or no such run of it." },
  draw_not_drawn: { status: 404, title: "The run has not been drawn yet." },
  contest_not_open: { status: 409, title: "The contest does not take this now." },
  contest_entry_not_wanted: { status: 409, title: "The contest does not take such an entry." },
  contest_entry_unknown: { status: 404, title: "There is no such entry in the contest." },
  contest_entry_changed: { status: 409, title: "The member has handed in something else since." },
  contest_vote_not_wanted: { status: 409, title: "The contest does not take this vote or mark." },
  challenge_not_to_be_joined: { status: 409, title: "The challenge cannot be joined." },
  badge_not_to_be_shared: { status: 409, title: "The badge cannot be shown to others." },
  option_unknown: { status: 422, title: "The reward has no such option." },
  option_not_available: { status: 409, title: "None is left of what was chosen." },
  reward_not_to_be_sent: { status: 409, title: "The reward is not an item that is to be sent." },
  reward_not_reversible: { status: 409, title: "The reward cannot be taken back in its present state." },
  unit_unknown: { status: 422, title: "No program uses this unit." },
  balance_too_low: { status: 422, title: "The member does not have this much available." },
  minimum_spend_not_reached: { status: 422, title: "The order is below the minimum spend." },
  entry_unknown: { status: 404, title: "The catalogue has no such entry." },
  entry_not_available: { status: 409, title: "The entry of the catalogue cannot be had now." },
  program_not_running: { status: 409, title: "The program is not running." },
  exchange_used: { status: 409, title: "What was exchanged has been used." },
  redemption_unknown: { status: 404, title: "There is no such redemption." },
  redemption_cancelled: { status: 409, title: "The redemption was cancelled before." },
  coupon_unknown: { status: 404, title: "There is no such coupon." },
  coupon_used: { status: 409, title: "The coupon is used up." },
  coupon_expired: { status: 409, title: "The coupon has expired." },
  coupon_not_available: { status: 409, title: "The coupon cannot be used now." },
  coupon_of_another_member: { status: 422, title: "The coupon belongs to another member." },
  coupon_not_for_order: { status: 422, title: "The order has none of the products that the coupon is for." },
  coupon_needs_order: { status: 422, title: "The coupon can only be used for an order that is named." },
  coupon_needs_member: { status: 422, title: "The coupon can only be used by somebody who is named." },
  coupon_used_for_order: { status: 409, title: "The coupon was used for the order already." },
  coupon_not_combinable: { status: 409, title: "The coupons cannot be used on the same order." },
  coupon_pool_unknown: { status: 404, title: "There is no such pool of codes in the program." },
  currency_mismatch: { status: 422, title: "The order is in another currency than the coupon." },
  clock_only_in_test: { status: 409, title: "Only the clock of a test workspace can be moved." },
  clock_only_forward: { status: 422, title: "The clock moves forward only." },
  status_unchanged: { status: 409, title: "It is in this state already." },
  unique_by_stays: { status: 409, title: "What referrals of one friend differ by stays as it was published." },
  sign_in_link_used: { status: 410, title: "The link has signed somebody in already." },
  sign_in_link_expired: { status: 410, title: "The link does not sign anybody in any more." },
  mail_not_configured: { status: 409, title: "This server sends no mail." },
  invitations_off: { status: 409, title: "The program sends no invitations." },
  feedback_unknown: { status: 404, title: "Nobody has written this." },
  picture_unknown: { status: 404, title: "There is no such picture of this owner." },
  picture_unreadable: { status: 422, title: "The picture cannot be taken." },
  rate_limited: { status: 429, title: "Too many requests; try again later." },
  internal: { status: 500, title: "Something is wrong on our side." },
  overloaded: { status: 503, title: "The server has more to do than it can; try again shortly." },
  unavailable: { status: 503, title: "The database cannot be reached at the moment; try again shortly." },
  outcome_unknown: { status: 503, title: "It is unknown whether this was done; ask again with the same key." },
} as const satisfies Record<string, { status: number; title: string }>;

export type ErrorCode = keyof typeof errorCatalogue;

/** One thing that is wrong with a request: where (a JSON Pointer), what, and what to do about it. */
export interface RequestProblem {
  path: string;
  problem: string;
  remedy: string;
}

export interface AppErrorDetails {
  /** What is wrong and what to do, for the caller: names the field and the remedy. Never holds a secret or another workspace's data. */
  detail?: string;
  errors?: RequestProblem[];
  /** When it makes sense to ask again. */
  retryAfterSeconds?: number;
  /** For the log, never for the caller. */
  cause?: unknown;
}

/** The request cannot be done; `detail` and `errors` are safe to show to the caller. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly detail: string | undefined;
  readonly errors: RequestProblem[] | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, { detail, errors, retryAfterSeconds, cause }: AppErrorDetails = {}) {
    super(detail ?? errorCatalogue[code].title, { cause });
    this.name = "AppError";
    this.code = code;
    this.status = errorCatalogue[code].status;
    this.detail = detail;
    this.errors = errors;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** The process cannot run as it is set up. The message is one sentence that names the setting and the remedy; it is printed without a stack, exit code 1. */
export class SetupError extends Error {
  override readonly name = "SetupError";
}

/** The connection to the database was lost after COMMIT was sent and before its answer: done or not done, the log's keys tell. */
export class CommitUnknownError extends Error {
  override readonly name = "CommitUnknownError";
}

/** Whoever is asked for by a business's own id that nobody has. */
export function unknownMember(): AppError {
  return new AppError("member_unknown", { detail: "No member has this id." });
}
