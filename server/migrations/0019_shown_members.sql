-- How others may see a member, as far as the member has said.
alter table members add column shown jsonb;
