-- Challenges: what each member and their friends have done in its times, and whether the member has joined.
create table challenges (
  workspace_id text not null,
  program_id text not null,
  member_id text not null,
  challenge text not null,
  state json not null,
  record_number bigint not null,
  constraint challenges_pkey primary key (workspace_id, program_id, member_id, challenge),
  constraint challenges_member foreign key (workspace_id, member_id) references members (workspace_id, id),
  constraint challenges_program foreign key (workspace_id, program_id) references programs (workspace_id, id)
) with (fillfactor = 70);
select bandwagon.protect('challenges');
