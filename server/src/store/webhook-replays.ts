import type { Statement, Tx } from "./db.js";

/** A place in the log: a fact's record and its index. */
export interface FactPlace {
  record: number;
  index: number;
}

// A delivery that waits is due at once and begins its schedule anew; one that is done becomes pending again under the same id.
const AGAIN = `state = 'pending', next_at = now(), done_at = null, first_at = null, round_start = d.attempts`;

const ONE: Statement = {
  name: "webhooks.replay_one",
  text: `update webhook_deliveries d set ${AGAIN} where workspace_id = $1 and endpoint_id = $2 and record_number = $3 and index = $4 returning d.kind`,
};
const RANGE: Statement = {
  name: "webhooks.replay_range",
  text: `with endpoint as (select kinds, cursor_record, cursor_index from webhook_endpoints where workspace_id = $1 and id = $2),
    facts as materialized (
      select o.record_number, o.index, o.kind from outbox o, endpoint e
      where o.workspace_id = $1 and (o.record_number, o.index) >= ($3, $4) and (o.record_number, o.index) <= ($5, $6)
        and (o.record_number, o.index) <= (e.cursor_record, e.cursor_index)
      order by o.record_number, o.index limit $8),
    replayed as (
      insert into webhook_deliveries as d (workspace_id, endpoint_id, record_number, index, kind, state, attempts, round_start, created_at, next_at)
      select $1, $2, f.record_number, f.index, f.kind, 'pending', 0, 0, now(), now() from facts f, endpoint e where e.kinds is null or f.kind = any (e.kinds)
      on conflict (workspace_id, endpoint_id, record_number, index) do update set ${AGAIN} where d.state = any ($7::text[])
      returning 1)
    select (select count(*) from replayed) as replayed, (select count(*) from facts) as seen,
      l.record_number as record, l.index from (select 1) one left join (select record_number, index from facts order by 1 desc, 2 desc limit 1) l on true`,
};
// Numbers have no holes and times only grow, so the record is found by halving, without an index of times that each event would pay for.
const AT_TIME: Statement = {
  name: "webhooks.record_at",
  text: `with recursive search (low, high) as (
      select 1::bigint, number + 1 from heads where workspace_id = $1
      union all
      select case when r.at < $2::timestamptz then r.number + 1 else s.low end, case when r.at < $2::timestamptz then s.high else r.number end
      from search s join records r on r.workspace_id = $1 and r.number = (s.low + s.high) / 2 where s.low < s.high)
    select low as record from search where low = high`,
};
const SAMPLE: Statement = {
  name: "webhooks.sample",
  text: `insert into webhook_deliveries (workspace_id, endpoint_id, record_number, index, kind, state, attempts, round_start, created_at, next_at)
    values ($1, $2, 0, $3, $4, 'pending', 0, 0, now(), now()) on conflict do nothing`,
};
const FORGET: Statement = {
  name: "webhooks.forget",
  text: `with old as materialized (
      select endpoint_id, record_number, index from webhook_deliveries
      where workspace_id = $1 and done_at < now() - $2::float8 * interval '1 day' order by done_at limit $3),
    logs as (delete from webhook_attempts a using old o
      where a.workspace_id = $1 and a.endpoint_id = o.endpoint_id and a.record_number = o.record_number and a.index = o.index),
    gone as (delete from webhook_deliveries d using old o
      where d.workspace_id = $1 and d.endpoint_id = o.endpoint_id and d.record_number = o.record_number and d.index = o.index returning 1)
    select count(*) as count from gone`,
};
const FORGET_DELETED: Statement = {
  name: "webhooks.forget_deleted",
  text: `with old as materialized (
      select d.endpoint_id, d.record_number, d.index from webhook_endpoints e join webhook_deliveries d on d.workspace_id = $1 and d.endpoint_id = e.id
      where e.workspace_id = $1 and e.status = 'deleted' limit $2),
    logs as (delete from webhook_attempts a using old o
      where a.workspace_id = $1 and a.endpoint_id = o.endpoint_id and a.record_number = o.record_number and a.index = o.index),
    gone as (delete from webhook_deliveries d using old o
      where d.workspace_id = $1 and d.endpoint_id = o.endpoint_id and d.record_number = o.record_number and d.index = o.index returning 1)
    select count(*) as count from gone`,
};

/** The delivery is made again, from the beginning of the schedule; true if there is such a one. */
export async function replayDelivery(tx: Tx, workspaceId: string, endpointId: string, { record, index }: FactPlace): Promise<boolean> {
  return (await tx.query(ONE, [workspaceId, endpointId, record, index])).length === 1;
}

export interface ReplayRange {
  from: FactPlace;
  to: FactPlace;
  /** Which deliveries go again; facts that the endpoint was never sent always do. */
  states: string[];
  limit: number;
}

/**
 * Sends the facts of the range (both ends included) to the endpoint again, as far as it has got in the log; what lies behind that comes by itself.
 * Gives how many, and the last fact that was looked at when the limit cut the range.
 */
export async function replayRange(
  tx: Tx,
  workspaceId: string,
  endpointId: string,
  { from, to, states, limit }: ReplayRange,
): Promise<{ replayed: number; last: FactPlace | null }> {
  const values = [workspaceId, endpointId, from.record, from.index, to.record, to.index, states, limit];
  const [row] = await tx.query<{ replayed: bigint; seen: bigint; record: bigint | null; index: number | null }>(RANGE, values);
  if (row === undefined) throw new Error("A replay told nothing.");
  const isCut = Number(row.seen) === limit && row.record !== null && row.index !== null;
  return { replayed: Number(row.replayed), last: isCut ? { record: Number(row.record), index: Number(row.index) } : null };
}

/** The number of the first record at this moment or after it; one more than the last where there is none. */
export async function findRecordAt(tx: Tx, workspaceId: string, at: number): Promise<number> {
  const [row] = await tx.query<{ record: bigint }>(AT_TIME, [workspaceId, new Date(at).toISOString()]);
  return Number(row?.record ?? 1);
}

/** A sample is to be sent. */
export async function saveSample(tx: Tx, workspaceId: string, endpointId: string, index: number, kind: string): Promise<void> {
  await tx.query(SAMPLE, [workspaceId, endpointId, index, kind]);
}

/** Removes deliveries, with their attempts, that were done so long ago or belong to deleted endpoints; at most `limit` of each. Gives how many. */
export async function forgetDeliveries(tx: Tx, workspaceId: string, keptDays: number, limit: number): Promise<number> {
  const answers = await Promise.all([
    tx.query<{ count: bigint }>(FORGET, [workspaceId, keptDays, limit]),
    tx.query<{ count: bigint }>(FORGET_DELETED, [workspaceId, limit]),
  ]);
  return answers.reduce((sum, [row]) => sum + Number(row?.count ?? 0), 0);
}
