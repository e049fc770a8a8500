import type { Bench } from "./bench.js";
import { forkModule, nextMessage } from "./load.js";
import type { Measurement } from "./row.js";
import { compare } from "./stats.js";

const goalRate = 20_000;

/** Records a second of processor time, in a process of its own. */
export async function measureReplay(bench: Bench, what: "backtest" | "rebuild"): Promise<Measurement> {
  const child = forkModule(new URL("./replay-loop.ts", import.meta.url), { args: [what], nodeArguments: bench.profileArguments });
  const { rates, records, memoryBytes } = (await nextMessage(child)) as { rates: number[]; records: number; memoryBytes: number };
  await new Promise((resolve) => child.once("exit", resolve));
  const note = `${records} records, ${Math.round(memoryBytes / 2 ** 20)} MB`;
  return { ...compare(rates.map((rate) => ({ value: rate, yardstick: goalRate }))), note };
}
