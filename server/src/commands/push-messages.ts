/** What members are told on their devices: chosen from the facts of the log, sent afterwards. */
import type { App } from "../app.js";
import { derivedId } from "../core/hash.js";
import { newsOf } from "../core/push-news.js";
import { inWorkspace, type Tx } from "../store/db.js";
import {
  closeMessage,
  countTold,
  FACTS_AT_ONCE,
  listDevicesOf,
  type NewMessage,
  postponeMessage,
  saveMessages,
  sweepMessages,
  takeFacts,
  takeMessages,
} from "../store/push-messages.js";
import { type Device, openDevice, removeSubscription, sweepSubscriptions } from "../store/push-subscriptions.js";
import { workspacesWithPush } from "./push-subscriptions.js";
import type { Workspace } from "./workspace-directory.js";

export const PUSHES_A_DAY_MAX = 5;
const dayMs = 24 * 60 * 60 * 1000;
/** After each attempt; the last one is only for an attempt whose process died. In all some three hours: later it is no news. */
const DELAYS_SECONDS = [60, 600, 3000, 7200, 120];
const ATTEMPTS_MAX = DELAYS_SECONDS.length;
const AT_ONCE = 50;

/** Makes messages of what has happened since it was last asked: for each member at most 5 things within 24 hours, each once for a device, whatever the number of processes. */
export async function noteNews(app: App, workspaceId: string): Promise<void> {
  while ((await inWorkspace(app.db, workspaceId, (tx) => noteSome(tx, workspaceId, app.now()))) >= FACTS_AT_ONCE);
}

async function noteSome(tx: Tx, workspaceId: string, now: number): Promise<number> {
  const facts = await takeFacts(tx, workspaceId);
  const news = newsOf(facts);
  const members = [...new Set(news.map(({ member }) => member))];
  if (members.length === 0) return facts.length;
  const [devices, told] = await Promise.all([listDevicesOf(tx, workspaceId, members), countTold(tx, workspaceId, members, now - dayMs)]);
  const messages: NewMessage[] = [];
  for (const { member, program, recordNumber, index } of news) {
    const before = told.get(member) ?? 0;
    const theirs = devices.filter((device) => device.member === member && device.program === program);
    if (theirs.length === 0 || before >= PUSHES_A_DAY_MAX) continue;
    told.set(member, before + 1);
    messages.push(...theirs.map(({ subscription }) => ({ subscription, recordNumber, index, member })));
  }
  if (messages.length > 0) await saveMessages(tx, workspaceId, messages, now);
  return facts.length;
}

export interface DuePush {
  workspaceId: string;
  subscription: string;
  recordNumber: number;
  /** The same for each attempt and each device. */
  id: string;
  /** Ours. */
  member: string;
  program: string;
  language: string;
  device: Device;
  fact: { kind: string; body: Record<string, unknown> };
  isLastAttempt: boolean;
}

/** Takes messages of the workspace that are due, at most 50. Those for devices that are gone are over. */
export async function takeDuePushes(app: App, workspace: Workspace): Promise<DuePush[]> {
  const { id: workspaceId, secrets } = workspace;
  return inWorkspace(app.db, workspaceId, async (tx) => {
    const due: DuePush[] = [];
    for (const message of await takeMessages(tx, workspaceId, app.now(), DELAYS_SECONDS, AT_ONCE)) {
      const { subscription, recordNumber, index, member, attempts, program, language, kind, body } = message;
      const device = message.device && openDevice(workspaceId, secrets.persons, subscription, message.device);
      if (attempts > ATTEMPTS_MAX || device === null || program === null || language === null) {
        await closeMessage(tx, workspaceId, message, "given_up");
        continue;
      }
      const id = derivedId("psm", workspaceId, recordNumber, index);
      const isLastAttempt = attempts === ATTEMPTS_MAX;
      due.push({ workspaceId, subscription, recordNumber, id, member, program, language, device, fact: { kind, body }, isLastAttempt });
    }
    return due;
  });
}

/** The message is over: sent, or given up. */
export function notePush(app: App, push: DuePush, state: "sent" | "given_up"): Promise<void> {
  return inWorkspace(app.db, push.workspaceId, (tx) => closeMessage(tx, push.workspaceId, push, state));
}

/** The service knows the device no longer: it is removed, with what waits for it. */
export function forgetDevice(app: App, push: DuePush): Promise<void> {
  return inWorkspace(app.db, push.workspaceId, async (tx) => {
    await closeMessage(tx, push.workspaceId, push, "given_up");
    await removeSubscription(tx, push.workspaceId, push.subscription, null);
  });
}

/** The service asks for patience: at most a day. */
export function postponePush(app: App, push: DuePush, waitMs: number): Promise<void> {
  return inWorkspace(app.db, push.workspaceId, (tx) => postponeMessage(tx, push.workspaceId, push, app.now() + Math.min(waitMs, dayMs)));
}

/** In every workspace, messages of the days before and devices of erased members are gone. */
export async function sweepPushesEverywhere(app: App): Promise<void> {
  for (const id of await workspacesWithPush(app)) {
    await inWorkspace(app.db, id, async (tx) => {
      await sweepMessages(tx, id, app.now() - 2 * dayMs);
      await sweepSubscriptions(tx, id);
    });
  }
}
