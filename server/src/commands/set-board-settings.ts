import type { App } from "../app.js";
import { externalHash } from "./identities.js";
import { submitCall } from "./submit-call.js";
import type { Workspace } from "./workspace-directory.js";
import type { Written } from "./write-batch.js";

/** The member leaves a leaderboard of the program, or all of them, or comes back. */
export function setBoardSettings(
  app: App,
  workspace: Workspace,
  { member, ...said }: { program: string; member: string; board?: string; takesPart: boolean },
  key: string,
): Promise<Written> {
  return submitCall(app, workspace, { input: { kind: "board.settings" as const, member: externalHash(workspace, member), ...said }, key });
}
