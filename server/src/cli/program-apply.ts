/** `bandwagon program apply`. */
import type { Command } from "commander";
import type { App } from "../app.js";
import { publishProgram } from "../commands/publish-program.js";
import { createDraft, saveDraft } from "../commands/save-draft.js";
import type { Workspace } from "../commands/workspace-directory.js";
import type { ProgramDocument } from "../core/document/schema.js";
import { AppError } from "../errors.js";
import { programOf } from "../http/program-of.js";
import type { WordLanguage } from "../words/format.js";
import { ask } from "./ask.js";
import { findWorkspace } from "./find-workspace.js";
import { languageOption } from "./language-option.js";
import { notesOf } from "./notes-of.js";
import { planText } from "./plan-text.js";
import { isAnyChange, type PlannedChange, planChange, refuseOutdated } from "./planned-change.js";
import { readValid } from "./program-file.js";
import { refuseDeclined } from "./refuse-declined.js";
import { type CommandResult, runCommand } from "./run-command.js";

interface Options {
  publish?: true;
  yes?: true;
  program?: string;
  lang: WordLanguage;
}

export function addProgramApply(programs: Command): void {
  programs
    .command("apply")
    .description("show the plan, ask, then save a document as the program's draft, making the program if need be; with --publish publish it")
    .argument("<workspace>", "the workspace's id, ws_…")
    .argument("<file>", "the document, JSON or YAML")
    .option("--publish", "publish it as well, as the program's next version")
    .option("--yes", "do it without asking; needed where there is no terminal")
    .addOption(languageOption())
    .option("--program <name>", "the program's handle or id; the one with the document's handle unless said")
    .action((workspace: string, file: string, options: Options, command: Command) =>
      runCommand(command, (app) => apply(app, workspace, file, options)),
    );
}

async function apply(app: App, workspaceId: string, file: string, { publish, yes, program, lang }: Options): Promise<CommandResult> {
  const { document, warnings } = readValid(file, lang);
  const workspace = await findWorkspace(app, workspaceId);
  const planned = await planChange(app, workspace, document, { publish: publish === true, ...(program && { program }) });
  const plan = `${planText(planned)}${warnings.length === 0 ? "" : `\n\nWarnings:${notesOf(warnings)}`}`;
  if (!isAnyChange(planned)) return { data: { applied: false, plan: planned, warnings }, text: plan };
  if (yes !== true && !(await agreed(plan))) return { data: { applied: false, plan: planned, warnings }, text: "Nothing was applied.", exitCode: 1 };
  await refuseOutdated(app, workspace, planned);
  const done = await carryOut(app, workspace, document, planned);
  // Who was asked has read the plan already.
  return {
    data: { applied: true, ...done, plan: planned, warnings },
    text: [...(yes === true ? [plan, ""] : []), doneText(done, planned)].join("\n"),
  };
}

async function agreed(plan: string): Promise<boolean> {
  if (process.stdin.isTTY) console.error(`${plan}\n`);
  const answer = await ask("Apply this?");
  if (answer !== undefined) return answer;
  throw new AppError("invalid_request", {
    detail: "There is no terminal to ask on. Say --yes to apply without being asked, or look at it first with `bandwagon program plan`.",
  });
}

interface Done {
  program: string;
  handle: string;
  /** The draft's. */
  revision: number;
  /** The version in force; null for a program that was never published. */
  version: number | null;
}

/** Does what was planned, for the draft as it was when it was planned: another's change in between is a `conflict`. */
async function carryOut(app: App, workspace: Workspace, document: ProgramDocument, planned: PlannedChange): Promise<Done> {
  const key = app.newId("cli");
  const { program, revision } = await saved(app, workspace, document, planned, key);
  if (planned.publishes) refuseDeclined((await publishProgram(app, workspace, program, key, revision)).outcome);
  const { handle, version } = await programOf(app, workspace, program);
  return { program, handle, revision, version };
}

async function saved(app: App, workspace: Workspace, document: ProgramDocument, { program, draft, saves }: PlannedChange, key: string) {
  if (program === null) return createDraft(app, workspace, document, key);
  if (!saves && draft !== null) return { program, revision: draft.revision };
  return saveDraft(app, workspace, program, document, draft?.revision);
}

function doneText({ program, handle, revision, version }: Done, { publishes }: PlannedChange): string {
  if (publishes) return `Published ${handle} as version ${version}: ${program}`;
  return `Saved the draft of ${handle} (revision ${revision}): ${program}. ${version === null ? "It is not published yet" : `Version ${version} stays in force`}; --publish publishes it.`;
}
