-- Boosters: rewards that make the recipient's amounts larger for a time, and which of them a member has.
alter table rewards drop constraint rewards_kind;
alter table rewards add constraint rewards_kind check (kind in ('credit', 'cash', 'points', 'units', 'coupon', 'badge', 'stamp', 'item', 'access', 'choice', 'accrual', 'booster'));
alter table game_progress add column boosters json not null default '[]';
