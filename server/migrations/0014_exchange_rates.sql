-- Events in other currencies: rates of exchange with the moment from which each is in force, and what waits for one.

create table exchange_rates (
  workspace_id text not null,
  id text not null,
  from_currency text not null,
  to_currency text not null,
  in_force_from timestamptz not null,
  rate text not null,
  record_number bigint not null,
  constraint exchange_rates_pkey primary key (workspace_id, id),
  constraint exchange_rates_once unique (workspace_id, from_currency, to_currency, in_force_from),
  constraint exchange_rates_two_currencies check (from_currency <> to_currency)
);
select bandwagon.protect('exchange_rates');

create table parked_events (
  workspace_id text not null,
  id text not null,
  event_record bigint not null,
  program_id text not null,
  member_id text not null,
  from_currency text not null,
  to_currency text not null,
  occurred_at timestamptz not null,
  state text not null,
  record_number bigint not null,
  constraint parked_events_pkey primary key (workspace_id, id),
  constraint parked_events_once unique (workspace_id, program_id, event_record),
  constraint parked_events_state check (state in ('waiting', 'decided', 'dropped')),
  constraint parked_events_member foreign key (workspace_id, member_id) references members (workspace_id, id),
  constraint parked_events_program foreign key (workspace_id, program_id) references programs (workspace_id, id)
);
create index parked_events_waiting on parked_events (workspace_id, from_currency, to_currency) where state = 'waiting';
select bandwagon.protect('parked_events');
