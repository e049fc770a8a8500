import type { FastifyReply, FastifyRequest } from "fastify";
import Type, { type Static } from "typebox";
import type { App } from "../../app.js";
import { addressOf, type Destination } from "../../commands/link-destination.js";
import type { LinkCode, LinkProgram } from "../../commands/link-directory.js";
import { askForOfferMail } from "../../commands/offer-mails.js";
import { canonicalCode } from "../../core/code.js";
import { AppError } from "../../errors.js";
import { landingOf, praiseOf, thingsOf } from "../landing-view.js";
import { pageLanguage } from "../language.js";
import { deviceOf } from "../pages/app-stores.js";
import { type ClaimForm, sendClaimedPage } from "../pages/claim-form.js";
import { sendLandingPage } from "../pages/landing-page.js";
import { type LinkFault, sendLinkPage } from "../pages/link-page.js";
import { sendNotFoundPage } from "../pages/not-found.js";
import { offerPictureSvg } from "../pictures/offer-picture.js";
import { pngOf } from "../pictures/png.js";
import { sendPicture } from "../pictures/send-picture.js";
import { SHARE_PICTURE } from "../pictures/share-picture.js";
import { subscriberOf } from "../rate-limit.js";
import type { Http } from "../route.js";
import { isPerson } from "../visitor.js";

const handlePattern = /^[a-z0-9-]{3,40}$/;
const labelPattern = /^[A-Za-z0-9_.-]{1,40}$/;

const visitPattern = /^vis_[0-9a-hjkmnp-tv-z]{20}$/;
const ClaimBody = Type.Object({ email: Type.String({ maxLength: 1000 }), visit: Type.Optional(Type.String({ maxLength: 100 })) });
type ClaimBody = Static<typeof ClaimBody>;

interface LinkParams {
  handle: string;
  code: string;
}

type LinkQuery = Partial<Record<"c" | "p" | "to", unknown>>;

/**
 * The link that members share. Whatever is added to it (networks add their own parameters) it leads to an address that the program registered or to a page
 * of ours, and never anywhere else. Where the program wants it the page comes first, and the way on is its button.
 */
export function linkRoutes(http: Http, app: App): void {
  http.route({
    method: "GET",
    url: "/r/:handle/:code",
    access: { roles: ["anonymous"] },
    hidden: true,
    schema: { summary: "Follow a link", description: "Redirects to the program's destination and notes the visit.", tags: ["Visits"] },
    handler: ({ request, reply }) => followLink(app, request, reply),
  });
  http.route({
    method: "POST",
    url: "/r/:handle/:code/mail",
    access: { roles: ["anonymous"] },
    hidden: true,
    bodyTypes: ["form"],
    bodyLimitBytes: 4 * 1024,
    schema: {
      summary: "Have an invitation sent to oneself",
      description: "The form of the page that comes first.",
      tags: ["Visits"],
      body: ClaimBody,
    },
    handler: ({ request, reply, body }) => claimByMail(app, request, reply, body),
  });
  http.route({
    method: "GET",
    url: "/r/:handle/:code/picture.png",
    access: { roles: ["anonymous"] },
    hidden: true,
    schema: { summary: "The picture of an invitation", description: "What networks show beside a link that opens a page of ours.", tags: ["Visits"] },
    handler: ({ request, reply }) => invitationPicture(app, request, reply),
  });
}

interface Found {
  program: LinkProgram;
  code: LinkCode;
}
/** Where the link leads, at this moment; a reply where it leads no further. Without a pause where it is remembered: this is the busiest path of all. */
async function findLink(app: App, request: FastifyRequest, reply: FastifyReply): Promise<Found | FastifyReply> {
  const { handle, code: writtenCode } = request.params as LinkParams;
  const asked = handlePattern.test(handle) ? app.links.findProgram(handle) : undefined;
  const program = asked instanceof Promise ? await asked : asked;
  if (program === undefined) return sendNotFoundPage(request, reply);
  const fault = faultOf(program);
  if (fault !== undefined) return sendFault(request, reply, program, fault);
  const canonical = canonicalCode(writtenCode);
  const found = canonical === undefined ? undefined : app.links.findCode(program, canonical);
  const code = found instanceof Promise ? await found : found;
  if (code === undefined || !isUsable(code, program.clock ?? app.now())) return sendFault(request, reply, program, "code");
  return { program, code };
}

async function followLink(app: App, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const found = await findLink(app, request, reply);
  if (!("program" in found)) return found;
  const { program, code } = found;
  const query = request.query as LinkQuery;
  const visit = isPerson(request) ? await recordVisit(app, request, program, code, query) : undefined;
  const onward = addressOf(destinationOf(program, query.to), code.display, visit);
  if (program.hasLanding) return openLanding(app, request, reply, { ...found, onward, claim: { email: "", visit } });
  return reply.code(302).header("location", onward).header("cache-control", "no-store").header("referrer-policy", "no-referrer").send();
}

/** The friend wants the invitation by mail: the answer says nothing about the address. */
async function claimByMail(app: App, request: FastifyRequest, reply: FastifyReply, { email, visit: written }: ClaimBody): Promise<FastifyReply> {
  const found = await findLink(app, request, reply);
  if (!("program" in found)) return found;
  const { program, code } = found;
  const language = pageLanguage(request);
  const visit = written !== undefined && visitPattern.test(written) ? written : undefined;
  const onward = addressOf(program.destination, code.display, visit);
  const landing = await landingOf(app, program, code, language);
  if (!landing.claimByEmail || app.mailer === undefined) return reply.redirect(landing.path, 303);
  try {
    await askForOfferMail(app, { program, code, email, language, network: subscriberOf(request.ip) });
  } catch (error) {
    if (!(error instanceof AppError) || (error.code !== "invalid_request" && error.code !== "rate_limited")) throw error;
    const fault = error.code === "rate_limited" ? "many" : "invalid";
    return openLanding(app, request, reply, { ...found, onward, claim: { email, visit, fault } });
  }
  return sendClaimedPage(reply, landing, email, onward, language);
}

async function openLanding(
  app: App,
  request: FastifyRequest,
  reply: FastifyReply,
  { program, code, onward, claim: form }: Found & { onward: string; claim: ClaimForm },
): Promise<FastifyReply> {
  const language = pageLanguage(request);
  const [landing, praise] = await Promise.all([landingOf(app, program, code, language), praiseOf(app, program, language)]);
  const claim = landing.claimByEmail && app.mailer !== undefined ? form : undefined;
  return sendLandingPage(reply, { landing, praise, onward, claim, device: deviceOf(request.headers["user-agent"]), language });
}

async function invitationPicture(app: App, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { handle, code: written } = request.params as LinkParams;
  const program = handlePattern.test(handle) ? await app.links.findProgram(handle) : undefined;
  const canonical = canonicalCode(written);
  const code = program === undefined || canonical === undefined ? undefined : await app.links.findCode(program, canonical);
  if (program?.hasLanding !== true || code === undefined || !isUsable(code, program.clock ?? app.now()))
    throw new AppError("not_found", { detail: "There is no such invitation." });
  const landing = await landingOf(app, program, code, pageLanguage(request));
  const words = { invitation: landing.invitation, offer: landing.headline ?? thingsOf(landing), program: landing.program };
  return sendPicture(reply, "image/png", await pngOf(offerPictureSvg(landing.brand, words), SHARE_PICTURE.width));
}

function recordVisit(app: App, { ip, headers }: FastifyRequest, program: LinkProgram, code: LinkCode, { c, p }: LinkQuery): Promise<string> {
  const visitor = { ip, userAgent: headers["user-agent"] ?? "" };
  return app.visits.record({ program, code, visitor, channel: labelOf(c), placement: labelOf(p) });
}

/** A label that is none of ours is left out: a friend's way is not barred for it. */
function labelOf(value: unknown): string | undefined {
  return typeof value === "string" && labelPattern.test(value) ? value : undefined;
}

/** Only what the program registered, to the letter; for anything else the program's own destination. */
function destinationOf(program: LinkProgram, wanted: unknown): Destination {
  return (typeof wanted === "string" ? program.otherDestinations.get(wanted) : undefined) ?? program.destination;
}

function faultOf({ status }: LinkProgram): LinkFault | undefined {
  return status === "running" ? undefined : status;
}

/** True if the code leads on at this moment of the workspace's time. */
export function isUsable({ status, expiresAt }: LinkCode, at: number): boolean {
  return status === "active" && (expiresAt === undefined || at < expiresAt);
}

function sendFault(request: FastifyRequest, reply: FastifyReply, program: LinkProgram, fault: LinkFault): FastifyReply {
  return sendLinkPage(reply, program, fault, pageLanguage(request));
}
