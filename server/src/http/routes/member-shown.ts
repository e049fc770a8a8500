import Type from "typebox";
import type { App } from "../../app.js";
import { showMember } from "../../commands/show-member.js";
import { SHOWN_NAME_MAX } from "../../commands/shown-name.js";
import { accepted } from "../accepted.js";
import { Closed, ExternalId } from "../fields.js";
import type { Http } from "../route.js";
import { MemberShown } from "../schemas/members.js";
import { shownMember } from "../shown-member.js";

const flag = (description: string) => Type.Optional(Type.Boolean({ description }));

/** How others see a member is the member's own business: a member's token may change it. */
export function memberShownRoutes(http: Http, app: App): void {
  http.route({
    method: "GET",
    url: "/v1/members/:externalId/shown",
    access: { roles: ["secret", "member"], scope: "members:read", ownParam: "externalId" },
    schema: {
      summary: "How others see a member",
      description: "What the member agreed to, and what holds where nothing was said: no name, on leaderboards, not in the feed.",
      tags: ["Members"],
      params: Closed({ externalId: ExternalId }),
      response: { 200: MemberShown },
    },
    handler: ({ caller: { workspace }, params: { externalId } }) => shownMember(app, workspace, externalId),
  });

  http.route({
    method: "PUT",
    url: "/v1/members/:externalId/shown",
    access: { roles: ["secret", "member"], scope: "members:write", ownParam: "externalId" },
    takesKey: true,
    schema: {
      summary: "Change how others see a member",
      description: "As the member agrees. What is left out stays. A name that misleads, is rude or looks like an address is refused.",
      tags: ["Members"],
      params: Closed({ externalId: ExternalId }),
      body: Closed({
        name: Type.Optional(
          Type.String({
            minLength: 1,
            maxLength: 200,
            description: `By which the member is shown where \`named\`: at most ${SHOWN_NAME_MAX} characters.`,
          }),
        ),
        named: flag("By name; the first name that you told where none was chosen."),
        onBoards: flag("On leaderboards at all."),
        inFeed: flag("In the feed of what just happened."),
      }),
      response: { 200: MemberShown },
    },
    example: { name: "Anna K", named: true },
    async handler({ caller: { workspace }, params: { externalId }, body, key, language, reply }) {
      accepted(await showMember(app, workspace, { member: externalId, ...body }, key), reply, language);
      return shownMember(app, workspace, externalId);
    },
  });
}
