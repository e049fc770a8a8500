/** A decision being taken: it grows while the world is folded forward. */
import type { Decision, Fact, LogRecord, TraceItem, Transfer } from "./record.js";
import type { Rows, Table } from "./rows.js";
import { patchRow, peek, type World } from "./world.js";

/** One record being decided: the decision grows while the world is folded forward. */
export interface Deciding {
  world: World;
  record: LogRecord;
  /** Time of the decision. */
  at: number;
  /** As of when it happens what comes by itself or was held, and is settled late. */
  moment?: number | undefined;
  decision: Decision;
  /** Members for whom something was counted that a tier or level measures: "program\nmember". */
  counted?: Set<string>;
  /** Items that are there again and that others may wait for: "program\nitem". */
  freed?: Set<string>;
}
/** As of when what is being decided happens: late work is of its own moment. */
export function momentOf(d: Deciding): number {
  return d.moment ?? d.at;
}
/** Puts a new row or changes columns of one, in the world and in the decision. */
export function put<T extends Table>(d: Deciding, table: T, key: string, patch: Partial<Rows[T]>): Rows[T] {
  const before = peek(d.world, table, key);
  const row = patchRow(d.world, table, key, before, patch);
  d.decision.changes.push([table, key, patch as Record<string, unknown>, before === undefined]);
  return row;
}
export function trace(d: Deciding, item: TraceItem): void {
  d.decision.trace.push(item);
}
export function fact(d: Deciding, item: Fact): void {
  d.decision.facts.push(item);
}
export function record(d: Deciding, transfer: Transfer): void {
  d.decision.transfers.push(transfer);
}
