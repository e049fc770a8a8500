/** Devices on which members want to be told of what happens to them: asked for by the member, on the device itself. */
import type { App } from "../app.js";
import { derivedId, keyedHash } from "../core/hash.js";
import { AppError } from "../errors.js";
import { inInstallation, inWorkspace } from "../store/db.js";
import {
  type Device,
  listPushWorkspaces,
  listSubscriptions,
  removeSubscription,
  type SubscriptionRow,
  saveSubscription,
} from "../store/push-subscriptions.js";
import { askerOf } from "./feedback.js";
import type { Workspace } from "./workspace-directory.js";

export type { SubscriptionRow } from "../store/push-subscriptions.js";
export const PUSH_SUBSCRIPTIONS_MAX = 10;

export interface PushRequest {
  /** The program's id. */
  program: string;
  language: string;
  device: Device;
}

/**
 * From now on the member is told on this device what happens to them in the program; the same device again is the same subscription. Of more than 10 of a
 * member the oldest ends. Refuses with `invalid_request` what is no device or leads into an internal network. Throws `member_unknown`.
 */
export async function subscribePush(
  app: App,
  workspace: Workspace,
  member: string,
  { program, language, device }: PushRequest,
): Promise<SubscriptionRow> {
  const refusal = await app.webPush.findRefusal(device);
  if (refusal !== undefined) {
    const { path, problem, remedy } = refusal;
    throw new AppError("invalid_request", { detail: `${path} ${problem}; ${remedy}.`, errors: [refusal] });
  }
  const { id: workspaceId, secrets } = workspace;
  return inWorkspace(app.db, workspaceId, async (tx) => {
    const asker = await askerOf(tx, workspace, member);
    const id = derivedId("psh", keyedHash(secrets.records, "push", asker.memberId, program, device.endpoint));
    const subscription = { id, program, language, device, endpointHash: keyedHash(secrets.identities, "push", device.endpoint) };
    await saveSubscription(tx, workspaceId, asker, subscription, { now: app.now(), max: PUSH_SUBSCRIPTIONS_MAX });
    const found = (await listSubscriptions(tx, workspaceId, secrets.persons, asker.ids)).find((each) => each.id === id);
    if (found === undefined) throw new Error(`Subscription ${id} was kept and is not there.`);
    return found;
  });
}

/** The member's devices, the latest first. Throws `member_unknown`. */
export function pushSubscriptionsOf(app: App, workspace: Workspace, member: string): Promise<SubscriptionRow[]> {
  return inWorkspace(app.db, workspace.id, async (tx) => {
    const { ids } = await askerOf(tx, workspace, member);
    return listSubscriptions(tx, workspace.id, workspace.secrets.persons, ids);
  });
}

/** Nothing more is sent to this device of the member's. Throws `member_unknown`, and `not_found` where it is none of theirs. */
export function unsubscribePush(app: App, workspace: Workspace, member: string, id: string): Promise<void> {
  return inWorkspace(app.db, workspace.id, async (tx) => {
    const { ids } = await askerOf(tx, workspace, member);
    if (!(await removeSubscription(tx, workspace.id, id, ids))) throw new AppError("not_found", { detail: "The member has no such subscription." });
  });
}

/** Workspaces to look into. */
export function workspacesWithPush(app: App): Promise<string[]> {
  return inInstallation(app.db, listPushWorkspaces);
}
