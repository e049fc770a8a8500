/**
 * The laws that stored data must obey, each as a query that finds what breaks it. `doctor` runs them on a live database, tests after each case.
 * A query gives one row a finding: `what` names the thing, `found` says what is wrong with it.
 */
import type { Statement, Tx } from "../store/db.js";

interface Check {
  law: string;
  says: string;
  text: string;
}

export interface LawReport {
  law: string;
  says: string;
  /** At most 20. */
  findings: { what: string; found: string }[];
}

const MEMBER_KINDS = "('pending', 'available', 'debt')";

const CHECKS: Check[] = [
  {
    law: "L1",
    says: "Every transfer sums to zero in its unit.",
    text: `select unit as what, 'all entries sum to ' || sum(amount) as found from entries where workspace_id = $1 group by unit having sum(amount) <> 0`,
  },
  {
    law: "L2",
    says: "Balances equal the sum of their entries.",
    text: `select coalesce(a.holder, e.holder) || ' ' || coalesce(a.unit, e.unit) || ' ' || coalesce(a.kind, e.kind) as what,
        'balance ' || coalesce(a.balance, 0) || ', entries ' || coalesce(e.total, 0) as found
      from (select holder, unit, kind, balance from accounts where workspace_id = $1) a
      full join (select holder, unit, kind, sum(amount) as total from entries where workspace_id = $1 group by holder, unit, kind) e
        on (a.holder, a.unit, a.kind) = (e.holder, e.unit, e.kind)
      where coalesce(a.balance, 0) <> coalesce(e.total, 0)`,
  },
  {
    law: "L3",
    says: "No member account falls below zero.",
    text: `select holder || ' ' || unit || ' ' || kind as what, 'balance ' || balance as found from accounts
      where workspace_id = $1 and balance < 0 and kind in ${MEMBER_KINDS}`,
  },
  {
    law: "L4",
    says: "Entries, records and decisions are append-only, and the log has no holes.",
    text: `select 'log' as what, count(r.number) || ' records, head at ' || h.number as found from heads h left join records r on r.workspace_id = h.workspace_id
        where h.workspace_id = $1 group by h.number having count(r.number) <> h.number or coalesce(max(r.number), 0) <> h.number
      union all
      select t, 'the application may ' || p from unnest(array['records', 'record_keys', 'transfers']) t, unnest(array['UPDATE', 'DELETE']) p
        where has_table_privilege('bandwagon_app', 'bandwagon.' || t, p)`,
  },
  {
    law: "L5",
    says: "One reward per rule, grant, occurrence, recipient and ordinal.",
    text: `select min(id) as what, count(*) || ' rewards of one occurrence' as found from rewards where workspace_id = $1
      group by program_id, rule_id, grant_id, occurrence, recipient_id, ordinal having count(*) > 1`,
  },
  {
    law: "L6",
    says: "No limit is exceeded.",
    text: `with taken as (
        select r.program_id, use ->> 'counter' as counter, use ->> 'period' as period, use ->> 'once' as once,
          case when r.state in ('cancelled', 'reversed') then 0
            when r.state = 'expired' and (use ->> 'onExpiry')::boolean and not (use ->> 'shrinks')::boolean then 0
            when (use ->> 'shrinks')::boolean then r.amount - coalesce((r.details ->> 'taken')::bigint, 0)
              - case when (use ->> 'onExpiry')::boolean then coalesce((r.details ->> 'lapsed')::bigint, 0) else 0 end
            else (use ->> 'amount')::bigint end as amount
        from rewards r, json_array_elements(r.details -> 'uses') use where r.workspace_id = $1),
      per_counter as (
        select program_id, counter, period, amount from taken where once is null
        union all select program_id, once, period, amount from taken where once is not null
        union all select program_id, counter, period, 1 from (select distinct program_id, counter, period, once from taken where amount > 0 and once is not null) each)
      select c.counter || ' ' || c.period as what, c.used || ' used of ' || coalesce(c.ceiling::text, 'no ceiling') || ', rewards use ' || coalesce(u.total, 0) as found
      from counters c left join (select program_id, counter, period, sum(amount) as total from per_counter group by 1, 2, 3) u
        on (u.program_id, u.counter, u.period) = (c.program_id, c.counter, c.period)
      where c.workspace_id = $1 and (c.counter like 'limit:%' or c.counter like 'of:%' or c.counter like 'tier:%/earned.%' or c.counter like 'level:earned.%') and (c.used > c.ceiling or c.used <> coalesce(u.total, 0))`,
  },
  {
    law: "L7",
    says: "Earned = pending + available + used + expired + cancelled + taken back - debt - debt forgiven; and what is pending or available is the sum of its rewards.",
    text: `select member_id || ' ' || unit as what, 'earned ' || earned || ', accounted for ' || rest as found from (
        select member_id, unit, -coalesce(sum(amount) filter (where kind = 'issued'), 0) as earned,
          coalesce(sum(amount) filter (where kind in ('pending', 'available', 'used', 'expired', 'cancelled', 'taken_back')), 0)
            - coalesce(sum(amount) filter (where kind in ('debt', 'forgiven')), 0) as rest
        from entries where workspace_id = $1 group by member_id, unit) per_member where earned <> rest
      union all
      select coalesce(a.holder, r.holder) || ' ' || coalesce(a.unit, r.unit) || ' ' || coalesce(a.kind, r.kind), 'balance ' || coalesce(a.balance, 0) || ', rewards ' || coalesce(r.total, 0)
      from (select holder, unit, kind, balance from accounts where workspace_id = $1 and kind in ('pending', 'available')) a
      full join (select recipient_id as holder, unit, case state when 'waiting' then 'pending' else state end as kind, sum(remaining) as total from rewards
          where workspace_id = $1 and state in ('pending', 'waiting', 'available') and unit is not null group by 1, 2, 3) r
        on (a.holder, a.unit, a.kind) = (r.holder, r.unit, r.kind)
      where coalesce(a.balance, 0) <> coalesce(r.total, 0)`,
  },
  {
    law: "L8",
    says: "A key stands for one record, for ever.",
    text: `select k.key_hash as what, 'record ' || k.number || ' is missing' as found from record_keys k
      left join records r on r.workspace_id = k.workspace_id and r.number = k.number where k.workspace_id = $1 and r.number is null`,
  },
  {
    law: "L9",
    says: "What was acknowledged survives a crash.",
    text: `select name as what, 'is ' || setting as found from pg_settings where $1::text is not null and name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'off'`,
  },
  {
    law: "L12",
    says: "A friend has one referrer for the same, never the friend; the graph has no cycles.",
    text: `with recursive above as (
        select program_id, friend_id, referrer_id from referrals where workspace_id = $1
        union
        select a.program_id, a.friend_id, r.referrer_id from above a
          join referrals r on r.workspace_id = $1 and r.program_id = a.program_id and r.friend_id = a.referrer_id)
      select friend_id as what, 'stands above itself in ' || program_id as found from above where friend_id = referrer_id`,
  },
  {
    law: "L13",
    says: "Each reward is explained by one decision and one program version.",
    text: `select w.id as what, case when r.number is null then 'its record is missing' when v.version is null then 'its program version is missing'
          when m.id is null then 'its member is missing' else 'its decision does not name it' end as found
      from rewards w left join records r on r.workspace_id = w.workspace_id and r.number = w.record_number
      left join program_versions v on v.workspace_id = w.workspace_id and v.program_id = w.program_id and v.version = w.version
      left join members m on m.workspace_id = w.workspace_id and m.id = w.recipient_id
      where w.workspace_id = $1 and (r.number is null or v.version is null or m.id is null or position(w.id in r.decision::text) = 0)`,
  },
  {
    law: "L14",
    says: "Row-level security is forced on every table of workspaces.",
    text: `select c.relname as what, 'row-level security is not forced' as found from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
      where $1::text is not null and c.relnamespace = 'bandwagon'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and not (c.relrowsecurity and c.relforcerowsecurity)
        and c.relname not in ('workspaces', 'workspace_owners', 'api_keys', 'api_key_uses', 'program_handles')`,
  },
  {
    law: "L15",
    says: "What is told outside was written with the record that caused it.",
    text: `select number::text as what, coalesce(facts, 0) || ' facts, ' || coalesce(told, 0) || ' in the outbox' as found
      from (select number, json_array_length(decision -> 'facts') as facts from records where workspace_id = $1) r
      full join (select record_number as number, count(*) as told from outbox where workspace_id = $1 group by record_number) o using (number)
      where coalesce(facts, 0) <> coalesce(told, 0)`,
  },
  {
    law: "boards",
    says: "Fences of leaderboards say how many stand between them.",
    text: `select f.run_id || ' ' || f.partition as what, 'level ' || f.level || ': ' || f.size || ' instead of ' || count(s.member_id) as found from (
        select *, lead(standing) over w as s2, lead(reached) over w as r2, lead(member_id) over w as m2 from board_fences
        where workspace_id = $1 window w as (partition by run_id, partition, level order by standing, reached, member_id)) f
      left join board_scores s on s.workspace_id = f.workspace_id and s.run_id = f.run_id and s.partition = f.partition and s.state = 'in'
        and (s.standing, s.reached, s.member_id) >= (f.standing, f.reached, f.member_id)
        and (f.s2 is null or (s.standing, s.reached, s.member_id) < (f.s2, f.r2, f.m2))
      group by f.run_id, f.partition, f.level, f.standing, f.reached, f.member_id, f.size having f.size <> count(s.member_id)
      union all select s.run_id || ' ' || s.partition, 'has no fences' from board_scores s where s.workspace_id = $1 and s.state = 'in'
        and not exists (select from board_fences f where f.workspace_id = $1 and f.run_id = s.run_id and f.partition = s.partition)`,
  },
  {
    law: "waiting",
    says: "Places on waiting lists are those of the rewards that are there, less the joining number.",
    text: `select s.member_id as what, s.score || ' instead of ' || (coalesce(r.places, 0) - coalesce(e.number, 0)) as found
      from (select member_id, sum(score) as score from board_scores b where workspace_id = $1
          and not exists (select from board_runs r where r.workspace_id = $1 and r.id = b.run_id) group by member_id) s
      left join (select recipient_id, sum((details ->> 'places')::bigint) as places from rewards
          where workspace_id = $1 and kind = 'places' and state = 'available' group by recipient_id) r on r.recipient_id = s.member_id
      left join (select member_id, sum(waiting_number) as number from enrolments where workspace_id = $1 group by member_id) e on e.member_id = s.member_id
      where s.score <> coalesce(r.places, 0) - coalesce(e.number, 0)`,
  },
];

/** Checks every law on one workspace. */
export async function checkLaws(tx: Tx, workspaceId: string): Promise<LawReport[]> {
  return Promise.all(
    CHECKS.map(async ({ law, says, text }) => {
      const statement: Statement = { name: `check_${law}`, text: `select what, found from (${text}) findings limit 20` };
      return { law, says, findings: await tx.query<{ what: string; found: string }>(statement, [workspaceId]) };
    }),
  );
}
