import type { App } from "../app.js";
import type { Workspace } from "../commands/workspace-directory.js";
import { AppError } from "../errors.js";

/** The workspace that a command names; throws an `AppError` that says where to look when there is none. */
export async function findWorkspace(app: App, id: string): Promise<Workspace> {
  const workspace = await app.workspaces.load(id);
  if (workspace === undefined)
    throw new AppError("not_found", { detail: `There is no workspace ${id}; npx bandwagon workspace list shows those that there are.` });
  return workspace;
}
