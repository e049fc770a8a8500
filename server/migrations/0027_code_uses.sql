-- A reward may be a further code by which so many friends can come.
alter table codes add column reward_id text;
alter table codes add column uses_left integer;
alter table codes add constraint codes_uses check (uses_left >= 0 and (uses_left is null) = (reward_id is null));
alter table rewards drop constraint rewards_kind;
alter table rewards add constraint rewards_kind
  check (kind in ('credit', 'cash', 'points', 'units', 'coupon', 'badge', 'stamp', 'item', 'access', 'code', 'choice', 'accrual', 'booster'));
