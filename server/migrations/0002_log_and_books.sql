-- The log, its keys, and everything that is derived from it: one workspace is one shard, so each table leads with workspace_id.

-- Ends the transaction that asks for it. A statement calls it where it finds that what the decision saw is no more; nobody has to wait for its answer.
create function refuse(reason text) returns integer language plpgsql as $$ begin raise exception '%', reason; end $$;

-- One row a workspace: taking it (for update) is the right to append. `clock` is set in test workspaces only.
create table heads (
  workspace_id text not null,
  number bigint not null,
  at timestamptz not null,
  clock timestamptz,
  constraint heads_pkey primary key (workspace_id)
) with (fillfactor = 50);

-- The log (L4: append-only). input is what was asked, decision what came of it; neither holds personal data.
-- Decisions of one to four kilobytes are the rule: they stay in their row, uncompressed, which is half of what writing them costs otherwise.
create table records (
  workspace_id text not null,
  number bigint not null,
  at timestamptz not null,
  kind text not null,
  member_id text,
  engine smallint not null,
  input json not null,
  decision json not null,
  constraint records_pkey primary key (workspace_id, number)
) with (toast_tuple_target = 8160);
create index records_by_member on records (workspace_id, member_id, number) where member_id is not null;

-- Keys live for ever (L8): the keyed hash of a key leads to the record that it made, the keyed hash of the body tells a replay from a misuse.
create table record_keys (
  workspace_id text not null,
  key_hash text not null,
  body_hash text not null,
  number bigint not null,
  constraint record_keys_pkey primary key (workspace_id, key_hash)
);

create table programs (
  workspace_id text not null,
  id text not null,
  handle text not null,
  status text not null,
  version integer not null,
  record_number bigint not null,
  constraint programs_pkey primary key (workspace_id, id),
  constraint programs_status check (status in ('running', 'paused', 'ended'))
);
create table program_versions (
  workspace_id text not null,
  program_id text not null,
  version integer not null,
  hash text not null,
  document json not null,
  published_at timestamptz not null,
  record_number bigint not null,
  constraint program_versions_pkey primary key (workspace_id, program_id, version)
);

create table members (
  workspace_id text not null,
  id text not null,
  external_hash text not null,
  joined_at timestamptz not null,
  record_number bigint not null,
  traits json not null,
  purchases integer not null,
  events integer not null,
  first_purchase_at timestamptz,
  last_seen_at timestamptz,
  constraint members_pkey primary key (workspace_id, id),
  constraint members_external_hash unique (workspace_id, external_hash)
) with (fillfactor = 80);

-- Equal identities as keyed hashes: e-mail, phone, address, payout, device.
create table identities (
  workspace_id text not null,
  kind text not null,
  hash text not null,
  member_id text not null,
  record_number bigint not null,
  constraint identities_pkey primary key (workspace_id, kind, hash, member_id),
  constraint identities_kind check (kind in ('email', 'phone', 'address', 'payout', 'device')),
  constraint identities_member foreign key (workspace_id, member_id) references members (workspace_id, id)
);
create index identities_by_member on identities (workspace_id, member_id);

create table enrolments (
  workspace_id text not null,
  program_id text not null,
  member_id text not null,
  code text not null,
  joined_at timestamptz not null,
  record_number bigint not null,
  constraint enrolments_pkey primary key (workspace_id, program_id, member_id),
  constraint enrolments_member foreign key (workspace_id, member_id) references members (workspace_id, id),
  constraint enrolments_program foreign key (workspace_id, program_id) references programs (workspace_id, id)
);
create index enrolments_by_member on enrolments (workspace_id, member_id);

-- `code` is the canonical form: two codes that look alike are one.
create table codes (
  workspace_id text not null,
  program_id text not null,
  code text not null,
  display text not null,
  member_id text not null,
  status text not null,
  expires_at timestamptz,
  record_number bigint not null,
  constraint codes_pkey primary key (workspace_id, program_id, code),
  constraint codes_status check (status in ('active', 'disabled')),
  constraint codes_member foreign key (workspace_id, member_id) references members (workspace_id, id)
);

-- What a member has gathered in a program: counts of referrals, stamp cards, badges, ordinals of rules.
create table progress (
  workspace_id text not null,
  program_id text not null,
  member_id text not null,
  counts json not null,
  cards json not null,
  badges json not null,
  rules json not null,
  record_number bigint not null,
  constraint progress_pkey primary key (workspace_id, program_id, member_id)
) with (fillfactor = 70);

create table referrals (
  workspace_id text not null,
  id text not null,
  program_id text not null,
  friend_id text not null,
  referrer_id text not null,
  version integer not null,
  state text not null,
  stage text not null,
  friend_side text not null,
  referrer_side text not null,
  began_at timestamptz not null,
  due_at timestamptz,
  record_number bigint not null,
  origin json not null,
  times json not null,
  ordinals json not null,
  goals json not null,
  frozen json not null,
  reviews json not null,
  constraint referrals_pkey primary key (workspace_id, id),
  constraint referrals_one_referrer unique (workspace_id, program_id, friend_id),
  constraint referrals_not_self check (friend_id <> referrer_id),
  constraint referrals_state check (state in ('signed_up', 'qualified', 'converted', 'in_review', 'rejected', 'expired', 'reversed')),
  constraint referrals_stage check (stage in ('signed_up', 'qualified', 'converted', 'rejected', 'expired', 'reversed')),
  constraint referrals_sides check (friend_side in ('clear', 'in_review', 'refused') and referrer_side in ('clear', 'in_review', 'refused')),
  constraint referrals_friend foreign key (workspace_id, friend_id) references members (workspace_id, id),
  constraint referrals_referrer foreign key (workspace_id, referrer_id) references members (workspace_id, id)
) with (fillfactor = 70);
create index referrals_by_friend on referrals (workspace_id, friend_id);
create index referrals_by_referrer on referrals (workspace_id, referrer_id, record_number);
-- `record_number > 0` is always true: it keeps this index for the statements that ask for it, so that the next due moment of one member is never sought among all.
create index referrals_due on referrals (workspace_id, due_at) where due_at is not null and record_number > 0;
create index referrals_due_of_referrer on referrals (workspace_id, referrer_id, due_at) where due_at is not null;
create index referrals_by_state on referrals (workspace_id, state, record_number);

-- What was told about one subject (order, ride, booking) of a member, and what it has contributed to, so that a correction can take it back.
create table subjects (
  workspace_id text not null,
  member_id text not null,
  subject text not null,
  record_number bigint not null,
  facts json not null,
  constraint subjects_pkey primary key (workspace_id, member_id, subject)
) with (fillfactor = 90);

create table rewards (
  workspace_id text not null,
  id text not null,
  program_id text not null,
  version integer not null,
  rule_id text not null,
  grant_id text not null,
  occurrence text not null,
  recipient_id text not null,
  ordinal integer not null,
  side text not null,
  referral_id text,
  kind text not null,
  unit text,
  amount bigint not null,
  remaining bigint not null,
  state text not null,
  fulfilment text not null,
  made_at timestamptz not null,
  available_at timestamptz,
  expires_at timestamptz,
  due_at timestamptz,
  record_number bigint not null,
  details json not null,
  constraint rewards_pkey primary key (workspace_id, id),
  constraint rewards_once unique (workspace_id, occurrence, program_id, rule_id, grant_id, recipient_id, ordinal),
  constraint rewards_amounts check (amount >= 0 and remaining >= 0 and remaining <= amount),
  constraint rewards_kind check (kind in ('credit', 'cash', 'points', 'units', 'coupon', 'badge', 'stamp')),
  constraint rewards_state check (state in ('waiting', 'pending', 'available', 'redeemed', 'cancelled', 'expired', 'reversed')),
  constraint rewards_fulfilment check (fulfilment in ('none', 'queued', 'sent', 'failed')),
  constraint rewards_recipient foreign key (workspace_id, recipient_id) references members (workspace_id, id)
) with (fillfactor = 80);
create index rewards_by_recipient on rewards (workspace_id, recipient_id, record_number);
create index rewards_by_referral on rewards (workspace_id, referral_id) where referral_id is not null;
create index rewards_due on rewards (workspace_id, due_at) where due_at is not null and record_number > 0;
create index rewards_due_of_recipient on rewards (workspace_id, recipient_id, due_at) where due_at is not null;
create index rewards_lots on rewards (workspace_id, recipient_id, unit) where state = 'available' and remaining > 0 and unit is not null;

create table coupons (
  workspace_id text not null,
  code text not null,
  display text not null,
  reward_id text not null,
  program_id text not null,
  member_id text not null,
  uses_left integer not null,
  record_number bigint not null,
  constraint coupons_pkey primary key (workspace_id, code),
  constraint coupons_reward unique (workspace_id, reward_id),
  constraint coupons_uses check (uses_left >= 0)
);

-- L3: what a member holds never falls below zero; a debt is an account of its own. Accounts of a program may: what it issued is what it owes.
create table accounts (
  workspace_id text not null,
  holder text not null,
  unit text not null,
  kind text not null,
  balance bigint not null,
  constraint accounts_pkey primary key (workspace_id, holder, unit, kind),
  constraint accounts_kind check (kind in ('pending', 'available', 'debt', 'issued', 'used', 'expired', 'cancelled', 'taken_back', 'debts', 'forgiven')),
  constraint accounts_member_not_negative check (balance >= 0 or kind in ('issued', 'debts'))
) with (fillfactor = 50);

-- L1: a transfer is one row with two sides, so it sums to zero by its shape. The view `entries` shows the sides one by one. L4: append-only.
create table transfers (
  workspace_id text not null,
  record_number bigint not null,
  index integer not null,
  at timestamptz not null,
  unit text not null,
  amount bigint not null,
  from_holder text not null,
  from_kind text not null,
  to_holder text not null,
  to_kind text not null,
  member_id text not null,
  reward_id text,
  reason text not null,
  constraint transfers_pkey primary key (workspace_id, record_number, index),
  constraint transfers_amount check (amount > 0),
  constraint transfers_two_accounts check (from_holder <> to_holder or from_kind <> to_kind)
);
create index transfers_by_member on transfers (workspace_id, member_id, record_number);
create view entries with (security_invoker = true) as
  select workspace_id, record_number, index, at, unit, from_holder as holder, from_kind as kind, -amount as amount, member_id, reward_id, reason from transfers
  union all
  select workspace_id, record_number, index, at, unit, to_holder, to_kind, amount, member_id, reward_id, reason from transfers;

-- L6: how much of a limit is used. The ceiling in force when it was taken stands beside it, so that an overrun is refused and not stored.
create table counters (
  workspace_id text not null,
  program_id text not null,
  counter text not null,
  period text not null,
  used bigint not null,
  ceiling bigint,
  constraint counters_pkey primary key (workspace_id, program_id, counter, period),
  constraint counters_within_ceiling check (used >= 0 and (ceiling is null or used <= ceiling))
) with (fillfactor = 50);

create table redemptions (
  workspace_id text not null,
  id text not null,
  member_id text not null,
  kind text not null,
  unit text,
  amount bigint not null,
  subject text,
  state text not null,
  at timestamptz not null,
  record_number bigint not null,
  lots json not null,
  constraint redemptions_pkey primary key (workspace_id, id),
  constraint redemptions_kind check (kind in ('spend', 'payout', 'coupon')),
  constraint redemptions_state check (state in ('done', 'cancelled'))
);
create index redemptions_by_member on redemptions (workspace_id, member_id, record_number);

-- What is to be told to the outside, written with the record that caused it (L15).
create table outbox (
  workspace_id text not null,
  record_number bigint not null,
  index integer not null,
  at timestamptz not null,
  kind text not null,
  body json not null,
  constraint outbox_pkey primary key (workspace_id, record_number, index)
);

-- Personal data, apart from the log: sealed with a key per person, so that destroying the key erases it everywhere.
create table person_keys (
  workspace_id text not null,
  member_id text not null,
  wrapped bytea not null,
  constraint person_keys_pkey primary key (workspace_id, member_id)
);
create table people (
  workspace_id text not null,
  member_id text not null,
  sealed bytea not null,
  constraint people_pkey primary key (workspace_id, member_id)
);
create table personal_payloads (
  workspace_id text not null,
  record_number bigint not null,
  member_id text not null,
  sealed bytea not null,
  constraint personal_payloads_pkey primary key (workspace_id, record_number)
);

-- Drafts are not part of the log: they change nothing derived.
create table program_drafts (
  workspace_id text not null,
  program_id text not null,
  handle text not null,
  document json not null,
  revision integer not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint program_drafts_pkey primary key (workspace_id, program_id)
);

-- Visits are written apart from the log, in bulk. The id is derived from visitor, code and half-hour, so the key itself removes repeats.
create table visits (
  workspace_id text not null,
  id text not null,
  bucket_at timestamptz not null,
  at timestamptz not null,
  program_id text not null,
  code text not null,
  member_id text not null,
  channel text,
  placement text,
  constraint visits_pkey primary key (workspace_id, id, bucket_at)
) partition by range (bucket_at);
create table visits_rest partition of visits default;

do $$
declare t text;
begin
  foreach t in array array['heads','records','record_keys','programs','program_versions','members','identities','enrolments','codes','progress','referrals','subjects',
    'rewards','coupons','accounts','transfers','counters','redemptions','outbox','person_keys','people','personal_payloads','program_drafts','visits'] loop
    perform bandwagon.protect(t);
  end loop;
end $$;

revoke update, delete on records, record_keys, transfers from bandwagon_app;
