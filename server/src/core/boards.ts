/**
 * Leaderboards: what counts in their runs, and what counts no more. A score is the sum of what counts; it was reached when the last of that came. Each cause
 * keeps a mark of where it counted, so that taking it back takes out the same, whatever version is then in force.
 */
import type { BoardMark, BoardRunRow, BoardScoreRow, BoardState } from "./board-rows.js";
import { contextFor } from "./condition-context.js";
import { type Deciding, momentOf, put, trace } from "./deciding.js";
import type { CompiledBoard } from "./document/compiled-board.js";
import { derivedId } from "./hash.js";
import { programKeys } from "./keys.js";
import { programsOf, standingMember } from "./look-ups.js";
import type { Scope } from "./occurrence.js";
import type { MemberRow } from "./rows.js";
import { addDuration, periodOf } from "./time.js";
import { find } from "./world.js";

/** The program's version in force: whatever version a cause began under, it is what boards go by. */
export function boardScopeOf(d: Deciding, programId: string): Scope | undefined {
  return programsOf(d.world).find((each) => each.programId === programId);
}

/** A run by its name, and between which moments it lies. */
interface RunTime {
  run: string;
  startsAt: number | null;
  endsAt: number | null;
}
/** The run to which a moment belongs; undefined outside the board's window. */
export function runAt({ program }: Pick<Scope, "program">, { period, window }: CompiledBoard, at: number): RunTime | undefined {
  const { timeZone, weekStart } = program;
  if (window !== null) {
    if (at < window.from || at >= window.until) return undefined;
    return { run: periodOf(window.from, "day", timeZone).key, startsAt: window.from, endsAt: window.until };
  }
  if (period === "lifetime") return { run: "lifetime", startsAt: null, endsAt: null };
  const { key, start, end } = periodOf(at, period, timeZone, weekStart);
  return { run: key, startsAt: start, endsAt: end };
}
/** Ids of the runs that were asked for last, made once: every event that counts asks for some. */
const runIds = new WeakMap<CompiledBoard, { programId: string; run: string; id: string }>();
export function runId(programId: string, board: CompiledBoard, run: string): string {
  const known = runIds.get(board);
  if (known?.run === run && known.programId === programId) return known.id;
  const id = derivedId("run", programId, board.id, board.measure, run);
  runIds.set(board, { programId, run, id });
  return id;
}
/** Until when something can count in a run, and when it is frozen: later where a contest that is ranked by it lets what is taken back change its places for longer. */
export function endOfRun({ program: { timeZone, rankedContests } }: Pick<Scope, "program">, { id, grace }: CompiledBoard, endsAt: number | null) {
  if (endsAt === null) return { countsUntil: null, dueAt: null };
  const countsUntil = addDuration(endsAt, grace, timeZone);
  const contests = rankedContests.filter(({ board }) => board === id);
  const dueAt = Math.max(countsUntil, ...contests.map(({ correctedWithin }) => addDuration(endsAt, correctedWithin, timeZone)));
  return { countsUntil, dueAt };
}

/** Something counts for the member from now on; gives the mark to be kept with its cause, or undefined where it does not count. */
export function countOnBoard(d: Deciding, scope: Scope, board: CompiledBoard, memberId: string, by: bigint, at: number): BoardMark | undefined {
  const time = runAt(scope, board, at);
  if (time === undefined || by === 0n) return undefined;
  const id = runId(scope.programId, board, time.run);
  const known = find(d.world, "boardRuns", id);
  const ends = known ?? endOfRun(scope, board, time.endsAt);
  if (ends.countsUntil !== null && ends.countsUntil <= momentOf(d)) {
    trace(d, { step: "board.too_late", program: scope.programId, board: board.id, run: time.run });
    return undefined;
  }
  const member = standingMember(d.world, memberId);
  if (!isMeant(d, scope, board, member)) return undefined;
  if (known === undefined) openRun(d, scope, board, id, time);
  const before = find(d.world, "boardScores", scoreKey(member.id, id));
  const after = changeScore(d, scope.programId, board.id, before ?? newScore(d, scope, board, member, time), by, d.record.number);
  trace(d, {
    step: "board.scored",
    board: board.id,
    run: time.run,
    by: String(by),
    score: String(after.score),
    unit: board.unit,
  });
  return [id, String(by), d.record.number, before?.reached ?? 0];
}
/** What counted does so no more, whole or in part, as long as the run is not frozen; gives what is left of the mark. */
export function takeFromBoard(d: Deciding, memberId: string, mark: BoardMark, by: bigint): BoardMark {
  const [runId, counted, since, reachedBefore] = mark;
  const run = find(d.world, "boardRuns", runId) as BoardRunRow;
  if (run.frozenAt !== null || (run.dueAt !== null && run.dueAt <= momentOf(d))) return mark;
  const member = standingMember(d.world, memberId);
  const row = find(d.world, "boardScores", scoreKey(member.id, runId));
  // It is with a member who was merged since, and was not moved because nothing counted.
  if (row === undefined) return mark;
  const left = BigInt(counted) - by;
  const reached = left === 0n && row.reached === since ? reachedBefore : row.reached;
  const { score } = changeScore(d, run.programId, run.board, row, -by, reached);
  trace(d, {
    step: "board.lost",
    program: run.programId,
    board: run.board,
    run: run.run,
    by: String(by),
    score: String(score),
    unit: unitOf(d, run),
  });
  return [runId, String(left), since, reachedBefore];
}
/** Of what the board's scores are amounts, if the program still has it. */
function unitOf(d: Deciding, { programId, board: id }: BoardRunRow): string | null {
  return boardScopeOf(d, programId)?.program.boards.find((each) => each.id === id)?.unit ?? null;
}

export function scoreKey(member: string, run: string): string {
  return `${member}\n${run}`;
}
function newScore(d: Deciding, scope: Scope, board: CompiledBoard, { id: memberId, traits }: MemberRow, time: RunTime): BoardScoreRow {
  const value = board.partitionBy === null ? undefined : traits[board.partitionBy];
  const part = value === undefined ? "" : String(value);
  const partition = board.leagueSize === null ? part : leagueOf(d, scope, { ...board, leagueSize: board.leagueSize }, { memberId, part, time });
  return { memberId, runId: runId(scope.programId, board, time.run), partition, score: 0n, reached: 0, state: "empty" };
}
/**
 * The league of a member whose first score of the run this is: of those whose score in the run before had as many binary digits, none of whom did more than
 * twice as much as another, the one that has room. How many came so far is kept with the run.
 */
function leagueOf(
  d: Deciding,
  scope: Scope,
  board: CompiledBoard & { leagueSize: number },
  { memberId, part, time }: { memberId: string; part: string; time: RunTime },
): string {
  const earlier = time.startsAt === null ? undefined : runAt(scope, board, time.startsAt - 1);
  const before = earlier === undefined ? undefined : find(d.world, "boardScores", scoreKey(memberId, runId(scope.programId, board, earlier.run)));
  const score = before?.score ?? 0n;
  const digits = score <= 0n ? 0 : score.toString(2).length;
  const band = part === "" ? String(digits) : `${part}/${digits}`;
  const id = runId(scope.programId, board, time.run);
  const { progress } = find(d.world, "boardRuns", id) as BoardRunRow;
  const came = progress[`league:${band}`] ?? 0;
  put(d, "boardRuns", id, { progress: { ...progress, [`league:${band}`]: came + 1 } });
  return `${band}.${Math.floor(came / board.leagueSize) + 1}`;
}
function isMeant(d: Deciding, scope: Scope, { segment }: CompiledBoard, member: MemberRow): boolean {
  return segment === null || contextFor(d, scope, null, member.id).member?.segment?.[segment] === true;
}
function openRun(d: Deciding, scope: Scope, board: CompiledBoard, id: string, { run, startsAt, endsAt }: RunTime): void {
  const { programId } = scope;
  const ends = endOfRun(scope, board, endsAt);
  put(d, "boardRuns", id, {
    id,
    programId,
    board: board.id,
    run,
    startsAt,
    endsAt,
    ...ends,
    frozenAt: null,
    recordNumber: d.record.number,
    progress: {},
  });
}

/** The row with another score. Whether a member is there is looked up when something counts again. */
export function changeScore(d: Deciding, programId: string, board: string, row: BoardScoreRow, by: bigint, reached: number): BoardScoreRow {
  const score = row.score + by;
  const state = score <= 0n ? "empty" : row.state === "empty" ? presenceOf(d, programId, board, row.memberId) : row.state;
  const key = scoreKey(row.memberId, row.runId);
  const isNew = find(d.world, "boardScores", key) === undefined;
  if (isNew) return put(d, "boardScores", key, { ...row, score, reached, state });
  return put(d, "boardScores", key, { score, ...(reached !== row.reached && { reached }), ...(state !== row.state && { state }) });
}
/** Whoever is not enrolled in the program, has left the board or is on none at all, is not in its rankings. */
export function presenceOf(d: Deciding, programId: string, board: string, member: string): BoardState {
  const { enrolment: key } = programKeys(d.world.keys, d.world.workspace.id, programId, member);
  if (find(d.world, "enrolments", key) === undefined) return "away";
  if (find(d.world, "members", member)?.shown?.onBoards === false) return "away";
  return find(d.world, "boardSettings", key)?.away.includes(board) ? "away" : "in";
}
