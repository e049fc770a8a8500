import { budgetShop, loadPurchases, plainShop, withProof } from "../purchases.js";
import type { Pair, Row } from "../row.js";
import { compare } from "../stats.js";

const connections = 64;
/** The two sides are nearly equal, so it takes more pairs to tell them apart. */
const rounds = 5;

export const eventBudget: Row = {
  id: "event-budget",
  what: "single purchases that all take from one budget of the program, 64 connections; against the same without the budget",
  unit: "/s",
  goal: 0.95,
  better: "higher",
  prepare: (bench) => Promise.all([bench.shop(budgetShop), bench.shop(plainShop)]),
  async measure(bench) {
    const withBudget = await bench.shop(budgetShop);
    const without = await bench.shop(plainShop);
    return withProof(bench, [withBudget, without], async (count) => {
      const rate = async (shop: typeof without, seconds: number) => count(await loadPurchases(bench, shop, connections, seconds)).rate;
      await rate(withBudget, 2);
      await rate(without, 2);
      const pairs: Pair[] = [];
      for (let round = 0; round < rounds; round++) {
        const yardstick = await rate(without, bench.seconds);
        pairs.push({ value: await rate(withBudget, bench.seconds), yardstick });
      }
      return compare(pairs);
    });
  },
};
