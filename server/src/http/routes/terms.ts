import type { FastifyReply, FastifyRequest } from "fastify";
import Type from "typebox";
import type { App } from "../../app.js";
import { BoundedMap } from "../../bounded-map.js";
import type { ProgramDocument } from "../../core/document/schema.js";
import { AppError } from "../../errors.js";
import { findProgram, loadVersion, type VersionView } from "../../queries/programs.js";
import { say, sayMoment } from "../../words/format.js";
import { type Terms, termsOf } from "../../words/terms/terms-of.js";
import { termsMarkdown, termsText } from "../../words/terms/terms-text.js";
import { textIn } from "../explanation-view.js";
import { Closed, ProgramHandle, VersionNumber } from "../fields.js";
import { languages, pageLanguage } from "../language.js";
import { sendNotFoundPage } from "../pages/not-found.js";
import { sendTermsPage } from "../pages/terms-page.js";
import type { Http } from "../route.js";
import { ProgramTerms } from "../schemas/programs.js";
import { instant } from "../views.js";

/** As JSON, or as a page. */
const PAGE = { schema: { type: "string" } };
const TERMS = {
  description: "The terms.",
  content: { "application/json": { schema: ProgramTerms }, "text/markdown": PAGE, "text/plain": PAGE },
} as never;
const FORMATS = ["json", "markdown", "text"] as const;
type Format = (typeof FORMATS)[number];

/** The terms of a published program, for everybody: they are what it promises. */
export function termsRoutes(http: Http, app: App): void {
  http.route({
    method: "GET",
    url: "/v1/programs/:program/terms",
    access: { roles: ["anonymous"] },
    schema: {
      summary: "A program's terms",
      description:
        "Generated from the version's document, so that they say what is decided, with the owner's own clauses last. Of the version in force unless another is named. JSON, or a page of Markdown or plain text by format or by Accept.",
      tags: ["Programs"],
      params: Closed({ program: ProgramHandle }),
      querystring: Closed({
        version: Type.Optional(VersionNumber),
        lang: Type.Optional(
          Type.Union(
            languages.map((language) => Type.Literal(language)),
            { description: "As in Accept-Language unless said." },
          ),
        ),
        format: Type.Optional(
          Type.Union(
            FORMATS.map((format) => Type.Literal(format)),
            { description: "As in Accept unless said." },
          ),
        ),
      }),
      response: { 200: TERMS },
    },
    async handler({ params, query, language, request, reply }) {
      const { handle, version, timeZone, terms } = await termsOfVersion(app, params.program, query.version, query.lang ?? language);
      reply.header("vary", "accept, accept-language").header("content-language", terms.language);
      const format = query.format ?? formatOf(request);
      if (format === "json") return { program: handle, version: version.version, publishedAt: instant(version.publishedAt), ...terms };
      return sendText(reply, format, terms, noticeOf(terms, version, timeZone));
    },
  });
  http.route({
    method: "GET",
    url: "/terms/:handle",
    access: { roles: ["anonymous"] },
    hidden: true,
    schema: { summary: "The page of a program's terms", description: "The same as a page for people.", tags: ["Programs"] },
    async handler({ request, reply }) {
      const { handle } = request.params as { handle: string };
      if ((await app.links.findProgram(handle)) === undefined) return sendNotFoundPage(request, reply);
      const { version, timeZone, terms } = await termsOfVersion(app, handle, undefined, pageLanguage(request));
      const { name, theme } = version.document;
      const speaker = { name: textIn(name, terms.language) ?? handle, handle, theme };
      return sendTermsPage(reply, terms, { path: `/terms/${handle}`, speaker, notice: noticeOf(terms, version, timeZone) });
    },
  });
}

async function termsOfVersion(app: App, handle: string, wanted: number | undefined, language: Terms["language"]) {
  const program = await app.links.findProgram(handle);
  if (program === undefined)
    throw new AppError("program_unknown", { detail: "No published program has this handle. Terms are asked for by the handle." });
  const workspaceId = program.workspace.id;
  const number = wanted ?? (await findProgram(app.db, workspaceId, program.id))?.version ?? 0;
  const version = await loadVersion(app.db, workspaceId, program.id, number);
  if (version === undefined) throw new AppError("version_unknown", { detail: `The program has no version ${number}.` });
  const { hash, document } = version;
  return { handle: program.handle, version, timeZone: document.timeZone ?? "UTC", terms: remembered(hash, language, document) };
}

/** Terms by their document's hash and language: a version never changes, everybody may ask, and telling a large document takes a while. */
const told = new BoundedMap<string, Terms>(200);
function remembered(hash: string, language: Terms["language"], document: ProgramDocument): Terms {
  const name = `${hash} ${language}`;
  const terms = told.get(name) ?? termsOf(document, language);
  told.set(name, terms);
  return terms;
}

function noticeOf({ language }: Terms, { version, publishedAt }: VersionView, timeZone: string): string {
  return say(language, "terms.notice", { version, moment: sayMoment(language, publishedAt, timeZone) });
}

/** What the caller accepts: a page only where it is asked for by name. */
function formatOf({ headers: { accept = "" } }: FastifyRequest): Format {
  if (accept.includes("text/markdown")) return "markdown";
  return accept.includes("text/plain") && !accept.includes("application/json") ? "text" : "json";
}
function sendText(reply: FastifyReply, format: Exclude<Format, "json">, terms: Terms, notice: string): FastifyReply {
  const type = format === "markdown" ? "text/markdown; charset=utf-8" : "text/plain; charset=utf-8";
  return reply.type(type).send(format === "markdown" ? termsMarkdown(terms, notice) : termsText(terms, notice));
}
