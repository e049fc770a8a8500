import { forkModule, nextMessage } from "../load.js";
import type { Row } from "../row.js";
import { compare } from "../stats.js";

const pairs = 3;

export const rules200: Row = {
  id: "rules-200",
  what: "the pure decision of purchases in a program with 200 rules more that a purchase does not set off, a second of one core; against the same without them",
  unit: "/s",
  goal: 0.9,
  better: "higher",
  async measure(bench) {
    const rateWith = async (rules: number): Promise<number> => {
      const args = [String(bench.seconds / pairs), String(rules)];
      const child = forkModule(new URL("../decision-loop.ts", import.meta.url), { args, nodeArguments: bench.profileArguments });
      const rates = (await nextMessage(child)) as number[];
      await new Promise((resolve) => child.once("exit", resolve));
      return rates.sort((a, b) => a - b)[Math.floor(rates.length / 2)] as number;
    };
    const measured = [];
    for (let pair = 0; pair < pairs; pair++) measured.push({ value: await rateWith(200), yardstick: await rateWith(0) });
    return compare(measured);
  },
};
