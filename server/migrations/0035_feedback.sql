-- What members ask, suggest and appeal against, and what they are answered: sealed with the person's key. It changes nothing that is derived, so it is not in the log.
create table feedback (
  workspace_id text not null,
  id text not null,
  program_id text not null,
  member_id text not null,
  kind text not null,
  rating integer,
  -- Of an appeal: the referral or reward that it is about.
  referral_id text,
  reward_id text,
  sealed bytea not null,
  -- So that the same call again is told from another under the same key.
  request_hash text not null,
  state text not null,
  asked_at timestamptz not null,
  answer_sealed bytea,
  answered_at timestamptz,
  constraint feedback_pkey primary key (workspace_id, id),
  constraint feedback_member foreign key (workspace_id, member_id) references members (workspace_id, id),
  constraint feedback_kind check (kind in ('help', 'suggestion', 'rating', 'appeal', 'data_export', 'data_deletion')),
  constraint feedback_rating check ((kind = 'rating') = (rating is not null) and rating between 1 and 5),
  constraint feedback_appeal check ((kind = 'appeal') = (num_nonnulls(referral_id, reward_id) = 1)),
  constraint feedback_state check (state in ('open', 'answered', 'closed')),
  constraint feedback_answered check ((state = 'open') = (answered_at is null))
);
create index feedback_of_program on feedback (workspace_id, program_id, asked_at desc, id desc);
create index feedback_of_member on feedback (workspace_id, member_id, asked_at desc);
select bandwagon.protect('feedback');
