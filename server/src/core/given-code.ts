/** Codes that are given as rewards: each is a further code of its owner, and so many friends come by it as by what was given. */
import { canonicalCode, givenCode } from "./code.js";
import { type Deciding, put } from "./deciding.js";
import type { RewardRow } from "./rows.js";
import { find } from "./world.js";

/** A code that is taken gets another try, with another symbol sequence. */
const ATTEMPTS_MAX = 50;

/** Makes the code of a reward; gives it as it is looked up. */
export function giveCode(d: Deciding, uses: number, { id, programId, recipientId }: Pick<RewardRow, "id" | "programId" | "recipientId">): string {
  const display = freeCode(d, programId, id);
  const code = canonicalCode(display) as string;
  put(d, "codes", `${programId}\n${code}`, {
    programId,
    code,
    display,
    memberId: recipientId,
    status: "active",
    expiresAt: null,
    recordNumber: d.record.number,
    channel: null,
    placement: null,
    rewardId: id,
    usesLeft: uses,
  });
  return code;
}
function freeCode(d: Deciding, programId: string, reward: string): string {
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
    const display = givenCode(d.world.workspace.codeKey, reward, attempt);
    if (find(d.world, "codes", `${programId}\n${canonicalCode(display)}`) === undefined) return display;
  }
  throw new Error(`no free code for ${reward} in ${programId}`);
}
