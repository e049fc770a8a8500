-- The ground: the application's own role, the wall between workspaces, and the tables of the whole installation.

create schema if not exists bandwagon;

-- Roles belong to the whole server: another database of it may make this one in the same moment.
-- Who makes a role may not yet act as it (from PostgreSQL 16 on that is a right of its own, "set"), hence the grant.
do $$
declare
  right_to_act text := case when current_setting('server_version_num')::int >= 160000 then 'set' else 'member' end;
begin
  if not exists (select from pg_roles where rolname = 'bandwagon_app') then
    begin
      create role bandwagon_app nologin nosuperuser nobypassrls nocreatedb nocreaterole noinherit;
    exception when duplicate_object or unique_violation then null;
    end;
  end if;
  if not pg_has_role(current_user, 'bandwagon_app', right_to_act) then
    execute format('grant bandwagon_app to %I', current_user);
  end if;
end
$$;

-- What a later migration makes may be read and written by the application without a further word; what may not is revoked there.
grant usage on schema bandwagon to bandwagon_app;
alter default privileges in schema bandwagon grant select, insert, update, delete on tables to bandwagon_app;

-- Every table of workspaces goes through this once: from then on the application sees and writes the rows of the workspace that its transaction names, and no others.
create function bandwagon.protect(table_name text) returns void language plpgsql as $$
begin
  execute format('alter table bandwagon.%I enable row level security', table_name);
  execute format('alter table bandwagon.%I force row level security', table_name);
  execute format(
    'create policy %I on bandwagon.%I using (workspace_id = (select current_setting(''bandwagon.workspace'', true)))'
    ' with check (workspace_id = (select current_setting(''bandwagon.workspace'', true)))',
    table_name || '_workspace', table_name);
  execute format('grant select, insert, update, delete on bandwagon.%I to bandwagon_app', table_name);
end
$$;
revoke execute on function bandwagon.protect(text) from public;

-- One row. key_check tells whether the secret key is the one that this database's secrets are wrapped with.
create table bandwagon.installation (
  only_one boolean not null default true,
  created_at timestamptz not null,
  key_check text not null,
  constraint installation_pkey primary key (only_one),
  constraint installation_one_row check (only_one)
);

create table bandwagon.workspaces (
  id text not null,
  name text not null,
  mode text not null,
  locale text not null,
  secret_wrapped bytea not null,
  created_at timestamptz not null,
  constraint workspaces_pkey primary key (id),
  constraint workspaces_mode check (mode in ('live', 'test'))
);

-- People who sign in to the console. The e-mail is the canonical one.
create table bandwagon.users (
  id text not null,
  email text not null,
  password_hash text not null,
  created_at timestamptz not null,
  constraint users_pkey primary key (id),
  constraint users_email unique (email)
);

create table bandwagon.workspace_owners (
  workspace_id text not null,
  user_id text not null,
  role text not null,
  created_at timestamptz not null,
  constraint workspace_owners_pkey primary key (workspace_id, user_id),
  constraint workspace_owners_workspace foreign key (workspace_id) references bandwagon.workspaces (id),
  constraint workspace_owners_user foreign key (user_id) references bandwagon.users (id)
);
create index workspace_owners_by_user on bandwagon.workspace_owners (user_id);

-- A key is kept as its hash; a signing secret must be read again and is kept wrapped. key_hint is what people tell keys apart by.
create table bandwagon.api_keys (
  id text not null,
  workspace_id text not null,
  kind text not null,
  label text not null,
  key_hash bytea not null,
  key_hint text not null,
  secret_wrapped bytea,
  scopes text[] not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  constraint api_keys_pkey primary key (id),
  constraint api_keys_hash unique (key_hash),
  constraint api_keys_workspace foreign key (workspace_id) references bandwagon.workspaces (id),
  constraint api_keys_kind check (kind in ('secret', 'publishable', 'signing')),
  constraint api_keys_secret check ((kind = 'signing') = (secret_wrapped is not null))
);
create index api_keys_by_workspace on bandwagon.api_keys (workspace_id, created_at);

-- One row a key and day, written in bulk now and then, so that no request waits for another's "last used".
create table bandwagon.api_key_uses (
  key_id text not null,
  used_on date not null,
  last_used_at timestamptz not null,
  constraint api_key_uses_pkey primary key (key_id, used_on),
  constraint api_key_uses_key foreign key (key_id) references bandwagon.api_keys (id)
);

-- Handles are part of public links and so unique in the installation; this maps them to their workspace.
create table bandwagon.program_handles (
  handle text not null,
  workspace_id text not null,
  program_id text not null,
  constraint program_handles_pkey primary key (handle),
  constraint program_handles_program unique (workspace_id, program_id),
  constraint program_handles_workspace foreign key (workspace_id) references bandwagon.workspaces (id)
);

-- One-time links to the page where the first owner is made.
create table bandwagon.setup_links (
  token_hash bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  constraint setup_links_pkey primary key (token_hash)
);
