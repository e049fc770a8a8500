/** What is sent to members' devices: made of facts, then sent, at least once. */
import type { AboutMember } from "../core/push-news.js";
import type { Statement, Tx } from "./db.js";
import type { SealedDevice } from "./push-subscriptions.js";

/** Facts that one step looks at. */
export const FACTS_AT_ONCE = 500;

const LOCK: Statement = {
  name: "push_cursors.lock",
  text: `select record_number as record, index from push_cursors where workspace_id = $1 for no key update skip locked`,
};
const FACTS: Statement = {
  name: "push_messages.facts",
  text: `select o.record_number as "recordNumber", o.index, o.kind, coalesce(m.merged_into, m.id) as member,
      coalesce(w.program_id, f.program_id, o.body ->> 'program') as program, w.kind as "rewardKind", w.state as "rewardState"
    from (select record_number, index, kind, body from outbox where workspace_id = $1 and (record_number, index) > ($2::bigint, $3::integer)
      order by record_number, index limit ${FACTS_AT_ONCE}) o
    left join rewards w on w.workspace_id = $1 and w.id = o.body ->> 'reward'
    left join referrals f on f.workspace_id = $1 and f.id = o.body ->> 'referral'
    left join members m on m.workspace_id = $1 and m.id = coalesce(w.recipient_id, f.referrer_id, o.body ->> 'member')
    order by o.record_number, o.index`,
};
const MOVE: Statement = { name: "push_cursors.move", text: "update push_cursors set record_number = $2, index = $3 where workspace_id = $1" };

/** The next facts in the order of the log, taken by one process; they are not given again. */
export async function takeFacts(tx: Tx, workspaceId: string): Promise<AboutMember[]> {
  const [cursor] = await tx.query<{ record: bigint; index: number }>(LOCK, [workspaceId]);
  if (cursor === undefined) return [];
  const rows = await tx.query<Omit<AboutMember, "recordNumber"> & { recordNumber: bigint }>(FACTS, [workspaceId, cursor.record, cursor.index]);
  const last = rows.at(-1);
  if (last !== undefined) await tx.query(MOVE, [workspaceId, last.recordNumber, last.index]);
  return rows.map((row) => ({ ...row, recordNumber: Number(row.recordNumber) }));
}

export interface DeviceOf {
  subscription: string;
  member: string;
  program: string;
}
const DEVICES: Statement = {
  name: "push_messages.devices",
  text: `select s.id as subscription, m.id as member, s.program_id as program from members m
    join push_subscriptions s on s.workspace_id = m.workspace_id and s.member_id = any(m.id || string_to_array(coalesce(m.merged, ''), ' '))
    where m.workspace_id = $1 and m.id = any($2)`,
};
/** The devices of these members. */
export function listDevicesOf(tx: Tx, workspaceId: string, members: readonly string[]): Promise<DeviceOf[]> {
  return tx.query<DeviceOf>(DEVICES, [workspaceId, members]);
}

const TOLD: Statement = {
  name: "push_messages.told",
  text: `select member_id as member, count(distinct (record_number, index))::int as n from push_messages
    where workspace_id = $1 and member_id = any($2) and made_at > $3::timestamptz group by member_id`,
};
/** How much each of the members was told since. */
export async function countTold(tx: Tx, workspaceId: string, members: readonly string[], since: number): Promise<Map<string, number>> {
  const rows = await tx.query<{ member: string; n: number }>(TOLD, [workspaceId, members, isoOf(since)]);
  return new Map(rows.map(({ member, n }) => [member, n]));
}

export interface NewMessage {
  subscription: string;
  recordNumber: number;
  index: number;
  member: string;
}
const SAVE: Statement = {
  name: "push_messages.save",
  text: `insert into push_messages (workspace_id, subscription_id, record_number, index, member_id, state, attempts, made_at, next_at)
    select $1, subscription, record_number, index, member, 'waiting', 0, $6::timestamptz, $6::timestamptz
    from unnest($2::text[], $3::bigint[], $4::integer[], $5::text[]) as t (subscription, record_number, index, member) on conflict do nothing`,
};
export async function saveMessages(tx: Tx, workspaceId: string, messages: readonly NewMessage[], now: number): Promise<void> {
  const column = <T>(pick: (message: NewMessage) => T): T[] => messages.map(pick);
  await tx.query(SAVE, [
    workspaceId,
    column(({ subscription }) => subscription),
    column(({ recordNumber }) => recordNumber),
    column(({ index }) => index),
    column(({ member }) => member),
    isoOf(now),
  ]);
}

/** A message whose turn it is, with the fact that it tells. What is null is gone: the subscription, or the person. */
export interface TakenMessage {
  subscription: string;
  recordNumber: number;
  index: number;
  member: string;
  /** With the one that begins now. */
  attempts: number;
  kind: string;
  body: Record<string, unknown>;
  program: string | null;
  language: string | null;
  device: SealedDevice | null;
}
type TakenRow = Omit<TakenMessage, "recordNumber" | "device"> & SealedDevice & { recordNumber: bigint };
const TAKE: Statement = {
  name: "push_messages.take",
  text: `with taken as (
      update push_messages p set attempts = p.attempts + 1, next_at = $2::timestamptz + ($3::int[])[least(p.attempts + 1, cardinality($3::int[]))] * interval '1 second'
      where p.workspace_id = $1 and (p.subscription_id, p.record_number) in (select subscription_id, record_number from push_messages
        where workspace_id = $1 and next_at <= $2::timestamptz order by next_at, record_number, subscription_id limit $4 for update skip locked)
      returning p.subscription_id, p.record_number, p.index, p.member_id, p.attempts)
    select t.subscription_id as subscription, t.record_number as "recordNumber", t.index, t.member_id as member, t.attempts, o.kind, o.body,
      s.program_id as program, s.language, s.member_id as "memberId", s.sealed, k.wrapped
    from taken t join outbox o on o.workspace_id = $1 and o.record_number = t.record_number and o.index = t.index
    left join push_subscriptions s on s.workspace_id = $1 and s.id = t.subscription_id
    left join person_keys k on k.workspace_id = $1 and k.member_id = s.member_id
    order by t.record_number, t.subscription_id`,
};
/** What is due, taken by one process: it comes again after the delay of its attempt unless it is noted before. */
export async function takeMessages(
  tx: Tx,
  workspaceId: string,
  now: number,
  delaysSeconds: readonly number[],
  atMost: number,
): Promise<TakenMessage[]> {
  const rows = await tx.query<TakenRow>(TAKE, [workspaceId, isoOf(now), delaysSeconds, atMost]);
  return rows.map(({ memberId, sealed, wrapped, recordNumber, ...row }) => ({
    ...row,
    recordNumber: Number(recordNumber),
    device: memberId === null ? null : { memberId, sealed, wrapped },
  }));
}

const CLOSE: Statement = {
  name: "push_messages.close",
  text: `update push_messages set state = $4, next_at = null where workspace_id = $1 and subscription_id = $2 and record_number = $3 and state = 'waiting'`,
};
export async function closeMessage(
  tx: Tx,
  workspaceId: string,
  { subscription, recordNumber }: Pick<TakenMessage, "subscription" | "recordNumber">,
  state: "sent" | "given_up",
): Promise<void> {
  await tx.query(CLOSE, [workspaceId, subscription, recordNumber, state]);
}

const POSTPONE: Statement = {
  name: "push_messages.postpone",
  text: `update push_messages set next_at = greatest(next_at, $4::timestamptz)
    where workspace_id = $1 and subscription_id = $2 and record_number = $3 and state = 'waiting'`,
};
/** It is not tried again before this moment. */
export async function postponeMessage(
  tx: Tx,
  workspaceId: string,
  { subscription, recordNumber }: Pick<TakenMessage, "subscription" | "recordNumber">,
  until: number,
): Promise<void> {
  await tx.query(POSTPONE, [workspaceId, subscription, recordNumber, isoOf(until)]);
}

const SWEEP: Statement = {
  name: "push_messages.sweep",
  text: "delete from push_messages where workspace_id = $1 and next_at is null and made_at < $2::timestamptz",
};
/** What is over and was made before is gone. */
export async function sweepMessages(tx: Tx, workspaceId: string, before: number): Promise<void> {
  await tx.query(SWEEP, [workspaceId, isoOf(before)]);
}

function isoOf(at: number): string {
  return new Date(at).toISOString();
}
