import { FEW } from "../member-pages.js";
import { compareAsks } from "../rankings.js";
import type { Row } from "../row.js";

export const summary: Row = {
  id: "summary",
  what: "all that the portal shows to a member with 10 friends, in one request; against a reply of the same framework that reads one row by its key and sends as much",
  unit: "ms",
  goal: 3,
  better: "lower",
  prepare: (bench) => bench.memberPages(),
  async measure(bench) {
    const [pages, server] = await Promise.all([bench.memberPages(), bench.server()]);
    return compareAsks(pages.summaryOf(server, FEW), pages.plainOf(FEW), 300);
  },
};
