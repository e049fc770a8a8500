import type { FastifyRequest } from "fastify";
import Type from "typebox";
import type { App } from "../../app.js";
import type { LinkProgram } from "../../commands/link-directory.js";
import { makeSignInLink, SIGN_IN_LINK_HOURS, SIGN_IN_LINKS_MAX } from "../../commands/make-sign-in-link.js";
import {
  type BegunSession,
  beginSessionByLink,
  beginSessionByToken,
  endAllSessions,
  endMemberSession,
  SESSIONS_MAX,
} from "../../commands/member-sessions.js";
import { SESSION_DAYS } from "../../commands/session-directory.js";
import { AppError } from "../../errors.js";
import { Closed, ExternalId, ProgramHandle } from "../fields.js";
import { verifyMemberToken } from "../member-token.js";
import type { Http } from "../route.js";
import { Moment, namedObject, Text } from "../schemas/shapes.js";

const tags = ["Sign-in"];
const SignInLink = namedObject("SignInLink", "A link that signs a member in.", {
  link: { ...Text, description: "Whoever opens it first is signed in as the member: send it to nobody else." },
  expiresAt: Moment,
});
const MemberSession = namedObject("MemberSession", "A session of a member.", {
  session: { ...Text, description: "Send it as Authorization: Bearer …. It is in this answer and nowhere else." },
  member: { ...Text, description: "The business's own id of the member: their things are under /v1/members/{externalId}." },
  expiresAt: { ...Moment, description: "Unless it is used before: then it goes on." },
});

/** How members come to be signed in to what they see. */
export function memberSessionRoutes(http: Http, app: App): void {
  http.route({
    method: "POST",
    url: "/v1/members/:externalId/sign-in-links",
    access: { roles: ["secret"], scope: "members:write" },
    schema: {
      summary: "Make a link that signs a member in",
      description: `For your own messages to the member: it opens the program's portal and signs in whoever opens it, once, within ${SIGN_IN_LINK_HOURS} hours. Making another leaves the earlier ones as they are; of more than ${SIGN_IN_LINKS_MAX} open ones the oldest end. Needs no Idempotency-Key: repeated it gives another link.`,
      tags,
      params: Closed({ externalId: ExternalId }),
      body: Closed({
        program: ProgramHandle,
        to: Type.Optional(
          Type.String({ pattern: "^[a-z0-9][a-z0-9/_-]{0,99}$", description: "The part of the portal that is shown first.", examples: ["rewards"] }),
        ),
      }),
      response: { 200: SignInLink },
    },
    example: { program: "spring-friends" },
    async handler({ caller: { workspace, keyId }, params: { externalId }, body: { program, to } }) {
      const { handle } = await programOf(app, program, workspace.id);
      const { secret, expiresAt } = await makeSignInLink(app, workspace, externalId, keyId);
      const link = `${app.config.publicUrl}/p/${handle}#in=${secret}${to === undefined ? "" : `&to=${to}`}`;
      return { link, expiresAt: new Date(expiresAt).toISOString() };
    },
  });

  http.route({
    method: "POST",
    url: "/v1/sessions",
    access: { roles: ["anonymous"], openToPages: true },
    schema: {
      summary: "Sign a member in",
      description: `By the secret of a sign-in link (what stands behind \`#in=\`), or by a member's token that your server has signed. The session is for that member's own things, as the token is, and goes on until it was not used for ${SESSION_DAYS} days. Of more than ${SESSIONS_MAX} of a member those that were not used for longest end.`,
      tags,
      body: Closed({
        program: ProgramHandle,
        signIn: Type.Optional(Type.String({ minLength: 1, maxLength: 100, description: "The secret of a sign-in link. It works once." })),
        memberToken: Type.Optional(Type.String({ minLength: 1, maxLength: 4096, description: "A member's token of this program's workspace." })),
      }),
      response: { 201: MemberSession },
      problems: ["unauthenticated", "sign_in_link_used"],
    },
    example: { program: "spring-friends", signIn: "4w8kq2n7c1x9d3b6m5zr4w8kq2n7c1x9" },
    async handler({ body: { program, signIn, memberToken }, reply }) {
      const { workspace } = await programOf(app, program);
      if (signIn !== undefined && memberToken === undefined) return reply.code(201).send(viewOf(await beginSessionByLink(app, workspace, signIn)));
      if (memberToken === undefined || signIn !== undefined) {
        throw new AppError("invalid_request", {
          detail: "Send one of signIn, the secret of a link, and memberToken, a token that your server has signed.",
        });
      }
      const { key, member } = await verifyMemberToken(app.keys, memberToken, app.now());
      if (key.workspace.id !== workspace.id) {
        throw new AppError("unauthenticated", {
          detail: "The member token is of another workspace than the program; sign it with a key of the program's own.",
        });
      }
      app.keys.touch(key.row.id);
      return reply.code(201).send(viewOf(await beginSessionByToken(app, workspace, member, key.row.id)));
    },
  });

  http.route({
    method: "DELETE",
    url: "/v1/sessions",
    access: { roles: ["anonymous"], openToPages: true },
    schema: {
      summary: "Sign out",
      description:
        "Ends the session that is sent as Authorization: Bearer …. This server refuses it at once, others of the installation within 10 seconds. Without one, or with one that is over, nothing happens.",
      tags,
      response: { 204: Type.Null({ description: "Signed out." }) },
    },
    async handler({ request }) {
      await endMemberSession(app, bearerOf(request));
    },
  });

  http.route({
    method: "DELETE",
    url: "/v1/members/:externalId/sessions",
    access: { roles: ["secret", "member"], scope: "members:write", ownParam: "externalId" },
    schema: {
      summary: "Sign a member out everywhere",
      description:
        "Ends all sessions of the member and all links that would begin one, also those of members who were merged into this one. No device shows them messages any more.",
      tags,
      params: Closed({ externalId: ExternalId }),
      response: { 200: Type.Object({ ended: Type.Integer({ description: "How many sessions." }) }) },
    },
    async handler({ caller: { workspace }, params: { externalId } }) {
      return { ended: await endAllSessions(app, workspace, externalId) };
    },
  });
}

/** The published program, of this workspace where one is named. */
async function programOf(app: App, handle: string, workspaceId?: string): Promise<LinkProgram> {
  const program = await app.links.findProgram(handle);
  if (program === undefined || (workspaceId !== undefined && program.workspace.id !== workspaceId)) {
    throw new AppError("program_unknown", { detail: "/program names no published program; check the handle." });
  }
  return program;
}

function viewOf({ session, member, expiresAt }: BegunSession) {
  return { session, member, expiresAt: new Date(expiresAt).toISOString() };
}

function bearerOf({ headers }: FastifyRequest): string {
  return /^Bearer +(\S+)$/i.exec(headers.authorization ?? "")?.[1] ?? "";
}
