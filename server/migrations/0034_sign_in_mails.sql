-- Mails that members ask for to sign in by: written first, sent afterwards, at least once. Nothing personal: an address is here as its keyed hash,
-- and the mail goes to the address that the business has told, which is read when it is sent.
create table sign_in_mails (
  workspace_id text not null,
  id text not null,
  program_id text not null,
  email_hash text not null,
  language text not null,
  state text not null,
  attempts integer not null,
  asked_at timestamptz not null,
  -- When it is tried next, unless the attempt that runs brings it.
  next_at timestamptz,
  constraint sign_in_mails_pkey primary key (workspace_id, id),
  constraint sign_in_mails_state check (state in ('waiting', 'sent', 'nobody', 'given_up')),
  constraint sign_in_mails_next check ((state = 'waiting') = (next_at is not null))
) with (fillfactor = 70);
create index sign_in_mails_due on sign_in_mails (workspace_id, next_at) where next_at is not null;
create index sign_in_mails_to on sign_in_mails (workspace_id, email_hash, asked_at);
create index sign_in_mails_asked on sign_in_mails (workspace_id, asked_at);
select bandwagon.protect('sign_in_mails');
