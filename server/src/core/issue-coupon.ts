/** The code of a coupon: its own, which follows from the reward's id, or the next of a pool. */
import { canonicalCode, couponCode } from "./code.js";
import { count, usedOf } from "./counters.js";
import { usesOf } from "./coupon.js";
import { type Deciding, put, trace } from "./deciding.js";
import type { CompiledGrant } from "./document/compiled-grant.js";
import { poolCodeAt } from "./look-ups.js";
import type { RewardRow } from "./rows.js";
import { addedCounter, givenCounter, stockCounter, stockOfPool } from "./stock-counters.js";
import { find } from "./world.js";

type Owner = Pick<RewardRow, "id" | "programId" | "recipientId">;

/** Makes the coupon of a reward with a code of its own; gives the code as it is looked up. Null where the code comes from a pool: it is taken when the coupon can be used. */
export function issueCoupon(d: Deciding, grant: CompiledGrant, owner: Owner): string | null {
  if (grant.coupon?.pool !== undefined) return null;
  const display = couponCode(d.world.workspace.codeKey, owner.id);
  const code = canonicalCode(display) as string;
  putCoupon(d, grant, owner, { code, display });
  return code;
}
function putCoupon(
  d: Deciding,
  grant: CompiledGrant,
  { id, programId, recipientId }: Owner,
  { code, display }: { code: string; display: string },
): void {
  const usesLeft = grant.coupon === null ? 1 : usesOf(grant.coupon);
  put(d, "coupons", code, {
    code,
    display,
    rewardId: id,
    programId,
    memberId: recipientId,
    usesLeft,
    recordNumber: d.record.number,
    boundTo: null,
  });
}

/**
 * A coupon from a pool can be used from now on: it has the next code of the pool, which was promised to it before and never returns from now on.
 * Does nothing for any other reward.
 */
export function takeCode(d: Deciding, grant: CompiledGrant, rewardId: string): void {
  const pool = grant.coupon?.pool;
  const reward = find(d.world, "rewards", rewardId);
  if (pool === undefined || reward === undefined || reward.state !== "available") return;
  const { programId } = reward;
  const position = usedOf(d.world, programId, givenCounter(pool), "lifetime") + 1n;
  const next = poolCodeAt(d.world, programId, pool, Number(position));
  if (next === undefined) throw new Error(`pool ${pool} of ${programId} has promised more codes than it has`);
  putCoupon(d, grant, reward, next);
  leavePool(d, reward, pool, next.code);
  trace(d, { step: "coupon.code_taken", reward: reward.id, pool, position: String(position) });
}
/** The code is neither in the pool nor promised any more, whatever becomes of the reward. */
function leavePool(d: Deciding, { id, programId, details: { uses = [], ...details } }: RewardRow, pool: string, code: string): void {
  const stock = stockOfPool(pool);
  const kept = uses.filter(({ counter }) => counter !== stockCounter(stock));
  const left = usedOf(d.world, programId, addedCounter(stock), "lifetime") - 1n;
  count(d, programId, stockCounter(stock), "lifetime", -1n, left);
  count(d, programId, addedCounter(stock), "lifetime", -1n, null);
  count(d, programId, givenCounter(pool), "lifetime", 1n, null);
  put(d, "rewards", id, { details: { ...details, item: code, ...(kept.length > 0 && { uses: kept }) } });
}
