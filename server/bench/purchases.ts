/** What the rows about events share: the shop, its load, and the proof that nothing was counted that was not done. */
import type { Bench } from "./bench.js";
import type { LoadResult } from "./load.js";
import type { Shop, ShopPlan } from "./shop.js";

export const plainShop: ShopPlan = { handle: "bench", referrers: 1000, friends: 10_000 };
export const budgetShop: ShopPlan = { handle: "bench-budget", referrers: 1000, friends: 10_000, hasBudget: true };
export const boardShop: ShopPlan = { handle: "bench-boards", referrers: 1000, friends: 10_000, hasBoards: true };

/** Single purchases at this many connections, or batches. */
export async function loadPurchases(bench: Bench, shop: Shop, connections: number, seconds: number, batchSize?: number): Promise<LoadResult> {
  const { port } = await bench.server();
  const { token, friends } = shop;
  const run = `run-${bench.nextRun()}`;
  const traffic =
    batchSize === undefined
      ? ({ kind: "purchases", token, run, friends } as const)
      : ({ kind: "purchase-batches", token, run, friends, size: batchSize } as const);
  return bench.generator().run({ port, connections, seconds, traffic });
}

/** Single purchases at so many connections, so many a second in all if the product keeps up. */
export async function loadPurchasesAt(
  bench: Bench,
  { token, friends }: Shop,
  connections: number,
  seconds: number,
  perSecond: number,
): Promise<LoadResult> {
  const { port } = await bench.server();
  const traffic = { kind: "purchases", token, run: `run-${bench.nextRun()}`, friends } as const;
  return bench.generator().run({ port, connections, seconds, perSecond, traffic });
}

/** Runs the measurement, then demands that the workspace has exactly as many rewards more as purchases were acknowledged. */
export async function withProof<T>(
  bench: Bench,
  shops: readonly Shop[],
  measure: (count: (result: LoadResult) => LoadResult) => Promise<T>,
): Promise<T> {
  const rewards = () => bench.count("select count(*) from rewards where workspace_id = any($1)", [shops.map(({ workspaceId }) => workspaceId)]);
  const before = await rewards();
  let acknowledged = 0;
  const measured = await measure((result) => {
    acknowledged += result.acknowledged;
    return result;
  });
  const made = (await rewards()) - before;
  if (made !== acknowledged) throw new Error(`${acknowledged} rewards were acknowledged and ${made} are in the database.`);
  return measured;
}
