import { loadPurchases, plainShop, withProof } from "../purchases.js";
import type { Pair, Row } from "../row.js";
import { compare, median } from "../stats.js";

export const eventAlone: Row = {
  id: "event-alone",
  what: "median time of one purchase on an idle server, 1 connection; against the median time of an equivalent transaction by pgbench, 1 client",
  unit: "ms",
  goal: 2.5,
  better: "lower",
  prepare: (bench) => bench.shop(plainShop),
  async measure(bench) {
    const shop = await bench.shop(plainShop);
    const yardstick = await bench.rewardYardstick();
    return withProof(bench, [shop], async (count) => {
      count(await loadPurchases(bench, shop, 1, 2));
      await yardstick.latencyMs(1);
      const pairs: Pair[] = [];
      for (let round = 0; round < 3; round++) {
        const { latenciesMs } = count(await loadPurchases(bench, shop, 1, bench.seconds));
        pairs.push({ value: median(latenciesMs), yardstick: await yardstick.latencyMs(bench.seconds) });
      }
      return { ...compare(pairs), note: yardstick.note };
    });
  },
};
