import { compareAsks, LARGE } from "../rankings.js";
import type { Row } from "../row.js";

export const boardPlace: Row = {
  id: "board-place",
  what: "the place of one of a million members by chance, with the two ahead and behind and how many there are; against Redis' ZREVRANK, ZCARD and ZRANGE through its client",
  unit: "ms",
  goal: 3,
  better: "lower",
  prepare: (bench) => bench.rankings(),
  async measure(bench) {
    const { ours, redis } = (await bench.rankings()).placeOf(LARGE);
    return compareAsks(ours, redis);
  },
};
