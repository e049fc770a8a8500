-- Members who want to be told on their devices: where each device is reached, and what is sent to it. They change nothing that is derived, so they are not in the log.

-- So that whoever sends looks into the few workspaces that have devices, and not into all. Never unset.
alter table workspaces add column has_push boolean not null default false;

-- The last fact of which it was decided what members are told.
create table push_cursors (
  workspace_id text not null,
  record_number bigint not null,
  index integer not null,
  constraint push_cursors_pkey primary key (workspace_id)
);

-- One device of a member for one program. Its address at the push service and its keys are sealed with the person's key; the keyed hash tells a device again.
create table push_subscriptions (
  workspace_id text not null,
  id text not null,
  member_id text not null,
  program_id text not null,
  endpoint_hash text not null,
  language text not null,
  sealed bytea not null,
  made_at timestamptz not null,
  constraint push_subscriptions_pkey primary key (workspace_id, id),
  constraint push_subscriptions_device unique (workspace_id, program_id, endpoint_hash),
  constraint push_subscriptions_member foreign key (workspace_id, member_id) references members (workspace_id, id)
);
create index push_subscriptions_of_member on push_subscriptions (workspace_id, member_id, made_at);

-- One fact for one device; nothing personal: what is said is made of the fact when it is sent. Without a foreign key to the subscription, which may go at any time.
create table push_messages (
  workspace_id text not null,
  subscription_id text not null,
  record_number bigint not null,
  index integer not null,
  member_id text not null,
  state text not null,
  attempts integer not null,
  made_at timestamptz not null,
  -- When it is tried next, unless the attempt that runs brings it.
  next_at timestamptz,
  constraint push_messages_pkey primary key (workspace_id, subscription_id, record_number),
  constraint push_messages_state check (state in ('waiting', 'sent', 'given_up')),
  constraint push_messages_next check ((state = 'waiting') = (next_at is not null))
) with (fillfactor = 70);
create index push_messages_due on push_messages (workspace_id, next_at) where next_at is not null;
create index push_messages_of_member on push_messages (workspace_id, member_id, made_at);

do $$
declare t text;
begin
  foreach t in array array['push_cursors', 'push_subscriptions', 'push_messages'] loop
    perform bandwagon.protect(t);
  end loop;
end $$;
