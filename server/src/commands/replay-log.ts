/** The recorded log, read page by page in short transactions and handed to a replay in memory, which lets the requests of a server go first. */
import { setTimeout as delay, setImmediate as nextTurn } from "node:timers/promises";
import { getHeapStatistics } from "node:v8";
import type { App } from "../app.js";
import type { RecordedRecord } from "../core/rehearsal/backtest.js";
import { AppError } from "../errors.js";
import { type Database, inWorkspace } from "../store/db.js";
import { loadRecords } from "../store/log.js";

/** Where it runs: beside the requests of a server, which it lets go first, or in a process of its own. */
export type Pace = "beside requests" | "alone";
/** What replays, as it is called at the command line. */
export type Replaying = "backtest" | "re-evaluate";

export interface ReplayProgress {
  records: number;
  of: number;
}

const PAGE = 200;
const PROGRESS_MS = 250;
/** So long it decides before it lets others go first. */
const SLICE_MS = 4;
/** More records than this are for a process of its own: the rows of a replay are in memory. */
export const SERVED_RECORDS_MAX = 100_000;
const HEAP_SHARE_MAX = 0.9;
const alone = (what: Replaying) => `Run bandwagon ${what} at the command line`;

const busy = new WeakSet<App>();

/**
 * A replay begins; gives what is to be called when it has ended. Beside requests there is one at a time (`overloaded`), for logs of at most
 * SERVED_RECORDS_MAX records (`unprocessable`).
 */
export function beginReplay(app: App, what: Replaying, pace: Pace, records: number): () => void {
  if (pace === "beside requests" && records > SERVED_RECORDS_MAX) throw tooLong(what, records);
  if (busy.has(app)) {
    const detail = "Another backtest or re-evaluation is running on this server; ask again when it has ended.";
    throw new AppError("overloaded", { detail, retryAfterSeconds: 10 });
  }
  busy.add(app);
  return () => busy.delete(app);
}

/** Throws `invalid_request` for a period that ends before it begins. */
export function assertPeriod({ from, to }: { from?: number; to?: number }): void {
  if (from === undefined || to === undefined || from < to) return;
  const remedy = "name a later moment as to, or leave one of them out";
  throw new AppError("invalid_request", {
    detail: "The period ends before it begins.",
    errors: [{ path: "/to", problem: "is not after from", remedy }],
  });
}

interface Reading {
  what: Replaying;
  head: number;
  until: number;
  pace: Pace;
}

/** Hands every record up to the head's number to the replay, those from `until` on left out; gives how many there were. Ending the generator stops it. */
export async function* replayLog(
  db: Database,
  workspaceId: string,
  replay: { add(recorded: RecordedRecord): void },
  { what, head, until, pace }: Reading,
): AsyncGenerator<ReplayProgress, number> {
  let toldAt = performance.now();
  let begun = toldAt;
  let after = 0;
  const load = (from: number) => {
    const page = inWorkspace(db, workspaceId, (tx) => loadRecords(tx, workspaceId, from, Math.min(PAGE, head - from)));
    // Who stops early does not hear of it.
    page.catch(() => {});
    return page;
  };
  let coming = load(0);
  yield { records: 0, of: head };
  while (after < head) {
    const page = await coming;
    const last = page.at(-1)?.number ?? head;
    if (page.length === 0) break;
    // On its way while this one is decided.
    if (last < head) coming = load(last);
    begun = performance.now();
    for (const record of page) {
      if (record.at >= until) return after;
      replay.add(record);
      after = record.number;
      if (performance.now() - begun < SLICE_MS) continue;
      await (pace === "alone" ? nextTurn() : delay(SLICE_MS));
      begun = performance.now();
    }
    assertFits(what, after, head);
    if (begun - toldAt < PROGRESS_MS) continue;
    toldAt = begun;
    yield { records: after, of: head };
  }
  return after;
}

/** What is replayed lies in memory: a process that is nearly full stops before it falls. */
function assertFits(what: Replaying, records: number, of: number): void {
  const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
  if (used < HEAP_SHARE_MAX * limit) return;
  const megabytes = 1024 * Math.ceil(((limit / 1024 / 1024) * 2) / 1024);
  throw new AppError("unprocessable", {
    detail:
      `The memory of this process is nearly full after ${records} of ${of} records, so it was stopped. ` +
      `${alone(what)} with more of it: NODE_OPTIONS=--max-old-space-size=${megabytes}.`,
  });
}
function tooLong(what: Replaying, records: number): AppError {
  return new AppError("unprocessable", {
    detail: `The log has ${records} records, and a server replays at most ${SERVED_RECORDS_MAX} beside its requests. ${alone(what)}, which has no such limit.`,
  });
}
