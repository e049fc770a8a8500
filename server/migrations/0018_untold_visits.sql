-- Visits to which rules listen are noted here with the visit, told to the log in the background, and gone: a process that dies between loses none.
create table untold_visits (
  workspace_id text not null,
  key text not null,
  input jsonb not null,
  at timestamptz not null,
  constraint untold_visits_pkey primary key (workspace_id, key)
);
select bandwagon.protect('untold_visits');
create index untold_visits_in_order on untold_visits (workspace_id, at);
