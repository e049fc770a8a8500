import type { App } from "../app.js";
import { type DuePush, forgetDevice, noteNews, notePush, postponePush, sweepPushesEverywhere, takeDuePushes } from "../commands/push-messages.js";
import { workspacesWithPush } from "../commands/push-subscriptions.js";
import type { Workspace } from "../commands/workspace-directory.js";
import { every } from "./every.js";

export interface Pushes {
  /** No further message is sent; those that are under way are waited for. */
  stop(): Promise<void>;
}
/** What the device shows, as its service worker reads it; undefined where there is nothing to tell any more. */
export type WritePush = (app: App, workspace: Workspace, due: DuePush) => Promise<string | undefined>;

const LOOK_EVERY_MS = 2000;
const SWEEP_EVERY_MS = 60 * 60 * 1000;

/** Tells members on their devices what happens, each thing at least once: what was sent is noted afterwards, and its id tells repeats. A round that fails is logged and made up for by the next. */
export function startPushes(app: App, write: WritePush): Pushes {
  const failed = "Telling members on their devices failed; it is tried again.";
  const rounds = [
    every(app, LOOK_EVERY_MS, failed, () => sendDuePushes(app, write)),
    every(app, SWEEP_EVERY_MS, failed, () => sweepPushesEverywhere(app)),
  ];
  return {
    async stop() {
      await Promise.all(rounds.map((stop) => stop()));
      app.webPush.close();
    },
  };
}

/** Makes messages of new facts in every workspace that has devices, and sends what is due. */
export async function sendDuePushes(app: App, write: WritePush): Promise<void> {
  for (const workspaceId of await workspacesWithPush(app)) {
    const workspace = await app.workspaces.load(workspaceId);
    if (workspace === undefined) continue;
    await noteNews(app, workspaceId);
    for (;;) {
      const taken = await takeDuePushes(app, workspace);
      if (taken.length === 0) break;
      const sent = await Promise.allSettled(taken.map((due) => send(app, workspace, write, due)));
      for (const each of sent) if (each.status === "rejected") throw each.reason;
    }
  }
}

async function send(app: App, workspace: Workspace, write: WritePush, due: DuePush): Promise<void> {
  const text = await write(app, workspace, due);
  if (text === undefined) return notePush(app, due, "given_up");
  const result = await app.webPush.send(due.device, text, due.id);
  if (result.state === "sent") return notePush(app, due, "sent");
  if (result.state === "gone") return forgetDevice(app, due);
  // The address is that of a person's device: it is not logged.
  app.log.warn({ push: due.id, subscription: due.subscription, error: result.error }, "A member could not be told on a device.");
  if (result.state === "refused" || due.isLastAttempt) return notePush(app, due, "given_up");
  if (result.retryAfterMs > 0) await postponePush(app, due, result.retryAfterMs);
}
