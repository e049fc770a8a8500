/** The backtest over a workspace's recorded log: read page by page in short transactions, decided again in memory, compared with what happened. */
import { setTimeout as delay, setImmediate as nextTurn } from "node:timers/promises";
import { getHeapStatistics } from "node:v8";
import type { App } from "../app.js";
import { type Backtest, startBacktest } from "../core/backtest.js";
import { type BacktestReport, reportBacktest } from "../core/backtest-report.js";
import { AppError } from "../errors.js";
import { type Database, inWorkspace } from "../store/db.js";
import { loadRecords } from "../store/log.js";
import { loadPublishedPrograms } from "../store/published-programs.js";
import { inSnapshot, readHead } from "../store/snapshot.js";
import { type Candidate, chooseCandidate, type VersionChoice } from "./candidate-document.js";
import { compileProgram } from "./compiled-programs.js";
import { peopleReader } from "./people-reader.js";
import { indexPrograms, type WorkspacePrograms } from "./program-directory.js";
import type { Workspace } from "./workspace-directory.js";

export interface BacktestRequest {
  version?: VersionChoice;
  /** Epoch milliseconds: what is counted, the first included, the second not. The whole log unless said. */
  from?: number;
  to?: number;
}
/** Where it runs: beside the requests of a server, which it lets go first, or in a process of its own. */
export type Pace = "beside requests" | "alone";

export interface BacktestProgress {
  records: number;
  of: number;
}
export interface BacktestResult extends BacktestProgress {
  candidate: Candidate;
  /** As they are in force, and with the candidate in their place. */
  programs: { recorded: WorkspacePrograms; candidate: WorkspacePrograms };
  from: number | null;
  to: number | null;
  report: BacktestReport;
  /** The business's own ids of those whom the report names, by ours. */
  externalIds: Map<string, string>;
}

const PAGE = 200;
const PROGRESS_MS = 250;
/** So long it decides before it lets others go first. */
const SLICE_MS = 4;
/** More records than this are for a process of its own: the rows of a replay are in memory. */
export const SERVED_RECORDS_MAX = 100_000;
const HEAP_SHARE_MAX = 0.9;
const ALONE = "Run bandwagon backtest at the command line";

const busy = new WeakSet<App>();

/**
 * Yields how far it is, four times a second, and returns the result. Ending the generator stops it. It reads up to the number at which the log stands
 * when it begins, in transactions of one page each, takes no lock, and writes nothing. Beside requests there is one at a time (`overloaded`), for logs of
 * at most SERVED_RECORDS_MAX records (`unprocessable`). Throws `conflict` for a program that was never published.
 */
export async function* backtest(
  app: App,
  workspace: Workspace,
  program: string,
  request: BacktestRequest,
  pace: Pace,
): AsyncGenerator<BacktestProgress, BacktestResult> {
  const { candidate, list, head } = await prepare(app, workspace, program, request);
  if (pace === "beside requests" && head.number > SERVED_RECORDS_MAX) throw tooLong(head.number);
  if (busy.has(app))
    throw new AppError("overloaded", { detail: "Another backtest is running on this server; ask again when it has ended.", retryAfterSeconds: 10 });
  busy.add(app);
  try {
    const from = request.from ?? Number.NEGATIVE_INFINITY;
    const until = request.to ?? Number.POSITIVE_INFINITY;
    const { document } = candidate;
    const compiled = compileProgram(document, candidate.hash);
    const key = { id: workspace.id, mode: workspace.mode, codeKey: workspace.secrets.codes };
    const replay = startBacktest({ workspace: key, program, document, compiled, compile: compileProgram, from, until });
    const records = yield* replayLog(app.db, workspace.id, replay, { head: head.number, until, pace });
    replay.settle(Math.min(until, Math.max(head.at, head.clock ?? head.now)));
    const report = reportBacktest(replay, { from, until, timeZone: compiled.timeZone });
    const known = indexPrograms(list);
    const inPlace = indexPrograms(list.map((each) => (each.id === program ? { ...each, hash: candidate.hash, document } : each)));
    const externalIds = await externalIdsOf(app, workspace, report);
    const { from: asked = null, to = null } = request;
    return { candidate, programs: { recorded: known, candidate: inPlace }, from: asked, to, records, of: head.number, report, externalIds };
  } finally {
    busy.delete(app);
  }
}

function prepare(app: App, workspace: Workspace, program: string, { version, from, to }: BacktestRequest) {
  if (from !== undefined && to !== undefined && from >= to) {
    const remedy = "name a later moment as to, or leave one of them out";
    throw new AppError("invalid_request", {
      detail: "The period ends before it begins.",
      errors: [{ path: "/to", problem: "is not after from", remedy }],
    });
  }
  return inSnapshot(app.db, workspace.id, async (tx) => {
    const [head, candidate, list] = await Promise.all([
      readHead(tx, workspace.id),
      chooseCandidate(tx, workspace.id, program, version),
      loadPublishedPrograms(tx, workspace.id, new Map()),
    ]);
    if (candidate.current === null) {
      throw new AppError("conflict", {
        detail:
          "The program was never published, so nothing that is recorded has met it. Try imagined events on it instead: POST /v1/programs/{program}/try.",
      });
    }
    return { head, candidate, list };
  });
}

interface Reading {
  head: number;
  until: number;
  pace: Pace;
}

/** Gives how many records were decided. */
async function* replayLog(
  db: Database,
  workspaceId: string,
  replay: Backtest,
  { head, until, pace }: Reading,
): AsyncGenerator<BacktestProgress, number> {
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
    assertFits(after, head);
    if (begun - toldAt < PROGRESS_MS) continue;
    toldAt = begun;
    yield { records: after, of: head };
  }
  return after;
}

/** What is replayed lies in memory: a process that is nearly full stops before it falls. */
function assertFits(records: number, of: number): void {
  const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
  if (used < HEAP_SHARE_MAX * limit) return;
  const megabytes = 1024 * Math.ceil(((limit / 1024 / 1024) * 2) / 1024);
  throw new AppError("unprocessable", {
    detail:
      `The memory of this process is nearly full after ${records} of ${of} records, so the backtest was stopped. ` +
      `${ALONE} with more of it: NODE_OPTIONS=--max-old-space-size=${megabytes}.`,
  });
}
function tooLong(records: number): AppError {
  return new AppError("unprocessable", {
    detail: `The log has ${records} records, and a server replays at most ${SERVED_RECORDS_MAX} beside its requests. ${ALONE}, which has no such limit.`,
  });
}

async function externalIdsOf(app: App, workspace: Workspace, { members, referrals, examples }: BacktestReport): Promise<Map<string, string>> {
  const ids = new Set<string>();
  for (const { most, least } of members) for (const { member } of [...most, ...least]) ids.add(member);
  for (const { friend, referrer } of referrals.examples) ids.add(friend).add(referrer);
  for (const { recorded, candidate } of examples) {
    for (const item of [recorded.outcome, candidate.outcome, ...recorded.trace, ...candidate.trace]) {
      for (const value of Object.values(item)) if (typeof value === "string" && value.startsWith("mem_")) ids.add(value);
    }
  }
  const people = await inWorkspace(app.db, workspace.id, (tx) => peopleReader(workspace)(tx, [...ids]));
  return new Map([...people].flatMap(([id, { externalId }]) => (typeof externalId === "string" ? [[id, externalId]] : [])));
}
