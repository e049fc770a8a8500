import type { App } from "../app.js";
import { externalHash } from "./identities.js";
import { submitCall } from "./submit-call.js";
import type { Workspace } from "./workspace-directory.js";
import type { Written } from "./write-batch.js";

/** Gives the referral another referrer, named by the business's own id; declined where the two cannot be referrer and friend. */
export function correctReferrer(
  app: App,
  workspace: Workspace,
  correction: { referral: string; referrer: string; reason: string },
  key: string,
): Promise<Written> {
  const input = { kind: "referral.correct" as const, ...correction, referrer: externalHash(workspace, correction.referrer) };
  return submitCall(app, workspace, { input, key });
}
