import type { FastifyReply, FastifyRequest } from "fastify";
import type { App } from "../../app.js";
import type { ProgramDocument } from "../../core/document/schema.js";
import { AppError } from "../../errors.js";
import { serveBuiltFile } from "../built-file.js";
import { type Language, pageLanguage } from "../language.js";
import { sendNotFoundPage } from "../pages/not-found.js";
import { sendPortalPage } from "../pages/portal-page.js";
import { lightTokens } from "../pages/style.js";
import { appIconSvg } from "../pictures/app-icon.js";
import { BRAND } from "../pictures/colours.js";
import { offerPictureSvg } from "../pictures/offer-picture.js";
import { pngOf } from "../pictures/png.js";
import { sendPicture } from "../pictures/send-picture.js";
import { SHARE_PICTURE } from "../pictures/share-picture.js";
import { documentOf, lookOf, portalAddress, portalWords } from "../portal-look.js";
import type { Http } from "../route.js";

const SCRIPT = { "content-type": "text/javascript; charset=utf-8" };
/** Asked for again each time, and mostly not sent again: a page and its script are of one make. */
const OWN_SCRIPT = { ...SCRIPT, "cache-control": "no-cache" };
/** For pages of any shop. */
const SHARED = {
  "access-control-allow-origin": "*",
  "cross-origin-resource-policy": "cross-origin",
  "timing-allow-origin": "*",
};
const SHARED_SCRIPT = { ...SCRIPT, ...SHARED, "cache-control": "public, max-age=3600, stale-while-revalidate=86400, stale-if-error=604800" };

const builtFiles = [
  { url: "/portal.js", summary: "The portal's script", headers: OWN_SCRIPT },
  { url: "/p/worker.js", file: "portal-worker.js", summary: "What opens the portal without a connection", headers: OWN_SCRIPT },
  { url: "/widget.js", summary: "The widget's loader", headers: SHARED_SCRIPT },
  { url: "/widget-portal.js", summary: "The portal in a shop's page", headers: SHARED_SCRIPT },
];

/** What members see of a program: the portal, on a page of ours and in pages of the business. */
export function portalRoutes(http: Http, app: App): void {
  for (const { url, file = url.slice(1), summary, headers } of builtFiles) {
    serveBuiltFile(http, { url, file, summary, description: "A script for browsers.", tag: "Members", isText: true, headers });
  }

  const pages = (url: string, summary: string, description: string, answer: (shown: Shown) => unknown) =>
    http.route({
      method: "GET",
      url,
      access: { roles: ["anonymous"] },
      hidden: true,
      schema: { summary, description, tags: ["Members"] },
      async handler({ params, request, reply }) {
        const document = await documentIn(app, params);
        if (document !== undefined) return answer({ document, language: pageLanguage(request), request, reply });
        if (url === PAGE) return sendNotFoundPage(request, reply);
        throw new AppError("program_unknown", { detail: "No published program has this handle." });
      },
    });

  pages(PAGE, "The portal", "The page of a program's members, who sign in there.", ({ document, language, reply }) => {
    const { handle, theme } = document;
    const { name, headline } = portalWords(document, language);
    const address = portalAddress(app, handle);
    const preview = { address, picture: `${address}/picture.png?lang=${language}`, title: headline, about: name };
    const settings = { program: handle, language, hasMail: app.mailer !== undefined, pushKey: app.webPush.publicKey };
    return sendPortalPage(reply, { name, handle, theme, headline, path: `/p/${handle}`, preview, settings });
  });

  pages("/p/:handle/app.webmanifest", "The portal as an app", "By which phones install it.", ({ document, language, reply }) => {
    reply.header("content-type", "application/manifest+json; charset=utf-8").header("cache-control", "no-cache");
    return appManifest(document, language);
  });

  for (const size of ICON_SIZES) {
    pages(`/p/:handle/icon-${size}.png`, "The app's icon", "Drawn in the program's colour.", async ({ document, language, reply }) =>
      sendPicture(reply, "image/png", await pngOf(appIconSvg(brandOf(document), portalWords(document, language).name), size)),
    );
  }

  pages(
    "/p/:handle/picture.png",
    "The picture of a program",
    "What networks show beside a link to the portal.",
    async ({ document, language, reply }) => {
      const { name, headline } = portalWords(document, language);
      const svg = offerPictureSvg(brandOf(document), { invitation: name, offer: headline, program: name });
      return sendPicture(reply, "image/png", await pngOf(svg, SHARE_PICTURE.width));
    },
  );

  pages("/p/:handle/look.json", "A program's look", "Its colours and its offer in a line, for the widget.", ({ document, language, reply }) => {
    reply.headers(SHARED).header("cache-control", "public, max-age=60").header("vary", "accept-language");
    return lookOf(app, document, language);
  });
}

const PAGE = "/p/:handle";
const ICON_SIZES = [192, 512];
interface Shown {
  document: ProgramDocument;
  language: Language;
  request: FastifyRequest;
  reply: FastifyReply;
}

const handlePattern = /^[a-z0-9-]{3,40}$/;
async function documentIn(app: App, params: unknown): Promise<ProgramDocument | undefined> {
  const { handle } = params as { handle: string };
  const program = handlePattern.test(handle) ? await app.links.findProgram(handle) : undefined;
  return program && documentOf(app, program);
}
function brandOf({ theme }: ProgramDocument): string {
  return theme?.brand ?? BRAND;
}

/** Web Application Manifest (W3C). */
function appManifest(document: ProgramDocument, language: Language) {
  const home = `/p/${document.handle}`;
  const { name, headline } = portalWords(document, language);
  return {
    id: home,
    name,
    short_name: name.slice(0, 24),
    description: headline,
    lang: language,
    start_url: home,
    scope: home,
    display: "standalone",
    background_color: lightTokens.canvas,
    theme_color: brandOf(document),
    icons: ICON_SIZES.map((size) => ({ src: `${home}/icon-${size}.png`, sizes: `${size}x${size}`, type: "image/png", purpose: "any maskable" })),
  };
}
