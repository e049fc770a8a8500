import { addedCounter, stockCounter } from "../core/stock-counters.js";
import { type Database, inWorkspace, type Statement } from "../store/db.js";
import { lifetimeCounters } from "./counters.js";

export interface StockView {
  /** How many were added to those of the document. */
  added: number;
  /** How many are given and not returned. */
  given: number;
  /** How many rewards wait for more. */
  waiting: number;
}

const WAITING: Statement = {
  name: "stock.waiting",
  text: `select details ->> 'item' as item, count(*)::int as count from rewards
    where workspace_id = $1 and program_id = $2 and state = 'waiting' and kind = 'item' and details -> 'stock' is not null group by 1`,
};

/** How things stand with items of which there are only so many, by item. */
export function loadStock(db: Database, workspaceId: string, program: string, items: readonly string[]): Promise<Map<string, StockView>> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const names = items.flatMap((item) => [stockCounter(item), addedCounter(item)]);
    const [used, waiting] = await Promise.all([
      lifetimeCounters(tx, workspaceId, program, names),
      tx.query<{ item: string; count: number }>(WAITING, [workspaceId, program]),
    ]);
    const view = (item: string): StockView => ({
      added: used(addedCounter(item)),
      given: used(stockCounter(item)),
      waiting: waiting.find((row) => row.item === item)?.count ?? 0,
    });
    return new Map(items.map((item) => [item, view(item)]));
  });
}
