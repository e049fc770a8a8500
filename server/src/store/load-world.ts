/**
 * Fetches what a decision has missed: rows by key, and sets of rows by index. All statements of one call travel together.
 * It never chooses: what is asked for comes whole, and what is not there is marked as absent.
 */

import { KEY_PARTS, keyOf } from "../core/columns.js";
import { type Ancestor, DUE_CHUNK, DUE_TABLES, type DueTable, HISTORY_MAX, PLACINGS_MAX } from "../core/look-ups.js";
import type { EventInput } from "../core/record.js";
import type { Rows, Table } from "../core/rows.js";
import { formatInstant } from "../core/time.js";
import { addIndex, addLoaded, type Want, type World } from "../core/world.js";
import type { Index } from "../core/world-parts.js";
import type { Statement, Tx } from "./db.js";
import { LUCKIEST_OF } from "./luckiest-of.js";
import { DERIVED, fromSql, snakeCase } from "./tables.js";

type SqlRow = Record<string, unknown>;

/** Columns that rows are looked up by and that are no text. */
const WHOLE_NUMBERS = new Set(["version", "position"]);
/**
 * Rows of a table, each looked up for itself by the values of some columns. `offset 0` keeps the planner from turning it into a join: a plan that was
 * made while the tables were small, and is kept, would then read a whole workspace for each batch.
 */
function lookUp(name: string, table: Table, columns: string[], filter = ""): Statement {
  const { sqlName } = DERIVED[table];
  const arrays = columns.map((_, n) => `$${n + 2}::text[]`).join(", ");
  const names = columns.map((_, n) => `k${n}`).join(", ");
  const match = columns.map((column, n) => `t.${column} = k.k${n}${WHOLE_NUMBERS.has(column) ? "::integer" : ""}`).join(" and ");
  const text = `select t.* from unnest(${arrays}) as k(${names})
    cross join lateral (select * from ${sqlName} t where t.workspace_id = $1 and ${match} ${filter} offset 0) t`;
  return { name, text };
}

const BY_KEY = Object.fromEntries(
  (Object.keys(KEY_PARTS) as Table[]).map((table) => [table, lookUp(`load_${DERIVED[table].sqlName}`, table, DERIVED[table].keyColumns)]),
) as { [T in Table]: Statement };

/** Loads every want into the world. */
export async function loadWants(tx: Tx, world: World, wants: Want[], at: number): Promise<void> {
  const groups = new Map<string, Set<string>>();
  for (const { from, key } of wants) {
    const keys = groups.get(from);
    if (keys === undefined) groups.set(from, new Set([key]));
    else keys.add(key);
  }
  await Promise.all(
    [...groups].map(([from, keys]) =>
      from in KEY_PARTS ? loadByKey(tx, world, from as Table, [...keys]) : INDEX_LOADERS[from as Index](tx, world, [...keys], at),
    ),
  );
}

async function loadByKey<T extends Table>(tx: Tx, world: World, table: T, keys: string[]): Promise<void> {
  const parts = KEY_PARTS[table].length;
  const split = keys.map((key) => key.split("\n"));
  const columns = Array.from({ length: parts }, (_, index) => split.map((key) => key[index]));
  const rows = await tx.query<SqlRow>(BY_KEY[table], [world.workspace.id, ...columns]);
  const found = addRows(world, table, rows);
  for (const key of keys) if (!found.has(key)) addLoaded(world, table, key, null);
}

function addRows<T extends Table>(world: World, table: T, rows: SqlRow[]): Set<string> {
  const found = new Set<string>();
  for (const sqlRow of rows) {
    const row = fromSql(table, sqlRow);
    const key = keyOf(table, row as Rows[T]);
    found.add(key);
    addLoaded(world, table, key, row);
  }
  return found;
}

type IndexLoader = (tx: Tx, world: World, keys: string[], at: number) => Promise<void>;

/** An index whose rows are those of a table with one column, or two, equal to the key's parts. */
function loadRowsOf(index: Index, table: Table, columns: string[], filter = ""): IndexLoader {
  const statement = lookUp(`index_${snakeCase(index)}`, table, columns.map(snakeCase), filter);
  return async (tx, world, keys) => {
    const split = keys.map((key) => key.split("\n"));
    const values = columns.map((_, n) => split.map((key) => key[n]));
    addRows(world, table, await tx.query<SqlRow>(statement, [world.workspace.id, ...values]));
    for (const key of keys) addIndex(world, index, key);
  };
}

const NEXT_DUE: Statement = {
  name: "index_next_due_of",
  text: `select m.id, least(
      (select due_at from rewards r where r.workspace_id = $1 and r.recipient_id = m.id and r.due_at is not null order by due_at limit 1),
      (select due_at from referrals f where f.workspace_id = $1 and f.referrer_id = m.id and f.due_at is not null order by due_at limit 1)) as due_at
    from unnest($2::text[]) as m(id)`,
};
async function loadNextDue(tx: Tx, world: World, keys: string[]): Promise<void> {
  const rows = await tx.query<{ id: string; due_at: number | null }>(NEXT_DUE, [world.workspace.id, keys]);
  for (const { id, due_at } of rows) addIndex(world, "nextDueOf", id, due_at ?? Number.POSITIVE_INFINITY);
}

/** Rows of a member for which something is due by the moment. */
function loadDueOf(index: Index, table: "rewards" | "referrals", column: string, filter = ""): IndexLoader {
  const statement = lookUp(`index_${snakeCase(index)}`, table, [snakeCase(column)], `and t.due_at <= $3 ${filter}`);
  return async (tx, world, keys, at) => {
    addRows(world, table, await tx.query<SqlRow>(statement, [world.workspace.id, keys, formatInstant(at)]));
    for (const key of keys) addIndex(world, index, key);
  };
}

const ANCESTORS: Statement = {
  name: "index_ancestors_of",
  text: `with recursive above as (
      select id, friend_id, referrer_id from referrals where workspace_id = $1 and program_id = $2 and friend_id = $3
      union
      select r.id, r.friend_id, r.referrer_id from referrals r join above a on r.friend_id = a.referrer_id where r.workspace_id = $1 and r.program_id = $2
    ) select id, friend_id as "friendId", referrer_id as "referrerId" from above`,
};
async function loadAncestors(tx: Tx, world: World, keys: string[]): Promise<void> {
  await Promise.all(
    keys.map(async (key) => {
      addIndex(world, "ancestorsOf", key, await tx.query<Ancestor & SqlRow>(ANCESTORS, [world.workspace.id, ...key.split("\n")]));
    }),
  );
}

const AS_FRIEND = lookUp("index_referrals_as_friend", "referrals", ["program_id", "friend_id"]);
async function loadReferralsAsFriend(tx: Tx, world: World, keys: string[]): Promise<void> {
  const split = keys.map((key) => key.split("\n"));
  const rows = await tx.query<SqlRow>(AS_FRIEND, [world.workspace.id, split.map(([program]) => program), split.map(([, friend]) => friend)]);
  addRows(world, "referrals", rows);
  for (const key of keys) {
    const theirs = rows.filter((row) => `${row.program_id}\n${row.friend_id}` === key);
    addIndex(
      world,
      "referralsAsFriend",
      key,
      theirs.map(({ id }) => id),
    );
  }
}

const HISTORY: Statement = {
  name: "index_history_of",
  text: `select number, at, input from records where workspace_id = $1 and member_id = $2 and number < $3 and kind = 'event'
    order by number desc limit ${HISTORY_MAX}`,
};
async function loadHistory(tx: Tx, world: World, keys: string[]): Promise<void> {
  await Promise.all(
    keys.map(async (key) => {
      const rows = await tx.query<{ number: bigint; at: number; input: EventInput }>(HISTORY, [world.workspace.id, ...key.split("\n")]);
      const events = rows.map((row) => ({ ...row, number: Number(row.number) })).reverse();
      addIndex(world, "historyOf", key, events);
    }),
  );
}

/** The rows of a table that fall due first, and those of the same moment by their keys. */
function dueStatement(table: DueTable): Statement {
  const { sqlName, keyColumns } = DERIVED[table];
  return {
    name: `index_due_${sqlName}`,
    text: `select * from ${sqlName} where workspace_id = $1 and due_at <= $2 and record_number > 0
      order by due_at, ${keyColumns.join(", ")} limit ${DUE_CHUNK}`,
  };
}
const DUE = DUE_TABLES.map((table) => ({ table, statement: dueStatement(table) }));
async function loadDueNow(tx: Tx, world: World, keys: string[], at: number): Promise<void> {
  const values = [world.workspace.id, formatInstant(at)];
  const due = await Promise.all(
    DUE.map(async ({ table, statement }) => [table, [...addRows(world, table, await tx.query<SqlRow>(statement, values))]] as const),
  );
  for (const key of keys) addIndex(world, "dueNow", key, Object.fromEntries(due));
}

const ENROLMENTS_AFTER: Statement = {
  name: "index_enrolments_after",
  text: `select * from enrolments where workspace_id = $1 and program_id = $2 and record_number > $3 order by record_number limit ${DUE_CHUNK}`,
};
async function loadEnrolmentsAfter(tx: Tx, world: World, keys: string[]): Promise<void> {
  await Promise.all(
    keys.map(async (key) => {
      const rows = await tx.query<{ member_id: string; record_number: bigint }>(ENROLMENTS_AFTER, [world.workspace.id, ...key.split("\n")]);
      addRows(world, "enrolments", rows as unknown as SqlRow[]);
      const last = rows.at(-1);
      addIndex(world, "enrolmentsAfter", key, {
        members: rows.map(({ member_id }) => member_id),
        last: last === undefined ? null : Number(last.record_number),
      });
    }),
  );
}

const FIRST_WAITING: Statement = {
  name: "index_first_waiting",
  text: `select * from board_scores where workspace_id = $1 and run_id = $2 and partition = '' and state = 'in'
    order by standing, reached, member_id limit $3`,
};
async function loadFirstWaiting(tx: Tx, world: World, keys: string[]): Promise<void> {
  await Promise.all(
    keys.map(async (key) => {
      const rows = await tx.query<SqlRow>(FIRST_WAITING, [world.workspace.id, ...key.split("\n")]);
      addIndex(world, "firstWaiting", key, [...addRows(world, "boardScores", rows)]);
    }),
  );
}

/** The parts of a run are found one by one in the index. Only where nothing of it has changed in the batch is it known who is beyond the last that counts. */
const FIRST_OF_RUN: Statement = {
  name: "index_first_of_run",
  text: `with recursive parts as (
      (select partition from board_scores where workspace_id = $1 and run_id = $2 and state = 'in' order by partition limit 1)
      union all
      select (select partition from board_scores where workspace_id = $1 and run_id = $2 and state = 'in' and partition > p.partition order by partition limit 1)
      from parts p where p.partition is not null
    ) select f.* from parts p cross join lateral (
      select s.*, row_number() over (order by standing, reached, member_id) as place from (
        select * from board_scores where workspace_id = $1 and run_id = $2 and partition = p.partition and state = 'in'
        order by standing, reached, member_id limit $3) s) f
    order by f.place, f.standing, f.reached, f.member_id limit $4`,
};
async function loadFirstOfRun(tx: Tx, world: World, keys: string[]): Promise<void> {
  await Promise.all(
    keys.map(async (key) => {
      const [run, places, moved] = key.split("\n");
      const limits = [Number(places) + Number(moved), moved === "0" ? PLACINGS_MAX : null];
      const rows = await tx.query<SqlRow>(FIRST_OF_RUN, [world.workspace.id, run, ...limits]);
      addIndex(world, "firstOfRun", key, [...addRows(world, "boardScores", rows)]);
    }),
  );
}

async function loadLuckiest(tx: Tx, world: World, keys: string[]): Promise<void> {
  await Promise.all(
    keys.map(async (key) => {
      addRows(world, "drawTickets", await tx.query<SqlRow>(LUCKIEST_OF, [world.workspace.id, ...key.split("\n")]));
      addIndex(world, "luckiestOf", key);
    }),
  );
}

const INDEX_LOADERS: Record<Index, IndexLoader> = {
  membersByExternal: loadRowsOf("membersByExternal", "members", ["externalHash"]),
  identitiesOfMember: loadRowsOf("identitiesOfMember", "identities", ["memberId"]),
  nextDueOf: loadNextDue,
  dueRewardsOf: loadDueOf("dueRewardsOf", "rewards", "recipientId"),
  dueReferralsOf: loadDueOf("dueReferralsOf", "referrals", "referrerId"),
  lotsOf: loadRowsOf("lotsOf", "rewards", ["recipientId", "unit"], "and t.state = 'available' and t.remaining > 0 and t.unit is not null"),
  awaitingStock: loadRowsOf("awaitingStock", "rewards", ["programId"], "and t.state = 'waiting' and t.kind in ('item', 'coupon')"),
  accessesOf: loadRowsOf("accessesOf", "rewards", ["recipientId"], "and t.kind = 'access'"),
  poolCodeAt: loadRowsOf("poolCodeAt", "poolCodes", ["programId", "pool", "position"]),
  couponsUsedFor: loadRowsOf("couponsUsedFor", "redemptions", ["subject"], "and t.kind = 'coupon'"),
  rewardsAt: loadRowsOf("rewardsAt", "rewards", ["occurrence"]),
  rewardsOfReferral: loadRowsOf("rewardsOfReferral", "rewards", ["referralId"], "and t.referral_id is not null"),
  rewardsOf: loadRowsOf("rewardsOf", "rewards", ["recipientId"]),
  referralsOf: loadRowsOf("referralsOf", "referrals", ["referrerId"]),
  referralsAsFriend: loadReferralsAsFriend,
  codesOf: loadRowsOf("codesOf", "codes", ["memberId"]),
  redemptionsOf: loadRowsOf("redemptionsOf", "redemptions", ["memberId"]),
  ratesOf: loadRowsOf("ratesOf", "exchangeRates", ["fromCurrency", "toCurrency"]),
  parkedOf: loadRowsOf("parkedOf", "parkedEvents", ["fromCurrency", "toCurrency"], "and t.state = 'waiting'"),
  boardScoresOf: loadRowsOf("boardScoresOf", "boardScores", ["memberId"]),
  openRunsOf: loadRowsOf("openRunsOf", "boardRuns", ["programId"], "and t.frozen_at is null"),
  openContestsOf: loadRowsOf("openContestsOf", "contestRuns", ["programId"], "and t.closed_at is null"),
  entriesOf: loadRowsOf("entriesOf", "contestEntries", ["runId"]),
  firstWaiting: loadFirstWaiting,
  firstOfRun: loadFirstOfRun,
  luckiestOf: loadLuckiest,
  ticketsOf: loadRowsOf("ticketsOf", "drawTickets", ["runId", "memberId"], "and t.state = 'in'"),
  duePlacesOf: loadDueOf("duePlacesOf", "rewards", "programId", "and t.kind = 'places'"),
  ancestorsOf: loadAncestors,
  historyOf: loadHistory,
  dueNow: loadDueNow,
  enrolmentsAfter: loadEnrolmentsAfter,
};

const ALL_PROGRAMS: Statement = { name: "load_all_programs", text: "select * from programs where workspace_id = $1" };
const CURRENT_VERSIONS: Statement = {
  name: "load_current_versions",
  text: `select v.* from programs p join program_versions v on v.workspace_id = p.workspace_id and v.program_id = p.id and v.version = p.version
    where p.workspace_id = $1`,
};

/** Loads the workspace's programs with their current versions: every decision needs them. */
export async function loadPrograms(tx: Tx, world: World): Promise<void> {
  const [programs, versions] = await Promise.all([
    tx.query<SqlRow>(ALL_PROGRAMS, [world.workspace.id]),
    tx.query<SqlRow>(CURRENT_VERSIONS, [world.workspace.id]),
  ]);
  addRows(world, "programs", programs);
  addRows(world, "programVersions", versions);
}
