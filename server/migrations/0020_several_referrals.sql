-- A friend may be referred once for each value of a property that the document names: by different referrers, one each.

alter table referrals add column referred_for text;
alter table referrals drop constraint referrals_one_referrer;
alter table referrals add constraint referrals_one_referrer unique nulls not distinct (workspace_id, program_id, friend_id, referred_for);
