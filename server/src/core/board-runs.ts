/** Runs of leaderboards: when they are frozen, and who is in them. */
import { asOf } from "./as-of.js";
import type { BoardRunRow, BoardScoreRow } from "./board-rows.js";
import type { BoardSettingsInput } from "./board-settings-input.js";
import { boardScopeOf, changeScore, endOfRun, presenceOf, scoreKey } from "./boards.js";
import { type Deciding, fact, momentOf, put, trace } from "./deciding.js";
import { decline } from "./decline.js";
import type { CompiledProgram } from "./document/compiled-program.js";
import { boardScoresOf, findMemberByExternal, openRunsOf, programsOf } from "./look-ups.js";
import type { Engine } from "./occurrence.js";
import { closeRanked, contestsOf } from "./ranked-contests.js";
import type { Outcome } from "./record.js";
import { find } from "./world.js";

/** A run is over: it is as it is from now on, and closes the contests that it ranks. */
export function settleRun(d: Engine, id: string): void {
  const run = find(d.world, "boardRuns", id);
  if (run === undefined || run.frozenAt !== null || run.dueAt === null || run.dueAt > d.at) return;
  const at = run.dueAt;
  put(d, "boardRuns", id, { frozenAt: at, dueAt: null });
  trace(d, { step: "board.frozen", program: run.programId, board: run.board, run: run.run, at });
  fact(d, { kind: "leaderboard.frozen", program: run.programId, board: run.board, run: run.run });
  asOf(d, at, () => closeRanked(d, run, at));
}
/** Whether places of contests depend on the run. */
export function ranksContest(d: Deciding, run: BoardRunRow): boolean {
  const scope = boardScopeOf(d, run.programId);
  return scope !== undefined && contestsOf(scope, run).length > 0;
}
/** It waits to be frozen, and its places stand already: lateness changes no prize. */
function isOver(d: Deciding, run: BoardRunRow): boolean {
  return run.dueAt !== null && run.dueAt <= momentOf(d) && ranksContest(d, run);
}

/** A new version may let a window end at another time: runs that are not frozen go by it. The deadline of a contest whose run is over stands. */
export function rescheduleRuns(d: Deciding, programId: string, program: CompiledProgram): void {
  for (const run of openRunsOf(d.world, programId)) {
    const board = program.boards.find(({ id }) => id === run.board);
    if (board === undefined || (run.dueAt !== run.countsUntil && run.endsAt !== null && run.endsAt <= d.at)) continue;
    const endsAt = board.window !== null && board.window.from === run.startsAt ? board.window.until : run.endsAt;
    const { countsUntil, dueAt } = endOfRun({ program }, board, endsAt);
    if (endsAt !== run.endsAt || countsUntil !== run.countsUntil || dueAt !== run.dueAt) put(d, "boardRuns", run.id, { endsAt, countsUntil, dueAt });
  }
}

/** The same in every program. */
export function seatEverywhere(d: Deciding, member: string): void {
  for (const { programId, program } of programsOf(d.world)) seatMember(d, programId, program, member);
}
/** Looks again whether the member is in the rankings of the program that are not frozen. */
export function seatMember(d: Deciding, programId: string, program: CompiledProgram | undefined, member: string): void {
  if (program === undefined || program.boards.length === 0) return;
  for (const { row, run } of openScoresOf(d, member)) {
    if (run.programId !== programId || row.state === "empty") continue;
    const state = presenceOf(d, programId, run.board, member);
    if (state !== row.state) put(d, "boardScores", scoreKey(member, run.id), { state });
  }
}
function openScoresOf(d: Deciding, member: string): { row: BoardScoreRow; run: BoardRunRow }[] {
  const scores = boardScoresOf(d.world, member).map((row) => ({ row, run: find(d.world, "boardRuns", row.runId) }));
  // The ranking of a waiting list is no run of a leaderboard.
  return scores.filter(
    (score): score is { row: BoardScoreRow; run: BoardRunRow } => score.run !== undefined && score.run.frozenAt === null && !isOver(d, score.run),
  );
}

/** A member leaves leaderboards, or comes back. */
export function decideBoardSettings(
  d: Deciding,
  scope: { programId: string; program: CompiledProgram } | undefined,
  input: BoardSettingsInput,
): Outcome {
  if (scope === undefined) return decline("program_unknown", { program: input.program });
  const { programId, program } = scope;
  const member = findMemberByExternal(d.world, input.member);
  if (member === undefined) return decline("member_unknown");
  const key = `${programId}\n${member.id}`;
  if (find(d.world, "enrolments", key) === undefined) return decline("member_not_enrolled");
  if (input.board !== undefined && !program.boards.some(({ id }) => id === input.board)) return decline("board_unknown", { board: input.board });
  const before = find(d.world, "boardSettings", key);
  const meant = new Set(input.board === undefined ? program.boards.map(({ id }) => id) : [input.board]);
  const kept = (before?.away ?? []).filter((id) => !meant.has(id));
  const away = input.takesPart ? kept : [...kept, ...meant].sort();
  if (before === undefined) put(d, "boardSettings", key, { programId, memberId: member.id, away, recordNumber: d.record.number });
  else put(d, "boardSettings", key, { away });
  trace(d, { step: "board.settings", program: programId, away });
  seatMember(d, programId, program, member.id);
  return { status: "done", member: member.id, away };
}

/** Two members are one: in runs that are not frozen what either scored is the one's, in the part of the one who stays. */
export function mergeScores(d: Deciding, from: string, into: string): void {
  for (const { row, run } of openScoresOf(d, from)) {
    if (row.score === 0n) continue;
    const own = find(d.world, "boardScores", scoreKey(into, run.id));
    changeScore(d, run.programId, run.board, row, -row.score, row.reached);
    const target = own ?? { ...row, memberId: into, score: 0n, reached: 0, state: "empty" as const };
    // The sum is reached when the later of both was.
    changeScore(d, run.programId, run.board, target, row.score, Math.max(row.reached, target.reached));
  }
}
