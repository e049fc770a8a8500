import type { ExternalHash } from "./record.js";

/** The recipient claims a reward that waits, or chooses what it is to be. */
export interface ClaimInput {
  kind: "reward.claim";
  member: ExternalHash;
  reward: string;
  option?: string;
}
