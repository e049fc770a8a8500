import { loadPurchases, plainShop, withProof } from "../purchases.js";
import type { Pair, Row } from "../row.js";
import { compare } from "../stats.js";

const connections = 3;
const batchSize = 500;

export const eventBatch: Row = {
  id: "event-batch",
  what: "purchases in batches of 500, 3 connections; against pgbench with an equivalent transaction, 8 clients",
  unit: "/s",
  goal: 4,
  better: "higher",
  prepare: (bench) => bench.shop(plainShop),
  async measure(bench) {
    const shop = await bench.shop(plainShop);
    const yardstick = await bench.rewardYardstick();
    return withProof(bench, [shop], async (count) => {
      count(await loadPurchases(bench, shop, connections, 2, batchSize));
      await yardstick.rate(1);
      const pairs: Pair[] = [];
      for (let round = 0; round < 3; round++) {
        const { rate } = count(await loadPurchases(bench, shop, connections, bench.seconds, batchSize));
        pairs.push({ value: rate, yardstick: await yardstick.rate(bench.seconds) });
      }
      return { ...compare(pairs), note: yardstick.note };
    });
  },
};
