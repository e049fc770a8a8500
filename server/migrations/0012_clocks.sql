-- What comes by itself: a period's start or end, a date of a member, a silence, the end of a tier's period. A row a member says when it comes next; a row a program says since when it
-- has each of them, and how far the members that it had before have been told.

create table timers (
  workspace_id text not null,
  program_id text not null,
  member_id text not null,
  due_at timestamptz,
  clocks json not null,
  record_number bigint not null,
  tiers json not null,
  constraint timers_pkey primary key (workspace_id, program_id, member_id),
  constraint timers_enrolment foreign key (workspace_id, program_id, member_id) references enrolments (workspace_id, program_id, member_id)
) with (fillfactor = 80);
create index timers_due on timers (workspace_id, due_at) where due_at is not null and record_number > 0;
select bandwagon.protect('timers');

create table schedules (
  workspace_id text not null,
  program_id text not null,
  due_at timestamptz,
  swept_to bigint,
  clocks json not null,
  record_number bigint not null,
  constraint schedules_pkey primary key (workspace_id, program_id),
  constraint schedules_program foreign key (workspace_id, program_id) references programs (workspace_id, id)
);
select bandwagon.protect('schedules');

-- Members in the order in which they were enrolled: a chunk after the other.
create index enrolments_by_record on enrolments (workspace_id, program_id, record_number);
