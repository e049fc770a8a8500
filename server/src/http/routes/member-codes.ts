import Type from "typebox";
import type { App } from "../../app.js";
import { addCode } from "../../commands/add-code.js";
import { externalHash } from "../../commands/identities.js";
import type { Workspace } from "../../commands/workspace-directory.js";
import { unknownMember } from "../../errors.js";
import { type CodeView, listCodes } from "../../queries/codes.js";
import { accepted } from "../accepted.js";
import { Closed, Code, ExternalId, ProgramName } from "../fields.js";
import { programOf } from "../program-of.js";
import type { Http } from "../route.js";
import { MemberCode } from "../schemas/members.js";
import { instant, linkOf } from "../views.js";

/** As in the address of a link. */
const Place = Type.String({ pattern: "^[A-Za-z0-9_.-]{1,40}$" });
const Params = Closed({ externalId: ExternalId });

/** Codes beside the first one: words that the member likes, and one for each place where it is shown. */
export function memberCodeRoutes(http: Http, app: App): void {
  const viewOf = ({ program, handle, code, status, expiresAt, channel, placement, reward, usesLeft, isFirst }: CodeView) => {
    const link = linkOf(app.config.publicUrl, handle, code);
    return { program, handle, code, link, status, expiresAt: instant(expiresAt), channel, placement, reward, usesLeft, isFirst };
  };
  const codesOf = async (workspace: Workspace, externalId: string): Promise<CodeView[]> => {
    const codes = await listCodes(app.db, workspace.id, externalHash(workspace, externalId));
    if (codes === undefined) throw unknownMember();
    return codes;
  };

  http.route({
    method: "GET",
    url: "/v1/members/:externalId/codes",
    access: { roles: ["secret", "member"], scope: "members:read", ownParam: "externalId" },
    schema: {
      summary: "The member's codes",
      description: "In every program, in the order in which they were made; each with its link, and the channel and placement that it stands for.",
      tags: ["Members"],
      params: Params,
      response: { 200: Type.Object({ data: Type.Array(MemberCode) }) },
    },
    async handler({ caller: { workspace }, params: { externalId } }) {
      return { data: (await codesOf(workspace, externalId)).map(viewOf) };
    },
  });

  http.route({
    method: "POST",
    url: "/v1/members/:externalId/codes",
    access: { roles: ["secret", "member"], scope: "members:write", ownParam: "externalId" },
    takesKey: true,
    schema: {
      summary: "Another code",
      description:
        "Words that the member wishes for, or a code that is made, for a channel and a placement of its own. What looks like a code that is taken is taken; rude words in English and Russian and words that sound like the business are refused. Earlier codes go on working. At most 20 besides the first one.",
      tags: ["Members"],
      params: Params,
      body: Closed({
        program: ProgramName,
        code: Type.Optional({ ...Code, description: "4 to 24 Latin letters and digits, dashes between them. Without it a code is made." }),
        channel: Type.Optional({ ...Place, description: "Counted as the channel of whoever comes by it, unless the link says another." }),
        placement: Type.Optional(Place),
        first: Type.Optional(Type.Boolean({ description: "True: it becomes the one that the member shows first." })),
      }),
      response: { 200: MemberCode },
    },
    example: { program: "spring-friends", code: "TEA-WITH-ANNA", channel: "poster" },
    async handler({ caller: { workspace }, params: { externalId }, body: { program, ...request }, key, language, reply }) {
      const { id } = await programOf(app, workspace, program);
      const { code } = accepted(await addCode(app, workspace, id, externalId, request, key), reply, language);
      const made = (await codesOf(workspace, externalId)).find((one) => one.program === id && one.code === code);
      return viewOf(made as CodeView);
    },
  });
}
