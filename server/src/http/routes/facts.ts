import type { App } from "../../app.js";
import { listFacts } from "../../queries/facts.js";
import { Closed, pageFields } from "../fields.js";
import { pageReply, parsePage } from "../page.js";
import type { Http } from "../route.js";
import { Fact } from "../schemas/events.js";
import { pageOf } from "../schemas/shapes.js";
import { instant } from "../views.js";

export function factRoutes(http: Http, app: App): void {
  http.route({
    method: "GET",
    url: "/v1/facts",
    access: { roles: ["secret"], scope: "facts:read" },
    schema: {
      summary: "What happened, in order",
      description:
        "A feed to follow: keep nextCursor and ask again from it. Nothing is missed and nothing comes twice; id tells repeats all the same. At the end of the feed data is empty and nextCursor stays.",
      tags: ["Facts"],
      querystring: Closed(pageFields),
      response: { 200: pageOf(Fact) },
    },
    async handler({ caller: { workspace }, query }) {
      const page = await listFacts(app.db, workspace.id, parsePage(query, ["number", "number"]));
      return pageReply(page, ({ recordNumber, index, at, kind, body }) => ({
        id: `fact_${recordNumber}_${index}`,
        at: instant(at),
        kind,
        ...body,
        event: `evt_${recordNumber}`,
      }));
    },
  });
}
