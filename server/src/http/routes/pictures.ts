import type { FastifyReply } from "fastify";
import Type from "typebox";
import type { App } from "../../app.js";
import type { LinkProgram } from "../../commands/link-directory.js";
import { findPicture, keepPicture, pictureOf } from "../../commands/pictures.js";
import type { Workspace } from "../../commands/workspace-directory.js";
import { AppError } from "../../errors.js";
import { isEntryShown } from "../../queries/contests.js";
import { isPictureShown } from "../../queries/testimonials.js";
import { Closed, ExternalId, PictureId, ProgramHandle } from "../fields.js";
import { BADGE_SIDE, PHOTO_SIDE, PICTURE_BYTES_MAX, redrawPicture } from "../pictures/redraw-picture.js";
import type { Http } from "../route.js";
import { Picture } from "../schemas/pictures.js";
import { fileOf } from "../schemas/shapes.js";
import { dataHeaders } from "../security-headers.js";

const taken = {
  takesKey: "optional",
  bodyTypes: ["picture"],
  bodyLimitBytes: PICTURE_BYTES_MAX,
  example: "the bytes of the file",
} as const;
const Bytes = Type.Unsafe<Buffer>({ type: "string", format: "binary", description: "The file itself, at most 5 MB." });
const ANEW =
  "It is drawn anew, so that nothing but what is to be seen is kept: no place, no date, no name. What nothing names within a day is gone. Sent again, the same picture has the same id.";

/** Pictures that are uploaded: the owner's for badges and the logo, members' for what they say, prove and hand in. */
export function pictureRoutes(http: Http, app: App): void {
  http.route({
    method: "POST",
    url: "/v1/pictures",
    access: { roles: ["secret"], scope: "programs:write" },
    ...taken,
    schema: {
      summary: "Upload a picture for a badge, or a logo",
      description: `A PNG or JPEG of at most 40 million pixels, put into a square of ${BADGE_SIDE}. Name its id in the program's document: badges, look, picture; or theme, logo. ${ANEW}`,
      tags: ["Pictures"],
      describedBody: Bytes,
      response: { 200: Picture },
    },
    handler: ({ caller: { workspace }, body }) => upload(app, workspace, null, body),
  });

  http.route({
    method: "GET",
    url: "/v1/pictures/:picture",
    access: { roles: ["secret"], scope: "programs:read" },
    schema: {
      summary: "A picture of your own",
      description: "As it was drawn anew: a PNG.",
      tags: ["Pictures"],
      params: Closed({ picture: PictureId }),
      response: { 200: fileOf("image/png", "The picture.") },
    },
    handler: async ({ caller: { workspace }, params: { picture }, reply }) =>
      sendPrivate(reply, (await pictureOf(app, workspace, null, picture)).png),
  });

  http.route({
    method: "POST",
    url: "/v1/members/:externalId/pictures",
    access: { roles: ["secret", "member"], scope: "members:write", ownParam: "externalId" },
    ...taken,
    schema: {
      summary: "Upload a member's picture",
      description: `A PNG or JPEG of at most 40 million pixels, for what the member says, proves or hands in. At most ${PHOTO_SIDE} pixels a side are kept, sealed with the person's key. ${ANEW}`,
      tags: ["Pictures"],
      params: Closed({ externalId: ExternalId }),
      describedBody: Bytes,
      response: { 200: Picture },
    },
    handler: ({ caller: { workspace }, params: { externalId }, body }) => upload(app, workspace, externalId, body),
  });

  http.route({
    method: "GET",
    url: "/v1/members/:externalId/pictures/:picture",
    access: { roles: ["secret", "member"], scope: "members:read", ownParam: "externalId" },
    schema: {
      summary: "A member's picture",
      description: "As it was drawn anew: a PNG, for the owner and the member alone.",
      tags: ["Pictures"],
      params: Closed({ externalId: ExternalId, picture: PictureId }),
      response: { 200: fileOf("image/png", "The picture.") },
    },
    handler: async ({ caller: { workspace }, params: { externalId, picture }, reply }) =>
      sendPrivate(reply, (await pictureOf(app, workspace, externalId, picture)).png),
  });

  http.route({
    method: "GET",
    url: "/pictures/:handle/:file",
    access: { roles: ["anonymous"] },
    hidden: true,
    schema: {
      summary: "A picture that a program shows",
      description: "Its logo; or a member's, as long as the owner shows what it belongs to.",
      tags: ["Pictures"],
      params: Closed({ handle: ProgramHandle, file: Type.String({ pattern: "^pic_[0-9a-z]{20}\\.png$" }) }),
    },
    async handler({ params: { handle, file }, reply }) {
      const id = file.slice(0, -".png".length);
      const program = await app.links.findProgram(handle);
      const picture = program && (await findShown(app, program, id));
      if (picture === undefined) throw new AppError("picture_unknown", { detail: "There is no such picture." });
      return reply
        .type("image/png")
        .headers({ ...dataHeaders, "cache-control": CACHED, "cross-origin-resource-policy": "cross-origin" })
        .send(picture.png);
    },
  });
}

/** What is not shown any more is gone everywhere in a few minutes. */
const CACHED = "public, max-age=300";
async function findShown(app: App, program: LinkProgram, id: string): Promise<{ png: Buffer } | undefined> {
  const picture = await findPicture(app, program.workspace, id);
  const isLogo = program.theme?.logo === id && picture?.externalHash === null;
  return isLogo || (await isShown(app, program, id)) ? picture : undefined;
}
async function isShown(app: App, { workspace, id }: LinkProgram, picture: string): Promise<boolean> {
  const { socialProof } = (await app.programs.of(workspace.id)).find(id)?.document ?? {};
  if (socialProof?.testimonials === true && (await isPictureShown(app.db, workspace.id, id, picture))) return true;
  return isEntryShown(app.db, workspace.id, id, picture);
}

async function upload(app: App, workspace: Workspace, member: string | null, body: unknown) {
  const picture = await redrawPicture(Buffer.isBuffer(body) ? body : Buffer.alloc(0), member === null ? "badge" : "photo");
  const id = await keepPicture(app, workspace, member, picture);
  return { id, width: picture.width, height: picture.height };
}
/** No cache keeps it: the answer has the headers of data. */
function sendPrivate(reply: FastifyReply, png: Buffer): FastifyReply {
  return reply.type("image/png").send(png);
}
