import type { App } from "../../app.js";
import { AppError } from "../../errors.js";
import { Closed, ExternalId, LanguageField } from "../fields.js";
import type { Http } from "../route.js";
import { Share } from "../schemas/share.js";
import { shareView } from "../share-view.js";
import { linkFields, sharedLink } from "../shared-link.js";

const { c: _, ...fields } = linkFields;

/** What a member sends to friends, channel by channel. */
export function memberShareRoutes(http: Http, app: App): void {
  http.route({
    method: "GET",
    url: "/v1/members/:externalId/share",
    access: { roles: ["secret", "member"], scope: "members:read", ownParam: "externalId" },
    schema: {
      summary: "What a member can send to friends",
      description:
        "For each channel of the document's `sharing` the words, the link that tells the channel, and the address that opens it with both. Without program: the only one that the member takes part in.",
      tags: ["Members"],
      params: Closed({ externalId: ExternalId }),
      querystring: Closed({ ...fields, lang: LanguageField }),
      response: { 200: Share },
    },
    async handler({ caller: { workspace }, params: { externalId }, query: { lang, p: placement, ...query }, language }) {
      const { code, enrolment } = await sharedLink(app, workspace, externalId, query);
      const document = (await app.programs.of(workspace.id)).find(enrolment.program)?.document;
      if (document === undefined) throw new AppError("program_unknown", { detail: "The program is not published." });
      return shareView(document, { app, code, placement }, lang ?? language);
    },
  });
}
