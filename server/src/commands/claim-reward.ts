import type { App } from "../app.js";
import { externalHash } from "./identities.js";
import { submitCall } from "./submit-call.js";
import type { Workspace } from "./workspace-directory.js";
import type { Written } from "./write-batch.js";

/** The member, by the business's own id, claims a reward that waits, or chooses one of its options; declined for another's, and for what does not wait. */
export function claimReward(
  app: App,
  workspace: Workspace,
  { member, reward, option }: { member: string; reward: string; option?: string },
  key: string,
): Promise<Written> {
  const input = { kind: "reward.claim" as const, member: externalHash(workspace, member), reward, ...(option !== undefined && { option }) };
  return submitCall(app, workspace, { lane: "redemption", input, key });
}
