import type { App } from "../app.js";
import { compileProgram } from "../commands/compiled-programs.js";
import type { PublishedProgram } from "../commands/program-directory.js";
import type { Workspace } from "../commands/workspace-directory.js";
import { runAt, runId } from "../core/boards.js";
import type { CompiledBoard } from "../core/document/compiled-board.js";
import type { CompiledProgram } from "../core/document/compiled-program.js";
import type { Leaderboard, ProgramDocument } from "../core/document/schema.js";
import { formatDecimal } from "../core/money.js";
import { AppError } from "../errors.js";
import type { OwnAsked, RankedMember, RunView } from "../queries/boards.js";
import { loadClock } from "../queries/clock.js";
import { initialsOf, pseudonymOf } from "../words/pseudonym.js";
import type { Language } from "./language.js";
import { instant } from "./views.js";

/** A leaderboard of a program, in the version in force, and a run of it. */
export interface BoardAsked {
  program: { id: string; document: ProgramDocument };
  board: CompiledBoard;
  /** The run's name, and its id. */
  run: string;
  id: string;
}
/** How a member's own place is asked for, with so many of the best. */
export function ownAskedOf({ program: { id }, board, id: run }: BoardAsked, limit: number): OwnAsked {
  return { program: id, board: board.id, run, partitionBy: board.partitionBy, limit, opens: board.names === "initials" ? "all" : "agreed" };
}
/** The run that is named, or the present one. Throws `program_unknown` or `board_unknown`. */
export async function boardOf(
  app: App,
  workspace: Workspace,
  asked: { program: string; board: string; run?: string | undefined },
): Promise<BoardAsked> {
  const found = (await app.programs.of(workspace.id)).find(asked.program) ?? (await app.programs.fresh(workspace.id)).find(asked.program);
  if (found === undefined) throw new AppError("program_unknown", { detail: "No published program of this workspace has this id or handle." });
  const program = compileProgram(found.document, found.hash);
  const board = program.boards.find(({ id }) => id === asked.board);
  if (board === undefined) throw unknownBoard(found.document.leaderboards);
  const run = asked.run ?? presentRun(program, board, (await loadClock(app.db, workspace.id)).now);
  return { program: found, board, run, id: runId(found.id, board, run) };
}
/** The present runs of all leaderboards of the program. */
export function boardsOf(program: PublishedProgram, now: number): BoardAsked[] {
  const compiled = compileProgram(program.document, program.hash);
  return compiled.boards.map((board) => {
    const run = presentRun(compiled, board, now);
    return { program, board, run, id: runId(program.id, board, run) };
  });
}
function presentRun(program: CompiledProgram, board: CompiledBoard, now: number): string {
  const { window } = board;
  // Before its window and after it the one run that there is.
  const at = window === null ? now : Math.min(Math.max(now, window.from), window.until - 1);
  return (runAt({ program }, board, at) as { run: string }).run;
}
function unknownBoard(boards: readonly Leaderboard[] = []): AppError {
  const names = boards.map(({ id }) => id).join(", ");
  return new AppError("board_unknown", { detail: `The version in force has ${names === "" ? "no leaderboards" : `these leaderboards: ${names}`}.` });
}

/** What of a run is told; of one in which nothing counted yet only its name. */
export function runView(run: string, row: RunView | undefined) {
  return {
    run,
    startsAt: instant(row?.startsAt),
    endsAt: instant(row?.endsAt),
    countsUntil: instant(row?.countsUntil),
    frozenAt: instant(row?.frozenAt),
  };
}

export function scoreText({ precision }: CompiledBoard, score: bigint): string {
  return formatDecimal(score, precision);
}

/** Somebody in a ranking, under the name that may be shown. Only the business is told who it is. */
export function rankedView({ program, board }: BoardAsked, row: RankedMember, reader: { language: Language; memberId?: string }) {
  const isOwn = reader.memberId === row.member;
  return {
    place: row.place,
    score: scoreText(board, row.score),
    name: row.hasLeft ? null : nameOf(program.id, board, row, reader.language, isOwn),
    ...(reader.memberId === undefined ? { member: row.hasLeft ? null : row.externalId } : { isYou: isOwn }),
  };
}
function nameOf(program: string, { names }: CompiledBoard, row: RankedMember, language: Language, isOwn: boolean): string {
  const { member, ownName, shownAs } = row;
  const initials = names === "initials" && ownName !== null ? initialsOf(ownName) : undefined;
  return shownAs ?? (isOwn ? ownName : undefined) ?? initials ?? pseudonymOf(program, member, language);
}
