-- Lists page newest first by the record that made a row, and due cash by its holder: each by an index, so that the last page costs what the first does.

create index referrals_by_record on referrals (workspace_id, record_number, id);
create index rewards_by_record on rewards (workspace_id, record_number, id);

-- Without the balance in its condition: an index that mentions it would turn every change of a balance into a change of the index.
create index accounts_of_cash on accounts (workspace_id, holder, unit) where kind = 'available' and unit like 'cash:%';

-- A program keeps every handle that it was published under, because links with it are out in the world, besides the one that its draft asks for.
alter table program_handles drop constraint program_handles_program;
create index program_handles_by_program on program_handles (workspace_id, program_id);
