import type { Bench } from "./bench.js";
import { forkModule, nextMessage } from "./load.js";
import type { Measurement } from "./row.js";
import { compare, median } from "./stats.js";

const goalRate = 20_000;

/** One core: what helper threads of the garbage collector do would be done by another one. */
const onOneCore = "--single-threaded-gc";

interface Answer {
  pairs: { rate: number; compared: number }[];
  records: number;
  memoryBytes: number;
}

/** Records decided and folded in a second of processor time, in a process of its own. */
export async function measureReplay(bench: Bench, what: "backtest" | "rebuild"): Promise<Measurement> {
  const nodeArguments = [onOneCore, ...bench.profileArguments];
  const child = forkModule(new URL("./replay-loop.ts", import.meta.url), { args: [what], nodeArguments });
  const { pairs, records, memoryBytes } = (await nextMessage(child)) as Answer;
  await new Promise((resolve) => child.once("exit", resolve));
  const compared = Math.round(median(pairs.map((pair) => pair.compared))).toLocaleString("en");
  const note = `with comparing ${compared} /s; ${records} records, ${Math.round(memoryBytes / 2 ** 20)} MB`;
  return { ...compare(pairs.map(({ rate }) => ({ value: rate, yardstick: goalRate }))), note };
}
