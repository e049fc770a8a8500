-- How members sign in to what they see: links that work once, and sessions. They change nothing that is derived, so they are not in the log. Hashes only.

-- Of a link only the hash of its secret. key_id: the key that asked for it; a link of a revoked key is no good. Null: a mail that the member asked for.
create table sign_in_links (
  workspace_id text not null,
  secret_hash bytea not null,
  member_id text not null,
  key_id text,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  constraint sign_in_links_pkey primary key (workspace_id, secret_hash),
  constraint sign_in_links_member foreign key (workspace_id, member_id) references members (workspace_id, id)
);
create index sign_in_links_of_member on sign_in_links (workspace_id, member_id, made_at);
create index sign_in_links_over on sign_in_links (workspace_id, expires_at);

-- The member is the one who was named, also after they were merged into another: the key of that person tells by which id they are called.
create table member_sessions (
  workspace_id text not null,
  token_hash bytea not null,
  member_id text not null,
  key_id text,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  constraint member_sessions_pkey primary key (workspace_id, token_hash),
  constraint member_sessions_member foreign key (workspace_id, member_id) references members (workspace_id, id)
);
create index member_sessions_of_member on member_sessions (workspace_id, member_id, expires_at);
create index member_sessions_over on member_sessions (workspace_id, expires_at);

select bandwagon.protect('sign_in_links');
select bandwagon.protect('member_sessions');
