-- What every event writes pays for every index and every check of a row.

-- A reward's recipient comes from the row of that member, and members are never removed. The check locked and read that row again for each reward,
-- which cost more than the reward itself; `doctor` looks for rewards without their member instead.
alter table rewards drop constraint rewards_recipient;

-- One index instead of two: a wallet is read by its member, and the record that made a transfer is unique by its own key.
alter table transfers drop constraint transfers_pkey;
drop index transfers_by_member;
alter table transfers add constraint transfers_pkey primary key (workspace_id, member_id, record_number, index);

-- The name of the batch that moved the head last. A batch that was decided while the one before it was in flight is written only behind that very one.
alter table heads add column batch text not null default '';
