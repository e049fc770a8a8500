-- Draws: their runs, and the tickets that take part, of which the luckiest are found by an index. Ids and numbers are compared byte by byte.
create table draw_runs (
  workspace_id text not null,
  id text not null,
  program_id text not null,
  draw text not null,
  run text not null,
  starts_at timestamptz,
  ends_at timestamptz not null,
  due_at timestamptz,
  drawn_at timestamptz,
  winners integer not null,
  commitment text not null,
  won json not null,
  record_number bigint not null,
  constraint draw_runs_pkey primary key (workspace_id, id),
  constraint draw_runs_one unique (workspace_id, program_id, draw, run),
  constraint draw_runs_drawn_once check ((due_at is null) = (drawn_at is not null)),
  constraint draw_runs_program foreign key (workspace_id, program_id) references programs (workspace_id, id)
);
create index draw_runs_due on draw_runs (workspace_id, due_at) where due_at is not null;
create table draw_tickets (
  workspace_id text not null,
  reward_id text collate "C" not null,
  run_id text not null,
  member_id text not null,
  count integer not null,
  luck text collate "C" not null,
  state text not null,
  record_number bigint not null,
  constraint draw_tickets_pkey primary key (workspace_id, reward_id),
  constraint draw_tickets_count check (count > 0),
  constraint draw_tickets_state check (state in ('in', 'out')),
  constraint draw_tickets_run foreign key (workspace_id, run_id) references draw_runs (workspace_id, id),
  constraint draw_tickets_member foreign key (workspace_id, member_id) references members (workspace_id, id)
);
create index draw_tickets_by_luck on draw_tickets (workspace_id, run_id, luck, reward_id) where state = 'in';
create index draw_tickets_of_holder on draw_tickets (workspace_id, run_id, member_id) include (count) where state = 'in';
select bandwagon.protect('draw_runs');
select bandwagon.protect('draw_tickets');
alter table rewards drop constraint rewards_kind;
alter table rewards add constraint rewards_kind
  check (kind in ('credit', 'cash', 'points', 'units', 'coupon', 'badge', 'stamp', 'item', 'access', 'code', 'choice', 'accrual', 'booster', 'places', 'tickets'));
