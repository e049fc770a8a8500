/** The stock of items: more of them, and those who wait for them. */
import { count, usedOf } from "./counters.js";
import { put, trace } from "./deciding.js";
import { decline } from "./decline.js";
import { settleHold } from "./holds.js";
import { roomFor, takeRoom } from "./limits.js";
import { awaitingStock, programsOf } from "./look-ups.js";
import { type Engine, grantOf, type Occurrence } from "./occurrence.js";
import type { Outcome } from "./record.js";
import type { RewardRow } from "./rows.js";
import { addedCounter, stockCounter } from "./stock-counters.js";
import type { StockInput } from "./stock-input.js";
import { becomeReady } from "./waiting.js";
import { eachOrMiss, find } from "./world.js";

/** There are so many more of the item; whoever waits for it is served. */
export function decideAddStock(d: Engine, { program, item, add, reason }: StockInput): Outcome {
  const scope = programsOf(d.world).find(({ programId }) => programId === program);
  if (scope === undefined) return decline("program_unknown");
  const known = scope.program.stocks.get(item);
  if (known === undefined) return decline("item_unknown", { items: [...scope.program.stocks.keys()] });
  const added = count(d, program, addedCounter(item), "lifetime", BigInt(add), null);
  trace(d, { step: "stock.added", item, by: String(add), ...(reason !== undefined && { reason }) });
  const served = serve(d, program, item);
  const left = BigInt(known.stock) + added - usedOf(d.world, program, stockCounter(item), "lifetime");
  return { status: "done", program, item, added: Number(added), left: left > 0n ? Number(left) : 0, served };
}

/** Whoever waits for what this decision has given back is served. */
export function serveFreed(d: Engine): void {
  const freed = [...(d.freed ?? [])].sort();
  eachOrMiss(freed, (key) => {
    const [program, item] = key.split("\n") as [string, string];
    serve(d, program, item);
  });
}

/** `item` is what the stock is counted under. Serves those who wait, the first of them first, as long as there is one for them; gives how many. */
export function serve(d: Engine, program: string, item: string): number {
  const moment = ({ details }: RewardRow) => details.stock?.since ?? 0;
  const waiting = awaitingStock(d.world, program, item).sort((a, b) => moment(a) - moment(b));
  const count = waiting.findIndex((reward) => !serveOne(d, reward));
  return count === -1 ? waiting.length : count;
}

function serveOne(d: Engine, reward: RewardRow): boolean {
  const { scope, grant } = grantOf(d, reward);
  const limits = grant.limits.filter(({ stock }) => stock !== null);
  const { id, recipientId: recipient } = reward;
  const occurrence: Occurrence = { on: "stock", key: reward.occurrence, scope, member: recipient, cause: null, occurredAt: d.at };
  if (roomFor(d, { ...grant, limits }, recipient, 0n, occurrence, {}).cutBy !== null) return false;
  const uses = [...(reward.details.uses ?? []), ...takeRoom(d, { ...grant, limits }, recipient, 0n, occurrence, {})];
  const { stock, ...details } = reward.details;
  put(d, "rewards", id, { state: "pending", dueAt: details.hold?.until ?? null, details: { ...details, uses } });
  const served = stock?.pool === undefined ? { step: "stock.served", item: details.item } : { step: "coupon_pool.served", pool: stock.pool };
  trace(d, { ...served, reward: id });
  if (details.hold === undefined) becomeReady(d, scope, grant, find(d.world, "rewards", id) as RewardRow, d.at);
  else settleHold(d, id, d.at);
  return true;
}
