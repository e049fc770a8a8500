import { compareAsks, LARGE } from "../rankings.js";
import type { Row } from "../row.js";

export const boardTop: Row = {
  id: "board-top",
  what: "the 50 best of a million members, with how many there are; against Redis' ZRANGE and ZCARD through its client",
  unit: "ms",
  goal: 3,
  better: "lower",
  prepare: (bench) => bench.rankings(),
  async measure(bench) {
    const { ours, redis } = (await bench.rankings()).topOf(LARGE);
    return compareAsks(ours, redis);
  },
};
