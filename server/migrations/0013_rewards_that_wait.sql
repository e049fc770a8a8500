-- A reward may be one of several until its recipient has chosen.
alter table rewards drop constraint rewards_kind;
alter table rewards add constraint rewards_kind check (kind in ('credit', 'cash', 'points', 'units', 'coupon', 'badge', 'stamp', 'item', 'access', 'choice'));
