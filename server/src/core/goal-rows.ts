/**
 * Rows: what must come without a break. A row holds what may still matter. Until the goal is reached these are its last `need` entries; afterwards the
 * `need` entries that reached it stand first, and as many of the latest behind them, of which another row may be made if one of the first is taken back.
 */
import type { CompiledStep } from "./document/compiled-program.js";

/** What the step counts must come in a row. It is kept as a row in every goal, beside what other steps keep one by one. */
export function isRow({ resetBy }: CompiledStep): boolean {
  return resetBy.length > 0;
}

export function extendRow(row: string[], key: string, need: number, isReached: boolean): string[] {
  if (row.includes(key)) return row;
  if (!isReached) return [...row, key].slice(-need);
  return [...row.slice(0, need), ...[...row.slice(need), key].slice(-need)];
}

/** Without an entry and all that came before it; behind those that reached the goal one of the later ones takes only later ones along. */
export function rowBehind(row: string[], key: string, need: number, isReached: boolean): string[] {
  const index = row.indexOf(key);
  if (isReached && index >= need) return [...row.slice(0, need), ...row.slice(index + 1)];
  return row.slice(index + 1);
}

/** Something broke the row: all of it goes, but what reached the goal stands. */
export function brokenRow(row: string[], need: number, isReached: boolean): string[] {
  return isReached ? row.slice(0, need) : [];
}
