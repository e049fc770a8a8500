/** `bandwagon program validate|publish|pull|plan|apply|terms|list`. */
import type { Command } from "commander";
import type { App } from "../app.js";
import { publishProgram } from "../commands/publish-program.js";
import { createDraft, saveDraft } from "../commands/save-draft.js";
import { documentHash } from "../core/document/hash.js";
import { findProgram, listPrograms, loadVersion } from "../queries/programs.js";
import { loadPromises, type Promises } from "../queries/terms.js";
import type { WordLanguage } from "../words/format.js";
import { findWorkspace } from "./find-workspace.js";
import { languageOption } from "./language-option.js";
import { notesOf } from "./notes-of.js";
import { addProgramApply } from "./program-apply.js";
import { readValid } from "./program-file.js";
import { addProgramPlan } from "./program-plan.js";
import { addProgramPull } from "./program-pull.js";
import { addProgramTerms } from "./program-terms.js";
import { promisesText } from "./promises-text.js";
import { refuseDeclined } from "./refuse-declined.js";
import { type CommandResult, printResult, runCommand } from "./run-command.js";

interface Spoken {
  lang: WordLanguage;
}

export function addProgram(program: Command): void {
  const programs = program.command("program").description("validate, plan, publish and list programs");
  programs
    .command("validate")
    .description("check a document; needs no database")
    .argument("<file>", "the document, JSON or YAML")
    .addOption(languageOption())
    .action((file: string, { lang }: Spoken, command: Command) => printResult(command, async () => validate(file, lang)));
  programs
    .command("publish")
    .description("publish a document as the next version of the program with its handle, or as a new program")
    .argument("<workspace>", "the workspace's id, ws_…")
    .argument("<file>", "the document, JSON or YAML")
    .addOption(languageOption())
    .action((workspace: string, file: string, { lang }: Spoken, command: Command) =>
      runCommand(command, (app) => publish(app, workspace, file, lang)),
    );
  addProgramPull(programs);
  addProgramPlan(programs);
  addProgramApply(programs);
  addProgramTerms(programs);
  programs
    .command("list")
    .description("list the workspace's programs and drafts")
    .argument("<workspace>", "the workspace's id, ws_…")
    .action((workspace: string, _options: object, command: Command) => runCommand(command, (app) => list(app, workspace)));
}

function validate(file: string, lang: WordLanguage): CommandResult {
  const { document, warnings } = readValid(file, lang);
  const hash = documentHash(document);
  return { data: { valid: true, hash, warnings }, text: `${file} is valid.${notesOf(warnings)}` };
}

async function publish(app: App, workspaceId: string, file: string, lang: WordLanguage): Promise<CommandResult> {
  const { document, warnings } = readValid(file, lang);
  const workspace = await findWorkspace(app, workspaceId);
  const known = await findProgram(app.db, workspace.id, document.handle);
  const key = app.newId("cli");
  const { program } = known === undefined ? await createDraft(app, workspace, document, key) : await saveDraft(app, workspace, known.id, document);
  const { outcome } = await publishProgram(app, workspace, program, key);
  refuseDeclined(outcome);
  const version = (await findProgram(app.db, workspace.id, program))?.version ?? 0;
  const promises = await promisesOfVersion(app, workspace.id, program, version);
  return {
    data: { id: program, handle: document.handle, version, hash: documentHash(document), promises, warnings },
    text: `Published ${document.handle} as version ${version}: ${program}${notesOf(warnings)}${promises === null ? "" : `\n${promisesText(promises)}`}`,
  };
}

/** What the version promises otherwise than the one before; null for the first. */
async function promisesOfVersion(app: App, workspaceId: string, program: string, version: number): Promise<Promises | null> {
  const [before, after] = await Promise.all([version - 1, version].map((each) => loadVersion(app.db, workspaceId, program, each)));
  if (before === undefined || after === undefined) return null;
  return loadPromises(app.db, workspaceId, program, { before: before.document, after: after.document }, "en");
}

async function list(app: App, workspaceId: string): Promise<CommandResult> {
  const workspace = await findWorkspace(app, workspaceId);
  const { rows } = await listPrograms(app.db, workspace.id, { limit: 1000 });
  const lines = rows.map(({ id, handle, status, version }) => `${id}  ${handle}  ${status}${version === null ? "" : `, version ${version}`}`);
  return { data: rows, text: lines.length === 0 ? "There are no programs yet." : lines.join("\n") };
}
