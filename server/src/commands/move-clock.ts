import type { App } from "../app.js";
import { runDueWork } from "./run-due-work.js";
import { submitCall } from "./submit-call.js";
import type { Workspace } from "./workspace-directory.js";
import type { Written } from "./write-batch.js";

/** Moves the clock of a test workspace forward. When it resolves, everything that fell due until then has been done as if it were then. */
export async function moveClock(app: App, workspace: Workspace, to: number, key: string): Promise<Written> {
  const written = await submitCall(app, workspace, { input: { kind: "clock", to }, key });
  // Links remember the clock for a moment: a visit after the move must not be stamped with the time before it.
  app.links.forget(workspace.id);
  if (written.outcome.status === "done") await runDueWork(app, workspace.id);
  return written;
}
