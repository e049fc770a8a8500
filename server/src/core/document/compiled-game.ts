/** Pieces of the game, ready for decisions. */
import type { ReferralStage, Text } from "./schema.js";

export interface CompiledLevel {
  readonly id: string;
  readonly name: Text | null;
  readonly measure: { readonly kind: "referrals"; readonly stage: ReferralStage } | { readonly kind: "earned"; readonly unit: string };
  /** The lowest first; `atLeast` in minor units of what is measured. */
  readonly steps: readonly { readonly id: string; readonly name: Text | null; readonly atLeast: bigint }[];
}
