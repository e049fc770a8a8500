/** Coming by a code that was given as a reward. */
import { put, trace } from "./deciding.js";
import { settleMember } from "./due.js";
import type { Engine } from "./occurrence.js";
import { find } from "./world.js";

/**
 * A referral begins by the code: where a reward gave it and stands, one of its uses is used up, for good. Gives the id of the grant that gave it;
 * undefined for any other code, and for one that is used up, not available yet or over.
 */
export function useGivenCode(d: Engine, programId: string, code: string | undefined): string | undefined {
  const key = `${programId}\n${code}`;
  const owner = code === undefined ? undefined : find(d.world, "codes", key);
  if (owner === undefined || owner.rewardId === null) return undefined;
  // Its time may be over, or its hold.
  settleMember(d, owner.memberId);
  const usesLeft = find(d.world, "codes", key)?.usesLeft ?? 0;
  const reward = find(d.world, "rewards", owner.rewardId);
  if (usesLeft === 0 || reward?.state !== "available") return undefined;
  put(d, "codes", key, { usesLeft: usesLeft - 1 });
  if (usesLeft === 1) put(d, "rewards", reward.id, { state: "redeemed", dueAt: null });
  trace(d, { step: "code.used", reward: reward.id, grant: reward.grantId, left: String(usesLeft - 1) });
  return reward.grantId;
}
