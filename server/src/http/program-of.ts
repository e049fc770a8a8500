import type { App } from "../app.js";
import type { Workspace } from "../commands/workspace-directory.js";
import { AppError } from "../errors.js";
import { findProgram, type ProgramView } from "../queries/programs.js";

/** The program, drafts included, by id or handle. Throws `program_unknown`. */
export async function programOf(app: App, workspace: Workspace, idOrHandle: string): Promise<ProgramView> {
  const program = await findProgram(app.db, workspace.id, idOrHandle);
  if (program === undefined) throw new AppError("program_unknown", { detail: "No program of this workspace has this id or handle." });
  return program;
}

/** The id of the program that a filter names, if it names one. */
export async function programIdOf(app: App, workspace: Workspace, idOrHandle: string | undefined): Promise<string | undefined> {
  return idOrHandle === undefined ? undefined : (await programOf(app, workspace, idOrHandle)).id;
}
