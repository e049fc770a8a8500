import type { RewardKind } from "./reward-kinds.js";

/** What the recipient can choose, each with the worth that it has for ever, and what was chosen. */
export interface RewardChoice {
  options: { id: string; kind: RewardKind; unit: string | null; amount: string; item?: string }[];
  /** Until when; from when nothing holds the reward any more. */
  until?: number;
  chosen?: string;
  by?: "recipient" | "default";
}
