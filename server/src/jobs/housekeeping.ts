import type { App } from "../app.js";
import { prepareVisits } from "../commands/prepare-visits.js";
import { runDueWorkEverywhere } from "../commands/run-due-work.js";

export interface Housekeeping {
  /** No further round begins; one that runs is waited for. */
  stop(): Promise<void>;
}

const settleEveryMs = 1000;
const flushEveryMs = 30_000;
const prepareEveryMs = 24 * 60 * 60 * 1000;

/** What a server does now and then: settles what has become due in live workspaces, notes when keys were used, and makes room for the visits of coming months. A round that fails is logged and made up for by the next. */
export async function startHousekeeping(app: App): Promise<Housekeeping> {
  await prepareVisits(app);
  const rounds = [
    every(app, settleEveryMs, () => runDueWorkEverywhere(app)),
    every(app, flushEveryMs, () => app.keys.flush()),
    every(app, prepareEveryMs, () => prepareVisits(app)),
  ];
  return {
    stop: async () => {
      await Promise.all(rounds.map((stop) => stop()));
    },
  };
}

function every(app: App, periodMs: number, work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  const timer = setInterval(() => {
    // A round that takes longer than the period is not joined by another.
    running ??= work()
      .catch((error: unknown) => app.log.error({ err: error }, "Housekeeping failed; it is tried again."))
      .finally(() => {
        running = undefined;
      });
  }, periodMs);
  timer.unref();
  return () => {
    clearInterval(timer);
    return running ?? Promise.resolve();
  };
}
