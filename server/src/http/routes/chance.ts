import type { App } from "../../app.js";
import { commitmentOf, versionSecret } from "../../core/draw.js";
import { AppError } from "../../errors.js";
import { findProgram, listVersions, type VersionView } from "../../queries/programs.js";
import { Closed, ProgramHandle, pageFields } from "../fields.js";
import { pageReply, parsePage } from "../page.js";
import type { Http } from "../route.js";
import { VersionChance } from "../schemas/programs.js";
import { pageOf } from "../schemas/shapes.js";
import { instant } from "../views.js";

/** What draws are verified by, for everybody. */
export function chanceRoutes(http: Http, app: App): void {
  http.route({
    method: "GET",
    url: "/v1/programs/:program/chance",
    access: { roles: ["anonymous"] },
    schema: {
      summary: "What a program's draws are verified by",
      description:
        "For each version, newest first: the hash of the secret with which it draws, that of the version after it, and once it has been replaced the secret itself. No draw is made with the secret of a version that is not in force.",
      tags: ["Programs"],
      params: Closed({ program: ProgramHandle }),
      querystring: Closed(pageFields),
      response: { 200: pageOf(VersionChance) },
    },
    async handler({ params, query }) {
      const program = await app.links.findProgram(params.program);
      if (program === undefined)
        throw new AppError("program_unknown", { detail: "No published program has this handle. Draws are asked about by the handle." });
      const { workspace, id } = program;
      const inForce = (await findProgram(app.db, workspace.id, id))?.version ?? 0;
      const secretOf = (version: number) => versionSecret(workspace.secrets.codes, id, version);
      const page = await listVersions(app.db, workspace.id, id, parsePage(query, ["number"]));
      return pageReply(page, ({ version, publishedAt }: VersionView) => ({
        version,
        publishedAt: instant(publishedAt),
        commitment: commitmentOf(secretOf(version)),
        nextCommitment: commitmentOf(secretOf(version + 1)),
        secret: version < inForce ? secretOf(version) : null,
      }));
    },
  });
}
