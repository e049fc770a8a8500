/** Applying recorded decisions: what replay, rebuild and backtest share with the live path is the fold, so they cannot disagree (L10). */

import { COLUMNS, type ColumnType, keyOf } from "./columns.js";
import { applyTransfer } from "./ledger.js";
import type { Decision, StoredChange, StoredDecision } from "./record.js";
import type { Rows, Table } from "./rows.js";
import { applyPatch, demand, type World } from "./world.js";

/**
 * The decision with a value for each column of every new row: two that were recorded while tables had fewer columns, or while the last ones were written
 * though they held nothing, are alike in it.
 */
export function withEveryColumn(decision: StoredDecision): StoredDecision {
  const changes = decision.changes.map((change): StoredChange => {
    if (change.length === 3) return change;
    const [table, values] = change;
    return [table, Object.keys(COLUMNS[table as Table]).map((_, index) => values[index] ?? null)];
  });
  return { ...decision, changes };
}

/** Folds a recorded decision into the world. Throws a Miss when rows are not loaded; the world is then to be reset. */
export function applyDecision(world: World, { changes, transfers }: Pick<StoredDecision, "changes" | "transfers">): void {
  const revived = changes.map(revive);
  demand(
    world,
    revived.map(({ table, key }) => ({ from: table, key })),
  );
  for (const { table, key, patch } of revived) applyPatch(world, table, key, patch);
  for (const transfer of transfers) applyTransfer(world, transfer);
}

/** The decision as the log keeps it: amounts as digits, new rows as their values. Once a decision, when it is written, not at each step of taking it. */
export function storedDecision({ outcome, changes, transfers, facts, trace }: Decision): StoredDecision {
  const stored = changes.map(([table, key, patch, isNew]): StoredChange => {
    const columns = COLUMNS[table as Table] as Record<string, ColumnType>;
    return isNew ? [table, valuesOf(columns, patch)] : [table, key, withDigits(columns, patch)];
  });
  return { outcome, changes: stored, transfers, facts, trace };
}
/** Nothing is written of the last columns that hold nothing, so that a table can have a further column and its older rows still read as they were written. */
function valuesOf(columns: Record<string, ColumnType>, row: Record<string, unknown>): unknown[] {
  const values: unknown[] = [];
  for (const field in columns) values.push(digits(columns[field], row[field] ?? null));
  while (values.at(-1) === null) values.pop();
  return values;
}
function digits(type: ColumnType | undefined, value: unknown): unknown {
  return type === "amount" && value !== null ? String(value) : value;
}
function withDigits(columns: Record<string, ColumnType>, patch: Record<string, unknown>): Record<string, unknown> {
  const json: Record<string, unknown> = {};
  for (const field in patch) json[field] = digits(columns[field], patch[field]);
  return json;
}

/** A recorded change with its amounts as they are in memory. */
export function revive(change: StoredChange): { table: Table; key: string; patch: Record<string, unknown> } {
  const table = change[0] as Table;
  const columns = COLUMNS[table] as Record<string, ColumnType>;
  const patch: Record<string, unknown> = {};
  if (change.length === 3) {
    const [, key, changed] = change;
    for (const field in changed) patch[field] = bigints(columns[field], changed[field]);
    return { table, key, patch };
  }
  let index = 0;
  for (const field in columns) patch[field] = bigints(columns[field], change[1][index++] ?? null);
  return { table, key: keyOf(table, patch as unknown as Rows[Table]), patch };
}
function bigints(type: ColumnType | undefined, value: unknown): unknown {
  return type === "amount" && typeof value === "string" ? BigInt(value) : value;
}
