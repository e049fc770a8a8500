import type { App } from "../app.js";
import { canonicalCode } from "../core/code.js";
import { submitCall } from "./submit-call.js";
import type { Workspace } from "./workspace-directory.js";
import type { Written } from "./write-batch.js";

/** Switches a personal code off or on again. Referrals that it has brought stay. The code may be written in any way that people write it. */
export async function setCodeStatus(
  app: App,
  workspace: Workspace,
  program: string,
  code: string,
  status: "active" | "disabled",
  key: string,
): Promise<Written> {
  try {
    return await submitCall(app, workspace, { input: { kind: "code.status", program, code: canonicalCode(code) ?? "?", status }, key });
  } finally {
    app.links.forget(workspace.id);
  }
}
