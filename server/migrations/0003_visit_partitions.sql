-- Visits live in a table a month, so that old ones are dropped as a whole; the application, which owns nothing, asks for the next months through a function.

-- A partition that is addressed by its own name has its own wall: the parent's policy does not reach it.
select bandwagon.protect('visits_rest');

-- Makes the partitions of this month (UTC) and of `months_ahead` further ones. Safe when several processes ask at once. A month whose visits are in the
-- default partition already is left there: such rows come from test workspaces, whose clocks may stand anywhere.
create function bandwagon.ensure_visit_partitions(months_ahead integer) returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  month_start timestamptz;
  month_end timestamptz;
  partition_name text;
begin
  if months_ahead < 0 or months_ahead > 24 then
    raise exception 'months_ahead must be from 0 to 24';
  end if;
  for i in 0 .. months_ahead loop
    month_start := (date_trunc('month', now() at time zone 'UTC') + make_interval(months => i)) at time zone 'UTC';
    month_end := (date_trunc('month', now() at time zone 'UTC') + make_interval(months => i + 1)) at time zone 'UTC';
    partition_name := 'visits_' || to_char(month_start at time zone 'UTC', 'YYYY_MM');
    continue when to_regclass('bandwagon.' || partition_name) is not null;
    perform pg_advisory_xact_lock(hashtextextended('bandwagon visit partitions', 0));
    continue when to_regclass('bandwagon.' || partition_name) is not null;
    begin
      execute format('create table bandwagon.%I partition of bandwagon.visits for values from (%L) to (%L)', partition_name, month_start, month_end);
    exception
      when check_violation then
        continue;
      -- Another process was faster: the lock alone does not make this session see its table.
      when duplicate_table then
        continue;
    end;
    perform bandwagon.protect(partition_name);
  end loop;
end
$$;
revoke execute on function bandwagon.ensure_visit_partitions(integer) from public;
grant execute on function bandwagon.ensure_visit_partitions(integer) to bandwagon_app;

-- Retention: drops the partitions of months that ended before the day given, and tells their names. For the owner of the database only; nothing calls it by itself.
create function bandwagon.drop_visits_before(first_day_kept date) returns setof text language plpgsql as $$
declare
  partition_name text;
begin
  for partition_name in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'bandwagon.visits'::regclass and c.relname ~ '^visits_\d{4}_\d{2}$'
      and (to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month')::date <= first_day_kept
    order by c.relname
  loop
    execute format('drop table bandwagon.%I', partition_name);
    return next partition_name;
  end loop;
end
$$;
revoke execute on function bandwagon.drop_visits_before(date) from public;
