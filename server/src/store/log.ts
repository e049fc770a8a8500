/** The workspace's log: taking its head, finding twins by key, appending. Records and keys are never changed or removed (L4, L8). */
import {
  type Decision,
  ENGINE,
  type Fact,
  type LogRecord,
  type Outcome,
  type RecordInput,
  type StoredDecision,
  type Transfer,
} from "../core/record.js";
import { storedDecision } from "../core/replay.js";
import { formatInstant } from "../core/time.js";
import type { Statement, Tx } from "./db.js";

export interface Head {
  number: number;
  /** Time of the last record. */
  at: number;
  /** The clock of a test workspace; null in a live one. */
  clock: number | null;
  /** The database's clock now. */
  now: number;
}

const TAKE_HEAD: Statement = {
  name: "take_head",
  // A plan that was made while the tables were empty is kept: it must not be one that reads them from end to end.
  text: "select number, at, clock, clock_timestamp() as now, set_config('enable_seqscan', 'off', true) from heads where workspace_id = $1 for update",
};

/** Takes the one right to append; it is kept until the transaction ends. Throws when the workspace does not exist. */
export async function takeHead(tx: Tx, workspaceId: string): Promise<Head> {
  const [row] = await tx.query<{ number: bigint; at: number; clock: number | null; now: number }>(TAKE_HEAD, [workspaceId]);
  if (row === undefined) throw new Error(`Workspace ${workspaceId} has no head.`);
  return { number: Number(row.number), at: row.at, clock: row.clock, now: row.now };
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

const APPEND_RECORDS: Statement = {
  name: "append_records",
  text: "insert into records select * from json_populate_recordset(null::records, $1::json)",
};
const APPEND_KEYS: Statement = {
  name: "append_keys",
  text: "insert into record_keys select * from json_populate_recordset(null::record_keys, $1::json)",
};
const APPEND_TRANSFERS: Statement = {
  name: "append_transfers",
  text: "insert into transfers select * from json_populate_recordset(null::transfers, $1::json)",
};
const APPEND_OUTBOX: Statement = {
  name: "append_outbox",
  text: "insert into outbox select * from json_populate_recordset(null::outbox, $1::json)",
};
const MOVE_HEAD: Statement = {
  name: "move_head",
  text: "update heads set number = $3, at = $4, clock = $5 where workspace_id = $1 and number = $2 returning number",
};

/**
 * Appends decided records with their keys, transfers and outbox rows, and moves the head from `head.number`. The statements are sent together;
 * the promise settles when all have. Rejects when the head is not where the decision saw it: then nothing may be kept.
 */
export function appendRecords(tx: Tx, workspaceId: string, head: Head, appended: Appended[], clock: number | null): Promise<void> {
  const sent: Promise<unknown>[] = [];
  const send = (statement: Statement, rows: unknown[]) => {
    if (rows.length > 0) sent.push(tx.query(statement, [JSON.stringify(rows)]));
  };
  const last = appended.at(-1)?.record;
  const moved = tx.query(MOVE_HEAD, [
    workspaceId,
    head.number,
    last?.number ?? head.number,
    formatInstant(last?.at ?? head.at),
    clock === null ? null : formatInstant(clock),
  ]);
  send(
    APPEND_RECORDS,
    appended.map((one) => recordRow(workspaceId, one)),
  );
  send(
    APPEND_KEYS,
    appended.filter((one) => one.key !== undefined).map((one) => keyRow(workspaceId, one)),
  );
  send(
    APPEND_TRANSFERS,
    appended.flatMap((one) => one.decision.transfers.map((transfer, index) => transferRow(workspaceId, one.record, transfer, index))),
  );
  send(
    APPEND_OUTBOX,
    appended.flatMap((one) => one.decision.facts.map((fact, index) => outboxRow(workspaceId, one.record, fact, index))),
  );
  return Promise.all([moved, ...sent]).then(([rows]) => {
    if ((rows as unknown[]).length !== 1) throw new Error("The head of the log has moved since the decision: nothing was written.");
  });
}

function recordRow(workspaceId: string, { record, decision }: Appended) {
  const { outcome } = decision;
  const member = "member" in outcome && typeof outcome.member === "string" ? outcome.member : null;
  const { kind } = record.input;
  return {
    workspace_id: workspaceId,
    number: record.number,
    at: formatInstant(record.at),
    kind,
    member_id: member,
    engine: ENGINE,
    input: record.input,
    decision: storedDecision(decision),
  };
}
function keyRow(workspaceId: string, { record, key }: Appended) {
  return { workspace_id: workspaceId, key_hash: key?.keyHash, body_hash: key?.bodyHash, number: record.number };
}
function transferRow(workspaceId: string, record: LogRecord, { unit, amount, from, to, member, reward, reason }: Transfer, index: number) {
  return {
    workspace_id: workspaceId,
    record_number: record.number,
    index,
    at: formatInstant(record.at),
    unit,
    amount,
    from_holder: from[0],
    from_kind: from[1],
    to_holder: to[0],
    to_kind: to[1],
    member_id: member,
    reward_id: reward ?? null,
    reason,
  };
}
function outboxRow(workspaceId: string, record: LogRecord, { kind, ...body }: Fact, index: number) {
  return { workspace_id: workspaceId, record_number: record.number, index, at: formatInstant(record.at), kind, body };
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
