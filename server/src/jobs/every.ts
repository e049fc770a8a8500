import type { App } from "../app.js";

/** Does the work again and again until it is stopped; stopping waits for a round that runs. A round that fails is logged with `failed` and made up for by the next. */
export function every(app: App, periodMs: number, failed: string, work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  const timer = setInterval(() => {
    // A round that takes longer than the period is not joined by another.
    running ??= work()
      .catch((error: unknown) => app.log.error({ err: error }, failed))
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
