/** L10: the log, replayed beside what is stored. Nothing is changed. */
import { decide } from "../core/decide.js";
import { ENGINE, type LogRecord, type StoredDecision } from "../core/record.js";
import { applyDecision, storedDecision, withEveryColumn } from "../core/replay.js";
import { hasJsonOf } from "../core/same-json.js";
import { emptyWorld, Miss, resetWorld, settleWorld, type World } from "../core/world.js";
import { type Database, inWorkspace, type Tx } from "../store/db.js";
import { loadWants } from "../store/load-world.js";
import { loadRecords } from "../store/log.js";
import { saveWorld } from "../store/save-decisions.js";
import { castShadows, compareShadows, type Difference } from "../store/shadow.js";
import { compileProgram } from "./compiled-programs.js";
import type { Workspace } from "./workspace-directory.js";

const CHUNK = 200;
const ROUNDS_MAX = 60;
const SHOWN_MAX = 20;
/** A world that has grown larger is loaded anew. */
const WORLD_MEMBERS_MAX = 20_000;

export interface RebuildReport {
  records: number;
  /** Records that this engine decides otherwise than recorded, at most 20 of them. */
  decidedOtherwise: { number: number; engine: number; expected: string; got: string }[];
  decidedOtherwiseCount: number;
  /** Tables whose replay is not byte for byte what is stored. */
  differences: Difference[];
}

/**
 * Replays the whole log of a workspace into shadow tables by its recorded decisions, decides every record again, and compares both.
 * `db` must be a connection pool of its own (its statements are prepared on the shadows). A record of another engine number is reported, never an error.
 */
export function verifyRebuild(db: Database, workspace: Workspace, onProgress: (records: number) => void = () => {}): Promise<RebuildReport> {
  return inWorkspace(db, workspace.id, async (tx) => {
    await castShadows(tx);
    const report: RebuildReport = { records: 0, decidedOtherwise: [], decidedOtherwiseCount: 0, differences: [] };
    let world = newWorld(workspace);
    for (let after = 0; ; after += CHUNK) {
      const chunk = await loadRecords(tx, workspace.id, after, CHUNK);
      if (chunk.length === 0) break;
      for (const recorded of chunk) await replay(tx, world, recorded, report);
      report.records += chunk.length;
      onProgress(report.records);
      if (world.base.members.size > WORLD_MEMBERS_MAX) world = await reload(tx, workspace, world);
    }
    report.differences = await compareShadows(tx, workspace.id);
    return report;
  });
}

function newWorld(workspace: Workspace): World {
  return emptyWorld({ id: workspace.id, mode: workspace.mode, codeKey: workspace.secrets.codes }, compileProgram);
}
async function reload(tx: Tx, workspace: Workspace, before: World): Promise<World> {
  const world = newWorld(workspace);
  const programs = [...before.base.programs.keys()].map((key) => ({ from: "programs" as const, key }));
  await loadWants(tx, world, programs, 0);
  return world;
}

type Recorded = Awaited<ReturnType<typeof loadRecords>>[number];

/** Decides one record again in the world as the log has made it, then applies what was recorded. */
async function replay(tx: Tx, world: World, recorded: Recorded, report: RebuildReport): Promise<void> {
  const record: LogRecord = { number: recorded.number, at: recorded.at, input: recorded.input };
  // In a test workspace the log's time is the clock; a record of the clock itself moves it from the time before.
  world.clock = world.workspace.mode === "test" ? recorded.at : null;
  const again = await withoutMisses(tx, world, record.at, () => decide(world, record));
  const got = storedDecision(again);
  if (!hasJsonOf(recorded.decision, got) && !hasJsonOf(withEveryColumn(recorded.decision), withEveryColumn(got))) {
    report.decidedOtherwiseCount++;
    if (report.decidedOtherwise.length < SHOWN_MAX) report.decidedOtherwise.push(differenceOf(recorded, got));
    await withoutMisses(tx, world, record.at, () => applyDecision(world, recorded.decision));
  }
  // Record after record is written, so that what the next one loads is what this one left.
  await saveWorld(tx, world);
  settleWorld(world);
}

function differenceOf({ number, engine, decision }: Recorded, got: StoredDecision): RebuildReport["decidedOtherwise"][number] {
  return { number, engine, expected: JSON.stringify(decision), got: JSON.stringify(got) };
}

async function withoutMisses<T>(tx: Tx, world: World, at: number, work: () => T): Promise<T> {
  for (let round = 0; round < ROUNDS_MAX; round++) {
    resetWorld(world);
    try {
      return work();
    } catch (error) {
      if (!(error instanceof Miss)) throw error;
      await loadWants(tx, world, error.wants, at);
    }
  }
  throw new Error("A replay kept missing rows.");
}

export function isFaithful(report: RebuildReport): boolean {
  return report.differences.length === 0 && report.decidedOtherwise.every(({ engine }) => engine !== ENGINE);
}
