import type { App } from "../app.js";
import { externalHash } from "./identities.js";
import { submitCall } from "./submit-call.js";
import type { Workspace } from "./workspace-directory.js";
import type { Written } from "./write-batch.js";

/** The member, by the business's own id, shows an award to everybody who has its address, or hides it again. */
export function shareBadge(
  app: App,
  workspace: Workspace,
  { member, award, shared, withLink }: { member: string; award: string; shared: boolean; withLink?: boolean },
  key: string,
): Promise<Written> {
  const input = {
    kind: "badge.share" as const,
    member: externalHash(workspace, member),
    reward: award,
    shared,
    ...(withLink !== undefined && { withLink }),
  };
  return submitCall(app, workspace, { input, key });
}
