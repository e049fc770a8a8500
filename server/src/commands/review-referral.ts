import type { App } from "../app.js";
import type { ReviewInput } from "../core/record.js";
import { submitCall } from "./submit-call.js";
import type { Workspace } from "./workspace-directory.js";
import type { Written } from "./write-batch.js";

/** A person's answer to a referral in review, for one side or for both; what is not answered goes on waiting. */
export function reviewReferral(app: App, workspace: Workspace, answer: Omit<ReviewInput, "kind">, key: string): Promise<Written> {
  return submitCall(app, workspace, { input: { kind: "referral.review", ...answer }, key });
}
