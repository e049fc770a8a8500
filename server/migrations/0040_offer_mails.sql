-- Mails that bring an invitation to a friend: asked for by the friend, or sent for a member. Written first, sent afterwards, at least once. They change nothing that is
-- derived, so they are not in the log.
create table offer_mails (
  workspace_id text not null,
  id text not null,
  program_id text not null,
  code text not null,
  -- Who sends it; null where the friend has asked for it.
  member_id text,
  -- Whose limit it counts to: the member, or the keyed hash of the network address that asked.
  source text not null,
  -- The keyed hash of the friend's address, by which limits and refusals are kept.
  email_hash text not null,
  language text not null,
  -- The address itself, sealed, as long as the mail waits.
  sealed bytea,
  state text not null,
  attempts integer not null,
  asked_at timestamptz not null,
  -- When it is tried next, unless the attempt that runs brings it.
  next_at timestamptz,
  constraint offer_mails_pkey primary key (workspace_id, id),
  -- Dropped: the address wants none, or had one; nobody is told.
  constraint offer_mails_state check (state in ('waiting', 'sent', 'dropped', 'given_up')),
  constraint offer_mails_next check ((state = 'waiting') = (next_at is not null)),
  constraint offer_mails_sealed check ((state = 'waiting') = (sealed is not null))
) with (fillfactor = 70);
create index offer_mails_due on offer_mails (workspace_id, next_at) where next_at is not null;
create index offer_mails_to on offer_mails (workspace_id, email_hash, asked_at);
create index offer_mails_of on offer_mails (workspace_id, source, asked_at);
create index offer_mails_asked on offer_mails (workspace_id, asked_at);

-- Who wants no such mail, for ever: the keyed hash of the address, and nothing else.
create table mail_refusals (
  workspace_id text not null,
  email_hash text not null,
  refused_at timestamptz not null,
  constraint mail_refusals_pkey primary key (workspace_id, email_hash)
);

do $$
declare t text;
begin
  foreach t in array array['offer_mails', 'mail_refusals'] loop
    perform bandwagon.protect(t);
  end loop;
end $$;
