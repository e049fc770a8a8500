-- Keys of calls that make no record of the log, so that they too are done once: what was asked, and what was answered.

-- Never pruned, as keys of records are not. The answer is written with the work, in its transaction; it holds no secrets and nothing personal.
create table answered_calls (
  workspace_id text not null,
  key_hash text not null,
  request_hash text not null,
  answer jsonb,
  answered_at timestamptz not null,
  constraint answered_calls_pkey primary key (workspace_id, key_hash)
);
select bandwagon.protect('answered_calls');
revoke delete on answered_calls from bandwagon_app;
