-- Days or weeks in a row: which of a member's have an event, as far back as an event can be told late or taken back.
create table streaks (
  workspace_id text not null,
  program_id text not null,
  member_id text not null,
  streak text not null,
  state json not null,
  record_number bigint not null,
  constraint streaks_pkey primary key (workspace_id, program_id, member_id, streak),
  constraint streaks_member foreign key (workspace_id, member_id) references members (workspace_id, id),
  constraint streaks_program foreign key (workspace_id, program_id) references programs (workspace_id, id)
) with (fillfactor = 70);
select bandwagon.protect('streaks');
