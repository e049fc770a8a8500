/** Applying recorded decisions: what replay, rebuild and backtest share with the live path is the fold, so they cannot disagree (L10). */
import { applyTransfer } from "./ledger.js";
import type { Decision } from "./record.js";
import { AMOUNT_COLUMNS, type Table } from "./rows.js";
import { applyPatch, demand, type World } from "./world.js";

/** Folds a recorded decision into the world. Throws a Miss when rows are not loaded; the world is then to be reset. */
export function applyDecision(world: World, { changes, transfers }: Pick<Decision, "changes" | "transfers">): void {
  demand(
    world,
    changes.map(([table, key]) => ({ from: table as Table, key })),
  );
  for (const [table, key, patch] of changes) applyPatch(world, table as Table, key, revive(table as Table, patch));
  for (const transfer of transfers) applyTransfer(world, transfer);
}

/** The decision as it is stored: amounts as digits. Once a decision, when it is written, not at each step of taking it. */
export function storedDecision(decision: Decision): Decision {
  return { ...decision, changes: decision.changes.map(([table, key, patch]) => [table, key, withDigits(table as Table, patch)]) };
}
function withDigits(table: Table, patch: Record<string, unknown>): Record<string, unknown> {
  const columns = AMOUNT_COLUMNS[table];
  if (columns === undefined) return patch;
  const json = { ...patch };
  for (const column of columns) if (typeof json[column] === "bigint") json[column] = String(json[column]);
  return json;
}

function revive(table: Table, patch: Record<string, unknown>): Record<string, unknown> {
  const columns = AMOUNT_COLUMNS[table];
  if (columns === undefined) return patch;
  const row = { ...patch };
  for (const column of columns) if (typeof row[column] === "string") row[column] = BigInt(row[column]);
  return row;
}
