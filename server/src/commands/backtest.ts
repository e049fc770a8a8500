/** The backtest over a workspace's recorded log: read page by page in short transactions, decided again in memory, compared with what happened. */
import type { App } from "../app.js";
import { documentInPlace, startBacktest } from "../core/rehearsal/backtest.js";
import { type BacktestReport, reportBacktest } from "../core/rehearsal/backtest-report.js";
import { AppError } from "../errors.js";
import { inWorkspace } from "../store/db.js";
import { loadPublishedPrograms } from "../store/published-programs.js";
import { inSnapshot, readHead } from "../store/snapshot.js";
import { type Candidate, chooseCandidate, type VersionChoice } from "./candidate-document.js";
import { compileProgram } from "./compiled-programs.js";
import { peopleReader } from "./people-reader.js";
import { indexPrograms, type WorkspacePrograms } from "./program-directory.js";
import { assertPeriod, beginReplay, type Pace, type ReplayProgress, replayLog } from "./replay-log.js";
import type { Workspace } from "./workspace-directory.js";

export interface BacktestRequest {
  version?: VersionChoice;
  /** Epoch milliseconds: what is counted, the first included, the second not. The whole log unless said. */
  from?: number;
  to?: number;
}
export interface BacktestResult extends ReplayProgress {
  candidate: Candidate;
  /** As they are in force, and with the candidate in their place. */
  programs: { recorded: WorkspacePrograms; candidate: WorkspacePrograms };
  from: number | null;
  to: number | null;
  report: BacktestReport;
  /** The business's own ids of those whom the report names, by ours. */
  externalIds: Map<string, string>;
}

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
): AsyncGenerator<ReplayProgress, BacktestResult> {
  const { candidate, list, head } = await prepare(app, workspace, program, request);
  const done = beginReplay(app, "backtest", pace, head.number);
  try {
    const from = request.from ?? Number.NEGATIVE_INFINITY;
    const until = request.to ?? Number.POSITIVE_INFINITY;
    const { document } = candidate;
    const compiled = compileProgram(document, candidate.hash);
    const key = { id: workspace.id, mode: workspace.mode, codeKey: workspace.secrets.codes };
    const replay = startBacktest({ workspace: key, ...documentInPlace(program, document, compiled, compileProgram), from, until });
    const records = yield* replayLog(app.db, workspace.id, replay, { what: "backtest", head: head.number, until, pace });
    replay.settle(Math.min(until, Math.max(head.at, head.clock ?? head.now)));
    const report = reportBacktest(replay, { from, until, timeZone: compiled.timeZone });
    const known = indexPrograms(list);
    const inPlace = indexPrograms(list.map((each) => (each.id === program ? { ...each, hash: candidate.hash, document } : each)));
    const externalIds = await externalIdsOf(app, workspace, report);
    const { from: asked = null, to = null } = request;
    return { candidate, programs: { recorded: known, candidate: inPlace }, from: asked, to, records, of: head.number, report, externalIds };
  } finally {
    done();
  }
}

function prepare(app: App, workspace: Workspace, program: string, { version, from, to }: BacktestRequest) {
  assertPeriod({ from, to });
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
