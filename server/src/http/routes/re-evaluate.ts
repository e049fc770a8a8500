import Type from "typebox";
import type { App } from "../../app.js";
import { type ReevaluationResult, readExternalIds, reevaluate, SERVED_FIRINGS_MAX } from "../../commands/re-evaluate.js";
import { SERVED_RECORDS_MAX } from "../../commands/replay-log.js";
import type { Workspace } from "../../commands/workspace-directory.js";
import { Closed, Instant, LanguageField, ProgramName } from "../fields.js";
import { LINES, replyWithLines, reportLines } from "../line-reply.js";
import { programOf } from "../program-of.js";
import { reevaluationView } from "../re-evaluation-view.js";
import { reportOnce } from "../report-once.js";
import type { Http } from "../route.js";
import { ReevaluationLine } from "../schemas/re-evaluations.js";
import { linesOf } from "../schemas/shapes.js";
import { parsePeriod } from "./backtest.js";

const Body = Closed({
  apply: Type.Optional(Type.Boolean({ default: false, description: "true: what is found is given. Otherwise nothing is written." })),
  rules: Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: 40 }), {
      minItems: 1,
      maxItems: 300,
      description: "Ids of rules of the version in force; unless said all that some earlier version lacks or has otherwise, which may be none.",
    }),
  ),
  from: Type.Optional({ ...Instant, description: "Only of what happened from this moment on." }),
  to: Type.Optional({ ...Instant, description: "Only of what happened before this moment." }),
  tell: Type.Optional(
    Type.Boolean({
      default: true,
      description: "false: facts of it are marked `quiet`, so that members are not told. Webhooks bring them all the same.",
    }),
  ),
});

export function reevaluateRoutes(http: Http, app: App): void {
  http.route({
    method: "POST",
    url: "/v1/programs/:program/re-evaluate",
    access: { roles: ["secret"], scope: "rewards:write" },
    takesKey: "optional",
    schema: {
      summary: "Apply new or changed rules to what has happened",
      description:
        "Finds what rules of the version in force would have given for what is in the log, and have not, and tells it: by rule and unit, who gains, examples with " +
        "explanations. With `apply` it is given as well. Nothing that was given is changed or taken back; what a rule gave for something once it does not give " +
        "again, so a call that was cut short, or repeated, gives what is still missing. Repeated under its Idempotency-Key, a call that came to its end does " +
        "nothing and is answered with its report. " +
        "The answer is lines of JSON as it goes: progress, and at the end the report. Closing the connection stops it. " +
        `One at a time runs on a server, for logs of at most ${SERVED_RECORDS_MAX} records and ${SERVED_FIRINGS_MAX} occurrences; more is for the command line.`,
      tags: ["Rehearsal"],
      params: Closed({ program: ProgramName }),
      querystring: Closed({ lang: LanguageField }),
      body: Body,
      response: { 200: linesOf(LINES, ReevaluationLine) },
    },
    example: { apply: false, from: "2026-01-01T00:00:00Z", tell: true },
    async handler({ caller: { workspace }, params, query, body, key, language, reply, request }) {
      const { id } = await programOf(app, workspace, params.program);
      const { rules, apply = false, tell = true } = body;
      const asked = { ...parsePeriod(body), ...(rules === undefined ? {} : { rules }), apply, tell };
      const lang = query.lang ?? language;
      const lines = reportOnce(app, workspace, { key, request: ["re-evaluate", id, asked, lang] }, () =>
        reportLines(reevaluate(app, workspace, id, asked, "beside requests"), (result) => reevaluationView(withoutNames(result), lang)),
      );
      return replyWithLines({ request, reply }, namePeople(app, workspace, lines));
    },
  });
}

/** A report may be kept for a key; who it is about is named whenever it is told, as long as they are known. */
function withoutNames(result: ReevaluationResult): ReevaluationResult {
  return { ...result, externalIds: new Map([...result.externalIds.keys()].map((id) => [id, id])) };
}
async function* namePeople(app: App, workspace: Workspace, lines: AsyncGenerator<object, void>): AsyncGenerator<object, void> {
  for await (const line of lines) yield "report" in line ? await named(app, workspace, line) : line;
}
const MEMBER = /\bmem_[0-9a-z]{20}\b/g;
async function named(app: App, workspace: Workspace, report: object): Promise<object> {
  const text = JSON.stringify(report);
  const names = await readExternalIds(app, workspace, [...new Set(text.match(MEMBER))]);
  return JSON.parse(text.replace(MEMBER, (id) => JSON.stringify(names.get(id) ?? id).slice(1, -1)));
}
