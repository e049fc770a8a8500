-- The waiting list: the joining number of whoever waits, and when they were admitted; and places that are held, found by when they are due.
alter table enrolments add column waiting_number bigint, add column admitted_at timestamptz;
alter table rewards drop constraint rewards_kind;
alter table rewards add constraint rewards_kind check (kind in ('credit', 'cash', 'points', 'units', 'coupon', 'badge', 'stamp', 'item', 'access', 'code', 'choice', 'accrual', 'booster', 'places'));
create index rewards_places_due on rewards (workspace_id, program_id, due_at) where kind = 'places' and due_at is not null;
