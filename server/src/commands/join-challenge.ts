import type { App } from "../app.js";
import { externalHash } from "./identities.js";
import { submitCall } from "./submit-call.js";
import type { Workspace } from "./workspace-directory.js";
import type { Written } from "./write-batch.js";

/** The member, by the business's own id, joins a challenge of the program with the id; joining again changes nothing. */
export function joinChallenge(
  app: App,
  workspace: Workspace,
  { member, program, challenge }: { member: string; program: string; challenge: string },
  key: string,
): Promise<Written> {
  return submitCall(app, workspace, { input: { kind: "challenge.join", member: externalHash(workspace, member), program, challenge }, key });
}
