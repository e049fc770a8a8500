-- Why the owner does not show what a member says: for the member to read.
alter table testimonials add column reason text;
