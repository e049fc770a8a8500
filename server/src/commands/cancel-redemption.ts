import type { App } from "../app.js";
import { submitCall } from "./submit-call.js";
import type { Workspace } from "./workspace-directory.js";
import type { Written } from "./write-batch.js";

/** Undoes a redemption: the same lots are restored, each with its own expiry. */
export function cancelRedemption(app: App, workspace: Workspace, redemption: string, reason: string | undefined, key: string): Promise<Written> {
  return submitCall(app, workspace, {
    lane: "redemption",
    input: { kind: "redemption.cancel", redemption, ...(reason === undefined ? {} : { reason }) },
    key,
  });
}
