/** Pieces of the game, ready for decisions. */
import type { Condition, KeyExpression } from "../expression.js";
import type { CompiledBasis } from "./compiled-amount.js";
import type { Challenge, Draw, Duration, ReferralStage, Text } from "./schema.js";

/** An award that a member earns. */
export interface CompiledBadge {
  readonly id: string;
  readonly name: Text;
  readonly description: Text | null;
  readonly shareable: boolean;
  readonly counted: boolean;
  readonly kept: boolean;
}
export interface CompiledStreak {
  readonly id: string;
  readonly name: Text | null;
  readonly event: string;
  readonly where: Condition | null;
  readonly each: "day" | "week";
  /** The trait that names the member's zone; null: the program's zone holds for all. */
  readonly zoneTrait: string | null;
  readonly freezes: { readonly earnedEvery: number; readonly max: number } | null;
  /** The lengths on which there are rules. */
  readonly lengths: readonly number[];
}
export interface CompiledLevel {
  readonly id: string;
  readonly name: Text | null;
  readonly measure: { readonly kind: "referrals"; readonly stage: ReferralStage } | { readonly kind: "earned"; readonly unit: string };
  /** The lowest first; `atLeast` in minor units of what is measured. */
  readonly steps: readonly { readonly id: string; readonly name: Text | null; readonly atLeast: bigint }[];
}

export interface CompiledStampCard {
  readonly id: string;
  readonly name: Text | null;
  readonly slots: number;
  readonly repeats: boolean;
  readonly expiresAfter: Duration | null;
  /** With how many stamps rules give something along the way, ascending. */
  readonly way: readonly number[];
}
/** What a step asks for, without how much of it: steps that ask for the same share what is gathered. */
export interface CompiledChallengeStep {
  /** Stays the same over versions as long as the same is measured. */
  readonly form: string;
  readonly event: string;
  readonly of: "member" | "friends";
  readonly where: Condition | null;
  /** How many events, different values, different friends, or a sum. */
  readonly measure: "count" | "values" | "friends" | "sum";
  readonly distinct: KeyExpression | null;
  readonly sum: CompiledBasis | null;
  /** How many, or how much in minor units. */
  readonly need: bigint;
}
export interface CompiledChallenge {
  readonly id: string;
  readonly time: ChallengeTime;
  readonly optIn: boolean;
  readonly steps: readonly CompiledChallengeStep[];
  /** What a member shows, and a person accepts, before it is completed. */
  readonly proof: NonNullable<Challenge["proof"]> | null;
  /** How many take it up together. */
  readonly squad: { readonly min: number; readonly max: number } | null;
}
/** A judged contest. */
export interface CompiledContest {
  readonly id: string;
  readonly submit: readonly ("link" | "text" | "picture")[];
  readonly by: "owner" | "judges" | "members";
  readonly time: ChallengeTime;
  readonly judgedWithin: Duration;
  /** Down to which place rules give something. */
  readonly places: number;
}
/** A contest that is ranked by a leaderboard: each run of the board is one of the contest. */
export interface CompiledRankedContest {
  readonly id: string;
  /** The leaderboard's id. */
  readonly board: string;
  /** So long after a run's end what is taken back changes its places, or as long as the board's grace where that is longer. */
  readonly correctedWithin: Duration;
  /** Down to which place rules give something. */
  readonly places: number;
}
/** A draw among the holders of tickets. */
export interface CompiledDraw {
  readonly id: string;
  readonly name: Text;
  /** Once, with the tickets of all that happened before a moment, or for each period of the calendar. */
  readonly time: { readonly kind: "once"; readonly at: number } | { readonly kind: "every"; readonly period: NonNullable<Draw["every"]> };
  /** How many win each time. */
  readonly winners: number;
  /** So long after its end it is drawn. */
  readonly grace: Duration;
}
/** Once between two moments, or anew in each period of the calendar. */
export type ChallengeTime =
  | { readonly kind: "once"; readonly from: number; readonly until: number }
  | { readonly kind: "every"; readonly period: NonNullable<Challenge["every"]> };
export interface FedChallenge {
  readonly challenge: CompiledChallenge;
  /** Of each form one. */
  readonly steps: readonly CompiledChallengeStep[];
}
