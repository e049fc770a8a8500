import type { App } from "../app.js";
import type { RewardActionInput } from "../core/record.js";
import { submitCall } from "./submit-call.js";
import type { Workspace } from "./workspace-directory.js";
import type { Written } from "./write-batch.js";

export type RewardAction = "approve" | "deny" | "reverse";

/** Approves or denies a reward that waits for a person, or takes one back by hand: by a compensating transfer, never by deleting. */
export function actOnReward(
  app: App,
  workspace: Workspace,
  reward: string,
  action: RewardAction,
  reason: string | undefined,
  key: string,
): Promise<Written> {
  const kind: RewardActionInput["kind"] = `reward.${action}`;
  return submitCall(app, workspace, { input: { kind, reward, ...(reason === undefined ? {} : { reason }) }, key });
}
