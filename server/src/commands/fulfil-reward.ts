import type { App } from "../app.js";
import type { FulfilmentInput } from "../core/record.js";
import { submitCall } from "./submit-call.js";
import type { Workspace } from "./workspace-directory.js";
import type { Written } from "./write-batch.js";

/** Notes how far the sending of an item is; declined for what is not to be sent. */
export function fulfilReward(app: App, workspace: Workspace, fulfilment: Omit<FulfilmentInput, "kind">, key: string): Promise<Written> {
  return submitCall(app, workspace, { input: { kind: "reward.fulfil", ...fulfilment }, key });
}
