-- Shares that are collected before they are paid.
alter table rewards drop constraint rewards_kind;
alter table rewards add constraint rewards_kind check (kind in ('credit', 'cash', 'points', 'units', 'coupon', 'badge', 'stamp', 'item', 'access', 'choice', 'accrual'));
