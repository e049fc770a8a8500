import type { App } from "../../app.js";
import { externalHash } from "../../commands/identities.js";
import { peopleReader } from "../../commands/people-reader.js";
import { unknownMember } from "../../errors.js";
import { listFriends } from "../../queries/friends.js";
import { listOwnRewards } from "../../queries/rewards.js";
import { Closed, ExternalId, LanguageField, ProgramName, pageFields } from "../fields.js";
import { pageReply, parsePage } from "../page.js";
import { friendView, stopsOf } from "../portal/friends.js";
import { friendWorth } from "../portal/now-worth.js";
import { ticketView } from "../portal/rewards.js";
import { tellProgram } from "../portal/told.js";
import type { Http } from "../route.js";
import { Friend, Ticket } from "../schemas/portal.js";
import { pageOf } from "../schemas/shapes.js";

const Query = Closed({ program: ProgramName, lang: LanguageField, ...pageFields });
const CURSOR = ["number", "string"] as const;

/** All of what a member's portal shows the first few of. */
export function memberListRoutes(http: Http, app: App): void {
  http.route({
    method: "GET",
    url: "/v1/members/:externalId/friends",
    access: { roles: ["secret", "member"], scope: "members:read", ownParam: "externalId" },
    schema: {
      summary: "List the friends of a member",
      description:
        "Whom the member brought to the program, each with the way, as the portal shows them: the latest first, under names that may be shown.",
      tags: ["Members"],
      params: Closed({ externalId: ExternalId }),
      querystring: Query,
      response: { 200: pageOf(Friend) },
    },
    async handler({ caller: { workspace }, params: { externalId }, query, language }) {
      const told = await tellProgram(app, workspace, query.program, query.lang ?? language);
      const asked = { program: told.program, externalHash: externalHash(workspace, externalId) };
      const found = await listFriends(app.db, workspace.id, peopleReader(workspace), asked, parsePage(query, CURSOR));
      if (found === undefined) throw unknownMember();
      const { now, boosters, friends } = found;
      const stops = stopsOf(told);
      return pageReply(friends, (friend) => ({ ...friendView(told, stops, friend), nowWorth: friendWorth(told, friend, now, boosters) }));
    },
  });

  http.route({
    method: "GET",
    url: "/v1/members/:externalId/rewards",
    access: { roles: ["secret", "member"], scope: "members:read", ownParam: "externalId" },
    schema: {
      summary: "List the rewards of a member",
      description:
        "What the member got in the program, as the portal shows it: the newest first, in words, with codes that can be used. Stamps, badges and places in the queue have a place of their own.",
      tags: ["Members"],
      params: Closed({ externalId: ExternalId }),
      querystring: Query,
      response: { 200: pageOf(Ticket) },
    },
    async handler({ caller: { workspace }, params: { externalId }, query, language }) {
      const told = await tellProgram(app, workspace, query.program, query.lang ?? language);
      const asked = { program: told.program, externalHash: externalHash(workspace, externalId) };
      const page = await listOwnRewards(app.db, workspace.id, asked, parsePage(query, CURSOR));
      if (page === undefined) throw unknownMember();
      return pageReply(page, (reward) => ticketView(told, reward));
    },
  });
}
