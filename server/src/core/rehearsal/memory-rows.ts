/**
 * All derived rows of a workspace in memory, with the indexes that decisions ask for, kept as rows change: a decision costs the same however much there is.
 * What the store's loader does for a database, this does for a replay.
 */

import { TABLES } from "../columns.js";
import { type Ancestor, byPlace, DUE_CHUNK, DUE_TABLES, type DueTable, HISTORY_MAX, isDueTable } from "../look-ups.js";
import type { Decision, LogRecord, Outcome } from "../record.js";
import type { Rows, Table } from "../rows.js";
import { addLoaded, type EarlierEvent, emptyWorld, type Holding, resetWorld, settleWorld, type World } from "../world.js";
import type { Index } from "../world-parts.js";
import { type DueQueue, dueQueue } from "./due-queue.js";

type Stored = { [T in Table]: Map<string, Rows[T]> };

export interface MemoryRows {
  /** Where decisions are taken: it finds every row that there is. */
  world: World;
  /** Every derived row, as the tables would hold it. */
  stored: Stored;
  /** Decides the record, which must be later than those before it, and folds it in. A decision that throws changes no row. */
  decideNext(record: LogRecord, decideRecord: (world: World, record: LogRecord) => Decision): Decision;
}

/** Keys of rows by what an index asks for: mostly there is one, and a set each would be most of the memory. */
type KeySets = Map<string, string | Set<string>>;
interface Indexes {
  /** Only those that were asked for: many a log asks for few, and each is paid for with every row. */
  sets: { [I in SetIndex]?: KeySets };
  /** Those of each table. */
  kept: { [T in Table]: SetIndex[] };
  due: Record<DueTable, DueQueue>;
  /** Events by member, the latest. */
  events: Map<string, EarlierEvent[]>;
}

/** A set of keys for each of a table's rows that belong under the same word; null is under none. */
interface Filing<T extends Table> {
  table: T;
  under: (row: Rows[T]) => string | null;
}
function filing<T extends Table>(table: T, under: Filing<T>["under"]): Filing<Table> {
  return { table, under: under as unknown as Filing<Table>["under"] };
}
const FILINGS = {
  dueRewardsOf: filing("rewards", (row) => (row.dueAt === null ? null : row.recipientId)),
  duePlacesOf: filing("rewards", (row) => (row.dueAt === null || row.kind !== "places" ? null : row.programId)),
  waitingIn: filing("boardScores", (row) => (row.state === "in" ? row.runId : null)),
  dueReferralsOf: filing("referrals", (row) => (row.dueAt === null ? null : row.referrerId)),
  lotsOf: filing("rewards", (row) =>
    row.unit === null || row.state !== "available" || row.remaining <= 0n ? null : `${row.recipientId}\n${row.unit}`,
  ),
  awaitingStock: filing("rewards", (row) => (row.state === "waiting" && row.details.stock !== undefined ? row.programId : null)),
  accessesOf: filing("rewards", ({ kind, recipientId }) => (kind === "access" ? recipientId : null)),
  poolCodeAt: filing("poolCodes", ({ programId, pool, position }) => `${programId}\n${pool}\n${position}`),
  couponsUsedFor: filing("redemptions", ({ kind, subject, state }) => (kind === "coupon" && state === "done" ? subject : null)),
  rewardsAt: filing("rewards", (row) => row.occurrence),
  rewardsOfReferral: filing("rewards", (row) => row.referralId),
  rewardsOf: filing("rewards", (row) => row.recipientId),
  referralsOf: filing("referrals", (row) => row.referrerId),
  codesOf: filing("codes", (row) => row.memberId),
  redemptionsOf: filing("redemptions", (row) => row.memberId),
  ratesOf: filing("exchangeRates", (row) => `${row.fromCurrency}\n${row.toCurrency}`),
  parkedOf: filing("parkedEvents", (row) => (row.state === "waiting" ? `${row.fromCurrency}\n${row.toCurrency}` : null)),
  referralsAsFriend: filing("referrals", (row) => `${row.programId}\n${row.friendId}`),
  boardScoresOf: filing("boardScores", (row) => row.memberId),
  openRunsOf: filing("boardRuns", (row) => (row.frozenAt === null ? row.programId : null)),
  openContestsOf: filing("contestRuns", (row) => (row.closedAt === null ? row.programId : null)),
  ticketsIn: filing("drawTickets", ({ state, runId }) => (state === "in" ? runId : null)),
  ticketsOf: filing("drawTickets", ({ runId, memberId }) => `${runId}\n${memberId}`),
  entriesOf: filing("contestEntries", (row) => row.runId),
};
type SetIndex = keyof typeof FILINGS;
/** No rows yet: whatever is not put there is known to be absent. */
export function memoryRows(workspace: World["workspace"], compile: World["compile"]): MemoryRows {
  const stored = Object.fromEntries(TABLES.map((table) => [table, new Map()])) as unknown as Stored;
  const indexes: Indexes = {
    sets: {},
    kept: Object.fromEntries(TABLES.map((table) => [table, []])) as unknown as Indexes["kept"],
    due: Object.fromEntries(DUE_TABLES.map((table) => [table, dueQueue()])) as Record<DueTable, DueQueue>,
    events: new Map(),
  };
  let now = 0;
  const holding: Holding = {
    rows: (table) => new StoredRows(stored[table]),
    index: (index) => new FoundIndex((key) => contentOf(world, stored, indexes, index, key, now)),
    kept: LISTED,
    passing: NAMED,
  };
  const world: World = emptyWorld(workspace, compile, { holding });
  return {
    world,
    stored,
    decideNext(record, decideRecord) {
      now = record.at;
      resetWorld(world);
      const decision = decideRecord(world, record);
      for (const table of world.changed) {
        for (const [key, row] of world.draft[table]) keep(stored, indexes, table, key, row);
      }
      noteEvent(indexes.events, record, decision.outcome);
      settleWorld(world);
      return decision;
    },
  };
}

/** Tables of which the world lists what there is: their rows are few. */
const LISTED = new Set<Table>(["programs", "programVersions"]);
/** Tables of which indexes name rows. */
const NAMED: Table[] = [...new Set([...Object.values(FILINGS).map(({ table }) => table), ...DUE_TABLES])];

/** A world's rows where all are at hand: found by key, nothing is missed. Only those that an index has named are listed, until the next record. */
class StoredRows<V> extends Map<string, V | null> {
  readonly #stored: Map<string, V>;
  constructor(stored: Map<string, V>) {
    super();
    this.#stored = stored;
  }
  override get(key: string): V | null {
    return this.#stored.get(key) ?? null;
  }
  override has(): boolean {
    return true;
  }
}

/** An index of a world where all rows are at hand: its content is found when it is read. */
class FoundIndex extends Map<string, unknown> {
  readonly #find: (key: string) => unknown;
  constructor(find: (key: string) => unknown) {
    super();
    this.#find = find;
  }
  override get(key: string): unknown {
    const known = super.get(key);
    if (known !== undefined) return known;
    const found = this.#find(key);
    super.set(key, found);
    return found;
  }
  override has(): boolean {
    return true;
  }
}

function keep<T extends Table>(stored: Stored, { sets, kept, due }: Indexes, table: T, key: string, row: Rows[T]): void {
  const before = stored[table].get(key);
  stored[table].set(key, row);
  for (const index of kept[table]) {
    const { under } = FILINGS[index];
    const is = under(row);
    const was = before === undefined ? null : under(before);
    if (is === was) continue;
    const keys = sets[index] as KeySets;
    if (was !== null) unfile(keys, was, key);
    if (is !== null) file(keys, is, key);
  }
  if (!isDueTable(table)) return;
  const { dueAt } = row as Rows[DueTable];
  if (dueAt !== null && dueAt !== (before as Rows[DueTable] | undefined)?.dueAt) due[table as DueTable].add({ at: dueAt, id: key });
}
/** The keys of an index, made of all rows when it is first asked for, and kept from then on. */
function keySets(stored: Stored, { sets, kept }: Indexes, index: SetIndex): KeySets {
  const known = sets[index];
  if (known !== undefined) return known;
  const { table, under } = FILINGS[index];
  const made: KeySets = new Map();
  for (const [key, row] of stored[table]) {
    const is = under(row);
    if (is !== null) file(made, is, key);
  }
  sets[index] = made;
  kept[table].push(index);
  return made;
}
function file(sets: KeySets, under: string, key: string): void {
  const keys = sets.get(under);
  if (keys === undefined) sets.set(under, key);
  else if (typeof keys === "string") sets.set(under, new Set([keys, key]));
  else keys.add(key);
}
function unfile(sets: KeySets, under: string, key: string): void {
  const keys = sets.get(under);
  if (typeof keys === "object" && keys.delete(key) && keys.size > 0) return;
  sets.delete(under);
}
function keysUnder(sets: KeySets, under: string): Iterable<string> {
  const keys = sets.get(under) ?? [];
  return typeof keys === "string" ? [keys] : keys;
}
function noteEvent(events: Indexes["events"], { number, at, input }: LogRecord, outcome: Outcome): void {
  if (input.kind !== "event" || !("member" in outcome) || typeof outcome.member !== "string") return;
  const told = events.get(outcome.member);
  if (told === undefined) events.set(outcome.member, [{ number, at, input }]);
  else {
    told.push({ number, at, input });
    // Cut back seldom: each cut copies.
    if (told.length >= 2 * HISTORY_MAX) told.splice(0, told.length - HISTORY_MAX);
  }
}

/** Adds the rows of an index to the world; gives its content. */
function contentOf(world: World, stored: Stored, indexes: Indexes, index: Index, key: string, at: number): unknown {
  const [first, second] = key.split("\n") as [string, string];
  switch (index) {
    // The world has remembered every member and identity that was ever put.
    case "membersByExternal":
    case "identitiesOfMember":
      return true;
    case "nextDueOf":
      return Math.min(
        earliest(stored, "rewards", keysUnder(keySets(stored, indexes, "dueRewardsOf"), key)),
        earliest(stored, "referrals", keysUnder(keySets(stored, indexes, "dueReferralsOf"), key)),
      );
    case "ancestorsOf":
      return ancestors(stored, keySets(stored, indexes, "referralsAsFriend"), first, second);
    case "referralsAsFriend":
      return [...keysUnder(keySets(stored, indexes, index), key)];
    case "historyOf":
      return (indexes.events.get(first) ?? []).slice(-HISTORY_MAX);
    case "dueNow":
      return Object.fromEntries(DUE_TABLES.map((table) => [table, addDue(world, stored, indexes.due, table, at)]));
    case "enrolmentsAfter":
      return enrolmentsBehind(stored, first, Number(second));
    case "firstOfRun":
      return waitingFirst(stored, keysUnder(keySets(stored, indexes, "waitingIn"), first), Number.POSITIVE_INFINITY);
    case "luckiestOf":
      for (const each of keysUnder(keySets(stored, indexes, "ticketsIn"), first))
        addLoaded(world, "drawTickets", each, stored.drawTickets.get(each) ?? null);
      return true;
    case "firstWaiting":
      return waitingFirst(stored, keysUnder(keySets(stored, indexes, "waitingIn"), first), Number(second));
    default: {
      const { table } = FILINGS[index];
      for (const each of keysUnder(keySets(stored, indexes, index), key)) addLoaded(world, table, each, stored[table].get(each) ?? null);
      return true;
    }
  }
}
function waitingFirst(stored: Stored, keys: Iterable<string>, count: number): string[] {
  const rows = [...keys].map((key) => ({ key, row: stored.boardScores.get(key) as Rows["boardScores"] }));
  return rows
    .sort((a, b) => byPlace(a.row, b.row))
    .slice(0, count)
    .map(({ key }) => key);
}
function earliest(stored: Stored, table: "rewards" | "referrals", keys: Iterable<string>): number {
  let at = Number.POSITIVE_INFINITY;
  for (const key of keys) at = Math.min(at, stored[table].get(key)?.dueAt ?? Number.POSITIVE_INFINITY);
  return at;
}
function addDue(world: World, stored: Stored, due: Indexes["due"], table: DueTable, by: number): string[] {
  const found = due[table].due(by, DUE_CHUNK, ({ at, id }) => stored[table].get(id)?.dueAt === at);
  for (const { id } of found) addLoaded(world, table, id, (stored[table].get(id) as Rows[DueTable] | undefined) ?? null);
  return found.map(({ id }) => id);
}
/** Enrolments are kept in the order in which they were made, which is that of their records. */
function enrolmentsBehind(stored: Stored, program: string, record: number): { members: string[]; last: number | null } {
  const members: string[] = [];
  let last: number | null = null;
  for (const { programId, memberId, recordNumber } of stored.enrolments.values()) {
    if (programId !== program || recordNumber <= record) continue;
    members.push(memberId);
    last = recordNumber;
    if (members.length === DUE_CHUNK) break;
  }
  return { members, last };
}
/** Who referred the member, and who referred those. */
function ancestors(stored: Stored, byFriend: KeySets, program: string, member: string): Ancestor[] {
  const above = new Map<string, Ancestor>();
  const next = [member];
  for (let friend = next.pop(); friend !== undefined; friend = next.pop()) {
    for (const id of keysUnder(byFriend, `${program}\n${friend}`)) {
      const row = stored.referrals.get(id) as Ancestor;
      if (above.has(id)) continue;
      above.set(id, row);
      next.push(row.referrerId);
    }
  }
  return [...above.values()];
}
