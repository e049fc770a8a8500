import Type from "typebox";
import type { App } from "../../app.js";
import { externalHash } from "../../commands/identities.js";
import { needMailer } from "../../commands/mail-sending.js";
import { INVITATIONS_A_DAY_MAX, INVITED_ONCE_IN_DAYS, inviteByMail, refuseMailsByHash, setMailRefusal } from "../../commands/offer-mails.js";
import { AppError, unknownMember } from "../../errors.js";
import { loadMembers } from "../../queries/members.js";
import { nobody } from "../../queries/people.js";
import { Closed, ExternalId, LanguageField, ProgramName } from "../fields.js";
import { pageLanguage } from "../language.js";
import { sendNoMailPage } from "../pages/no-mail-page.js";
import { sendNotFoundPage } from "../pages/not-found.js";
import type { Http } from "../route.js";

const Email = Type.String({ minLength: 3, maxLength: 320, description: "As it is written." });

/** Invitations that the server sends for members, and the refusal of all further ones. */
export function offerMailRoutes(http: Http, app: App): void {
  http.route({
    method: "POST",
    url: "/v1/members/:externalId/invitations",
    access: { roles: ["secret", "member"], scope: "members:write", ownParam: "externalId" },
    schema: {
      summary: "Have invitations sent by e-mail",
      description: `One mail to each address, in fixed words, with the member's link and code, and with a way to refuse all further ones. For programs with \`sharing.invitations\`, at most ${INVITATIONS_A_DAY_MAX} a day for a member or fewer by the document. Who refused, or was invited to the program within ${INVITED_ONCE_IN_DAYS} days by anyone, gets none, and the answer is the same. The addresses are forgotten when the mails are sent. 409 \`mail_not_configured\` where the server sends no mail.`,
      tags: ["Members"],
      params: Closed({ externalId: ExternalId }),
      body: Closed({
        program: ProgramName,
        emails: Type.Array(Email, { minItems: 1, maxItems: INVITATIONS_A_DAY_MAX, description: "Addresses of people whom the member knows." }),
        language: LanguageField,
      }),
      response: { 202: Type.Object({ accepted: Type.Literal(true) }, { description: "They are on their way to whoever wants them." }) },
    },
    example: { program: "spring-friends", emails: ["boris@example.com"], language: "en" },
    async handler({ caller: { workspace }, params: { externalId }, body, language, reply }) {
      needMailer(app, "Members share by their own mail.");
      const program = (await app.programs.of(workspace.id)).find(body.program);
      if (program === undefined) throw new AppError("program_unknown", { detail: "No published program of this workspace has this id or handle." });
      const [member] = await loadMembers(app.db, workspace.id, nobody, [externalHash(workspace, externalId)]);
      if (member === undefined) throw unknownMember();
      const code = member.enrolments.find((each) => each.program === program.id)?.code;
      if (code === undefined) throw new AppError("not_found", { detail: "The member does not take part in this program." });
      const { invitations } = program.document.sharing ?? {};
      if (invitations === undefined || program.status !== "running") {
        throw new AppError("invitations_off", {
          detail: "The program sends no invitations: its document has no sharing.invitations, or it does not run.",
        });
      }
      const { perDay = INVITATIONS_A_DAY_MAX } = invitations;
      const asked = { program: program.id, code, member: member.id, emails: body.emails, language: body.language ?? language, perDay };
      await inviteByMail(app, workspace, asked);
      return reply.code(202).send({ accepted: true });
    },
  });

  http.route({
    method: "POST",
    url: "/v1/mail-refusals",
    access: { roles: ["secret"], scope: "members:write" },
    schema: {
      summary: "Note that an address wants no invitations, or wants them again",
      description:
        "For somebody who told you so. Whoever had an invitation by mail can refuse further ones by its link, too. Only a keyed hash of the address is kept.",
      tags: ["Members"],
      body: Closed({ email: Email, refuses: Type.Boolean({ description: "False: invitations may go there again." }) }),
      response: { 200: Closed({ refuses: Type.Boolean() }) },
    },
    example: { email: "boris@example.com", refuses: true },
    async handler({ caller: { workspace }, body: { email, refuses } }) {
      await setMailRefusal(app, workspace, email, refuses);
      return { refuses };
    },
  });

  for (const method of ["GET", "POST"] as const) {
    http.route({
      method,
      url: "/no-mail/:workspace/:address",
      access: { roles: ["anonymous"] },
      hidden: true,
      ...(method === "POST" && { bodyTypes: ["form"] as const, bodyLimitBytes: 4 * 1024 }),
      schema: {
        summary: "Refuse invitations by mail",
        description: "The page behind the link of each such mail; a POST refuses, as RFC 8058 has it.",
        tags: ["Visits"],
      },
      async handler({ request, reply }) {
        const { workspace: id, address } = request.params as { workspace: string; address: string };
        const workspace = /^ws_[0-9a-z]{20}$/.test(id) && /^[A-Za-z0-9_-]{22}$/.test(address) ? await app.workspaces.load(id) : undefined;
        if (workspace === undefined) return sendNotFoundPage(request, reply);
        if (method === "POST") await refuseMailsByHash(app, workspace.id, address);
        const page = { path: `/no-mail/${id}/${address}`, business: workspace.name, isDone: method === "POST" };
        return sendNoMailPage(reply, page, pageLanguage(request));
      },
    });
  }
}
