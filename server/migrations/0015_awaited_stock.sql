-- Rewards that wait for more of an item are found when more come: few at a time.
create index rewards_awaiting_stock on rewards (workspace_id, program_id) where state = 'waiting' and kind = 'item';
