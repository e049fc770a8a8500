import type { App } from "../app.js";
import type { AdmitInput } from "../core/admit-waiting.js";
import { submitCall } from "./submit-call.js";
import type { Workspace } from "./workspace-directory.js";
import type { Written } from "./write-batch.js";

/** The first so many of those who wait in the program (an id) are admitted. */
export function admitWaiting(app: App, workspace: Workspace, asked: Omit<AdmitInput, "kind">, key: string): Promise<Written> {
  return submitCall(app, workspace, { input: { kind: "waiting_list.admit" as const, ...asked }, key });
}
