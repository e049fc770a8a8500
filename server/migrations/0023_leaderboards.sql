-- Leaderboards: runs, what each member has scored in them, who left a board; and fences, by which a place is counted without counting everybody.
create table board_runs (
  workspace_id text not null,
  id text not null,
  program_id text not null,
  board text not null,
  run text not null,
  starts_at timestamptz,
  ends_at timestamptz,
  counts_until timestamptz,
  due_at timestamptz,
  frozen_at timestamptz,
  record_number bigint not null,
  progress json not null,
  constraint board_runs_pkey primary key (workspace_id, id),
  constraint board_runs_program foreign key (workspace_id, program_id) references programs (workspace_id, id)
);
create index board_runs_due on board_runs (workspace_id, due_at) where due_at is not null;
create index board_runs_of_program on board_runs (workspace_id, program_id, board, starts_at desc);
select bandwagon.protect('board_runs');

-- The higher score is ahead, of equal ones the one that was reached first. `standing` turns that into one ascending order. Member ids compare as their bytes do.
create table board_scores (
  workspace_id text not null,
  member_id text collate "C" not null,
  run_id text not null,
  partition text not null,
  score bigint not null,
  reached bigint not null,
  state text not null,
  standing bigint generated always as (-score) stored,
  constraint board_scores_pkey primary key (workspace_id, member_id, run_id),
  constraint board_scores_state check (state in ('in', 'away', 'empty'))
) with (fillfactor = 80);
create unique index board_scores_order on board_scores (workspace_id, run_id, partition, standing, reached, member_id) where state = 'in';
select bandwagon.protect('board_scores');

create table board_settings (
  workspace_id text not null,
  program_id text not null,
  member_id text not null,
  away json not null,
  record_number bigint not null,
  constraint board_settings_pkey primary key (workspace_id, program_id, member_id)
);
select bandwagon.protect('board_settings');

-- How many of a ranking lie from one key on to the next one: level 1 has a few hundred each, level 2 some dozens of level 1. They are kept with the scores,
-- as an index is, and say nothing that the scores do not say: no part of what the log amounts to.
create table board_fences (
  workspace_id text not null,
  run_id text not null,
  partition text not null,
  level smallint not null,
  standing bigint not null,
  reached bigint not null,
  member_id text collate "C" not null,
  size bigint not null,
  constraint board_fences_pkey primary key (workspace_id, run_id, partition, level, standing, reached, member_id)
) with (fillfactor = 60);
select bandwagon.protect('board_fences');
