-- How many friends of a member are in each state is counted from the index alone: a thousand of them are otherwise read as rows each time the member looks.
-- The state is in another index already, so that a change of it is written no more often than before.
drop index referrals_by_referrer;
create index referrals_by_referrer on referrals (workspace_id, referrer_id, record_number) include (program_id, state);
