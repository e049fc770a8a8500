/** The workspace's log: taking its head, finding twins by key, appending. Records and keys are never changed or removed (L4, L8). */
import { type Decision, ENGINE, type LogRecord, type Outcome, type RecordInput, type StoredDecision } from "../core/record.js";
import { storedDecision } from "../core/replay.js";
import { formatInstant } from "../core/time.js";
import type { Statement, Tx } from "./db.js";
import type { RowSet, SetInsert } from "./set-insert.js";

export interface Head {
  number: number;
  /** Time of the last record. */
  at: number;
  /** The clock of a test workspace; null in a live one. */
  clock: number | null;
  /** Names the batch that moved the head here: a number alone may be reached by two ways. */
  batch: string;
  /** The database's clock now. */
  now: number;
}

const TAKE_HEAD: Statement = {
  name: "take_head",
  // A plan that was made while the tables were empty is kept: it must not be one that reads them from end to end.
  text: "select number, at, clock, batch, clock_timestamp() as now, set_config('enable_seqscan', 'off', true) from heads where workspace_id = $1 for update",
};

/** Takes the one right to append; it is kept until the transaction ends. Throws when the workspace does not exist. */
export async function takeHead(tx: Tx, workspaceId: string): Promise<Head> {
  const [row] = await tx.query<Omit<Head, "number"> & { number: bigint }>(TAKE_HEAD, [workspaceId]);
  if (row === undefined) throw new Error(`Workspace ${workspaceId} has no head.`);
  const { at, clock, batch, now } = row;
  return { number: Number(row.number), at, clock, batch, now };
}

const READ_CLOCK: Statement = { name: "read_clock", text: "select clock_timestamp() as now" };

/** The database's clock now, epoch milliseconds. */
export async function readClock(tx: Tx): Promise<number> {
  const [row] = await tx.query<{ now: number }>(READ_CLOCK);
  return row?.now as number;
}

export interface Twin {
  number: number;
  at: number;
  bodyHash: string;
  outcome: Outcome;
}
const FIND_TWINS: Statement = {
  name: "find_twins",
  text: `select k.key_hash, k.body_hash, k.number, r.at, r.outcome
    from unnest($2::text[]) as w(key_hash)
    cross join lateral (select * from record_keys k where k.workspace_id = $1 and k.key_hash = w.key_hash offset 0) k
    cross join lateral (select at, decision -> 'outcome' as outcome from records r where r.workspace_id = $1 and r.number = k.number offset 0) r`,
};

/** What was recorded under the keys, by key hash. */
export async function findTwins(tx: Tx, workspaceId: string, keyHashes: string[]): Promise<Map<string, Twin>> {
  if (keyHashes.length === 0) return new Map();
  const rows = await tx.query<{ key_hash: string; body_hash: string; number: bigint; at: number; outcome: Outcome }>(FIND_TWINS, [
    workspaceId,
    keyHashes,
  ]);
  return new Map(rows.map((row) => [row.key_hash, { number: Number(row.number), at: row.at, bodyHash: row.body_hash, outcome: row.outcome }]));
}

export interface Appended {
  record: LogRecord;
  decision: Decision;
  key?: { keyHash: string; bodyHash: string };
}

const RECORDS: SetInsert = {
  table: "records",
  columns: [
    { name: "number", type: "number" },
    { name: "at", type: "time" },
    { name: "kind", type: "text" },
    { name: "member_id", type: "text" },
    { name: "engine", type: "number" },
    { name: "input", type: "json" },
    { name: "decision", type: "json" },
  ],
};
const KEYS: SetInsert = {
  table: "record_keys",
  columns: [
    { name: "key_hash", type: "text" },
    { name: "body_hash", type: "text" },
    { name: "number", type: "number" },
  ],
};
const TRANSFERS: SetInsert = {
  table: "transfers",
  columns: [
    { name: "record_number", type: "number" },
    { name: "index", type: "number" },
    { name: "at", type: "time" },
    { name: "unit", type: "text" },
    { name: "amount", type: "amount" },
    { name: "from_holder", type: "text" },
    { name: "from_kind", type: "text" },
    { name: "to_holder", type: "text" },
    { name: "to_kind", type: "text" },
    { name: "member_id", type: "text" },
    { name: "reward_id", type: "text" },
    { name: "reason", type: "text" },
  ],
};
const OUTBOX: SetInsert = {
  table: "outbox",
  columns: [
    { name: "record_number", type: "number" },
    { name: "index", type: "number" },
    { name: "at", type: "time" },
    { name: "kind", type: "text" },
    { name: "body", type: "json" },
  ],
};
// Held first and compared then: the row that this statement finds may be the one of before the batch in flight, for which it waits.
const MOVE_HEAD: Statement = {
  name: "move_head",
  text: `with held as materialized (select number, batch from heads where workspace_id = $1 for update),
      moved as (update heads set number = $4, at = $5, clock = $6, batch = $7
        where workspace_id = $1 and exists (select from held where number = $2 and batch = $3) returning 1)
    select case when count(*) = 0 then bandwagon.refuse('The head of the log has moved since the decision: nothing was written.') end,
      clock_timestamp() as now from moved`,
};

/**
 * Moves the head from where a decision saw it to where its batch leaves it, and sets the clock. Waits for the batch in flight before; from its answer on
 * the head is held until the transaction ends. Gives the database's clock. The transaction fails when the head is not where the decision saw it.
 */
export async function moveHead(tx: Tx, workspaceId: string, from: Head, to: Omit<Head, "now">): Promise<number> {
  const values = [from.number, from.batch, to.number, formatInstant(to.at), to.clock === null ? null : formatInstant(to.clock), to.batch];
  const [row] = await tx.query<{ now: number }>(MOVE_HEAD, [workspaceId, ...values]);
  return row?.now as number;
}

/** Decided records with their keys, transfers and outbox rows. */
export function appendedRows(appended: Appended[]): RowSet[] {
  return [
    { insert: RECORDS, rows: appended.map(recordValues) },
    { insert: KEYS, rows: appended.flatMap(({ record, key }) => (key === undefined ? [] : [[key.keyHash, key.bodyHash, record.number]])) },
    { insert: TRANSFERS, rows: appended.flatMap(transferValues) },
    { insert: OUTBOX, rows: appended.flatMap(outboxValues) },
  ];
}

function recordValues({ record: { number, at, input }, decision }: Appended): unknown[] {
  const { outcome } = decision;
  const member = "member" in outcome && typeof outcome.member === "string" ? outcome.member : null;
  return [number, at, input.kind, member, ENGINE, input, storedDecision(decision)];
}
function transferValues({ record, decision }: Appended): unknown[][] {
  return decision.transfers.map(({ unit, amount, from, to, member, reward, reason }, index) => {
    return [record.number, index, record.at, unit, amount, from[0], from[1], to[0], to[1], member, reward, reason];
  });
}
function outboxValues({ record, decision }: Appended): unknown[][] {
  return decision.facts.map(({ kind, ...body }, index) => [record.number, index, record.at, kind, body]);
}

const LOAD_RECORDS: Statement = {
  name: "load_records",
  text: "select number, at, engine, input, decision from records where workspace_id = $1 and number > $2 order by number limit $3",
};

/** Records after a number, in log order. */
export async function loadRecords(
  tx: Tx,
  workspaceId: string,
  after: number,
  limit: number,
): Promise<{ number: number; at: number; engine: number; input: RecordInput; decision: StoredDecision }[]> {
  const rows = await tx.query<{ number: bigint; at: number; engine: number; input: RecordInput; decision: StoredDecision }>(LOAD_RECORDS, [
    workspaceId,
    after,
    limit,
  ]);
  return rows.map((row) => ({ ...row, number: Number(row.number) }));
}
