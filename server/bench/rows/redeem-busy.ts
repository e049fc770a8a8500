import type { Bench } from "../bench.js";
import { loadPurchases, plainShop, withProof } from "../purchases.js";
import type { Row } from "../row.js";
import { fillWallets, type Shop } from "../shop.js";
import { percentile } from "../stats.js";

const connections = 64;
const rounds = 3;
/** Slow answers give few samples a second, and a 99th percentile needs hundreds. */
const busySeconds = 8;

export const redeemBusy: Row = {
  id: "redeem-busy",
  what: "99th percentile of one redemption at a time while purchases come at 64 connections; against the same on an idle server",
  unit: "ms",
  goal: 20,
  better: "lower",
  prepare: async (bench) => fillWallets(await bench.server(), await bench.shop(plainShop)),
  async measure(bench) {
    const shop = await bench.shop(plainShop);
    return withProof(bench, [shop], async (count) => {
      await redeem(bench, shop, 1);
      const idle: number[] = [];
      const busy: number[] = [];
      for (let round = 0; round < rounds; round++) {
        idle.push(...(await redeem(bench, shop, bench.seconds / 2)));
        const [samples] = await Promise.all([redeem(bench, shop, busySeconds), loadPurchases(bench, shop, connections, busySeconds).then(count)]);
        busy.push(...samples);
      }
      const value = percentile(busy, 0.99);
      const yardstick = percentile(idle, 0.99);
      return { value, yardstick, ratio: value / yardstick, note: `${busy.length} and ${idle.length} samples` };
    });
  },
};

async function redeem(bench: Bench, { token, referrers }: Shop, seconds: number): Promise<number[]> {
  const { port } = await bench.server();
  const traffic = { kind: "redemptions", token, run: `redeem-${bench.nextRun()}`, referrers } as const;
  return (await bench.generator(1).run({ port, connections: 1, seconds, traffic })).latenciesMs;
}
