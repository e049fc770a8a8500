/** Contests that are ranked by a leaderboard: each run of the board is one of theirs, and closes them when it is frozen. */
import type { BoardRunRow } from "./board-rows.js";
import { boardScopeOf, runId } from "./boards.js";
import { placesTold, tellPlace } from "./contest-places.js";
import { fact, put, trace } from "./deciding.js";
import type { CompiledRankedContest } from "./document/compiled-game.js";
import { firstOfRun, standingMember } from "./look-ups.js";
import type { Engine, Scope } from "./occurrence.js";
import { eachOrMiss } from "./world.js";

/** The contests that a run decides: it must measure what the board measures now, or another run of the same name does. */
export function contestsOf({ programId, program }: Scope, run: Pick<BoardRunRow, "id" | "board" | "run">): CompiledRankedContest[] {
  const board = program.boards.find(({ id }) => id === run.board);
  if (board === undefined || runId(programId, board, run.run) !== run.id) return [];
  return program.rankedContests.filter((contest) => contest.board === board.id);
}

/** The run is frozen as of the moment: the places of its contests stand for good, and rules on them give what they give. The run remembers how many each has. */
export function closeRanked(d: Engine, run: BoardRunRow, at: number): void {
  const scope = boardScopeOf(d, run.programId);
  const contests = scope === undefined ? [] : contestsOf(scope, run);
  if (contests.length === 0) return;
  const { programId, run: name, id } = run;
  const closed = contests.map((contest) => ({ contest: contest.id, placings: firstOfRun(d.world, id, placesTold(contest)) }));
  const counts = closed.map(({ contest, placings }) => [`contest:${contest}`, placings.length]);
  put(d, "boardRuns", id, { progress: { ...run.progress, ...Object.fromEntries(counts) } });
  eachOrMiss(closed, ({ contest, placings }) => {
    trace(d, { step: "contest.ranked", program: programId, contest, run: name, count: placings.length, at });
    fact(d, { kind: "contest.closed", program: programId, contest, run: name, entries: placings.length });
    // Who became one with another when it was over already has the better one of both places.
    const placed = new Set<string>();
    eachOrMiss(placings, ({ row, place }) => {
      const member = standingMember(d.world, row.memberId).id;
      if (placed.has(member)) return;
      placed.add(member);
      tellPlace(d, { programId, contest, run: name, at }, member, place);
    });
  });
}
