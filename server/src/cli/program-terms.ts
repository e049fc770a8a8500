/** `bandwagon program terms`. */
import { type Command, Option } from "commander";
import type { App } from "../app.js";
import type { ProgramDocument } from "../core/document/schema.js";
import { validateProgram } from "../core/document/validate.js";
import { AppError } from "../errors.js";
import { findProgram, loadDraft, loadVersion } from "../queries/programs.js";
import { say, sayMoment, type WordLanguage, wordLanguages } from "../words/format.js";
import { termsOf } from "../words/terms/terms-of.js";
import { termsMarkdown, termsText } from "../words/terms/terms-text.js";
import { findWorkspace } from "./find-workspace.js";
import { type CommandResult, runCommand } from "./run-command.js";

interface Options {
  lang?: WordLanguage;
  draft?: true;
  markdown?: true;
}

export function addProgramTerms(programs: Command): void {
  programs
    .command("terms")
    .description("print a program's terms, generated from its document")
    .argument("<workspace>", "the workspace's id, ws_…")
    .argument("<program>", "the program's handle or id")
    .addOption(new Option("--lang <language>", "the language; the program's first unless said").choices(wordLanguages))
    .option("--draft", "of the draft instead of the version in force")
    .option("--markdown", "as a page of Markdown")
    .action((workspace: string, program: string, options: Options, command: Command) =>
      runCommand(command, (app) => terms(app, workspace, program, options)),
    );
}

interface Told {
  document: ProgramDocument;
  /** Null for a draft. */
  version: number | null;
  publishedAt: number;
}

async function terms(app: App, workspaceId: string, name: string, { lang, draft, markdown }: Options): Promise<CommandResult> {
  const workspace = await findWorkspace(app, workspaceId);
  const program = await findProgram(app.db, workspace.id, name);
  if (program === undefined) throw new AppError("program_unknown", { detail: "No program of this workspace has this id or handle." });
  const told = draft === true ? await ofDraft(app, workspace.id, program.id) : await inForce(app, workspace.id, program);
  const language = lang ?? firstOf(told.document);
  const found = termsOf(told.document, language);
  return {
    data: { version: told.version, ...found },
    text: (markdown === true ? termsMarkdown : termsText)(found, noticeOf(told, language)).trimEnd(),
  };
}

async function ofDraft(app: App, workspaceId: string, program: string): Promise<Told> {
  const draft = await loadDraft(app.db, workspaceId, program);
  if (draft === undefined) throw new AppError("not_found", { detail: "This program has no draft." });
  const checked = validateProgram(draft.document);
  if (!checked.ok) throw new AppError("unprocessable", { detail: "The draft is not valid, so it has no terms yet.", errors: checked.problems });
  return { document: draft.document as ProgramDocument, version: null, publishedAt: 0 };
}
async function inForce(app: App, workspaceId: string, { id, version }: { id: string; version: number | null }): Promise<Told> {
  const found = version === null ? undefined : await loadVersion(app.db, workspaceId, id, version);
  if (found === undefined) throw new AppError("not_found", { detail: "The program was not published yet. --draft prints the terms of its draft." });
  return found;
}

function firstOf({ locales = ["en"] }: ProgramDocument): WordLanguage {
  return wordLanguages.find((language) => locales[0]?.startsWith(language)) ?? "en";
}
function noticeOf({ version, publishedAt, document }: Told, language: WordLanguage): string {
  if (version === null) return say(language, "terms.notice.draft");
  return say(language, "terms.notice", { version, moment: sayMoment(language, publishedAt, document.timeZone ?? "UTC") });
}
