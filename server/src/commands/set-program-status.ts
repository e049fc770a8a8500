import type { App } from "../app.js";
import type { ProgramStatusInput } from "../core/record.js";
import { submitCall } from "./submit-call.js";
import type { Workspace } from "./workspace-directory.js";
import type { Written } from "./write-batch.js";

/** Pauses, resumes or ends a program. What is decided from the next record on sees it; a program that has ended stays so where the decision says so. */
export async function setProgramStatus(
  app: App,
  workspace: Workspace,
  program: string,
  status: ProgramStatusInput["status"],
  key: string,
): Promise<Written> {
  try {
    return await submitCall(app, workspace, { input: { kind: "program.status", program, status }, key });
  } finally {
    app.programs.forget(workspace.id);
    app.links.forget(workspace.id);
  }
}
