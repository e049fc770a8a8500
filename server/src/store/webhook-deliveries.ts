/** The queue of webhooks: facts become deliveries, a lease says who delivers, results are noted. Everything is set-based, and by the database's clock. */
import type { Statement, Tx } from "./db.js";

/** A delivery that is to be tried now, with its fact; a sample has no fact. */
export interface DueDelivery {
  endpointId: string;
  recordNumber: number;
  index: number;
  kind: string;
  attempts: number;
  roundStart: number;
  createdAt: number;
  at: number | null;
  body: Record<string, unknown> | null;
}

/** An endpoint that this process delivers to for the present. */
export interface LeasedEndpoint {
  id: string;
  url: string;
  secret_wrapped: Buffer;
  old_secret_wrapped: Buffer | null;
}

/** An endpoint that nothing is sent to from now on, and why. */
export interface DisabledEndpoint {
  id: string;
  because: "gone" | "failing";
}

export interface DeliveryResult {
  endpointId: string;
  recordNumber: number;
  index: number;
  /** How many had been made before, and where the round of attempts had begun: the result of an attempt that somebody else has overtaken changes nothing. */
  attempts: number;
  roundStart: number;
  at: number;
  durationMs: number;
  status: number | null;
  error: string | null;
  answer: string;
  isSuccess: boolean;
  /** When it is tried again; null: never. */
  nextDelayMs: number | null;
  /** Nothing is sent to this endpoint for so long. */
  holdMs: number;
  isGone: boolean;
}

/** Facts that one step fans out to one endpoint. */
export const FAN_OUT_MAX = 1000;

// An endpoint's row is held while its cursor moves, so no fact is fanned out twice; records commit in the order of their numbers, so none is left behind.
const FAN_OUT: Statement = {
  name: "webhooks.fan_out",
  text: `with held as materialized (
      select e.id, e.kinds, e.cursor_record, e.cursor_index from webhook_endpoints e where e.workspace_id = $1 and e.status = 'active'
        and exists (select from outbox o where o.workspace_id = $1 and (o.record_number, o.index) > (e.cursor_record, e.cursor_index))
      for no key update skip locked),
    told as materialized (
      select h.id, h.kinds, o.record_number, o.index, o.kind from held h cross join lateral (
        select record_number, index, kind from outbox where workspace_id = $1 and (record_number, index) > (h.cursor_record, h.cursor_index)
        order by record_number, index limit ${FAN_OUT_MAX}) o),
    made as (
      insert into webhook_deliveries (workspace_id, endpoint_id, record_number, index, kind, state, attempts, round_start, created_at, next_at)
      select $1, id, record_number, index, kind, 'pending', 0, 0, now(), now() from told where kinds is null or kind = any (kinds)
      on conflict do nothing),
    moved as (
      update webhook_endpoints e set cursor_record = l.record_number, cursor_index = l.index
      from (select distinct on (id) id, record_number, index from told order by id, record_number desc, index desc) l
      where e.workspace_id = $1 and e.id = l.id)
    select coalesce(max(count), 0) as most from (select count(*) as count from told group by id) counts`,
};

// Who has the lease keeps it as long as it comes back in time; a lease that has run out is taken by whoever finds something due.
const LEASE: Statement = {
  name: "webhooks.lease",
  text: `update webhook_endpoints e set lease_holder = $2, lease_until = now() + $3::float8 * interval '1 millisecond'
    from (select id from webhook_endpoints w where workspace_id = $1 and status = 'active' and (hold_until is null or hold_until <= now())
        and (lease_until is null or lease_until <= now() or lease_holder = $2)
        and (id = any ($4::text[])
          or exists (select from webhook_deliveries d where d.workspace_id = $1 and d.endpoint_id = w.id and d.state = 'pending' and d.next_at <= now()))
      for no key update skip locked) free
    where e.workspace_id = $1 and e.id = free.id
    returning e.id, e.url, e.secret_wrapped, case when e.old_secret_until > now() then e.old_secret_wrapped end as old_secret_wrapped`,
};
const DUE: Statement = {
  name: "webhooks.due",
  text: `select e.id as "endpointId", d.record_number as "recordNumber", d.index, d.kind, d.attempts, d.round_start as "roundStart",
      d.created_at as "createdAt", o.at, o.body
    from webhook_endpoints e
    cross join lateral (select record_number, index, kind, attempts, round_start, created_at, next_at from webhook_deliveries
      where workspace_id = $1 and endpoint_id = e.id and state = 'pending' and next_at <= now() order by next_at, record_number, index limit $4) d
    left join outbox o on o.workspace_id = $1 and o.record_number = d.record_number and o.index = d.index
    where e.workspace_id = $1 and e.lease_holder = $2 and e.lease_until > now() and e.status = 'active'
      and (e.hold_until is null or e.hold_until <= now()) and e.id <> all ($3::text[])
    order by e.id, d.next_at, d.record_number, d.index`,
};
const RELEASE: Statement = {
  name: "webhooks.release",
  text: "update webhook_endpoints set lease_holder = null, lease_until = null where workspace_id = $1 and lease_holder = $2 and id = any ($3::text[])",
};

// Before the deliveries, as replays do: whoever changes both takes them in the same order.
const HOLD_ENDPOINTS: Statement = {
  name: "webhooks.hold_endpoints",
  text: "select id, status from webhook_endpoints where workspace_id = $1 and id = any ($2::text[]) order by id for no key update",
};
const RESULTS = `unnest($2::text[], $3::bigint[], $4::integer[], $5::integer[], $6::integer[], $7::timestamptz[], $8::integer[], $9::integer[], $10::text[], $11::text[],
    $12::boolean[], $13::float8[]) as r (endpoint_id, record_number, index, attempts, round_start, at, duration_ms, status, error, answer, is_success, next_delay_ms)`;
const SAVE_RESULTS: Statement = {
  name: "webhooks.save_results",
  text: `with results as materialized (select * from ${RESULTS}),
    logged as (
      insert into webhook_attempts (workspace_id, endpoint_id, record_number, index, attempt, at, duration_ms, status, error, answer)
      select $1, endpoint_id, record_number, index, attempts + 1, at, duration_ms, status, error, answer from results on conflict do nothing),
    noted as (
      update webhook_deliveries d set attempts = d.attempts + 1,
        first_at = case when d.round_start = r.round_start then coalesce(d.first_at, r.at) else d.first_at end,
        state = case when d.round_start <> r.round_start then d.state when r.is_success then 'delivered' when r.next_delay_ms is null then 'failed' else 'pending' end,
        next_at = case when d.round_start <> r.round_start then d.next_at when not r.is_success then now() + r.next_delay_ms * interval '1 millisecond' end,
        done_at = case when d.round_start <> r.round_start then d.done_at when r.is_success or r.next_delay_ms is null then now() end
      from results r
      where d.workspace_id = $1 and d.endpoint_id = any ($2::text[]) and d.record_number = any ($3::bigint[])
        and d.endpoint_id = r.endpoint_id and d.record_number = r.record_number and d.index = r.index and d.attempts = r.attempts and d.state = 'pending'
      returning d.endpoint_id, d.state, d.first_at)
    select endpoint_id as "endpointId", min(first_at) as "firstAt" from noted where state = 'failed' group by endpoint_id`,
};
const NOTE_ENDPOINTS: Statement = {
  name: "webhooks.note_endpoints",
  text: `update webhook_endpoints e set
      last_success_at = case when r.is_success then now() else e.last_success_at end,
      hold_until = case when r.hold_ms > 0 then greatest(e.hold_until, now() + r.hold_ms * interval '1 millisecond') else e.hold_until end,
      status = case when r.is_gone and e.status = 'active' then 'disabled' else e.status end,
      disabled_because = case when r.is_gone and e.status = 'active' then 'gone' else e.disabled_because end
    from unnest($2::text[], $3::boolean[], $4::float8[], $5::boolean[]) as r (endpoint_id, is_success, hold_ms, is_gone)
    where e.workspace_id = $1 and e.id = r.endpoint_id
      and (r.is_gone or r.hold_ms > 0 or r.is_success and (e.last_success_at is null or e.last_success_at < now() - interval '1 second'))`,
};
// A whole round of attempts has failed, and since it began nothing else has succeeded either.
const DISABLE_FAILING: Statement = {
  name: "webhooks.disable_failing",
  text: `update webhook_endpoints e set status = 'disabled', disabled_because = 'failing'
    from unnest($2::text[], $3::timestamptz[]) as f (endpoint_id, first_at)
    where e.workspace_id = $1 and e.id = f.endpoint_id and e.status = 'active' and (e.last_success_at is null or e.last_success_at < f.first_at)
    returning e.id`,
};

/** Makes deliveries of new facts for every active endpoint, in the order of the log; true if there may be more. */
export async function fanOut(tx: Tx, workspaceId: string): Promise<boolean> {
  const [row] = await tx.query<{ most: bigint }>(FAN_OUT, [workspaceId]);
  return Number(row?.most ?? 0) >= FAN_OUT_MAX;
}

/** Takes or renews the lease of each endpoint that is free and has something due, and of those that are `kept`; gives all that the holder has now. */
export function leaseEndpoints(tx: Tx, workspaceId: string, holder: string, leaseMs: number, kept: string[]): Promise<LeasedEndpoint[]> {
  return tx.query<LeasedEndpoint>(LEASE, [workspaceId, holder, leaseMs, kept]);
}

/** What is due at the endpoints that the holder has a lease of, but for those of `full`: at most `limit` for each, the longest waiting first. */
export async function loadDue(tx: Tx, workspaceId: string, holder: string, full: string[], limit: number): Promise<DueDelivery[]> {
  const rows = await tx.query<Omit<DueDelivery, "recordNumber"> & { recordNumber: bigint }>(DUE, [workspaceId, holder, full, limit]);
  return rows.map((row) => ({ ...row, recordNumber: Number(row.recordNumber) }));
}

/** Others may deliver to these endpoints at once. */
export async function releaseEndpoints(tx: Tx, workspaceId: string, holder: string, ids: string[]): Promise<void> {
  await tx.query(RELEASE, [workspaceId, holder, ids]);
}

/** Notes attempts: the log of each, the state of its delivery, and what follows for the endpoint. Gives the endpoints that were active and are disabled now. */
export async function saveResults(tx: Tx, workspaceId: string, results: DeliveryResult[]): Promise<DisabledEndpoint[]> {
  const column = <T>(pick: (result: DeliveryResult) => T): T[] => results.map(pick);
  const endpoints = [...new Set(column((result) => result.endpointId))].sort();
  const held = tx.query<{ id: string; status: string }>(HOLD_ENDPOINTS, [workspaceId, endpoints]);
  const failing = tx.query<{ endpointId: string; firstAt: number }>(SAVE_RESULTS, [
    workspaceId,
    column((result) => result.endpointId),
    column((result) => result.recordNumber),
    column((result) => result.index),
    column((result) => result.attempts),
    column((result) => result.roundStart),
    column((result) => new Date(result.at).toISOString()),
    column((result) => result.durationMs),
    column((result) => result.status),
    column((result) => result.error),
    column((result) => result.answer),
    column((result) => result.isSuccess),
    column((result) => result.nextDelayMs),
  ]);
  const of = (id: string) => results.filter((result) => result.endpointId === id);
  void tx.query(NOTE_ENDPOINTS, [
    workspaceId,
    endpoints,
    endpoints.map((id) => of(id).some(({ isSuccess }) => isSuccess)),
    endpoints.map((id) => Math.max(...of(id).map(({ holdMs }) => holdMs))),
    endpoints.map((id) => of(id).some(({ isGone }) => isGone)),
  ]);
  if (!results.some(({ isSuccess, nextDelayMs }) => !isSuccess && nextDelayMs === null)) return [];
  const gone = (await held).filter(({ id, status }) => status === "active" && of(id).some(({ isGone }) => isGone));
  const disabled: DisabledEndpoint[] = gone.map(({ id }) => ({ id, because: "gone" }));
  const failed = await failing;
  if (failed.length === 0) return disabled;
  const firsts = failed.map(({ firstAt }) => new Date(firstAt).toISOString());
  const rows = await tx.query<{ id: string }>(DISABLE_FAILING, [workspaceId, failed.map(({ endpointId }) => endpointId), firsts]);
  return [...disabled, ...rows.map(({ id }): DisabledEndpoint => ({ id, because: "failing" }))];
}
