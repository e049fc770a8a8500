import { canonicalCode, couponCode } from "./code.js";
import { type Deciding, put } from "./deciding.js";
import type { CompiledGrant } from "./document/compiled-grant.js";
import type { RewardRow } from "./rows.js";

/** Makes the coupon of a reward, with a code that follows from the reward's id; gives the code as it is looked up. */
export function issueCoupon(
  d: Deciding,
  grant: CompiledGrant,
  { id, programId, recipientId }: Pick<RewardRow, "id" | "programId" | "recipientId">,
): string {
  const display = couponCode(d.world.workspace.codeKey, id);
  const code = canonicalCode(display) as string;
  put(d, "coupons", code, {
    code,
    display,
    rewardId: id,
    programId,
    memberId: recipientId,
    usesLeft: grant.coupon?.uses ?? 1,
    recordNumber: d.record.number,
  });
  return code;
}
