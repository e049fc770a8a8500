/** `bandwagon program plan`. */
import type { Command } from "commander";
import type { App } from "../app.js";
import type { WordLanguage } from "../words/format.js";
import { findWorkspace } from "./find-workspace.js";
import { languageOption } from "./language-option.js";
import { notesOf } from "./notes-of.js";
import { planText } from "./plan-text.js";
import { isAnyChange, planChange } from "./planned-change.js";
import { readValid } from "./program-file.js";
import { type CommandResult, runCommand } from "./run-command.js";

interface Options {
  publish?: true;
  program?: string;
  lang: WordLanguage;
}

/** Exit code of a plan by which something would change. */
const CHANGES = 2;

export function addProgramPlan(programs: Command): void {
  programs
    .command("plan")
    .description("tell what applying a document would change; writes nothing. Exit code 0: nothing, 2: something, 1: it cannot be applied")
    .argument("<workspace>", "the workspace's id, ws_…")
    .argument("<file>", "the document, JSON or YAML")
    .option("--publish", "as if it were published, too: compare with the version in force")
    .addOption(languageOption())
    .option("--program <name>", "the program's handle or id; the one with the document's handle unless said")
    .action((workspace: string, file: string, options: Options, command: Command) =>
      runCommand(command, (app) => plan(app, workspace, file, options)),
    );
}

async function plan(app: App, workspaceId: string, file: string, { publish, program, lang }: Options): Promise<CommandResult> {
  const { document, warnings } = readValid(file, lang);
  const workspace = await findWorkspace(app, workspaceId);
  const planned = await planChange(app, workspace, document, { publish: publish === true, ...(program && { program }) });
  const changes = isAnyChange(planned);
  const notes = warnings.length === 0 ? "" : `\n\nWarnings:${notesOf(warnings)}`;
  return { data: { changes, ...planned, warnings }, text: `${planText(planned)}${notes}`, ...(changes && { exitCode: CHANGES }) };
}
