-- Squads: members who take up one time of a challenge together.
create table squads (
  workspace_id text not null,
  program_id text not null,
  code text not null,
  display text not null,
  challenge text not null,
  time text not null,
  members json not null,
  record_number bigint not null,
  constraint squads_pkey primary key (workspace_id, program_id, code),
  constraint squads_program foreign key (workspace_id, program_id) references programs (workspace_id, id)
);
select bandwagon.protect('squads');
