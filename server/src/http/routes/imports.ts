import Type from "typebox";
import type { App } from "../../app.js";
import { fieldsOf, type ImportKind, type ImportPlan, planImport } from "../../commands/import-plan.js";
import { type Import, importRows, NOTHING_IMPORTED } from "../../commands/import-rows.js";
import { headingsOf, type ImportTable, previewImport, rowsOf, tableOf } from "../../commands/import-table.js";
import type { Workspace } from "../../commands/workspace-directory.js";
import { AppError } from "../../errors.js";
import { importProblemSentence } from "../../words/outcome-sentence.js";
import { Closed, LanguageField, ProgramName } from "../fields.js";
import type { Language } from "../language.js";
import { LINES, replyWithLines } from "../line-reply.js";
import { programOf } from "../program-of.js";
import { reportOnce } from "../report-once.js";
import type { Http } from "../route.js";
import { ImportLine } from "../schemas/imports.js";
import { linesOf } from "../schemas/shapes.js";

const BYTES_MAX = 16 * 1024 * 1024;
const REASON = "Imported from another system.";

const kinds = {
  members: { scope: "members:write", example: "id,email,code\nann,ann@example.com,ANN-ONE\n", summary: "Import members from CSV" },
  referrals: { scope: "referrals:write", example: "referrer,friend,date\nann,ben,2026-03-01\n", summary: "Import past referrals from CSV" },
} as const;

export function importRoutes(http: Http, app: App): void {
  for (const kind of ["members", "referrals"] as const) {
    const { scope, example, summary } = kinds[kind];
    http.route({
      method: "POST",
      url: `/v1/programs/:program/imports/${kind}`,
      access: { roles: ["secret"], scope },
      takesKey: "optional",
      bodyTypes: ["csv"],
      bodyLimitBytes: BYTES_MAX,
      takesGzip: true,
      schema: {
        summary,
        description:
          "The first line names the columns; which is which is known by their names, or said in the query. The answer is lines of JSON as it goes: rows that were refused " +
          "and why, progress, and at the end the report. Each row has a key that follows from what it says, so a table can be sent again as often as need be: what was " +
          `imported is imported no second time. Repeated under its Idempotency-Key, a call that came to its end is answered with its report alone. At most ${BYTES_MAX / 1024 / 1024} MB at once, before and after inflating; send larger tables in parts, or by the command line.`,
        tags: [kind === "members" ? "Members" : "Referrals"],
        params: Closed({ program: ProgramName }),
        querystring: queryOf(kind),
        body: Type.String({ description: "CSV in UTF-8." }),
        response: { 200: linesOf(LINES, ImportLine) },
      },
      example,
      async handler({ caller: { workspace }, params, query, body, key, language, reply, request }) {
        const { id } = await programOf(app, workspace, params.program);
        const program = (await app.programs.of(workspace.id)).find(id);
        if (program === undefined) throw new AppError("program_unknown", { detail: "The program is not published yet: publish it, then import." });
        const { separator, preview, lang = language, reason = REASON, ...columns } = query as ImportQuery & Record<string, never>;
        const table = tableOf("The body", body, separator);
        const plan = planImport(kind, await headingsOf(table), columns, "?");
        const what = { kind, plan, program, reason };
        if (preview) return replyWithLines({ request, reply }, previewLines(kind, plan, table));
        const call = { key, request: ["import", kind, id, query, body] };
        return replyWithLines(
          { request, reply },
          reportOnce(app, workspace, call, () => importLines(app, workspace, what, table, lang)),
        );
      },
    });
  }
}

interface ImportQuery {
  separator: ImportTable["separator"];
  preview: boolean;
  lang?: Language;
  reason?: string;
}

function queryOf(kind: ImportKind) {
  const column = (field: string) => Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: `The column that holds ${field}.` }));
  return Closed({
    separator: Type.Union([Type.Literal("comma"), Type.Literal("semicolon"), Type.Literal("tab")], {
      default: "comma",
      description: "What stands between the cells.",
    }),
    preview: Type.Boolean({ default: false, description: "Only show how the first rows are read." }),
    lang: LanguageField,
    ...(kind === "referrals" && {
      reason: Type.Optional(
        Type.String({ minLength: 1, maxLength: 500, description: "Why they are entered; people read it later.", default: REASON }),
      ),
    }),
    ...Object.fromEntries(fieldsOf(kind).map((field) => [field, column(field)])),
  });
}

async function* previewLines(kind: ImportKind, plan: ImportPlan, table: ImportTable): AsyncGenerator<object, void> {
  yield { preview: await previewImport(kind, plan, table) };
}

async function* importLines(app: App, workspace: Workspace, what: Import, table: ImportTable, language: Language): AsyncGenerator<object, void> {
  let counts = NOTHING_IMPORTED;
  for await (const step of importRows(app, workspace, what, rowsOf(table))) {
    for (const { row, problem } of step.refused) {
      yield { refused: { line: row.line, problem: importProblemSentence(language, problem), row: row.record } };
    }
    counts = step.counts;
    yield { progress: counts };
  }
  yield { report: counts };
}
