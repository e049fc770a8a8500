-- A member may have several codes in a program, each for a channel and a place of its own.

alter table codes add column channel text, add column placement text;
create index codes_by_member on codes (workspace_id, member_id, program_id);

-- How many codes were added to the first one; null is none. The limit on them is a decision's, so what it needs is a row that it reads.
alter table enrolments add column added_codes integer;
