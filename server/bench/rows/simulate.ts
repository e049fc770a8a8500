import { forkModule, nextMessage } from "../load.js";
import type { Row } from "../row.js";

const goalSeconds = 60;

export const simulate: Row = {
  id: "simulate",
  what: "one simulated year of 100,000 members in a program that rewards every purchase, all of them played, on one core; 60 s divided by its time",
  unit: "s",
  goal: 1,
  better: "higher",
  async measure(bench) {
    const child = forkModule(new URL("../simulation-loop.ts", import.meta.url), { nodeArguments: bench.profileArguments });
    const { seconds, decisions, memoryBytes } = (await nextMessage(child)) as { seconds: number; decisions: number; memoryBytes: number };
    await new Promise((resolve) => child.once("exit", resolve));
    const note = `${Math.round(decisions / 1000)} thousand decisions, ${Math.round(memoryBytes / 2 ** 20)} MB`;
    return { value: seconds, yardstick: goalSeconds, ratio: goalSeconds / seconds, note };
  },
};
