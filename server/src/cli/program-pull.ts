/** `bandwagon program pull`. */
import type { Command } from "commander";
import type { App } from "../app.js";
import { documentHash } from "../core/document/hash.js";
import { AppError } from "../errors.js";
import { programOf } from "../http/program-of.js";
import { loadDraft, loadVersion, type ProgramView } from "../queries/programs.js";
import { findWorkspace } from "./find-workspace.js";
import { writeDocument, yamlOf } from "./program-file.js";
import { type CommandResult, runCommand } from "./run-command.js";
import { parseVersion } from "./version-option.js";

interface Options {
  version?: string;
  output?: string;
}

export function addProgramPull(programs: Command): void {
  programs
    .command("pull")
    .description("write a program's document as YAML, so that applying it again changes nothing; as JSON with --json or into a .json file")
    .argument("<workspace>", "the workspace's id, ws_…")
    .argument("<program>", "the program's handle or id")
    .option("--version <which>", "a version's number, draft or current; the draft unless said")
    .option("-o, --output <file>", "the file to write, replaced where there is one; printed unless said")
    .action((workspace: string, program: string, options: Options, command: Command) =>
      runCommand(command, (app) => pull(app, workspace, program, options)),
    );
}

async function pull(app: App, workspaceId: string, name: string, { version, output }: Options): Promise<CommandResult> {
  const workspace = await findWorkspace(app, workspaceId);
  const program = await programOf(app, workspace, name);
  const { document, ...which } = await documentOf(app, workspace.id, program, parseVersion({ ...(version && { version }) }).version ?? "draft");
  // The line end that printing adds is taken off, and no other: a text at the end may have its own.
  if (output === undefined) return { data: document, text: yamlOf(document).replace(/\n$/, "") };
  writeDocument(output, document);
  const text = `Wrote ${"draft" in which ? `the draft (revision ${which.draft})` : `version ${which.version}`} of ${program.handle} to ${output}.`;
  return { data: { program: program.id, handle: program.handle, ...which, hash: documentHash(document), file: output }, text };
}

type Pulled = { document: unknown } & ({ draft: number } | { version: number });

async function documentOf(app: App, workspaceId: string, program: ProgramView, choice: number | "draft" | "current"): Promise<Pulled> {
  if (choice === "draft") {
    const draft = await loadDraft(app.db, workspaceId, program.id);
    if (draft === undefined) throw new AppError("not_found", { detail: "This program has no draft. --version current takes the version in force." });
    return { document: draft.document, draft: draft.revision };
  }
  const number = choice === "current" ? program.version : choice;
  if (number === null) throw new AppError("not_found", { detail: "The program was not published yet. --version draft takes its draft." });
  const found = await loadVersion(app.db, workspaceId, program.id, number);
  if (found === undefined) throw new AppError("not_found", { detail: `The program has no version ${number}.` });
  return { document: found.document, version: found.version };
}
