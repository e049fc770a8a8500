import type { FastifyReply, FastifyRequest } from "fastify";
import type { App } from "../../app.js";
import { awardKeyOf } from "../../commands/award-key.js";
import type { LinkProgram } from "../../commands/link-directory.js";
import type { Badge } from "../../core/document/schema.js";
import { AppError } from "../../errors.js";
import { isAwardLost } from "../../queries/awards.js";
import { achievementOf, issuerOf, revocationsOf, signedAward } from "../award-credential.js";
import { type AwardView, earnedBy, findAward } from "../award-view.js";
import { badgeLook } from "../badge-look.js";
import { textIn } from "../explanation-view.js";
import { type Language, pageLanguage } from "../language.js";
import { sendAwardPage, sendNoAwardPage } from "../pages/award-page.js";
import { sendNotFoundPage } from "../pages/not-found.js";
import { awardPictureSvg } from "../pictures/award-picture.js";
import { badgeSvg, lockedBadgeSvg } from "../pictures/badge.js";
import { pngOf } from "../pictures/png.js";
import { sendPicture } from "../pictures/send-picture.js";
import { SHARE_PICTURE } from "../pictures/share-picture.js";
import type { Http } from "../route.js";

const anyone = { roles: ["anonymous"] } as const;
const handlePattern = /^[a-z0-9-]{3,40}$/;

interface Asked {
  handle: string;
  award: string;
  badge: string;
}

/** What everybody may see of badges: their pictures, and the pages of those that members show. Each is asked for by its address alone. */
export function badgeRoutes(http: Http, app: App): void {
  const get = (url: string, summary: string, handler: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>): void =>
    http.route({
      method: "GET",
      url,
      access: anyone,
      hidden: true,
      schema: { summary, description: `${summary}.`, tags: ["Badges"] },
      handler: ({ request, reply }) => handler(request, reply),
    });

  get("/b/:handle/issuer.json", "Who gives a program's badges", (request) => issuer(app, request));
  get("/b/:handle/key.json", "The key that signs awards", async (request) => (await awardKeyOf((await programOf(app, request)).workspace)).publicJwk);
  get("/b/:handle/:award", "The page of an award", (request, reply) => awardPage(app, request, reply));
  get("/b/:handle/:award/picture.png", "The picture of an award", async (request, reply) => {
    const language = pageLanguage(request);
    const award = await awardOf(app, request, language);
    const words = { badge: award.badge, earnedBy: earnedBy(award, language), about: award.about, program: award.program };
    return sendPicture(reply, "image/png", await pngOf(awardPictureSvg(award.look, words), SHARE_PICTURE.width));
  });
  get("/b/:handle/:award/credential", "The signed award", async (request, reply) => {
    const { workspace } = await programOf(app, request);
    const signed = await signedAward(app.config.publicUrl, workspace, await awardOf(app, request, pageLanguage(request)));
    return reply.type("text/plain; charset=utf-8").send(signed);
  });
  get("/b/:handle/:award/revocations", "Whether a signed award was revoked", async (request) => {
    const { id, workspace } = await programOf(app, request);
    const { handle, award } = request.params as Asked;
    return revocationsOf(app.config.publicUrl, handle, award, await isAwardLost(app.db, workspace.id, { program: id, award }));
  });
  get("/badges/:handle/:badge", "What a badge is", async (request) => {
    const { handle } = request.params as Asked;
    const badge = await badgeOf(app, request, await programOf(app, request));
    const words = { badge: textIn(badge.name, "en") ?? badge.id, about: textIn(badge.description, "en") ?? "" };
    return {
      "@context": "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
      ...achievementOf(app.config.publicUrl, { handle, badgeId: badge.id, ...words }),
    };
  });
  get("/badges/:handle/:badge/picture.svg", "The picture of a badge (SVG)", async (request, reply) =>
    sendPicture(reply, "image/svg+xml; charset=utf-8", await drawn(app, request)),
  );
  get("/badges/:handle/:badge/picture.png", "The picture of a badge (PNG)", async (request, reply) =>
    sendPicture(reply, "image/png", await pngOf(await drawn(app, request), sizeOf(request))),
  );
}

async function awardPage(app: App, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { handle, award: id } = request.params as Asked;
  const program = handlePattern.test(handle) ? await app.links.findProgram(handle) : undefined;
  if (program === undefined) return sendNotFoundPage(request, reply);
  const language = pageLanguage(request);
  const award = await findAward(app, program, id, language);
  if (award === undefined) return sendNoAwardPage(reply, { ...program, name: textIn(program.name, language) ?? handle }, language);
  return sendAwardPage(reply, award, language);
}

async function issuer(app: App, request: FastifyRequest) {
  const { handle, name, destination, workspace } = await programOf(app, request);
  const profile = issuerOf(app.config.publicUrl, { handle, name: textIn(name, "en") ?? workspace.name, destination: destination.address });
  return { "@context": "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json", ...profile };
}

async function programOf(app: App, request: FastifyRequest): Promise<LinkProgram> {
  const { handle } = request.params as Asked;
  const program = handlePattern.test(handle) ? await app.links.findProgram(handle) : undefined;
  if (program === undefined) throw new AppError("program_unknown", { detail: "No published program has this handle." });
  return program;
}
async function awardOf(app: App, request: FastifyRequest, language: Language): Promise<AwardView> {
  const award = await findAward(app, await programOf(app, request), (request.params as Asked).award, language);
  if (award === undefined) throw new AppError("not_found", { detail: "Nobody shows such a badge." });
  return award;
}
async function badgeOf(app: App, request: FastifyRequest, program: LinkProgram): Promise<Badge> {
  const document = (await app.programs.of(program.workspace.id)).find(program.id)?.document;
  const badge = document?.badges?.find(({ id }) => id === (request.params as Asked).badge);
  if (badge === undefined) throw new AppError("not_found", { detail: "The program has no such badge." });
  return badge;
}

/** As it is, or its outline for who has not earned it yet (`?locked=true`). */
async function drawn(app: App, request: FastifyRequest): Promise<string> {
  const program = await programOf(app, request);
  const badge = await badgeOf(app, request, program);
  const draw = (request.query as { locked?: unknown }).locked === "true" ? lockedBadgeSvg : badgeSvg;
  return draw(await badgeLook(app, program.workspace, badge), textIn(badge.name, pageLanguage(request)) ?? badge.id);
}
const SIZE = { min: 24, max: 1200, default: 600 } as const;
function sizeOf(request: FastifyRequest): number {
  const asked = Number((request.query as { size?: unknown }).size);
  return Number.isInteger(asked) ? Math.min(SIZE.max, Math.max(SIZE.min, asked)) : SIZE.default;
}
