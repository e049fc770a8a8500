/** The rows that are derived from the log, as the core sees them: amounts are bigint minor units, instants epoch milliseconds. */
import type { AcceptanceRow } from "./acceptance.js";
import type { BoardMark, BoardRunRow, BoardScoreRow, BoardSettingsRow } from "./board-rows.js";
import type { CodeRow } from "./code-row.js";
import type { ContestEntryRow, ContestRunRow, ContestVoteRow } from "./contest-rows.js";
import type { CouponRow, PoolCodeRow } from "./coupon-rows.js";
import type { Duration } from "./document/schema.js";
import type { DrawRunRow, DrawTicketRow } from "./draw-rows.js";
import type { Tickets } from "./draw-tickets.js";
import type { EnrolmentRow } from "./enrolment-row.js";
import type { ExchangeRateRow, ParkedEventRow } from "./exchange-row.js";
import type { GameProgressRow } from "./game-rows.js";
import type { Measured } from "./measured.js";
import type { Origin } from "./origin.js";
import type { AccountKind, IdentityKind, Scalar } from "./record.js";
import type { RewardChoice } from "./reward-choice.js";
import type { RewardKind } from "./reward-kinds.js";
import type { ChallengeRow } from "./settle-challenge.js";
import type { Shown } from "./shown.js";
import type { SquadRow } from "./squad.js";
import type { StreakRow } from "./streaks.js";
import type { SubjectRow } from "./subject-row.js";
import type { TestimonialRow } from "./testimonial.js";
import type { ScheduleRow, TimerRow } from "./timer-rows.js";

export interface MemberRow {
  id: string;
  externalHash: string;
  joinedAt: number;
  recordNumber: number;
  traits: Record<string, Scalar>;
  purchases: number;
  events: number;
  firstPurchaseAt: number | null;
  lastSeenAt: number | null;
  /** The member that this one was merged into: who is meant when this one is named. */
  mergedInto: string | null;
  /** Ids of those that were merged into this one, with blanks between. */
  merged: string | null;
  /** How others may see the member, as far as the member has said. */
  shown: Shown | null;
}
export interface IdentityRow {
  kind: IdentityKind;
  hash: string;
  memberId: string;
  recordNumber: number;
}
export interface ProgramRow {
  id: string;
  handle: string;
  status: "running" | "paused" | "ended";
  version: number;
  recordNumber: number;
}
export interface ProgramVersionRow {
  programId: string;
  version: number;
  hash: string;
  document: unknown;
  publishedAt: number;
  recordNumber: number;
}
/** Where a count of referrals stands for one rule: how often it fired, and the referrals that no firing has used up. */
export interface RuleProgress {
  fired: number;
  holds?: boolean;
  /** Earlier firings that hold as well: a merged member had one. */
  alsoHolds?: number[];
  /** Firings that came with a merged member: `first` is what the first of them is numbered here. */
  merged?: { referrer: string; first: number; count: number }[];
  /** For "every nth": referrals that no firing has used up. */
  free?: string[];
  /** For an event's ordinal: how many have come. */
  events?: number;
}
export interface CardProgress {
  stamps: number;
  full: number;
  done: boolean;
  /** The occurrence of its last completion, where a merged member completed it. */
  key?: string;
  /** Which of the member's cards it is, from the second on. */
  number?: number;
  /** When its first stamp came, where it can expire. */
  since?: number;
  /** The occurrences along the way that stand, by the number of stamps. */
  way?: Record<string, string>;
  /** The completions of earlier cards that stand, by their numbers. */
  past?: Record<string, string>;
}
export interface ProgressRow {
  programId: string;
  memberId: string;
  counts: { signed_up: number; qualified: number; converted: number };
  cards: Record<string, CardProgress>;
  /** Badge id to the reward that gave it. */
  badges: Record<string, string>;
  rules: Record<string, RuleProgress>;
  recordNumber: number;
}
export type Stage = "signed_up" | "qualified" | "converted" | "rejected" | "expired" | "reversed";
export type SideState = "clear" | "in_review" | "refused";
/** What counts of one event for a step of a goal; `-1` opens the goal's window. `by` as in `Contribution`; `value` where different ones are counted. */
export type GoalEntry = [step: number, record: number, at: number, by: string, value?: string];
export interface GoalProgress {
  /** What each step has gathered, by the step's number: a count, or a sum of minor units. */
  steps: Record<string, string>;
  /** When each step was met first, for steps in order. */
  met: Record<string, number>;
  /** How often each step was set back to nothing: what was gathered before is out of it. */
  runs?: Record<string, number>;
  /** Of steps that must come in a row: which occurrences make the row, as far as it matters; those that reached the goal first. */
  rows?: Record<string, string[]>;
  /** What the tables of the goal said last; null: not offered. Once it is reached they are not asked any more. */
  asked?: { needs: Record<string, string | null>; for?: Duration | null };
  /** Of goals that are judged event by event: what has counted, by when it happened. `steps` then says what of it lies in the window. */
  entries?: GoalEntry[];
  ordinal: number;
  reachedAt: number | null;
  /** The subject (and its owner) of the event that reached it: what percent rewards are measured on. */
  cause?: { member: string; subject: string | null; record: number };
}
export interface ReferralRow {
  id: string;
  programId: string;
  friendId: string;
  referrerId: string;
  version: number;
  state: Stage | "in_review";
  stage: Stage;
  friendSide: SideState;
  referrerSide: SideState;
  beganAt: number;
  dueAt: number | null;
  recordNumber: number;
  origin: Origin;
  times: { signed_up: number; qualified?: number; converted?: number; holdUntil?: number };
  /** How many referrals of the referrer had reached the stage when this one did, this one included; by stage and period. */
  ordinals: Record<string, number>;
  goals: Record<string, GoalProgress>;
  frozen: Record<string, Scalar>;
  reviews: { check: string; sides: string[]; record: number; answer?: Record<string, string>; reason?: string }[];
  /** The value by which the document makes referrals of one friend differ: one referral each; null where none was told. */
  referredFor: string | null;
}
export type RewardState = "waiting" | "pending" | "available" | "redeemed" | "cancelled" | "expired" | "reversed";
/** Space that a reward takes in a counter. `shrinks`: it is given back with the amount; otherwise whole, when the reward ends. */
export interface LimitUse {
  counter: string;
  period: string;
  amount: string;
  /** Left out where it is only counted. */
  ceiling?: string;
  shrinks: boolean;
  onExpiry: boolean;
  /** Others may wait for what is given back: the id of the item. */
  awaited?: string;
  /** The counter of the rewards of which all together use this once: the first takes it, the last gives it back. */
  once?: string;
}
export interface RewardDetails {
  /** What a pending reward still waits for. */
  hold?: { until?: number; approval?: boolean; event?: boolean; review?: boolean };
  validity?: { until?: number };
  /** How long it can be used, where that was a table: what held when it was made. */
  lasts?: Duration;
  /** The part of an event that the amount was measured on. */
  measured?: Measured;
  /** Limits that this reward uses: where, and how much. */
  uses?: LimitUse[];
  /** Where it counts on leaderboards. */
  boards?: BoardMark[];
  /** What was taken back of the amount so far, and what expired of it: minor units. */
  taken?: string;
  lapsed?: string;
  item?: string;
  /** On which of the member's cards a stamp has landed, from the second on; with the member's id, where that was another who is the same person. */
  card?: number | string;
  /** So many places up on the waiting list. */
  places?: number;
  minimumSpend?: string;
  /** Tickets for a run of a draw. */
  tickets?: Tickets;
  value?: string;
  /** What was collected for it: how many shares, and how much exactly. */
  accrued?: { shares: number; sum: string };
  /** The referrals that a count used up for it. */
  referrals?: string[];
  approvedBy?: number;
  /** An earned badge has a page that everybody can open: since when, and whether it leads on by the member's link. */
  shared?: { since: number; withLink: boolean };
  why?: string;
  /** What waits for more of an item, or of a pool's codes: the moment by which it is served, the earliest first. */
  stock?: { since: number; pool?: string };
  /** Until when it can be claimed. */
  claim?: { until: number };
  choice?: RewardChoice;
  /** How chance chose it: what was drawn, and what was given, which may be a substitute; the version of whose secret; the point drawn as a decimal. */
  draw?: { drawn: string; outcome: string; version: number; message: string; point: string; of: string };
  /** It was made by a re-evaluation, for what had happened then. */
  reevaluated?: { occurredAt: number };
}
export type RewardSide = "referrer" | "friend" | "member" | "referrers_referrer";
export interface RewardRow {
  id: string;
  programId: string;
  version: number;
  ruleId: string;
  grantId: string;
  occurrence: string;
  recipientId: string;
  ordinal: number;
  /** What goes to the referrer's referrer stands and falls with the referrer's side. */
  side: RewardSide;
  referralId: string | null;
  kind: RewardKind;
  unit: string | null;
  amount: bigint;
  remaining: bigint;
  state: RewardState;
  fulfilment: "none" | "queued" | "sent" | "failed";
  madeAt: number;
  availableAt: number | null;
  expiresAt: number | null;
  dueAt: number | null;
  recordNumber: number;
  details: RewardDetails;
}
export interface AccountRow {
  holder: string;
  unit: string;
  kind: AccountKind;
  balance: bigint;
}
export interface CounterRow {
  programId: string;
  counter: string;
  period: string;
  used: bigint;
  ceiling: bigint | null;
}
export interface RedemptionRow {
  id: string;
  memberId: string;
  kind: "spend" | "payout" | "coupon" | "exchange";
  unit: string | null;
  amount: bigint;
  subject: string | null;
  state: "done" | "cancelled";
  at: number;
  recordNumber: number;
  lots: { reward: string; amount: string }[];
}

/** The derived tables by name. */
export interface Rows {
  members: MemberRow;
  identities: IdentityRow;
  programs: ProgramRow;
  programVersions: ProgramVersionRow;
  enrolments: EnrolmentRow;
  acceptances: AcceptanceRow;
  testimonials: TestimonialRow;
  codes: CodeRow;
  progress: ProgressRow;
  timers: TimerRow;
  schedules: ScheduleRow;
  referrals: ReferralRow;
  subjects: SubjectRow;
  rewards: RewardRow;
  coupons: CouponRow;
  accounts: AccountRow;
  counters: CounterRow;
  redemptions: RedemptionRow;
  exchangeRates: ExchangeRateRow;
  parkedEvents: ParkedEventRow;
  poolCodes: PoolCodeRow;
  gameProgress: GameProgressRow;
  streaks: StreakRow;
  boardRuns: BoardRunRow;
  boardScores: BoardScoreRow;
  boardSettings: BoardSettingsRow;
  challenges: ChallengeRow;
  contestRuns: ContestRunRow;
  contestEntries: ContestEntryRow;
  contestVotes: ContestVoteRow;
  drawRuns: DrawRunRow;
  drawTickets: DrawTicketRow;
  squads: SquadRow;
}
export type Table = keyof Rows;
