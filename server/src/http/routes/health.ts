import Type from "typebox";
import type { App } from "../../app.js";
import { isDatabaseAnswering } from "../../queries/health.js";
import type { Http } from "../route.js";
import { dataHeaders } from "../security-headers.js";

export function healthRoutes(http: Http, app: App): void {
  http.route({
    method: "GET",
    url: "/health",
    access: { roles: ["anonymous"] },
    schema: {
      summary: "Is the server well",
      description: "200 when the server and its database answer, 503 when the database does not. Never limited, for watchdogs and load balancers.",
      tags: ["Operating"],
      response: {
        200: Type.Object({ status: Type.Literal("ok") }),
        503: Type.Object({ status: Type.Literal("database_unreachable") }),
      },
    },
    handler: async ({ reply }) => {
      const isUp = await isDatabaseAnswering(app.db);
      return reply
        .code(isUp ? 200 : 503)
        .headers(dataHeaders)
        .send({ status: isUp ? "ok" : "database_unreachable" });
    },
  });
}
