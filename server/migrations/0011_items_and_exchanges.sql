-- Things that somebody sends, and what a member is let into, are rewards too.

alter table rewards drop constraint rewards_kind;
alter table rewards add constraint rewards_kind check (kind in ('credit', 'cash', 'points', 'units', 'coupon', 'badge', 'stamp', 'item', 'access'));

-- Points and other units can be exchanged for what a catalogue offers.
alter table redemptions drop constraint redemptions_kind;
alter table redemptions add constraint redemptions_kind check (kind in ('spend', 'payout', 'coupon', 'exchange'));

-- What is to be sent, the oldest first: few at a time.
create index rewards_to_be_sent on rewards (workspace_id, record_number, id) where fulfilment = 'queued';
