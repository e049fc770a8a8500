import type { App } from "../app.js";
import { externalHash } from "./identities.js";
import { submitCall } from "./submit-call.js";
import type { Workspace } from "./workspace-directory.js";
import type { Written } from "./write-batch.js";

interface Where {
  /** The business's own id. */
  member: string;
  /** The program's id. */
  program: string;
  challenge: string;
}
/** The member, by the business's own id, joins a challenge of the program with the id; joining again changes nothing. */
export function joinChallenge(app: App, workspace: Workspace, { member, program, challenge }: Where, key: string): Promise<Written> {
  return submitCall(app, workspace, { input: { kind: "challenge.join", member: externalHash(workspace, member), program, challenge }, key });
}

/** The member joins the squad with the code, or makes one without: in the challenge's present time. */
export function joinSquad(
  app: App,
  workspace: Workspace,
  { member, ...where }: Where & { code?: string | undefined },
  key: string,
): Promise<Written> {
  return submitCall(app, workspace, { input: { kind: "squad.join", member: externalHash(workspace, member), ...where }, key });
}
/** As long as nothing that the member did counts in it. */
export function leaveSquad(app: App, workspace: Workspace, { member, ...where }: Where, key: string): Promise<Written> {
  return submitCall(app, workspace, { input: { kind: "squad.leave", member: externalHash(workspace, member), ...where }, key });
}
