-- What a member has of the game in a program: the steps of levels that were reached, which are never lost.
create table game_progress (
  workspace_id text not null,
  program_id text not null,
  member_id text not null,
  levels json not null,
  record_number bigint not null,
  constraint game_progress_pkey primary key (workspace_id, program_id, member_id),
  constraint game_progress_member foreign key (workspace_id, member_id) references members (workspace_id, id),
  constraint game_progress_program foreign key (workspace_id, program_id) references programs (workspace_id, id)
) with (fillfactor = 70);
select bandwagon.protect('game_progress');
