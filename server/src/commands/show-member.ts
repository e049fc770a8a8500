import type { App } from "../app.js";
import type { Shown } from "../core/shown.js";
import { externalHash } from "./identities.js";
import { parseShownName } from "./shown-name.js";
import { submitCall } from "./submit-call.js";
import type { Workspace } from "./workspace-directory.js";
import type { Written } from "./write-batch.js";

export interface ShowMember extends Partial<Shown> {
  member: string;
  /** By which the member is shown; sealed like all that is personal. */
  name?: string;
}

/** The member says how others may see them. What is left out stays as it is. Throws an `AppError` for a name that cannot be shown. */
export async function showMember(app: App, workspace: Workspace, { member, name, ...shown }: ShowMember, key: string): Promise<Written> {
  const person = name === undefined ? undefined : { shownAs: parseShownName(name) };
  const input = { kind: "member.show" as const, member: externalHash(workspace, member), shown };
  return submitCall(app, workspace, { input, key, body: { ...input, name }, ...(person && { personal: { person } }) });
}
