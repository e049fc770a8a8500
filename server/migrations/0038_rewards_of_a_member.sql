-- What a member has earned of badges is asked for whenever their page is shown; among thousands of other rewards it is otherwise looked for one by one.
create index rewards_badges on rewards (workspace_id, recipient_id) where kind = 'badge';
-- In the order in which lots are spent and shown, so that of thousands the first are found without the others.
drop index rewards_lots;
create index rewards_lots on rewards (workspace_id, recipient_id, unit, expires_at, available_at, id)
  where state = 'available' and remaining > 0 and unit is not null;
