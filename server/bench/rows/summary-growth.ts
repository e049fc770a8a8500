import { FEW, MANY } from "../member-pages.js";
import { compareAsks } from "../rankings.js";
import type { Row } from "../row.js";

export const summaryGrowth: Row = {
  id: "summary-growth",
  what: "all that the portal shows to a member with 1,000 friends; against that of one with 10",
  unit: "ms",
  goal: 1.2,
  better: "lower",
  prepare: (bench) => bench.memberPages(),
  async measure(bench) {
    const [pages, server] = await Promise.all([bench.memberPages(), bench.server()]);
    return compareAsks(pages.summaryOf(server, MANY), pages.summaryOf(server, FEW), 300);
  },
};
