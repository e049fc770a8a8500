import type { Bench } from "../bench.js";
import type { Pair, Row } from "../row.js";
import { compare } from "../stats.js";

const connections = 64;
const plan = { handle: "bench-links", referrers: 10_000, friends: 0 };

export const visit: Row = {
  id: "visit",
  what: "redirects of links, each by another visitor and writing one durable visit, 64 connections; against a bare 302 of the same HTTP framework",
  unit: "/s",
  goal: 0.5,
  better: "higher",
  prepare: (bench) => bench.shop(plan),
  async measure(bench) {
    const { port } = await bench.server();
    const { port: barePort } = await bench.bareServer();
    const { workspaceId } = await bench.shop(plan);
    const written = () => bench.count("select count(*) from visits where workspace_id = $1", [workspaceId]);
    const before = await written();
    let { acknowledged } = await follow(bench, port, 2);
    await follow(bench, barePort, 1);
    const pairs: Pair[] = [];
    for (let round = 0; round < 3; round++) {
      const product = await follow(bench, port, bench.seconds);
      const bare = await follow(bench, barePort, bench.seconds);
      acknowledged += product.acknowledged;
      pairs.push({ value: product.rate, yardstick: bare.rate });
    }
    const added = (await written()) - before;
    if (added !== acknowledged) throw new Error(`${acknowledged} visits were acknowledged and ${added} are in the database.`);
    return compare(pairs);
  },
};

async function follow(bench: Bench, port: number, seconds: number) {
  const { handle, codes } = await bench.shop(plan);
  return bench.generator().run({ port, connections, seconds, traffic: { kind: "visits", handle, codes, run: bench.nextRun() } });
}
