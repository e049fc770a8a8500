/**
 * A program ready for decisions: the document with every default filled in, its conditions compiled, amounts as bigint minor units, rules found by
 * what sets them off. Plain immutable data and pure functions. What the document leaves out, and has no default, is null.
 */

import type { Condition, KeyExpression } from "../expression.js";
import type { VisitPeriod } from "../visit-input.js";
import type { CompiledAssortment, CompiledBasis } from "./compiled-amount.js";
import type { CompiledBoard } from "./compiled-board.js";
import type {
  CompiledBadge,
  CompiledChallenge,
  CompiledContest,
  CompiledDraw,
  CompiledLevel,
  CompiledRankedContest,
  CompiledStampCard,
  CompiledStreak,
  FedChallenge,
} from "./compiled-game.js";
import type { CompiledFriendEvent, CompiledGrant, CompiledStock } from "./compiled-grant.js";
import type { CompiledTable } from "./compiled-table.js";
import type { Duration, Period, Property, ReferralStage, Side, Text } from "./schema.js";

export interface CompiledProgram {
  /** Hash of the document it was compiled from. */
  readonly hash: string;
  readonly handle: string;
  readonly name: Text;
  /** The first is used where a text lacks a language. */
  readonly locales: readonly string[];
  readonly currency: string;
  /** Further currencies, whose amounts are converted into it. */
  readonly currencies: ReadonlySet<string>;
  /** Decimals of the currency. */
  readonly precision: number;
  readonly timeZone: string;
  readonly weekStart: "monday" | "sunday" | "saturday";
  readonly destination: string;
  readonly otherDestinations: ReadonlySet<string>;
  /** Programs of one group share their friends; null: it stands alone. */
  readonly group: string | null;
  /** Epoch milliseconds; `…From` is included, `…Until` is not. */
  readonly schedule: { readonly [moment in ScheduleMoment]: number | null };
  /** An event told later than this after it happened earns nothing. */
  readonly lateness: Duration;
  readonly referral: {
    readonly begins: "sign_up" | "visit";
    /** Paths of the friend's attributes: "friend.traits.plan". */
    readonly freezes: readonly string[];
    readonly expiresAfter: Duration | null;
  };
  readonly attribution: {
    /** The strongest first; a method that is not named does not count. */
    readonly order: readonly AttributionMethod[];
    readonly touch: "last" | "first";
    readonly window: Duration;
    /** Null: no claims after the sign-up. */
    readonly claimWithin: Duration | null;
    readonly existingCustomer: Condition;
    /** The property by whose values a friend can be referred more than once; null: once in the program. */
    readonly uniqueBy: string | null;
  };
  /** Checks by the type of the friend's event at which they are asked. */
  readonly checksAt: ReadonlyMap<string, readonly CompiledCheck[]>;
  /** Types of events, built-in ones included. */
  readonly events: ReadonlyMap<string, CompiledEventType>;
  readonly traits: ReadonlyMap<string, Property>;
  /** Named units and POINTS, each with its decimals. */
  readonly units: ReadonlyMap<string, { readonly precision: number; readonly name: Text | null }>;
  /** In the document's order: each can name those before it. */
  readonly segments: readonly CompiledSegment[];
  /** Products of orders that amounts, goals, conditions and coupons can be limited to. */
  readonly assortments: ReadonlyMap<string, CompiledAssortment>;
  readonly tiers: readonly CompiledTier[];
  readonly levels: readonly CompiledLevel[];
  readonly streaks: readonly CompiledStreak[];
  /** By type of event: the streaks in which such an event can count. */
  readonly streaksFedBy: ReadonlyMap<string, readonly CompiledStreak[]>;
  readonly contests: readonly CompiledContest[];
  readonly rankedContests: readonly CompiledRankedContest[];
  readonly draws: ReadonlyMap<string, CompiledDraw>;
  readonly challenges: readonly CompiledChallenge[];
  /** By type of event: the challenges in which such an event can count, and what it is measured by there. */
  readonly challengesFedBy: ReadonlyMap<string, readonly FedChallenge[]>;
  readonly goals: ReadonlyMap<string, CompiledGoal>;
  /** By type of event: the goals that such an event can move, and which of their steps. */
  readonly goalsFedBy: ReadonlyMap<string, readonly FedGoal[]>;
  /** By type of event: the goals of which such an event can set a step back, or that it can take back. */
  readonly goalsSetBackBy: ReadonlyMap<string, readonly CompiledGoal[]>;
  /** The joining number of who comes first; null: nobody waits. */
  readonly waitingList: { readonly startAt: number } | null;
  readonly boards: readonly CompiledBoard[];
  /** By what changes their scores: `referrals:<stage>`, `earned:<unit>`, `event:<type>`. */
  readonly boardsOn: ReadonlyMap<string, readonly CompiledBoard[]>;
  readonly stampCards: ReadonlyMap<string, CompiledStampCard>;
  /** Whether members can write testimonials. */
  readonly takesTestimonials: boolean;
  readonly badges: ReadonlyMap<string, CompiledBadge>;
  /** Items of which there are only so many; `stock` is how many the document has. */
  readonly stocks: ReadonlyMap<string, CompiledStock & { readonly stock: number }>;
  /** Pools of codes, by their ids. */
  readonly pools: ReadonlyMap<string, CompiledStock>;
  /** What can be exchanged for what; what an entry gives is the one grant of the rule `exchange:<id>`. */
  readonly catalogue: ReadonlyMap<string, CompiledEntry>;
  readonly campaigns: readonly CompiledCampaign[];
  readonly campaignStacking: "best" | "multiply" | "add";
  readonly rules: ReadonlyMap<string, CompiledRule>;
  /**
   * Rules in the document's order by what sets them off: `event:purchase`, `referral:converted`, `goal:<id>`, `referrals:<stage>`, `stampCard:<id>`,
   * `badge:<id>`,
   * `tier:<id>:<change>:<step>`, `level:<id>:<step>`, `streak:<id>:<length>`, `challenge:<id>`, `contest:<id>`, `clock:<name>`. A rule on a count of referrals stands under its stage.
   */
  readonly rulesOn: ReadonlyMap<string, CompiledRule[]>;
  /** What comes by itself, for rules on it; each once. */
  readonly clocks: readonly CompiledClock[];
  /** Whether any rule gives something to the referrer's referrer: where none does nobody looks for one. */
  readonly givesAbove: boolean;
  readonly givesBoosters: boolean;
  /** Types of events that can end or cancel a hold. */
  readonly holdEvents: ReadonlySet<string>;
  /** Periods other than the lifetime in which the referrer's referrals of a stage are counted, for rules, tiers and limits; each once. */
  readonly referralPeriods: ReadonlyMap<ReferralStage, Period[]>;
  /** What must be loaded to ask the conditions. */
  readonly needs: CompiledNeeds;
}

export type ScheduleMoment = "joinFrom" | "joinUntil" | "qualifyFrom" | "qualifyUntil" | "payUntil";
export type AttributionMethod = "referrer" | "code" | "coupon" | "link";

export interface CompiledNeeds {
  /** Every path that a condition or key names: "event.amount", "match.address", "referrer.referrals.converted". */
  readonly paths: ReadonlySet<string>;
  /** Which equal identities are asked for. */
  readonly match: ReadonlySet<string>;
  /** Whether a condition names counts of anyone's own referrals. */
  readonly referralCounts: boolean;
}
export interface CompiledEventType {
  readonly name: Text | null;
  /** The type whose event about the same subject it takes back. */
  readonly corrects: string | null;
  readonly properties: ReadonlyMap<string, Property>;
}
export interface CompiledCheck {
  readonly id: string;
  readonly when: Condition;
  readonly then: "refuse" | "review";
  readonly sides: Side[];
  readonly reason: Text | null;
}

export interface CompiledSegment {
  readonly id: string;
  readonly name: Text | null;
  readonly when: Condition;
}

export interface CompiledTier {
  readonly id: string;
  readonly name: Text | null;
  readonly measure: { readonly kind: "referrals"; readonly stage: ReferralStage } | { readonly kind: "earned"; readonly unit: string };
  readonly period: "month" | "quarter" | "year";
  readonly keptFor: number;
  /** How long before its end a period is looked ahead from; null: never. */
  readonly warnDays: number | null;
  /** Decimals of what is measured. */
  readonly precision: number;
  /** The lowest first; `atLeast` in minor units of what is measured. */
  readonly steps: readonly { readonly id: string; readonly name: Text | null; readonly atLeast: bigint }[];
}

export interface CompiledGoal {
  readonly id: string;
  readonly name: Text | null;
  /** All its event steps, in the document's order; `steps[n].index` is n. */
  readonly steps: readonly CompiledStep[];
  readonly tree: CompiledNode;
  readonly window: CompiledWindow | null;
  /** Id of the goal that must be reached first. */
  readonly requires: string | null;
  /** From qualified to converted; null: at once. */
  readonly hold: Duration | null;
  /** Events that take it back, so long after it was reached. */
  readonly undo: { readonly by: readonly CompiledFriendEvent[]; readonly within: Duration } | null;
  readonly movesReferral: boolean;
  /** What has counted is kept event by event, because it depends on when each happened, or on what it told, whether it still counts. */
  readonly keepsEntries: boolean;
  /** How much it needs, or in which time, is a table: it is asked whenever an event feeds the goal. */
  readonly asks: boolean;
  /** Whether it is reached when the steps have gathered so much, by their index. Order is not looked at: what came too early was not counted. */
  isReached(gathered: readonly bigint[]): boolean;
}
export type CompiledNode =
  | { readonly kind: "step"; readonly step: CompiledStep }
  | { readonly kind: "all"; readonly inOrder: boolean; readonly nodes: readonly CompiledNode[] }
  | { readonly kind: "any"; readonly nodes: readonly CompiledNode[] };
export interface CompiledStep {
  readonly index: number;
  readonly event: string;
  readonly name: Text | null;
  readonly where: Condition | null;
  /** What is added up; null: events are counted. */
  readonly sum: CompiledBasis | null;
  /** What must differ from event to event, so that one more counts; null: nothing. */
  readonly distinct: KeyExpression | null;
  /** How many, or the sum in units of the last decimal of what is measured; of a table the least. */
  readonly need: bigint;
  readonly needBy: CompiledTable<bigint> | null;
  /** Events that set what was gathered back to nothing. */
  readonly resetBy: readonly CompiledFriendEvent[];
}
interface WindowLength {
  /** Of a table the shortest. */
  readonly for: Duration;
  readonly forBy: CompiledTable<Duration> | null;
}
export type CompiledWindow =
  | ({ readonly kind: "relative"; readonly from: "sign_up" | "visit" } & WindowLength)
  /** From the first such event of the friend on. */
  | ({ readonly kind: "event"; readonly opening: CompiledFriendEvent } & WindowLength)
  /** Any time of the length. */
  | ({ readonly kind: "rolling" } & WindowLength)
  | { readonly kind: "fixed"; readonly after: number; readonly before: number };
export interface FedGoal {
  readonly goal: CompiledGoal;
  readonly steps: readonly CompiledStep[];
}

export interface CompiledEntry {
  readonly id: string;
  readonly name: Text;
  /** The ledger's unit, and minor units of it. */
  readonly price: { readonly unit: string; readonly amount: bigint };
  readonly rule: CompiledRule;
}
export interface CompiledCampaign {
  readonly id: string;
  readonly name: Text | null;
  /** Epoch milliseconds; `until` is not part of it. */
  readonly from: number;
  readonly until: number;
  readonly by: Fraction;
  /** Null: all. */
  readonly rules: ReadonlySet<string> | null;
  readonly kinds: ReadonlySet<string> | null;
}
/** A positive number as an exact fraction. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export interface CompiledRule {
  readonly id: string;
  readonly name: Text | null;
  readonly trigger: CompiledTrigger;
  readonly when: Condition | null;
  readonly group: { readonly id: string; readonly take: "first" | "best" } | null;
  readonly grants: readonly CompiledGrant[];
}
export type CompiledTrigger =
  | { readonly kind: "event"; readonly event: string; readonly ordinal: number | null }
  | { readonly kind: "visit"; readonly oncePer: VisitPeriod }
  | { readonly kind: "referral"; readonly stage: ReferralStage | "reversed" }
  | { readonly kind: "goal"; readonly goal: string }
  | {
      readonly kind: "referrals";
      readonly stage: ReferralStage;
      readonly count: number;
      readonly period: Period;
      readonly mode: "once" | "while" | "every";
    }
  | { readonly kind: "stampCard"; readonly stampCard: string; readonly stamps: number | null }
  | { readonly kind: "badge"; readonly badge: string }
  | { readonly kind: "exchange"; readonly entry: string }
  | { readonly kind: "clock"; readonly clock: CompiledClock }
  | { readonly kind: "tier"; readonly tier: string; readonly change: TierChange; readonly step: string }
  | { readonly kind: "level"; readonly level: string; readonly step: string }
  | { readonly kind: "streak"; readonly streak: string; readonly length: number }
  | { readonly kind: "challenge"; readonly challenge: string }
  | { readonly kind: "contest"; readonly contest: string; readonly place: number; readonly toPlace: number }
  | { readonly kind: "draw"; readonly draw: string };

/** `while`: reached, and taken back when it is lost. */
export type TierChange = "reached" | "lost" | "while";

/** What comes by itself, for every member. The name stays the same over versions. */
export type CompiledClock = { readonly name: string } & (
  | { readonly kind: "period"; readonly period: "day" | "week" | "month" | "quarter" | "year"; readonly at: "start" | "end" }
  /** Null: the day of joining. */
  | { readonly kind: "date"; readonly trait: string | null; readonly yearly: boolean }
  | { readonly kind: "silence"; readonly for: Duration; readonly of: string | null }
);
