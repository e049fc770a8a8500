-- Coupons whose codes somebody else has made, coupons that their first use binds to a person, and which coupons an order has.
create table pool_codes (
  workspace_id text not null,
  code text not null,
  display text not null,
  program_id text not null,
  pool text not null,
  position integer not null,
  record_number bigint not null,
  constraint pool_codes_pkey primary key (workspace_id, code),
  constraint pool_codes_in_order unique (workspace_id, program_id, pool, position),
  constraint pool_codes_position check (position > 0),
  constraint pool_codes_program foreign key (workspace_id, program_id) references programs (workspace_id, id)
);
select bandwagon.protect('pool_codes');

alter table coupons add column bound_to text;

create index redemptions_of_coupons on redemptions (workspace_id, subject) where kind = 'coupon';

-- Coupons that wait for more codes are found when more come, as items are: few at a time.
drop index rewards_awaiting_stock;
create index rewards_awaiting_stock on rewards (workspace_id, program_id) where state = 'waiting' and kind in ('item', 'coupon');
