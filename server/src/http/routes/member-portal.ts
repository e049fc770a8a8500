import type { App } from "../../app.js";
import { externalHash } from "../../commands/identities.js";
import { peopleReader } from "../../commands/people-reader.js";
import { putMember } from "../../commands/put-members.js";
import { AppError, unknownMember } from "../../errors.js";
import { loadFriend } from "../../queries/friends.js";
import { loadMembers } from "../../queries/members.js";
import { nobody } from "../../queries/people.js";
import { accepted } from "../accepted.js";
import { Closed, ExternalId, LanguageField, ProgramName, ReferralId, VersionNumber } from "../fields.js";
import { explainFriend } from "../portal/friends.js";
import { tellProgram } from "../portal/told.js";
import type { Http } from "../route.js";
import { AcceptedTerms } from "../schemas/members.js";
import { FriendExplanation } from "../schemas/portal.js";

/** What members do and ask in their portal, beyond what it shows at once. */
export function memberPortalRoutes(http: Http, app: App): void {
  http.route({
    method: "GET",
    url: "/v1/members/:externalId/referrals/:referral/explanation",
    access: { roles: ["secret", "member"], scope: "members:read", ownParam: "externalId" },
    schema: {
      summary: "Why a friend has brought a reward, or not yet",
      description: "Of a friend whom the member brought: what is done, what is missing and what comes next. It tells nothing else of the friend.",
      tags: ["Members"],
      params: Closed({ externalId: ExternalId, referral: ReferralId }),
      querystring: Closed({ lang: LanguageField }),
      response: { 200: FriendExplanation },
    },
    async handler({ caller: { workspace }, params: { externalId, referral }, query: { lang }, language }) {
      const asked = { referral, referrer: externalHash(workspace, externalId) };
      const friend = await loadFriend(app.db, workspace.id, peopleReader(workspace), asked);
      if (friend === undefined) throw new AppError("referral_unknown", { detail: "The member has brought no such friend." });
      return explainFriend(await tellProgram(app, workspace, friend.programId, lang ?? language), friend);
    },
  });

  http.route({
    method: "POST",
    url: "/v1/members/:externalId/terms/:program",
    access: { roles: ["secret", "member"], scope: "members:write", ownParam: "externalId" },
    takesKey: true,
    schema: {
      summary: "Agree to the terms of a program",
      description: "Of a version that the member has read. Kept for ever, with its moment.",
      tags: ["Members"],
      params: Closed({ externalId: ExternalId, program: ProgramName }),
      body: Closed({ version: VersionNumber }),
      response: { 200: AcceptedTerms },
    },
    example: { version: 1 },
    async handler({ caller: { workspace }, params: { externalId, program }, body: { version }, key, language, reply }) {
      // Whoever is not known is not made by agreeing.
      const [member] = await loadMembers(app.db, workspace.id, nobody, [externalHash(workspace, externalId)]);
      if (member === undefined) throw unknownMember();
      accepted(await putMember(app, workspace, { id: externalId, accepted: { program, version } }, key), reply, language);
      return { program, version };
    },
  });
}
