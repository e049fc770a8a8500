/** Pieces of the game, ready for decisions. */
import type { Condition } from "../expression.js";
import type { Duration, ReferralStage, Text } from "./schema.js";

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
