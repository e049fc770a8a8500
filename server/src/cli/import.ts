/** `bandwagon import members|referrals`: a table from another system, from a CSV file. */
import { createReadStream, createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import { type Command, InvalidArgumentError, Option } from "commander";
import { parse } from "csv-parse";
import { stringify } from "csv-stringify/sync";
import type { App } from "../app.js";
import { fieldsOf, type ImportKind, type ImportPlan, mapRow, planImport } from "../commands/import-plan.js";
import { type ImportProblem, type ImportRow, importRows } from "../commands/import-rows.js";
import { AppError } from "../errors.js";
import { refusalSentence } from "../words/outcome-sentence.js";
import { findWorkspace } from "./find-workspace.js";
import { type CommandResult, runCommand } from "./run-command.js";

interface Options {
  program: string;
  map: Record<string, string>;
  reason: string;
  separator: string;
  errors?: string;
  preview?: boolean;
}

const PREVIEW_ROWS = 10;
const LINE_LENGTH_MAX = 100_000;

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
  const headings = await headingsOf(file, options);
  const plan = planImport(kind, headings, options.map);
  if (options.preview) return preview(kind, plan, file, options);
  const errorsFile = options.errors ?? `${file}.errors.csv`;
  const errors = makeErrorsFile(errorsFile, headings);
  const counts = await importRows(app, workspace, { kind, plan, program, reason: options.reason }, rowsOf(file, options), {
    onRefused: (row, problem) => errors.add(row, sentenceOf(problem)),
    onProgress: ({ rows, refused }) => {
      if (rows % 10_000 === 0) console.error(`${rows} rows, ${refused} refused`);
    },
  });
  await errors.close();
  const { rows, done, repeated, refused } = counts;
  const rest = refused === 0 ? "" : ` ${refused} refused: see ${errorsFile}.`;
  return {
    data: { ...counts, errors: refused === 0 ? null : errorsFile },
    text: `${rows} rows: ${done} imported, ${repeated} imported before.${rest}`,
  };
}

function sentenceOf(problem: ImportProblem): string {
  return typeof problem === "string" ? problem : refusalSentence("en", problem);
}

async function preview(kind: ImportKind, plan: ImportPlan, file: string, options: Options): Promise<CommandResult> {
  const rows: unknown[] = [];
  for await (const { line, record } of rowsOf(file, options)) {
    const mapped = mapRow(kind, plan, record);
    rows.push({ line, ...(mapped.ok ? mapped.values : { problem: mapped.problem }) });
    if (rows.length === PREVIEW_ROWS) break;
  }
  const columns = Object.fromEntries(plan);
  const lines = [...Object.entries(columns).map(([field, column]) => `${field}: column ${column}`), ...rows.map((row) => JSON.stringify(row))];
  return { data: { columns, rows }, text: lines.join("\n") };
}

const SEPARATORS: Record<string, string> = { comma: ",", semicolon: ";", tab: "\t" };

async function headingsOf(file: string, options: Options): Promise<string[]> {
  for await (const record of readTable(file, options, { columns: false, to: 1 })) return record as string[];
  throw new AppError("invalid_request", { detail: `${file} is empty.` });
}

/** The rows as they are read: a file of any size takes no more memory than a small one. */
async function* rowsOf(file: string, options: Options): AsyncGenerator<ImportRow> {
  for await (const row of readTable(file, options, { columns: true, info: true })) {
    const { record, info } = row as { record: Record<string, string>; info: { lines: number } };
    yield { line: info.lines, record };
  }
}

async function* readTable(file: string, { separator }: Options, shape: { columns: boolean; info?: boolean; to?: number }): AsyncGenerator<unknown> {
  const source = createReadStream(file);
  const table = parse({
    ...shape,
    bom: true,
    delimiter: SEPARATORS[separator],
    skip_empty_lines: true,
    relax_column_count: true,
    trim: true,
    max_record_size: LINE_LENGTH_MAX,
  });
  source.on("error", (error) => table.destroy(error));
  try {
    yield* source.pipe(table);
  } catch (error) {
    throw new AppError("invalid_request", { detail: `${file} cannot be read: ${(error as Error).message}` });
  } finally {
    source.destroy();
  }
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
