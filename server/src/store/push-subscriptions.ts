/** The devices on which members want to be told. */

import type { Statement, Tx } from "./db.js";
import type { Asker } from "./feedback.js";
import { open, type SealingKey, seal, unwrap } from "./secrets.js";

/** Where a browser is reached, as its `PushSubscription` says. */
export interface Device {
  endpoint: string;
  p256dh: string;
  auth: string;
}

export interface SubscriptionRow {
  id: string;
  programId: string;
  language: string;
  madeAt: number;
  /** Null where the member was erased. */
  device: Device | null;
}

export interface NewSubscription {
  id: string;
  program: string;
  endpointHash: string;
  language: string;
  device: Device;
}

// Whoever signed in on the device last is told there, nobody else.
const TAKE_OVER: Statement = {
  name: "push_subscriptions.take_over",
  text: "delete from push_subscriptions where workspace_id = $1 and program_id = $2 and endpoint_hash = $3 and id <> $4",
};
const SAVE: Statement = {
  name: "push_subscriptions.save",
  text: `insert into push_subscriptions (workspace_id, id, member_id, program_id, endpoint_hash, language, sealed, made_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8::timestamptz)
    on conflict on constraint push_subscriptions_pkey do update set language = excluded.language, sealed = excluded.sealed`,
};
const TRIM: Statement = {
  name: "push_subscriptions.trim",
  text: `delete from push_subscriptions where workspace_id = $1 and id in (select id from push_subscriptions
    where workspace_id = $1 and member_id = any($2) order by made_at desc, id offset $3)`,
};
const NOTE: Statement = { name: "push_subscriptions.note_workspace", text: "update workspaces set has_push = true where id = $1 and not has_push" };
// The first device begins at the end of the log: what has happened before is no news.
const BEGIN: Statement = {
  name: "push_cursors.begin",
  text: `insert into push_cursors (workspace_id, record_number, index) select $1, h.number, 2147483647 from heads h where h.workspace_id = $1
    on conflict do nothing`,
};
// One at a time for a workspace, and none while messages are made of facts: a device that has changed hands is told nothing of whose it was.
const LOCK: Statement = { name: "push_cursors.lock_subscriptions", text: "select index from push_cursors where workspace_id = $1 for no key update" };

/** Keeps the device, sealed with the person's key, and of the person's the latest `max`. What another member had on it for the program is over. */
export async function saveSubscription(
  tx: Tx,
  workspaceId: string,
  { memberId, ids, personKey }: Asker,
  { id, program, endpointHash, language, device }: NewSubscription,
  { now, max }: { now: number; max: number },
): Promise<void> {
  const sealed = seal(personKey, { ...device }, contextOf(workspaceId, id));
  void tx.query(NOTE, [workspaceId]);
  void tx.query(BEGIN, [workspaceId]);
  void tx.query(LOCK, [workspaceId]);
  void tx.query(TAKE_OVER, [workspaceId, program, endpointHash, id]);
  void tx.query(SAVE, [workspaceId, id, memberId, program, endpointHash, language, sealed, new Date(now).toISOString()]);
  await tx.query(TRIM, [workspaceId, ids, max]);
}

const LIST: Statement = {
  name: "push_subscriptions.list",
  text: `select s.id, s.member_id as "memberId", s.program_id as "programId", s.language, s.made_at as "madeAt", s.sealed, k.wrapped
    from push_subscriptions s left join person_keys k on k.workspace_id = s.workspace_id and k.member_id = s.member_id
    where s.workspace_id = $1 and s.member_id = any($2) order by s.made_at desc, s.id`,
};
/** The person's, the latest first. */
export async function listSubscriptions(tx: Tx, workspaceId: string, workspaceKey: SealingKey, ids: readonly string[]): Promise<SubscriptionRow[]> {
  const rows = await tx.query<Omit<SubscriptionRow, "device"> & SealedDevice>(LIST, [workspaceId, ids]);
  return rows.map(({ memberId, sealed, wrapped, ...row }) => ({
    ...row,
    device: openDevice(workspaceId, workspaceKey, row.id, { memberId, sealed, wrapped }),
  }));
}

export interface SealedDevice {
  memberId: string;
  sealed: Buffer;
  wrapped: Buffer | null;
}
/** Where the device is reached; null where the member was erased. */
export function openDevice(workspaceId: string, workspaceKey: SealingKey, id: string, { memberId, sealed, wrapped }: SealedDevice): Device | null {
  if (wrapped === null) return null;
  const personKey = unwrap(workspaceKey, wrapped, `${workspaceId} ${memberId}`);
  return open(personKey, sealed, contextOf(workspaceId, id)) as unknown as Device;
}

const REMOVE: Statement = {
  name: "push_subscriptions.remove",
  text: "delete from push_subscriptions where workspace_id = $1 and id = $2 and ($3::text[] is null or member_id = any($3)) returning id",
};
/** It is gone, where it is one of these members' or none are named; false where there is no such one. */
export async function removeSubscription(tx: Tx, workspaceId: string, id: string, ids: readonly string[] | null): Promise<boolean> {
  return (await tx.query(REMOVE, [workspaceId, id, ids])).length > 0;
}

const REMOVE_ALL: Statement = {
  name: "push_subscriptions.remove_all",
  text: `delete from push_subscriptions where workspace_id = $1 and member_id in (select unnest(array_prepend(m.id, string_to_array(coalesce(m.merged, ''), ' ')))
    from members n join members m on m.workspace_id = n.workspace_id and m.id = coalesce(n.merged_into, n.id) where n.workspace_id = $1 and n.id = $2)`,
};
/** All of the person's are gone. */
export async function removeSubscriptionsOf(tx: Tx, workspaceId: string, memberId: string): Promise<void> {
  await tx.query(REMOVE_ALL, [workspaceId, memberId]);
}

const SWEEP: Statement = {
  name: "push_subscriptions.sweep",
  text: `delete from push_subscriptions s where s.workspace_id = $1
    and not exists (select from person_keys k where k.workspace_id = s.workspace_id and k.member_id = s.member_id)`,
};
/** Those of erased members are gone. */
export async function sweepSubscriptions(tx: Tx, workspaceId: string): Promise<void> {
  await tx.query(SWEEP, [workspaceId]);
}

const WORKSPACES: Statement = { name: "push_subscriptions.workspaces", text: "select id from workspaces where has_push order by id" };
/** The workspaces that have, or have had, a device. */
export async function listPushWorkspaces(tx: Tx): Promise<string[]> {
  return (await tx.query<{ id: string }>(WORKSPACES)).map(({ id }) => id);
}

function contextOf(workspaceId: string, id: string): string {
  return `${workspaceId} ${id}`;
}
