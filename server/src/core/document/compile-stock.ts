/** Compiles what there are only so many of: items with a stock, and pools of codes. */
import { stockCounter, stockOfPool } from "../stock-counters.js";
import type { Compiling } from "./compile.js";
import type { CompiledLimit, CompiledStock } from "./compiled-grant.js";
import type { Grant, ProgramDocument } from "./schema.js";

/** What there is of an item, or of a pool's codes, is a limit of the whole program that all grants of it share. */
export function stockOf({ document }: Pick<Compiling, "document">, grant: Grant, canWait: boolean): CompiledLimit[] {
  const item = "item" in grant ? document.items?.find(({ id }) => id === grant.item) : undefined;
  const pool = "coupon" in grant ? document.couponPools?.find(({ id }) => id === grant.coupon.pool) : undefined;
  if (item?.stock !== undefined) {
    const { id, tellAt, waiting } = item;
    return [limitOfStock(item.stock, { item: id, pool: null, tellAt: tellAt ?? null, waiting: waiting ?? null }, canWait)];
  }
  // A pool has what was added to it.
  return pool === undefined ? [] : [limitOfStock(0, compilePool(pool), canWait)];
}
function limitOfStock(max: number, stocked: CompiledStock, canWait: boolean): CompiledLimit {
  const all = { per: { kind: "program" }, period: "lifetime", cut: "to_nothing", returnsOnExpiry: true, alarms: [] } as const;
  const stock = canWait ? stocked : { ...stocked, waiting: null };
  return { id: "stock", counter: stockCounter(stocked.item), measureName: "stock", measure: "rewards", max: BigInt(max), maxBy: null, ...all, stock };
}
/** A pool as its coupons and its codes see it. */
export function compilePool({ id, tellAt, waiting }: NonNullable<ProgramDocument["couponPools"]>[number]): CompiledStock {
  return { item: stockOfPool(id), pool: id, tellAt: tellAt ?? null, waiting: waiting ?? null };
}
