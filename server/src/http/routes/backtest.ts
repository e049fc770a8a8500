import Type from "typebox";
import type { App } from "../../app.js";
import { backtest } from "../../commands/backtest.js";
import { SERVED_RECORDS_MAX } from "../../commands/replay-log.js";
import { parseInstant } from "../../core/time.js";
import { AppError, type RequestProblem } from "../../errors.js";
import { backtestView } from "../backtest-view.js";
import { Closed, Instant, LanguageField, ProgramName } from "../fields.js";
import { LINES, replyWithLines, reportLines } from "../line-reply.js";
import { programOf } from "../program-of.js";
import type { Http } from "../route.js";
import { BacktestLine } from "../schemas/rehearsals.js";
import { linesOf } from "../schemas/shapes.js";
import { VersionField } from "./try.js";

const Body = Closed({
  version: VersionField,
  from: Type.Optional({ ...Instant, description: "Only what was made from this moment on is counted." }),
  to: Type.Optional({ ...Instant, description: "Only what was made before this moment is counted, and nothing after it is read." }),
});

export function backtestRoutes(http: Http, app: App): void {
  http.route({
    method: "POST",
    url: "/v1/programs/:program/backtest",
    // What it tells is of people and their rewards, as an explanation is.
    access: { roles: ["secret"], scope: "rewards:read" },
    schema: {
      summary: "Replay the log with another document",
      description:
        "Decides the recorded log again in memory with the draft, or a version, in place of every version of the program, and compares: cost by rule, month " +
        "and unit, who gains and who loses, referrals that would not have qualified, examples with explanations. Nothing is written. " +
        "The answer is lines of JSON as it goes: progress, and at the end the report. Closing the connection stops it. " +
        `One at a time runs on a server, for logs of at most ${SERVED_RECORDS_MAX} records; longer ones are for the command line.`,
      tags: ["Rehearsal"],
      params: Closed({ program: ProgramName }),
      querystring: Closed({ lang: LanguageField }),
      body: Body,
      response: { 200: linesOf(LINES, BacktestLine) },
    },
    example: { version: "draft", from: "2026-01-01T00:00:00Z", to: "2026-04-01T00:00:00Z" },
    async handler({ caller: { workspace }, params, query, body, language, reply, request }) {
      const { id } = await programOf(app, workspace, params.program);
      const { version } = body;
      const running = backtest(app, workspace, id, { ...parsePeriod(body), ...(version === undefined ? {} : { version }) }, "beside requests");
      return replyWithLines(
        { request, reply },
        reportLines(running, (result) => backtestView(result, query.lang ?? language)),
      );
    },
  });
}

/** The period of a backtest. Throws `invalid_request` with what is no moment. */
export function parsePeriod(given: { from?: string; to?: string }): { from?: number; to?: number } {
  const period: { from?: number; to?: number } = {};
  const errors: RequestProblem[] = [];
  for (const name of ["from", "to"] as const) {
    const text = given[name];
    if (text === undefined) continue;
    const at = parseInstant(text);
    if (at === undefined)
      errors.push({ path: `/${name}`, problem: "is not a moment", remedy: "write it with date, time and offset, as in 2026-03-01T00:00:00Z" });
    else period[name] = at;
  }
  if (errors.length > 0) throw new AppError("invalid_request", { detail: `${errors[0]?.path} ${errors[0]?.problem}; ${errors[0]?.remedy}.`, errors });
  return period;
}
