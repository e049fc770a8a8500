/**
 * What has to reach Bandwagon is written into the shop's own data, together with the order or the customer that it is about, and told from there. So a
 * crash loses nothing, and neither does a Bandwagon that cannot be reached. One after another: a sign-up is told before the order that follows it.
 */
import type { EventResult } from "@bandwagon/sdk";
import { isRefusal, type Message, type Referrals } from "./bandwagon.js";
import type { DataFile, OutboxEntry, ShopData } from "./data.js";

export interface Outbox {
  /** Tells what waits, now. Resolves when nothing waits any more, when a try has failed, or after `waitMs`. */
  flush(waitMs?: number): Promise<void>;
  stop(): void;
}

const retryMsMax = 30_000;
const refusedMax = 100;

/** Puts a message at the end of the outbox: inside the change that it belongs to. */
export function post(data: ShopData, ...messages: Message[]): void {
  data.outbox.push(...messages.map((message) => ({ message, tries: 0 })));
}

/** Tells what waits, and goes on trying until it is through. */
export function startOutbox(data: DataFile, referrals: Referrals): Outbox {
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  const work = async (): Promise<void> => {
    for (;;) {
      const [entry] = data.now.outbox;
      if (entry === undefined || isStopped || !(await tell(data, referrals, entry))) break;
    }
  };
  const rest = (): void => {
    running = undefined;
    const [waiting] = data.now.outbox;
    if (waiting === undefined || isStopped) return;
    timer = setTimeout(() => void flush(), waiting.tries === 0 ? 0 : Math.min(retryMsMax, 500 * 2 ** waiting.tries));
  };
  const flush = async (waitMs?: number): Promise<void> => {
    clearTimeout(timer);
    running ??= work().finally(rest);
    await (waitMs === undefined ? running : Promise.race([running, new Promise<void>((done) => setTimeout(done, waitMs).unref())]));
  };
  const stop = (): void => {
    isStopped = true;
    clearTimeout(timer);
  };
  void flush();
  return { flush, stop };
}

/** One try; false when it has to be tried again. After a crash between the call and the change it is told twice, with the same key, and happens once. */
async function tell(data: DataFile, referrals: Referrals, { message }: OutboxEntry): Promise<boolean> {
  try {
    const result = await referrals.tell(message);
    await data.change((next) => {
      next.outbox.shift();
      settle(next, message, result);
    });
    return true;
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    await data.change((next) => {
      const [entry] = next.outbox;
      if (entry === undefined) return;
      entry.tries += 1;
      entry.problem = problem;
      if (isRefusal(error)) next.refused = [...next.refused, ...next.outbox.splice(0, 1)].slice(-refusedMax);
    });
    return isRefusal(error);
  }
}

/** What the shop learns from an answer. */
function settle(data: ShopData, message: Message, result: EventResult | undefined): void {
  if (message.kind !== "event" || result === undefined) return;
  const { type, member, subject, code } = message.event;
  if (type === "sign_up") {
    const customer = data.customers.find(({ id }) => id === member.id);
    if (customer !== undefined) customer.recommended = recommendationOf(result, code);
  }
  if (type === "purchase") {
    const order = data.orders.find(({ number }) => number === subject);
    if (order !== undefined) order.isTold = true;
  }
}

function recommendationOf({ referrals, reason }: EventResult, code: string | undefined): "yes" | "no" | "code_unknown" {
  if (referrals.length > 0) return "yes";
  return code !== undefined && reason === "code_unknown" ? "code_unknown" : "no";
}
