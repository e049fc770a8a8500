/**
 * What goes into the log: the inputs, one type a kind. Inputs are plain JSON, hold no personal data, and are all that a decision needs besides the world:
 * people are named by the keyed hash of the business's own id, identities by keyed hashes, amounts are strings of minor units, instants are epoch milliseconds.
 */
import type { AdmitInput } from "./admit-waiting.js";
import type { BoardSettingsInput } from "./board-settings-input.js";
import type { ChallengeProofInput, ChallengeProofReviewInput, ChallengeProofWithdrawalInput } from "./challenge-proof.js";
import type { ClaimInput } from "./claim-input.js";
import type { ContestEntryInput, ContestMarkInput, ContestReviewInput, ContestVoteInput, ContestWithdrawalInput } from "./contest-inputs.js";
import type { CodesInput } from "./coupon-pool.js";
import type { ProgramDocument } from "./document/schema.js";
import type { RatesInput, ReleaseInput } from "./exchange-row.js";
import type { FeedbackInput } from "./feedback.js";
import type { JoinChallengeInput } from "./join-challenge.js";
import type { Reason, Refusal } from "./reasons.js";
import type { CancelRedemptionInput, ExchangeInput, RedeemCouponInput, RedeemInput } from "./redemption-inputs.js";
import type { MigrateInput, ReevaluateInput } from "./reevaluate-input.js";
import type { ShareBadgeInput } from "./share-badge.js";
import type { ShowInput } from "./shown.js";
import type { JoinSquadInput, LeaveSquadInput } from "./squads.js";
import type { StockInput } from "./stock-input.js";
import type { TestimonialInput, TestimonialReviewInput } from "./testimonial.js";
import type { VisitInput } from "./visit-input.js";

/** Keyed hash of the business's own id of a person. */
export type ExternalHash = string;
export type IdentityKind = "email" | "phone" | "address" | "payout" | "device";
export type Identities = Partial<Record<IdentityKind, string>>;
export type Scalar = string | number | boolean;

/** A visit that an event names, copied into the record because visits are not part of the log. */
export interface VisitEvidence {
  id: string;
  program: string;
  code: string;
  member: string;
  at: number;
  /** The program's version in force at the visit. */
  version?: number;
  channel?: string;
  placement?: string;
}

/** Money of an event in minor units of its currency, as strings. `total` is what was paid; tax and shipping are inside it, the discount is already off. */
export interface EventMoney {
  total: string;
  tax?: string;
  shipping?: string;
  discount?: string;
}

/**
 * A line of an order: a product and how many of it. `amount` is what was paid for it in all, its share of the discount already off; `tax` is inside it.
 * Minor units as strings. The id is the business's own, or its place in the order ("#2").
 */
export interface EventLine {
  id: string;
  product?: string;
  categories?: string[];
  quantity?: number;
  amount: string;
  tax?: string;
}

export interface EventInput {
  kind: "event";
  type: string;
  member: ExternalHash;
  occurredAt?: number;
  /** The id of the one program that the event names. */
  program?: string;
  /** The handle or id that the event names when no program has it. */
  unknownProgram?: string;
  subject?: string;
  currency?: string;
  money?: EventMoney;
  /** Lines are inside `money.total`. */
  lines?: EventLine[];
  status?: string;
  /** Where it happened: web, app, till. */
  channel?: string;
  properties?: Record<string, Scalar>;
  identities?: Identities;
  traits?: Record<string, Scalar>;
  /** Canonical referral code. */
  code?: string;
  /** Canonical coupon code. */
  coupon?: string;
  visits?: VisitEvidence[];
  referrer?: ExternalHash;
}

export interface MemberInput {
  kind: "member";
  member: ExternalHash;
  identities?: Identities;
  traits?: Record<string, Scalar>;
  enrol?: string[];
  /** The version of a program to whose terms the member has agreed. */
  accepted?: { program: string; version: number };
}

export interface PublishInput {
  kind: "program.publish";
  program: string;
  hash: string;
  document: ProgramDocument;
}
export interface ProgramStatusInput {
  kind: "program.status";
  program: string;
  status: "running" | "paused" | "ended";
}
export interface CodeStatusInput {
  kind: "code.status";
  program: string;
  code: string;
  status: "active" | "disabled";
  expiresAt?: number | null;
}
/** Another code of a member: the words that were asked for, or one that is made. */
export interface AddCodeInput {
  kind: "code.add";
  program: string;
  member: ExternalHash;
  /** As it is shown: capitals, digits and dashes. */
  display?: string;
  channel?: string;
  placement?: string;
  /** It becomes the one that the member shows first. */
  first?: boolean;
}
/** A person's answer to a review, for one side or both. */
export interface ReviewInput {
  kind: "referral.review";
  referral: string;
  friend?: "honour" | "refuse";
  referrer?: "honour" | "refuse";
  reason: string;
}
/** A person enters a referral that nothing else has told of: `member` is the friend. */
export interface ReferralEntryInput {
  kind: "referral.enter";
  program: string;
  member: ExternalHash;
  referrer: ExternalHash;
  /** When the friend signed up; the moment of entry unless said. */
  occurredAt?: number;
  /** What for, where a friend can be referred more than once. */
  referredFor?: string;
  reason: string;
}
/** A person says who the referrer was in truth. */
export interface ReferralCorrectionInput {
  kind: "referral.correct";
  referral: string;
  referrer: ExternalHash;
  reason: string;
}
/** Two members are one person: `member` goes into the other. */
export interface MergeInput {
  kind: "member.merge";
  member: ExternalHash;
  into: ExternalHash;
  reason: string;
}
export interface RewardActionInput {
  kind: "reward.approve" | "reward.deny" | "reward.reverse";
  reward: string;
  reason?: string;
}
/** How far the sending of an item is. */
export interface FulfilmentInput {
  kind: "reward.fulfil";
  reward: string;
  fulfilment: "queued" | "sent" | "failed";
  reason?: string;
}
export interface ClockInput {
  kind: "clock";
  to: number;
}
export interface DueInput {
  kind: "due";
}

export type RecordInput =
  | EventInput
  | MemberInput
  | PublishInput
  | ReevaluateInput
  | MigrateInput
  | ProgramStatusInput
  | CodeStatusInput
  | AddCodeInput
  | ReviewInput
  | ReferralEntryInput
  | ReferralCorrectionInput
  | MergeInput
  | ShowInput
  | ShareBadgeInput
  | FeedbackInput
  | TestimonialInput
  | TestimonialReviewInput
  | JoinChallengeInput
  | ChallengeProofInput
  | ChallengeProofReviewInput
  | ChallengeProofWithdrawalInput
  | JoinSquadInput
  | LeaveSquadInput
  | ContestEntryInput
  | ContestReviewInput
  | ContestWithdrawalInput
  | ContestMarkInput
  | ContestVoteInput
  | RewardActionInput
  | ClaimInput
  | StockInput
  | CodesInput
  | FulfilmentInput
  | RedeemInput
  | ExchangeInput
  | CancelRedemptionInput
  | RedeemCouponInput
  | RatesInput
  | ReleaseInput
  | VisitInput
  | AdmitInput
  | BoardSettingsInput
  | ClockInput
  | DueInput;

/** One numbered entry of a workspace's log, before it is decided. `at` is the time of the decision, epoch milliseconds. */
export interface LogRecord {
  number: number;
  at: number;
  input: RecordInput;
}

/** The semantics of decisions. Another number means that the same log may be decided otherwise; a replay then reports and changes nothing (L10). */
export const ENGINE = 6;

/** The answer that a record's key stands for, for ever. */
export type Outcome =
  | {
      status: "rewarded" | "recorded" | "refused" | "ignored";
      reason?: Reason;
      member?: string;
      referrals?: string[];
      rewards?: string[];
      taken?: string[];
    }
  | { status: "done"; [detail: string]: unknown }
  | { status: "declined"; reason: Refusal; [detail: string]: unknown };

/** One step of a decision, in the order in which it was taken; `step` names the sentence, the rest are its values. */
export interface TraceItem {
  step: string;
  [detail: string]: unknown;
}

/** Something to be told outside. */
export interface Fact {
  kind: string;
  [detail: string]: unknown;
}

/** One movement between two accounts. */
export interface Transfer {
  unit: string;
  amount: string;
  from: [holder: string, kind: AccountKind];
  to: [holder: string, kind: AccountKind];
  member: string;
  reward?: string;
  reason: string;
}
export type AccountKind = "pending" | "available" | "debt" | "issued" | "used" | "expired" | "cancelled" | "taken_back" | "debts" | "forgiven";

/** A row that was made (its values in the order of COLUMNS), or columns of one that were changed; amounts as digits. */
export type StoredChange = [table: string, values: unknown[]] | [table: string, key: string, patch: Record<string, unknown>];

/** Everything that comes of a record, as plain data: applying `changes` and `transfers` rebuilds what is derived. */
export interface Decision {
  outcome: Outcome;
  changes: [table: string, key: string, patch: Record<string, unknown>, isNew: boolean][];
  transfers: Transfer[];
  facts: Fact[];
  trace: TraceItem[];
}

/** A decision as the log keeps it. */
export interface StoredDecision extends Omit<Decision, "changes"> {
  changes: StoredChange[];
}
