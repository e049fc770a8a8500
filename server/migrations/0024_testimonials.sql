-- What members say about programs. The words are sealed with the person's key, beside the record that brought them.
create table testimonials (
  workspace_id text not null,
  program_id text not null,
  member_id text not null,
  state text not null,
  rating integer,
  written_at timestamptz not null,
  record_number bigint not null,
  constraint testimonials_pkey primary key (workspace_id, program_id, member_id),
  constraint testimonials_state check (state in ('waiting', 'shown', 'refused', 'withdrawn')),
  constraint testimonials_rating check (rating between 1 and 5),
  constraint testimonials_member foreign key (workspace_id, member_id) references members (workspace_id, id)
);
create index testimonials_in_order on testimonials (workspace_id, program_id, record_number desc);
select bandwagon.protect('testimonials');
