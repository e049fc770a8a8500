import { forkModule, nextMessage } from "../load.js";
import type { Row } from "../row.js";
import { compare } from "../stats.js";

const goalRate = 100_000;

export const decide: Row = {
  id: "decide",
  what: "the pure decision of purchases with one condition and one reward, trace included, a second of one core; against 100,000",
  unit: "/s",
  goal: 1,
  better: "higher",
  async measure(bench) {
    const child = forkModule(new URL("../decision-loop.ts", import.meta.url), {
      args: [String(bench.seconds)],
      nodeArguments: bench.profileArguments,
    });
    const rates = (await nextMessage(child)) as number[];
    await new Promise((resolve) => child.once("exit", resolve));
    return compare(rates.map((rate) => ({ value: rate, yardstick: goalRate })));
  },
};
