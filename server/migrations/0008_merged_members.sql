-- Two members may turn out to be one person. The row of the one that was merged stays, for whatever names it, and leads to the other.

alter table members add column merged_into text, add column merged text;
alter table members add constraint members_merged foreign key (workspace_id, merged_into) references members (workspace_id, id);
alter table members add constraint members_merged_not_self check (merged_into <> id);
