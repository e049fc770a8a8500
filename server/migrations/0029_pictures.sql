-- Pictures that were uploaded, drawn anew. A member's are sealed with the person's key; the owner's are for badges. The log names them and does not hold them.
create table pictures (
  workspace_id text not null,
  id text not null,
  -- Null: the owner's.
  member_id text,
  png bytea not null,
  width integer not null,
  height integer not null,
  -- When it was uploaded or named last: one that nothing names is swept a day later.
  named_at timestamptz not null,
  constraint pictures_pkey primary key (workspace_id, id),
  constraint pictures_member foreign key (workspace_id, member_id) references members (workspace_id, id)
);
create index pictures_of_member on pictures (workspace_id, member_id, named_at);
select bandwagon.protect('pictures');
-- Which testimonial shows which picture.
alter table testimonials add column picture text;
create index testimonials_pictures on testimonials (workspace_id, picture) where picture is not null;
