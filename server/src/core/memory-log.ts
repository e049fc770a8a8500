/** A log without a database: it starts empty, so whatever was not written to it is known to be absent. For the bench, for tests, and for rehearsals. */

import { keyOf, TABLES } from "./columns.js";
import { decide } from "./decide.js";
import type { Decision, EventInput, LogRecord, RecordInput, StoredDecision } from "./record.js";
import { storedDecision } from "./replay.js";
import type { Rows, Table } from "./rows.js";
import { addIndex, addLoaded, emptyWorld, type Index, Miss, resetWorld, settleWorld, type Want, type World } from "./world.js";

type Stored = { [T in Table]: Map<string, Rows[T]> };
export interface MemoryLog {
  world: World;
  records: (LogRecord & { decision: StoredDecision })[];
  /** Every derived row, as the tables would hold it. */
  stored: Stored;
  /** Decides the input as the next record at the moment (never before the last one's) and folds it in. */
  write(input: RecordInput, at: number): Decision;
}

const ROUNDS_MAX = 60;
const NAMES = new Set<string>(TABLES);

/** An empty log. `decideRecord` is another decision than the product's: for tests that must notice. */
export function memoryLog(workspace: World["workspace"], compile: World["compile"], decideRecord: typeof decide = decide): MemoryLog {
  const world = emptyWorld(workspace, compile);
  const stored = Object.fromEntries(TABLES.map((table) => [table, new Map()])) as unknown as Stored;
  const records: MemoryLog["records"] = [];
  return {
    world,
    records,
    stored,
    write(input, at) {
      const record: LogRecord = { number: records.length + 1, at: Math.max(at, records.at(-1)?.at ?? 0), input };
      world.clock = workspace.mode === "test" ? record.at : null;
      const decision = decideWhole(decideRecord, world, record, (want) => answer(world, want, record, stored, records));
      for (const table of TABLES) for (const [key, row] of world.draft[table]) (stored[table] as Map<string, unknown>).set(key, row);
      settleWorld(world);
      records.push({ ...record, decision: storedDecision(decision) });
      return decision;
    },
  };
}

function decideWhole(decideRecord: typeof decide, world: World, record: LogRecord, load: (want: Want) => void): Decision {
  for (let round = 0; round < ROUNDS_MAX; round++) {
    resetWorld(world);
    try {
      return decideRecord(world, record);
    } catch (error) {
      if (!(error instanceof Miss)) throw error;
      for (const want of error.wants) load(want);
    }
  }
  throw new Error("A decision kept missing rows.");
}

function answer(world: World, { from, key }: Want, record: LogRecord, stored: Stored, records: MemoryLog["records"]): void {
  if (NAMES.has(from)) addLoaded(world, from as Table, key, (stored[from as Table].get(key) ?? null) as never);
  else addIndex(world, from as Index, key, contentOf(world, from as Index, key, record, stored, records));
}

/** Adds the rows of an index to the world; gives its content. */
function contentOf(world: World, index: Index, key: string, { at }: LogRecord, stored: Stored, records: MemoryLog["records"]): unknown {
  const [first, second] = key.split("\n");
  const add = <T extends Table>(table: T, test: (row: Rows[T]) => boolean): Rows[T][] => {
    const rows = [...stored[table].values()].filter(test);
    for (const row of rows) addLoaded(world, table, keyOf(table, row), row);
    return rows;
  };
  switch (index) {
    case "membersByExternal":
      return add("members", (row) => row.externalHash === key);
    case "identitiesOfMember":
      return add("identities", (row) => row.memberId === key);
    case "nextDueOf":
      return nextDue(stored, key);
    case "dueRewardsOf":
      return add("rewards", (row) => row.recipientId === key && row.dueAt !== null && row.dueAt <= at);
    case "dueReferralsOf":
      return add("referrals", (row) => row.referrerId === key && row.dueAt !== null && row.dueAt <= at);
    case "lotsOf":
      return add("rewards", (row) => row.recipientId === first && row.unit === second && row.remaining > 0n);
    case "rewardsAt":
      return add("rewards", (row) => row.occurrence === key);
    case "rewardsOfReferral":
      return add("rewards", (row) => row.referralId === key);
    case "ancestorsOf":
      return ancestors(stored, first as string, second as string);
    case "historyOf":
      return history(records, first as string);
    case "dueNow":
      return { rewards: ids(add("rewards", (row) => isDue(row, at))), referrals: ids(add("referrals", (row) => isDue(row, at))) };
  }
}
function isDue({ dueAt }: { dueAt: number | null }, at: number): boolean {
  return dueAt !== null && dueAt <= at;
}
function ids(rows: { id: string; dueAt: number | null }[]): string[] {
  return rows.sort((a, b) => (a.dueAt as number) - (b.dueAt as number) || (a.id < b.id ? -1 : 1)).map(({ id }) => id);
}
function nextDue(stored: Stored, member: string): number {
  const rewards = [...stored.rewards.values()].filter((row) => row.recipientId === member);
  const referrals = [...stored.referrals.values()].filter((row) => row.referrerId === member);
  return Math.min(...[...rewards, ...referrals].map(({ dueAt }) => dueAt ?? Number.POSITIVE_INFINITY));
}
function ancestors(stored: Stored, program: string, member: string): Set<string> {
  const referrals = [...stored.referrals.values()].filter((row) => row.programId === program);
  const above = new Set<string>();
  for (let next = referrals.find((row) => row.friendId === member); next !== undefined && !above.has(next.referrerId); ) {
    const { referrerId } = next;
    above.add(referrerId);
    next = referrals.find((row) => row.friendId === referrerId);
  }
  return above;
}
function history(records: MemoryLog["records"], member: string): { number: number; at: number; input: EventInput }[] {
  return records.flatMap(({ number, at, input, decision }) =>
    input.kind === "event" && "member" in decision.outcome && decision.outcome.member === member ? [{ number, at, input }] : [],
  );
}
