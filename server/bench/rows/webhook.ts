import type { Bench } from "../bench.js";
import type { Pair, Row } from "../row.js";
import { compare } from "../stats.js";
import { rateOf, startBareWebhookClient, startWebhookReceiver } from "../webhooks.js";

const plan = { handle: "bench-webhooks", referrers: 1000, friends: 2000 };
const connections = 8;

export const webhook: Row = {
  id: "webhook",
  what: "webhooks to one receiver on this machine, rendered, signed and noted; against a bare client that sends the same bodies over as many connections",
  unit: "/s",
  goal: 0.3,
  better: "higher",
  prepare: (bench) => bench.shop(plan),
  async measure(bench) {
    const receiver = await startWebhookReceiver();
    const bare = await startBareWebhookClient();
    try {
      const replay = await openEndpoint(bench, `http://127.0.0.1:${receiver.port}/hook`);
      const pairs: Pair[] = [];
      for (let round = 0; round < 4; round++) {
        const sent = await receiver.take(await replay());
        if (new Set(sent.map(({ id }) => id)).size !== sent.length) throw new Error("A webhook was sent twice.");
        const bodies = sent.map(({ body }) => body);
        await bare.send({ port: receiver.port, bodies, connections });
        // The first round is to warm up both.
        const plain = await receiver.take(bodies.length);
        if (round > 0) pairs.push({ value: rateOf(sent), yardstick: rateOf(plain) });
      }
      return compare(pairs);
    } finally {
      bare.stop();
      receiver.stop();
    }
  },
};

/** Gives what sends the workspace's first facts to it, and tells how many. */
async function openEndpoint(bench: Bench, url: string): Promise<() => Promise<number>> {
  const server = await bench.server();
  const { token } = await bench.shop(plan);
  const { id } = (await server.call("POST", "/v1/webhook-endpoints", token, { url })) as { id: string };
  return async () => {
    const { replayed } = (await server.call("POST", `/v1/webhook-endpoints/${id}/replay`, token, { fromFact: "fact_1_0" })) as { replayed: number };
    return replayed;
  };
}
