import { setTimeout as delay } from "node:timers/promises";
import type { Bench } from "../bench.js";
import { loadPurchases, loadPurchasesAt, withProof } from "../purchases.js";
import type { Pair, Row } from "../row.js";
import type { Shop, ShopPlan } from "../shop.js";
import { compare } from "../stats.js";

/** A shop of its own: what is replayed is its whole log, which a server does for so many records only. */
const shopPlan: ShopPlan = { handle: "bench-backtest", referrers: 500, friends: 5000 };
const connections = 64;
const rounds = 3;

export const backtestWriters: Row = {
  id: "backtest-writers",
  what: "single purchases that come at half the rate of which 64 connections were capable, while their log is backtested over and over; against the same without",
  unit: "/s",
  goal: 0.9,
  better: "higher",
  prepare: (bench) => bench.shop(shopPlan),
  async measure(bench) {
    const shop = await bench.shop(shopPlan);
    return withProof(bench, [shop], async (count) => {
      const half = count(await loadPurchases(bench, shop, connections, 3)).rate / 2;
      const rate = async (seconds: number) => count(await loadPurchasesAt(bench, shop, connections, seconds, half)).rate;
      await rate(1);
      const pairs: Pair[] = [];
      const replayed: number[] = [];
      for (let round = 0; round < rounds; round++) {
        const yardstick = await rate(bench.seconds);
        const backtests = await startBacktests(bench, shop);
        const value = await rate(bench.seconds);
        replayed.push(await backtests.stop());
        pairs.push({ value, yardstick });
      }
      return { ...compare(pairs), note: `${Math.round(Math.min(...replayed))} to ${Math.round(Math.max(...replayed))} records replayed a second` };
    });
  },
};

/** One backtest after the other, until it is stopped; tells how many records were replayed a second. Returns once the first has begun. */
async function startBacktests(bench: Bench, { token, handle }: Shop): Promise<{ stop(): Promise<number> }> {
  const { port } = await bench.server();
  const ending = new AbortController();
  const began = performance.now();
  let records = 0;
  let onBegun = (): void => {};
  const begun = new Promise<void>((resolve) => {
    onBegun = resolve;
  });
  const run = async (): Promise<void> => {
    for (;;) {
      let before = 0;
      for await (const { progress, report, error } of backtest(port, token, handle, ending.signal)) {
        if (error !== undefined) throw new Error(`A backtest ended early: ${JSON.stringify(error)}`);
        if (report !== undefined && !report.identical) throw new Error("A backtest of the very version that ran gave something else.");
        const now = progress?.records ?? report?.records ?? before;
        records += now - before;
        before = now;
        onBegun();
      }
    }
  };
  const running = run().catch((error: unknown) => {
    if (!ending.signal.aborted) throw error;
  });
  await Promise.race([begun, running]);
  return {
    async stop() {
      const seconds = (performance.now() - began) / 1000;
      ending.abort();
      await running;
      if (records === 0) throw new Error("Nothing was replayed.");
      return records / seconds;
    },
  };
}

interface Line {
  progress?: { records: number };
  report?: { records: number; identical: boolean };
  error?: unknown;
}
async function* backtest(port: number, token: string, handle: string, signal: AbortSignal): AsyncGenerator<Line> {
  const ask = () =>
    fetch(`http://127.0.0.1:${port}/v1/programs/${handle}/backtest`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: '{"version":"current"}',
      signal,
    });
  let response = await ask();
  // The one before, of which nobody hears any more, ends at its next line.
  for (; response.status === 503; response = await ask()) await delay(50, undefined, { signal });
  if (!response.ok || response.body === null) throw new Error(`A backtest was answered ${response.status}: ${await response.text()}`);
  let rest = "";
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield JSON.parse(line) as Line;
  }
}
