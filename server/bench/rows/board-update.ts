import { boardShop, loadPurchases, plainShop, withProof } from "../purchases.js";
import type { Pair, Row } from "../row.js";
import { compare } from "../stats.js";

const connections = 64;
/** The two sides are nearly equal, so it takes more pairs to tell them apart. */
const rounds = 5;

export const boardUpdate: Row = {
  id: "board-update",
  what: "single purchases that each move three leaderboards, 64 connections; against the same without leaderboards",
  unit: "/s",
  goal: 0.9,
  better: "higher",
  prepare: (bench) => Promise.all([bench.shop(boardShop), bench.shop(plainShop)]),
  async measure(bench) {
    const withBoards = await bench.shop(boardShop);
    const without = await bench.shop(plainShop);
    return withProof(bench, [withBoards, without], async (count) => {
      const rate = async (shop: typeof without, seconds: number) => count(await loadPurchases(bench, shop, connections, seconds)).rate;
      await rate(withBoards, 2);
      await rate(without, 2);
      const pairs: Pair[] = [];
      for (let round = 0; round < rounds; round++) {
        const yardstick = await rate(without, bench.seconds);
        pairs.push({ value: await rate(withBoards, bench.seconds), yardstick });
      }
      return compare(pairs);
    });
  },
};
