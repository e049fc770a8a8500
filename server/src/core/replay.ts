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

function revive(table: Table, patch: Record<string, unknown>): Record<string, unknown> {
  const columns = AMOUNT_COLUMNS[table];
  if (columns === undefined) return patch;
  const row = { ...patch };
  for (const column of columns) if (typeof row[column] === "string") row[column] = BigInt(row[column]);
  return row;
}
