-- Outgoing webhooks: who is told what has happened, what is still to be sent, and how each attempt went.

-- So that whoever delivers looks into the few workspaces that have endpoints, and not into all. Never unset.
alter table workspaces add column has_webhooks boolean not null default false;

-- The cursor is the last fact that was fanned out to the endpoint. Whoever holds the lease delivers to it, nobody else: a process that died loses it in time.
-- Endpoints are never removed: a deleted one keeps its row, without its secrets, so that its key stays used.
create table webhook_endpoints (
  workspace_id text not null,
  id text not null,
  url text not null,
  label text not null,
  kinds text[],
  status text not null,
  disabled_because text,
  request_hash text not null,
  secret_wrapped bytea not null,
  old_secret_wrapped bytea,
  old_secret_until timestamptz,
  cursor_record bigint not null,
  cursor_index integer not null,
  hold_until timestamptz,
  last_success_at timestamptz,
  lease_holder text,
  lease_until timestamptz,
  created_at timestamptz not null,
  constraint webhook_endpoints_pkey primary key (workspace_id, id),
  constraint webhook_endpoints_status check (status in ('active', 'disabled', 'deleted')),
  constraint webhook_endpoints_because check (disabled_because in ('request', 'gone', 'failing') and (disabled_because is null or status <> 'active')),
  constraint webhook_endpoints_lease check ((lease_holder is null) = (lease_until is null))
) with (fillfactor = 50);

-- One fact for one endpoint. A sample, which is no fact, has record 0. Nothing personal: what is sent is read anew for each attempt.
-- attempts counts all that were made; the schedule begins anew (with a replay) behind round_start of them, and first_at is the first one since.
-- Without a foreign key to the endpoint: rows are made from the endpoint's row, which is never removed.
create table webhook_deliveries (
  workspace_id text not null,
  endpoint_id text not null,
  record_number bigint not null,
  index integer not null,
  kind text not null,
  state text not null,
  attempts integer not null,
  round_start integer not null,
  created_at timestamptz not null,
  next_at timestamptz,
  first_at timestamptz,
  done_at timestamptz,
  constraint webhook_deliveries_pkey primary key (workspace_id, endpoint_id, record_number, index),
  constraint webhook_deliveries_state check (state in ('pending', 'delivered', 'failed')),
  constraint webhook_deliveries_next check ((state = 'pending') = (next_at is not null)),
  constraint webhook_deliveries_done check ((state = 'pending') = (done_at is null))
) with (fillfactor = 70);
create index webhook_deliveries_due on webhook_deliveries (workspace_id, endpoint_id, next_at, record_number, index) where state = 'pending';
create index webhook_deliveries_failed on webhook_deliveries (workspace_id, endpoint_id, record_number, index) where state = 'failed';
create index webhook_deliveries_done on webhook_deliveries (workspace_id, done_at) where done_at is not null;

create table webhook_attempts (
  workspace_id text not null,
  endpoint_id text not null,
  record_number bigint not null,
  index integer not null,
  attempt integer not null,
  at timestamptz not null,
  duration_ms integer not null,
  status integer,
  error text,
  answer text not null,
  constraint webhook_attempts_pkey primary key (workspace_id, endpoint_id, record_number, index, attempt)
);

do $$
declare t text;
begin
  foreach t in array array['webhook_endpoints', 'webhook_deliveries', 'webhook_attempts'] loop
    perform bandwagon.protect(t);
  end loop;
end $$;
