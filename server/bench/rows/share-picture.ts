import { forkModule, nextMessage } from "../load.js";
import type { Row } from "../row.js";
import { median } from "../stats.js";

const goalMs = 150;

export const sharePicture: Row = {
  id: "share-picture",
  what: "the median time of drawing the picture of an earned badge for networks, 1,200 by 630, none of them drawn before, against 150 ms",
  unit: "ms",
  goal: 1,
  better: "lower",
  async measure(bench) {
    const child = forkModule(new URL("../picture-loop.ts", import.meta.url), { nodeArguments: bench.profileArguments });
    const { times } = (await nextMessage(child)) as { times: number[] };
    await new Promise((resolve) => child.once("exit", resolve));
    const value = median(times);
    return { value, yardstick: goalMs, ratio: value / goalMs, note: `the slowest ${Math.round(Math.max(...times))} ms` };
  },
};
