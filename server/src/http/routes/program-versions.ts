import Type from "typebox";
import type { App } from "../../app.js";
import type { Workspace } from "../../commands/workspace-directory.js";
import { diffDocuments } from "../../core/document/diff.js";
import { AppError } from "../../errors.js";
import { listVersions, loadDraft, loadVersion } from "../../queries/programs.js";
import { Closed, ProgramName, pageFields, VersionNumber } from "../fields.js";
import { pageReply, parsePage } from "../page.js";
import { programOf } from "../program-of.js";
import { promisesView } from "../promises-view.js";
import type { Http } from "../route.js";
import { Diff, ListedVersion, Version } from "../schemas/programs.js";
import { pageOf } from "../schemas/shapes.js";
import { instant } from "../views.js";

const Side = Type.String({ pattern: "^([1-9][0-9]{0,8}|draft)$", description: "The number of a version, or draft.", examples: ["draft"] });

export function programVersionRoutes(http: Http, app: App): void {
  http.route({
    method: "GET",
    url: "/v1/programs/:program/versions",
    access: { roles: ["secret"], scope: "programs:read" },
    schema: {
      summary: "A program's versions",
      description: "Newest first.",
      tags: ["Programs"],
      params: Closed({ program: ProgramName }),
      querystring: Closed(pageFields),
      response: { 200: pageOf(ListedVersion) },
    },
    async handler({ caller: { workspace }, params, query }) {
      const { id } = await programOf(app, workspace, params.program);
      const page = await listVersions(app.db, workspace.id, id, parsePage(query, ["number"]));
      return pageReply(page, ({ version, hash, publishedAt }) => ({ version, hash, publishedAt: instant(publishedAt) }));
    },
  });

  http.route({
    method: "GET",
    url: "/v1/programs/:program/versions/:version",
    access: { roles: ["secret"], scope: "programs:read" },
    schema: {
      summary: "One version",
      description: "With its document, as it was published.",
      tags: ["Programs"],
      params: Closed({
        program: ProgramName,
        version: VersionNumber,
      }),
      response: { 200: Version },
    },
    async handler({ caller: { workspace }, params }) {
      const { id } = await programOf(app, workspace, params.program);
      const found = await loadVersion(app.db, workspace.id, id, params.version);
      if (found === undefined) throw unknownVersion(String(params.version));
      return { program: id, version: found.version, hash: found.hash, publishedAt: instant(found.publishedAt), document: found.document };
    },
  });

  http.route({
    method: "GET",
    url: "/v1/programs/:program/diff",
    access: { roles: ["secret"], scope: "programs:read" },
    schema: {
      summary: "What differs between two versions",
      description:
        "Rules, goals and grants are matched by id. Without from and to: from the version in force to the draft. It also tells what changes for members in the words of the terms.",
      tags: ["Programs"],
      params: Closed({ program: ProgramName }),
      querystring: Closed({ from: Type.Optional(Side), to: Type.Optional(Side) }),
      response: { 200: Diff },
    },
    async handler({ caller: { workspace }, params, query, language }) {
      const { id, version } = await programOf(app, workspace, params.program);
      const from = query.from ?? (version === null ? "draft" : String(version));
      const to = query.to ?? "draft";
      const [before, after] = await Promise.all([documentOf(app, workspace, id, from), documentOf(app, workspace, id, to)]);
      const promises = await promisesView(app, workspace, id, { before, after }, language);
      return { program: id, from, to, changes: diffDocuments(before, after), promises };
    },
  });
}

async function documentOf(app: App, workspace: Workspace, program: string, side: string): Promise<never> {
  const found = side === "draft" ? await loadDraft(app.db, workspace.id, program) : await loadVersion(app.db, workspace.id, program, Number(side));
  if (found === undefined) throw unknownVersion(side);
  return found.document as never;
}

function unknownVersion(side: string): AppError {
  return new AppError("not_found", { detail: side === "draft" ? "The program has no draft." : `The program has no version ${side}.` });
}
