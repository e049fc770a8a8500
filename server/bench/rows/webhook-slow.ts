import { setTimeout as delay } from "node:timers/promises";
import type { Bench } from "../bench.js";
import type { Pair, Row } from "../row.js";
import { compare, percentile } from "../stats.js";
import { startWebhookReceiver, type WebhookReceiver } from "../webhooks.js";

const workspaces = 5;
const endpointsEach = 20;
const factsEach = 40;
const gapMs = 100;
const runs = 5;

interface Tenant {
  token: string;
  endpoints: string[];
}

export const webhookSlow: Row = {
  id: "webhook-slow",
  what: "the 99th percentile of the time from a call to the webhooks that tell it, at 99 endpoints beside one that hangs; against the same without that one",
  unit: "ms",
  goal: 1.5,
  better: "lower",
  async measure(bench) {
    const receiver = await startWebhookReceiver();
    try {
      const tenants = await Promise.all(Array.from({ length: workspaces }, (_, number) => openTenant(bench, receiver, number)));
      const [first] = tenants as [Tenant];
      const hanging = `/v1/webhook-endpoints/${first.endpoints[0]}`;
      const server = await bench.server();
      await server.call("PUT", hanging, first.token, { status: "disabled" });
      await p99Of(bench, receiver, tenants);
      const pairs: Pair[] = [];
      for (let run = 0; run < runs; run++) {
        const yardstick = await p99Of(bench, receiver, tenants);
        await server.call("PUT", hanging, first.token, { status: "active" });
        const value = await p99Of(bench, receiver, tenants);
        await server.call("PUT", hanging, first.token, { status: "disabled" });
        pairs.push({ value, yardstick });
      }
      return compare(pairs);
    } finally {
      receiver.stop();
    }
  },
};

async function openTenant(bench: Bench, { port }: WebhookReceiver, number: number): Promise<Tenant> {
  const server = await bench.server();
  const { key } = (await server.command(["workspace", "create", `bench-slow-${number}`, "--mode", "live"])) as { key: { token: string } };
  const endpoints: string[] = [];
  for (let nth = 0; nth < endpointsEach; nth++) {
    const path = number === 0 && nth === 0 ? "hang" : `healthy/${number}/${nth}`;
    const body = { url: `http://127.0.0.1:${port}/${path}`, kinds: ["member.joined"] };
    endpoints.push(((await server.call("POST", "/v1/webhook-endpoints", key.token, body)) as { id: string }).id);
  }
  return { token: key.token, endpoints };
}

/** Members come to all workspaces at once, again and again, and each healthy endpoint is told of each. */
async function p99Of(bench: Bench, receiver: WebhookReceiver, tenants: Tenant[]): Promise<number> {
  const server = await bench.server();
  const run = bench.nextRun();
  const began = new Map<string, number>();
  for (let nth = 0; nth < factsEach; nth++) {
    await Promise.all(
      tenants.map(({ token }, number) => {
        const id = `slow-${run}-${number}-${nth}`;
        began.set(id, performance.timeOrigin + performance.now());
        return server.call("POST", "/v1/members", token, { members: [{ id }] });
      }),
    );
    await delay(gapMs);
  }
  const arrivals = await receiver.take(factsEach * (workspaces * endpointsEach - 1));
  return percentile(
    arrivals.map(({ body, at }) => at - (began.get((JSON.parse(body) as { data: { member: string } }).data.member) as number)),
    0.99,
  );
}
