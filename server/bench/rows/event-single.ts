import { loadPurchases, plainShop, withProof } from "../purchases.js";
import type { Pair, Row } from "../row.js";
import { compare } from "../stats.js";

const connections = 64;

export const eventSingle: Row = {
  id: "event-single",
  what: "single purchases of 10,000 friends at random, each giving one reward, 64 connections; against pgbench with an equivalent transaction, 8 clients",
  unit: "/s",
  goal: 2.5,
  better: "higher",
  prepare: (bench) => bench.shop(plainShop),
  async measure(bench) {
    const shop = await bench.shop(plainShop);
    const yardstick = await bench.rewardYardstick();
    return withProof(bench, [shop], async (count) => {
      count(await loadPurchases(bench, shop, connections, 3));
      await yardstick.rate(1);
      const pairs: Pair[] = [];
      for (let round = 0; round < 3; round++) {
        const { rate } = count(await loadPurchases(bench, shop, connections, bench.seconds));
        pairs.push({ value: rate, yardstick: await yardstick.rate(bench.seconds) });
      }
      return { ...compare(pairs), note: yardstick.note };
    });
  },
};
