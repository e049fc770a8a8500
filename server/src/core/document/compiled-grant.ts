/** A grant ready for decisions: what is given, held by what, within which limits, until when, and what it can come to. */
import type { Condition, KeyExpression } from "../expression.js";
import type { RewardKind } from "../reward-kinds.js";
import type { CompiledAmount } from "./compiled-amount.js";
import type { CompiledTable } from "./compiled-table.js";
import type { CouponTerms, Duration, Period, ReferralStage, Rounding } from "./schema.js";

export interface CompiledGrant {
  readonly id: string;
  readonly to: "referrer" | "friend" | "member" | "referrers_referrer";
  readonly kind: RewardKind | "drawn";
  /** What chance chooses from, in the document's order; null exactly where the kind is not `drawn`. */
  readonly outcomes: readonly CompiledOutcome[] | null;
  /** What the recipient chooses from; null exactly where the kind is not `choice`. */
  readonly choice: CompiledChoice | null;
  /** Where it is collected and paid a period: each share is what `share` gives, what is paid is the grant's. */
  readonly accrual: CompiledAccrual | null;
  /** Of a share: what it is paid as, and when; null exactly where the kind is not `accrual`. */
  readonly shareOf: { readonly kind: CompiledGrant["kind"]; readonly period: AccrualPeriod } | null;
  /** How long it can be claimed when nothing holds it any more; null: it need not be. */
  readonly claimWithin: Duration | null;
  /** The ledger's unit ("credit:USD", "cash:USD", "POINTS"); null for what is whole: coupons, badges, stamps, items, accesses. */
  readonly unit: string | null;
  /** Decimals of the unit; 0 where there is none. */
  readonly precision: number;
  /** Null exactly where `unit` is, or where it is collected first. */
  readonly amount: CompiledAmount | null;
  /** Id of the badge, stamp card, item or access. */
  readonly item: string | null;
  /** So many places up on the waiting list; null exactly where the kind is not `places`. */
  readonly places: number | null;
  readonly coupon: CouponTerms | null;
  /** What amounts of the recipient are multiplied by, and which; for how long is its validity. */
  readonly booster: CompiledBooster | null;
  /** So many tickets for the draw; null exactly where the kind is not `tickets`. */
  readonly tickets: { readonly draw: string; readonly count: number } | null;
  /** How many friends can come by the code; null exactly where the kind is not `code`. */
  readonly codeUses: number | null;
  /** Of credit: minor units. */
  readonly minimumSpend: bigint | null;
  readonly when: Condition | null;
  readonly hold: CompiledHold | null;
  readonly validity: {
    readonly from: "made" | "available" | "claimed";
    /** Of a table the shortest. */
    readonly for: Duration | null;
    readonly forBy: CompiledTable<Duration> | null;
    readonly untilEndOf: "month" | "quarter" | "year" | null;
    /** It runs from the end of what the member has of the access. */
    readonly extends: boolean;
    /** It begins anew whenever something is heard of the member. */
    readonly isRenewed: boolean;
  } | null;
  readonly limits: readonly CompiledLimit[];
  readonly takeBack: TakeBackTerms;
  /** Declared worth in minor units of the currency. */
  readonly value: bigint | null;
  /** Ids of all other grants of the rule that are made together with this one, directly or through others. */
  readonly boundWith: readonly string[];
}
export interface CompiledBooster {
  /** The factor as the document has it. */
  readonly multiplyBy: string;
  /** Null: all. */
  readonly rules: readonly string[] | null;
  readonly kinds: readonly string[] | null;
}
export type AccrualPeriod = "week" | "month" | "quarter" | "year";
export interface CompiledAccrual {
  readonly period: AccrualPeriod;
  /** In the unit's minor units. */
  readonly minimum: bigint;
  readonly rounding: Rounding;
  /** The grant of one share, in the finer unit. */
  readonly share: CompiledGrant;
}
export interface CompiledOutcome {
  readonly id: string;
  /** In units of the last decimal of weights. */
  readonly weight: bigint;
  /** Id of the outcome that is given instead when it has run out. */
  readonly substitute: string | null;
  /** What is given, with everything that the grant says of it; null: nothing. */
  readonly grant: CompiledGrant | null;
}
export interface CompiledChoice {
  readonly within: Duration;
  /** Id of an option. */
  readonly default: string;
  /** Each with what the grant says of validity and taking back; hold and limits are the grant's alone. */
  readonly options: readonly { readonly id: string; readonly grant: CompiledGrant }[];
}
export interface TakeBackTerms {
  readonly debt: "owed" | "forgiven";
  readonly keepIfSent: boolean;
  readonly keepIfUsed: boolean;
}
export interface CompiledFriendEvent {
  readonly event: string;
  readonly where: Condition | null;
}
export interface CompiledStock {
  /** Id of the item; of a pool of codes what it is counted under. */
  readonly item: string;
  /** Id of the pool, where these are its codes. */
  readonly pool: string | null;
  /** It is told when no more than so many are left; null: it is not. */
  readonly tellAt: number | null;
  /** In which order rewards are served that wait for more; null: they do not wait. */
  readonly waiting: "event_time" | "log_order" | null;
}
export interface CompiledHold {
  /** Of a table the shortest. */
  readonly for: Duration | null;
  readonly forBy: CompiledTable<Duration> | null;
  readonly approval: boolean;
  readonly until: CompiledFriendEvent | null;
  readonly cancelOn: readonly CompiledFriendEvent[];
  /** Asked when the hold ends, without an event. */
  readonly ifStill: Condition | null;
}

export type CompiledLimit = {
  readonly id: string;
  /**
   * Name of what is counted, unique in the program. A program-wide limit has one count for all grants that name it; every other one counts for its grant.
   * The owner of the count (member, referral, key) and the period come on top.
   */
  readonly counter: string;
  /** The measure as people call it. */
  readonly measureName: string;
  readonly per:
    | { readonly kind: "member" }
    | { readonly kind: "referral" }
    | { readonly kind: "program" }
    | { readonly kind: "expression"; readonly expression: KeyExpression };
  readonly period: Period;
  /** In units of the last decimal of what is measured; of a table the highest. */
  readonly max: bigint;
  readonly maxBy: CompiledTable<bigint> | null;
  readonly cut: "to_remainder" | "to_nothing";
  readonly returnsOnExpiry: boolean;
  /** From how much used on it is told, the percentage as the document has it. */
  readonly alarms: readonly { readonly percent: string; readonly at: bigint }[];
  /** Of a limit that is the stock of an item. */
  readonly stock: CompiledStock | null;
} & (
  | { readonly measure: "rewards" }
  | { readonly measure: "amount" }
  | { readonly measure: "value" }
  | { readonly measure: "balance" }
  | { readonly measure: "property"; readonly property: string }
  | { readonly measure: "referrals"; readonly stage: ReferralStage }
);
