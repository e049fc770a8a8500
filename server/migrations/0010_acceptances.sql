-- Who agreed to which version of a program's terms, and when: the terms are generated from the version, which never changes.

create table acceptances (
  workspace_id text not null,
  program_id text not null,
  member_id text not null,
  version integer not null,
  accepted_at timestamptz not null,
  record_number bigint not null,
  constraint acceptances_pkey primary key (workspace_id, program_id, member_id, version),
  constraint acceptances_member foreign key (workspace_id, member_id) references members (workspace_id, id),
  constraint acceptances_version foreign key (workspace_id, program_id, version) references program_versions (workspace_id, program_id, version)
);
create index acceptances_by_member on acceptances (workspace_id, member_id);
select bandwagon.protect('acceptances');
