/** `bandwagon import members|referrals`: a table from another system, from a CSV file. */
import { createReadStream, createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import { type Command, InvalidArgumentError, Option } from "commander";
import { stringify } from "csv-stringify/sync";
import type { App } from "../app.js";
import { fieldsOf, type ImportKind, planImport } from "../commands/import-plan.js";
import { type ImportCounts, importRows, NOTHING_IMPORTED } from "../commands/import-rows.js";
import { headingsOf, type ImportPreview, type ImportRow, type ImportTable, previewImport, rowsOf, type Separator } from "../commands/import-table.js";
import { AppError } from "../errors.js";
import { importProblemSentence } from "../words/outcome-sentence.js";
import { findWorkspace } from "./find-workspace.js";
import { type CommandResult, runCommand } from "./run-command.js";

interface Options {
  program: string;
  map: Record<string, string>;
  reason: string;
  separator: Separator;
  errors?: string;
  preview?: boolean;
}

export function addImport(program: Command): void {
  const imports = program.command("import").description("bring members and past referrals from a CSV file; an import that broke off is run again");
  for (const kind of ["members", "referrals"] as const) {
    imports
      .command(kind)
      .description(`import ${kind}; fields: ${fieldsOf(kind).join(", ")}`)
      .argument("<workspace>", "the workspace's id, ws_…")
      .argument("<file>", "CSV in UTF-8; its first line names the columns")
      .requiredOption("--program <name>", "the program's handle or id")
      .option("--map <field=column>", "which column is which field; may be said for several", readMapping, {})
      .option("--reason <text>", "of referrals: why they are entered", "Imported from another system.")
      .addOption(new Option("--separator <name>", "what stands between the cells").choices(["comma", "semicolon", "tab"]).default("comma"))
      .option("--errors <file>", "where the rows go that were refused, with why; <file>.errors.csv unless said")
      .option("--preview", "only show how the first rows are read")
      .action((workspace: string, file: string, options: Options, command: Command) =>
        runCommand(command, (app) => runImport(app, kind, workspace, file, options)),
      );
  }
}

function readMapping(text: string, before: Record<string, string>): Record<string, string> {
  const [, field, column] = /^(\w+)=(.+)$/.exec(text) ?? [];
  if (field === undefined || column === undefined) throw new InvalidArgumentError('Write it as email="E-mail address".');
  return { ...before, [field]: column };
}

async function runImport(app: App, kind: ImportKind, workspaceId: string, file: string, options: Options): Promise<CommandResult> {
  const workspace = await findWorkspace(app, workspaceId);
  const program = (await app.programs.fresh(workspace.id)).find(options.program);
  if (program === undefined) throw new AppError("not_found", { detail: `The workspace has no published program ${options.program}.` });
  const table: ImportTable = { name: file, separator: options.separator, open: () => createReadStream(file) };
  const headings = await headingsOf(table);
  const plan = planImport(kind, headings, options.map, "--map ");
  if (options.preview) {
    const preview = await previewImport(kind, plan, table);
    return { data: preview, text: previewText(preview) };
  }
  const errorsFile = options.errors ?? `${file}.errors.csv`;
  const errors = makeErrorsFile(errorsFile, headings);
  let counts: ImportCounts = NOTHING_IMPORTED;
  for await (const step of importRows(app, workspace, { kind, plan, program, reason: options.reason }, rowsOf(table))) {
    counts = step.counts;
    for (const { row, problem } of step.refused) errors.add(row, importProblemSentence("en", problem));
    if (counts.rows % 10_000 === 0) console.error(`${counts.rows} rows, ${counts.refused} refused`);
  }
  await errors.close();
  const { rows, done, repeated, refused } = counts;
  const rest = refused === 0 ? "" : ` ${refused} refused: see ${errorsFile}.`;
  return {
    data: { ...counts, errors: refused === 0 ? null : errorsFile },
    text: `${rows} rows: ${done} imported, ${repeated} imported before.${rest}`,
  };
}

function previewText({ columns, rows }: ImportPreview): string {
  return [...Object.entries(columns).map(([field, column]) => `${field}: column ${column}`), ...rows.map((row) => JSON.stringify(row))].join("\n");
}

/** Made with the first row that is refused: the file as it was, with the line and the problem in front, so that it can be mended and imported. */
function makeErrorsFile(path: string, headings: readonly string[]) {
  let stream: ReturnType<typeof createWriteStream> | undefined;
  const write = (cells: readonly (string | number)[]): void => void stream?.write(stringify([cells], { escape_formulas: true }));
  return {
    add({ line, record }: ImportRow, problem: string): void {
      if (stream === undefined) {
        stream = createWriteStream(path);
        stream.write("\uFEFF");
        write(["line", "problem", ...headings]);
      }
      write([line, problem, ...headings.map((heading) => record[heading] ?? "")]);
    },
    async close(): Promise<void> {
      stream?.end();
      if (stream !== undefined) await finished(stream);
    },
  };
}
