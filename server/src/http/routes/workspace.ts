import Type from "typebox";
import type { App } from "../../app.js";
import { countWebhookEndpoints } from "../../queries/webhook-endpoints.js";
import type { Http } from "../route.js";

export function workspaceRoutes(http: Http, app: App): void {
  http.route({
    method: "GET",
    url: "/v1/workspace",
    access: { roles: ["secret"], scope: null },
    schema: {
      summary: "The workspace of the key",
      description: "Tells which workspace a key belongs to and whether it is live or a test: the first call to make with a new key.",
      tags: ["Workspace"],
      response: {
        200: Type.Object({
          id: Type.String(),
          name: Type.String(),
          mode: Type.Union([Type.Literal("live"), Type.Literal("test")]),
          locale: Type.String(),
          key: Type.Object({ id: Type.String(), scopes: Type.Array(Type.String()) }),
          webhooks: Type.Object(
            {
              active: Type.Integer({ description: "Endpoints that are sent to." }),
              disabled: Type.Integer({
                description:
                  "Endpoints that are not any more, because their receivers answered 410 or failed too long: GET /v1/webhook-endpoints says which.",
              }),
            },
            { description: "More than 0 disabled wants somebody's attention. Endpoints that were disabled on request are not counted." },
          ),
        }),
      },
    },
    async handler({ caller }) {
      const { id, name, mode, locale } = caller.workspace;
      const webhooks = await countWebhookEndpoints(app.db, id);
      return { id, name, mode, locale, key: { id: caller.keyId, scopes: caller.scopes }, webhooks };
    },
  });
}
