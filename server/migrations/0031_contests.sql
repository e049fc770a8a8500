-- Judged contests: their runs, what members have handed in and its places, and one vote of each member.
create table contest_runs (
  workspace_id text not null,
  id text not null,
  program_id text not null,
  contest text not null,
  run text not null,
  by text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  due_at timestamptz,
  closed_at timestamptz,
  record_number bigint not null,
  constraint contest_runs_pkey primary key (workspace_id, id),
  constraint contest_runs_one unique (workspace_id, program_id, contest, run),
  constraint contest_runs_by check (by in ('owner', 'judges', 'members')),
  constraint contest_runs_closed_once check ((due_at is null) = (closed_at is not null)),
  constraint contest_runs_program foreign key (workspace_id, program_id) references programs (workspace_id, id)
);
create index contest_runs_due on contest_runs (workspace_id, due_at) where due_at is not null;
create table contest_entries (
  workspace_id text not null,
  id text not null,
  run_id text not null,
  member_id text not null,
  state text not null,
  by text not null,
  picture text,
  handed_in_at timestamptz not null,
  record_number bigint not null,
  accepted bigint,
  reason text,
  marks json not null,
  votes integer not null,
  place integer,
  constraint contest_entries_pkey primary key (workspace_id, id),
  constraint contest_entries_state check (state in ('waiting', 'accepted', 'refused', 'withdrawn')),
  constraint contest_entries_votes check (votes >= 0),
  constraint contest_entries_run foreign key (workspace_id, run_id) references contest_runs (workspace_id, id),
  constraint contest_entries_member foreign key (workspace_id, member_id) references members (workspace_id, id)
);
create index contest_entries_of_run on contest_entries (workspace_id, run_id, record_number desc);
create unique index contest_entries_places on contest_entries (workspace_id, run_id, place) where place is not null;
create index contest_entries_pictures on contest_entries (workspace_id, picture) where picture is not null;
create table contest_votes (
  workspace_id text not null,
  run_id text not null,
  member_id text not null,
  entry_id text,
  record_number bigint not null,
  constraint contest_votes_pkey primary key (workspace_id, run_id, member_id),
  constraint contest_votes_run foreign key (workspace_id, run_id) references contest_runs (workspace_id, id),
  constraint contest_votes_member foreign key (workspace_id, member_id) references members (workspace_id, id)
);
select bandwagon.protect('contest_runs');
select bandwagon.protect('contest_entries');
select bandwagon.protect('contest_votes');
