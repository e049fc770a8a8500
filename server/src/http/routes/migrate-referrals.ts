import Type from "typebox";
import type { App } from "../../app.js";
import { migrateReferrals, SERVED_REFERRALS_MAX } from "../../commands/migrate-referrals.js";
import { Closed, LanguageField, ProgramName } from "../fields.js";
import { LINES, replyWithLines, reportLines } from "../line-reply.js";
import { migrationView } from "../migration-view.js";
import { programOf } from "../program-of.js";
import { reportOnce } from "../report-once.js";
import type { Http } from "../route.js";
import { MigrationLine } from "../schemas/migrations.js";
import { linesOf } from "../schemas/shapes.js";

const Body = Closed({ apply: Type.Optional(Type.Boolean({ default: false, description: "true: it is done. Otherwise nothing is written." })) });

export function migrateReferralsRoutes(http: Http, app: App): void {
  http.route({
    method: "POST",
    url: "/v1/programs/:program/migrate-referrals",
    access: { roles: ["secret"], scope: "programs:write" },
    takesKey: "optional",
    schema: {
      summary: "Move referrals under way to the version in force",
      description:
        "A referral keeps the version under which it began. This tells what would become of those under way if the version in force held for them: how many go over, " +
        "which promises change, what is reached and given on the way; with `apply` they go over. What they were given stays. A goal that is another one now is counted anew; " +
        "a referral that has reached it as it was stays under its version. Members are asked to agree to the terms of the version in force as always. A call that was cut " +
        "short, or repeated, moves the rest; repeated under its Idempotency-Key, a call that came to its end does nothing and is answered with its report. The answer is lines of JSON as it goes: progress, and at the end the report. " +
        `A server looks at no more than ${SERVED_REFERRALS_MAX} referrals; more is for the command line.`,
      tags: ["Programs"],
      params: Closed({ program: ProgramName }),
      querystring: Closed({ lang: LanguageField }),
      body: Body,
      response: { 200: linesOf(LINES, MigrationLine) },
    },
    example: { apply: false },
    async handler({ caller: { workspace }, params, query, body: { apply = false }, key, language, reply, request }) {
      const { id } = await programOf(app, workspace, params.program);
      const lang = query.lang ?? language;
      const lines = reportOnce(app, workspace, { key, request: ["migrate referrals", id, apply, lang] }, () =>
        reportLines(migrateReferrals(app, workspace, id, { apply }, "beside requests"), (result) => migrationView(result, lang)),
      );
      return replyWithLines({ request, reply }, lines);
    },
  });
}
