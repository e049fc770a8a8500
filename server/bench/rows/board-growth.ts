import { compareAsks, LARGE, SMALL } from "../rankings.js";
import type { Row } from "../row.js";

export const boardGrowth: Row = {
  id: "board-growth",
  what: "the place of one of a million members by chance, as above; against that of one of a hundred thousand",
  unit: "ms",
  goal: 1.2,
  better: "lower",
  prepare: (bench) => bench.rankings(),
  async measure(bench) {
    const rankings = await bench.rankings();
    return compareAsks(rankings.placeOf(LARGE).ours, rankings.placeOf(SMALL).ours);
  },
};
