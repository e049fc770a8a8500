/** Due work: as long as something is due in a workspace, records that settle a chunk of it each. */
import type { App } from "../app.js";
import { inInstallation, inWorkspace } from "../store/db.js";
import { isSomethingDue } from "../store/due.js";
import { listWorkspaces } from "../store/workspaces.js";
import { submit } from "./log-writer.js";

/** Resolves when nothing is due any more by the workspace's clock; gives how much was settled. */
export async function runDueWork(app: App, workspaceId: string): Promise<number> {
  let settled = 0;
  while (await inWorkspace(app.db, workspaceId, (tx) => isSomethingDue(tx, workspaceId))) {
    const { outcome } = await submit(app, workspaceId, { lane: "background", input: { kind: "due" } });
    const chunk = outcome.status === "done" ? Number(outcome.settled) : 0;
    // Somebody else was faster, or what is due waits for the log's clock to pass it.
    if (chunk === 0) break;
    settled += chunk;
  }
  return settled;
}

/** Settles what is due in every live workspace. Test workspaces settle when their clock is moved. */
export async function runDueWorkEverywhere(app: App): Promise<void> {
  const workspaces = await inInstallation(app.db, listWorkspaces);
  for (const { id, mode } of workspaces) if (mode === "live") await runDueWork(app, id);
}
