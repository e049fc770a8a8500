/** The other side of webhooks for the rows that measure them. */
import { setTimeout as delay } from "node:timers/promises";
import type { BareWebhookJob } from "./bare-webhook-client.js";
import { ask, forkModule, nextMessage, release } from "./load.js";
import type { Arrival } from "./webhook-receiver.js";

export interface WebhookReceiver {
  port: number;
  /** What came since the last call, once there are so many. */
  take(count: number): Promise<Arrival[]>;
  stop(): void;
}

const waitMsMax = 60_000;

/** In a process of its own. */
export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const child = forkModule(new URL("./webhook-receiver.ts", import.meta.url));
  const port = (await nextMessage(child)) as number;
  return {
    port,
    async take(count) {
      const deadline = Date.now() + waitMsMax;
      while (((await ask(child, "count")) as number) < count) {
        if (Date.now() > deadline) throw new Error(`Fewer than ${count} webhooks came within ${waitMsMax / 1000} s.`);
        await delay(50);
      }
      return (await ask(child, "take")) as Arrival[];
    },
    stop: () => release(child),
  };
}

export interface BareWebhookClient {
  send(job: BareWebhookJob): Promise<void>;
  stop(): void;
}

export async function startBareWebhookClient(): Promise<BareWebhookClient> {
  const child = forkModule(new URL("./bare-webhook-client.ts", import.meta.url));
  await nextMessage(child);
  return {
    send: async (job) => {
      await ask(child, job);
    },
    stop: () => release(child),
  };
}

/** A second, from the first to the last. */
export function rateOf(arrivals: readonly Arrival[]): number {
  const times = arrivals.map(({ at }) => at);
  const [first, last] = [Math.min(...times), Math.max(...times)];
  return ((arrivals.length - 1) / (last - first)) * 1000;
}
