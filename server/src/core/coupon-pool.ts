/** Pools of codes: more of them, and the coupons that wait for them. */
import { count, usedOf } from "./counters.js";
import { put, trace } from "./deciding.js";
import { decline } from "./decline.js";
import { programsOf } from "./look-ups.js";
import type { Engine } from "./occurrence.js";
import type { Outcome } from "./record.js";
import { serve } from "./stock.js";
import { addedCounter, givenCounter, stockCounter, stockOfPool } from "./stock-counters.js";
import { demand, find } from "./world.js";

/** Codes that somebody else has made, as they are looked up and as they are shown. */
export interface CodesInput {
  kind: "codes.add";
  program: string;
  pool: string;
  codes: { code: string; display: string }[];
}

/** The pool has these codes as well, after those that it has; but for those that were there before, in whatever pool, or that a coupon has. Coupons that wait are served. */
export function decideAddCodes(d: Engine, { program, pool, codes }: CodesInput): Outcome {
  const scope = programsOf(d.world).find(({ programId }) => programId === program);
  if (scope === undefined) return decline("program_unknown");
  if (!scope.program.pools.has(pool)) return decline("coupon_pool_unknown", { pools: [...scope.program.pools.keys()] });
  demand(
    d.world,
    codes.flatMap(({ code }) => [
      { from: "poolCodes", key: code },
      { from: "coupons", key: code },
    ]),
  );
  const stock = stockOfPool(pool);
  const used = (counter: string) => usedOf(d.world, program, counter, "lifetime");
  const before = used(addedCounter(stock)) + used(givenCounter(pool));
  const known: string[] = [];
  let position = Number(before);
  for (const { code, display } of codes) {
    if (find(d.world, "poolCodes", code) !== undefined || find(d.world, "coupons", code) !== undefined) known.push(display);
    else put(d, "poolCodes", code, { code, display, programId: program, pool, position: ++position, recordNumber: d.record.number });
  }
  const added = position - Number(before);
  count(d, program, addedCounter(stock), "lifetime", BigInt(added), null);
  trace(d, { step: "coupon_pool.added", pool, by: String(added), known: String(known.length) });
  const served = serve(d, program, stock);
  const left = used(addedCounter(stock)) - used(stockCounter(stock));
  return { status: "done", program, pool, added, known, left: Number(left), served };
}
