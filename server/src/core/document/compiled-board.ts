/** A leaderboard ready for decisions. */
import type { Condition } from "../expression.js";
import type { CompiledBasis } from "./compiled-amount.js";
import type { Duration, ReferralStage, Text } from "./schema.js";

export type CompiledScore =
  | { readonly kind: "referrals"; readonly stage: ReferralStage }
  | { readonly kind: "earned"; readonly unit: string }
  | { readonly kind: "event"; readonly event: string; readonly where: Condition | null; readonly sum: CompiledBasis | null };

export interface CompiledBoard {
  readonly id: string;
  readonly name: Text;
  readonly score: CompiledScore;
  /** Names what is measured: who measures something else counts anew. */
  readonly measure: string;
  /** Decimals of a score, and its unit where it is an amount of one. */
  readonly precision: number;
  readonly unit: string | null;
  readonly period: "lifetime" | "day" | "week" | "month" | "quarter" | "year";
  /** One run only, instead of one a period; `until` is not part of it. */
  readonly window: { readonly from: number; readonly until: number } | null;
  readonly segment: string | null;
  readonly partitionBy: string | null;
  /** At most so many compete with each other, with others who did about as much in the run before; null: all do. */
  readonly leagueSize: number | null;
  /** So long after its end late events count. */
  readonly grace: Duration;
  readonly names: "pseudonyms" | "initials";
}
