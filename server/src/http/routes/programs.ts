import Type from "typebox";
import type { App } from "../../app.js";
import { publishProgram } from "../../commands/publish-program.js";
import { createDraft, saveDraft } from "../../commands/save-draft.js";
import type { Workspace } from "../../commands/workspace-directory.js";
import { documentHash } from "../../core/document/hash.js";
import { validateProgram } from "../../core/document/validate.js";
import { AppError } from "../../errors.js";
import { listPrograms, loadDraft, loadVersion, type ProgramView } from "../../queries/programs.js";
import { warningSentences } from "../../words/warning-sentence.js";
import { accepted } from "../accepted.js";
import { Closed, ProgramName, pageFields } from "../fields.js";
import type { Language } from "../language.js";
import { pageReply, parsePage } from "../page.js";
import { programOf } from "../program-of.js";
import { promisesView } from "../promises-view.js";
import type { Context, Http } from "../route.js";
import { Draft, Program, PublishedProgram, SavedDraft, Validation } from "../schemas/programs.js";
import { pageOf } from "../schemas/shapes.js";
import { instant } from "../views.js";

const DOCUMENT_BYTES_MAX = 512 * 1024;
const Params = Closed({ program: ProgramName });
const Document = Type.Object({}, { additionalProperties: true, description: "A program document: spec/program.schema.json." });
const documents = {
  bodyLimitBytes: DOCUMENT_BYTES_MAX,
  bodyTypes: ["json", "yaml"] as const,
  example: {
    format: 1,
    handle: "spring-friends",
    name: "Spring friends",
    destination: "https://shop.example",
    items: [{ id: "coffee", name: "A coffee" }],
    catalogue: [{ id: "coffee", name: "A coffee", price: { amount: "20" }, gives: { item: "coffee" } }],
  },
};

export function programRoutes(http: Http, app: App): void {
  http.route({
    ...documents,
    method: "POST",
    url: "/v1/programs",
    access: { roles: ["secret"], scope: "programs:write" },
    takesKey: true,
    schema: {
      summary: "Make a program",
      description:
        "Keeps the document as the draft of a new program, as JSON or YAML; it need not be valid yet. The answer lists what is missing for publishing.",
      tags: ["Programs"],
      body: Document,
      response: { 201: SavedDraft },
    },
    async handler({ caller: { workspace }, body, key, reply, language }) {
      const { program, revision } = await createDraft(app, workspace, body, key);
      reply.code(201);
      return { id: program, ...draftView(body, revision, language) };
    },
  });

  http.route({
    ...documents,
    method: "POST",
    url: "/v1/programs/validate",
    access: { roles: ["secret"], scope: "programs:read" },
    schema: {
      summary: "Validate a document",
      description: "Stores nothing. Every problem comes at once, with its path and the remedy.",
      tags: ["Programs"],
      body: Document,
      response: { 200: Validation },
    },
    handler: ({ body, language }) => validated(body, language),
  });

  http.route({
    method: "GET",
    url: "/v1/programs",
    access: { roles: ["secret"], scope: "programs:read" },
    schema: {
      summary: "Programs",
      description: "Published ones and drafts, by their id.",
      tags: ["Programs"],
      querystring: Closed(pageFields),
      response: { 200: pageOf(Program) },
    },
    async handler({ caller: { workspace }, query }) {
      return pageReply(await listPrograms(app.db, workspace.id, parsePage(query, ["string"])), programView);
    },
  });

  http.route({
    method: "GET",
    url: "/v1/programs/:program",
    access: { roles: ["secret"], scope: "programs:read" },
    schema: {
      summary: "One program",
      description: "By its id or its handle.",
      tags: ["Programs"],
      params: Params,
      response: { 200: Program },
    },
    async handler({ caller: { workspace }, params }) {
      return programView(await programOf(app, workspace, params.program));
    },
  });

  http.route({
    method: "GET",
    url: "/v1/programs/:program/draft",
    access: { roles: ["secret"], scope: "programs:read" },
    schema: {
      summary: "A program's draft",
      description: "The document as it was saved, and what is missing for publishing.",
      tags: ["Programs"],
      params: Params,
      response: { 200: Draft },
    },
    async handler({ caller: { workspace }, params, language }) {
      const { id, draft } = await draftOf(app, workspace, params.program);
      return { id, ...draftView(draft.document, draft.revision, language), updatedAt: instant(draft.updatedAt), document: draft.document };
    },
  });

  http.route({
    ...documents,
    method: "PUT",
    url: "/v1/programs/:program/draft",
    access: { roles: ["secret"], scope: "programs:write" },
    schema: {
      summary: "Replace a program's draft",
      description:
        "Changes nothing that is published. With revision the draft is replaced only while it still has it, so that nobody's work is lost.",
      tags: ["Programs"],
      params: Params,
      querystring: Closed({
        revision: Type.Optional(Type.Integer({ minimum: 1, description: "The one that was read; 409 when it has changed since." })),
      }),
      body: Document,
      response: { 200: SavedDraft },
    },
    async handler({ caller: { workspace }, params, query, body, language }) {
      const { id } = await programOf(app, workspace, params.program);
      const { revision } = await saveDraft(app, workspace, id, body, query.revision);
      return { id, ...draftView(body, revision, language) };
    },
  });

  http.route({
    method: "POST",
    url: "/v1/programs/:program/validate",
    access: { roles: ["secret"], scope: "programs:read" },
    schema: {
      summary: "Validate a draft",
      description: "Every problem at once, with its path and the remedy.",
      tags: ["Programs"],
      params: Params,
      response: { 200: Validation },
    },
    async handler({ caller: { workspace }, params, language }) {
      return validated((await draftOf(app, workspace, params.program)).draft.document, language);
    },
  });

  http.route({
    method: "POST",
    url: "/v1/programs/:program/publish",
    access: { roles: ["secret"], scope: "programs:write" },
    takesKey: true,
    schema: {
      summary: "Publish a draft",
      description:
        "Makes the program's next version, which never changes. Referrals that have begun keep theirs. The answer tells which sentences of the terms changed, and how many members are asked to agree anew.",
      tags: ["Programs"],
      params: Params,
      response: { 200: PublishedProgram },
    },
    handler: async (context) => published(app, context as never),
  });
}

async function published(app: App, { caller: { workspace }, params, key, language, reply }: Context<"secret", typeof Params, never, never>) {
  const { id } = await programOf(app, workspace, params.program);
  const { version } = accepted(await publishProgram(app, workspace, id, key), reply, language) as { version: number };
  const [before, after] = await Promise.all([loadVersion(app.db, workspace.id, id, version - 1), loadVersion(app.db, workspace.id, id, version)]);
  const promises = await promisesView(app, workspace, id, { before: before?.document, after: after?.document }, language);
  return { ...programView(await programOf(app, workspace, id)), version, promises };
}

function validated(document: unknown, language: Language) {
  const result = validateProgram(document);
  if (!result.ok) throw new AppError("unprocessable", { detail: "The document is not valid.", errors: result.problems });
  return { valid: true, hash: documentHash(document), warnings: warningSentences(language, result.warnings) };
}

function draftView(document: unknown, revision: number, language: Language) {
  const result = validateProgram(document);
  return {
    revision,
    valid: result.ok,
    hash: documentHash(document),
    problems: result.ok ? [] : result.problems,
    warnings: result.ok ? warningSentences(language, result.warnings) : [],
  };
}

async function draftOf(app: App, workspace: Workspace, idOrHandle: string) {
  const { id } = await programOf(app, workspace, idOrHandle);
  const draft = await loadDraft(app.db, workspace.id, id);
  if (draft === undefined) throw new AppError("not_found", { detail: "This program has no draft." });
  return { id, draft };
}

/** A program in lists and answers. */
export function programView({ id, handle, status, version, draftRevision, draftUpdatedAt }: ProgramView) {
  return { id, handle, status, version, draft: draftRevision === null ? null : { revision: draftRevision, updatedAt: instant(draftUpdatedAt) } };
}
