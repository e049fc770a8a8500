import Type from "typebox";
import type { App } from "../../app.js";
import { needMailer } from "../../commands/mail-sending.js";
import { askForSignInMail, MAILS_AN_HOUR_MAX } from "../../commands/sign-in-mails.js";
import { AppError } from "../../errors.js";
import { Closed, LanguageField, ProgramHandle } from "../fields.js";
import type { Http } from "../route.js";

/** A member asks for a mail by which to sign in. */
export function signInMailRoutes(http: Http, app: App): void {
  http.route({
    method: "POST",
    url: "/v1/portals/:handle/sign-in-mails",
    access: { roles: ["anonymous"], openToPages: true },
    schema: {
      summary: "Ask for a mail to sign in by",
      description: `Where the address is that of somebody whom you told us of, a sign-in link is sent to them. The answer is the same and as fast for every address, so that nobody learns who is a member. At most ${MAILS_AN_HOUR_MAX} an hour go to one address. 409 \`mail_not_configured\` where the server sends no mail.`,
      tags: ["Sign-in"],
      params: Closed({ handle: ProgramHandle }),
      body: Closed({
        email: Type.String({ minLength: 3, maxLength: 320, description: "As the member writes it." }),
        language: LanguageField,
      }),
      response: { 202: Type.Object({ accepted: Type.Literal(true) }, { description: "If it is a member's address, the mail is on its way." }) },
    },
    example: { email: "anna@example.com", language: "en" },
    async handler({ params: { handle }, body, language, reply }) {
      needMailer(app, "Members sign in by links that the business sends them.");
      const program = await app.links.findProgram(handle);
      if (program === undefined) throw new AppError("program_unknown", { detail: "No published program has this handle." });
      await askForSignInMail(app, program, body.email, body.language ?? language);
      return reply.code(202).send({ accepted: true });
    },
  });
}
