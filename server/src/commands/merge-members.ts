import type { App } from "../app.js";
import { externalHash } from "./identities.js";
import { submitCall } from "./submit-call.js";
import type { Workspace } from "./workspace-directory.js";
import type { Written } from "./write-batch.js";

/** Merges one member into another, both named by the business's own ids: `member` passes everything to `into`. Declined where that would break the graph. */
export function mergeMembers(app: App, workspace: Workspace, merge: { member: string; into: string; reason: string }, key: string): Promise<Written> {
  const { member, into, reason } = merge;
  const input = { kind: "member.merge" as const, member: externalHash(workspace, member), into: externalHash(workspace, into), reason };
  return submitCall(app, workspace, { input, key });
}
