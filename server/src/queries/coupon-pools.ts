import { addedCounter, givenCounter, stockCounter, stockOfPool } from "../core/stock-counters.js";
import { type Database, inWorkspace, type Statement } from "../store/db.js";
import { lifetimeCounters } from "./counters.js";

export interface PoolView {
  /** How many are there for further coupons. */
  left: number;
  /** How many are promised to coupons that cannot be used yet. */
  promised: number;
  given: number;
  /** How many coupons wait for more. */
  waiting: number;
}

const WAITING: Statement = {
  name: "coupon_pools.waiting",
  text: `select details -> 'stock' ->> 'pool' as pool, count(*)::int as count from rewards
    where workspace_id = $1 and program_id = $2 and state = 'waiting' and kind = 'coupon' and details -> 'stock' is not null group by 1`,
};

/** How things stand with pools of codes, by pool. */
export function loadPools(db: Database, workspaceId: string, program: string, pools: readonly string[]): Promise<Map<string, PoolView>> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const names = pools.flatMap((pool) => [stockCounter(stockOfPool(pool)), addedCounter(stockOfPool(pool)), givenCounter(pool)]);
    const [used, waiting] = await Promise.all([
      lifetimeCounters(tx, workspaceId, program, names),
      tx.query<{ pool: string; count: number }>(WAITING, [workspaceId, program]),
    ]);
    const view = (pool: string): PoolView => {
      const promised = used(stockCounter(stockOfPool(pool)));
      return {
        left: used(addedCounter(stockOfPool(pool))) - promised,
        promised,
        given: used(givenCounter(pool)),
        waiting: waiting.find((row) => row.pool === pool)?.count ?? 0,
      };
    };
    return new Map(pools.map((pool) => [pool, view(pool)]));
  });
}
