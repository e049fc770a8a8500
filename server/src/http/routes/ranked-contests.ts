import Type from "typebox";
import type { App } from "../../app.js";
import { peopleReader } from "../../commands/people-reader.js";
import { placesTold } from "../../core/contest-places.js";
import { compileRankedContests } from "../../core/document/compile-contest.js";
import type { ProgramDocument } from "../../core/document/schema.js";
import { AppError } from "../../errors.js";
import { listRuns, loadBoard } from "../../queries/boards.js";
import { loadClock } from "../../queries/clock.js";
import { boardOf, rankedView } from "../board-of.js";
import { isRunOf, rankedRunView } from "../contest-view.js";
import { textIn } from "../explanation-view.js";
import { Closed, ContestId, LanguageField, ProgramHandle } from "../fields.js";
import type { Http } from "../route.js";
import { RankedContest } from "../schemas/contests.js";

const RUNS_TOLD = 12;

/** Contests that a leaderboard ranks: their places, for everybody. */
export function rankedContestRoutes(http: Http, app: App): void {
  http.route({
    method: "GET",
    url: "/v1/programs/:program/contests/:contest/places",
    access: { roles: ["anonymous"] },
    schema: {
      summary: "The places of a contest that a leaderboard ranks",
      description:
        "By the program's handle: of the latest run, or of the one that is named. Places can change until the run closes, and never after that. Members are named as the leaderboard names them.",
      tags: ["Contests"],
      params: Closed({ program: ProgramHandle, contest: ContestId }),
      querystring: Closed({
        run: Type.Optional(Type.String({ minLength: 1, maxLength: 40, pattern: "^[A-Za-z0-9-]+$", description: "Its name.", examples: ["2026-09"] })),
        partition: Type.Optional(Type.String({ maxLength: 300, description: "A part of the leaderboard, or a league, where it has such." })),
        lang: LanguageField,
      }),
      response: { 200: RankedContest },
    },
    async handler({ params: { program: handle, contest: id }, query: { run: named, partition = "", lang }, language }) {
      const program = await app.links.findProgram(handle);
      if (program === undefined) throw new AppError("program_unknown", { detail: "No published program has this handle." });
      const { workspace } = program;
      const { contest, name } = contestIn((await app.programs.of(workspace.id)).find(program.id)?.document, id);
      const [{ rows }, { now }] = await Promise.all([
        listRuns(app.db, workspace.id, program.id, contest.board, { limit: RUNS_TOLD }),
        loadClock(app.db, workspace.id),
      ]);
      const runs = rows.filter((row) => isRunOf(row, id));
      const shown = named ?? runs[0]?.run;
      const asked = await boardOf(app, workspace, { program: program.id, board: contest.board, run: shown });
      const ranking = { program: program.id, board: asked.board.id, run: asked.id, partition };
      const view = await loadBoard(app.db, workspace.id, peopleReader(workspace), ranking, { limit: placesTold(contest) });
      const run = view.run !== undefined && isRunOf(view.run, id) ? view.run : undefined;
      return {
        ...{ contest: id, name: textIn(name, lang ?? language) ?? id, leaderboard: contest.board, unit: asked.board.unit },
        runs: runs.map((row) => rankedRunView(row, now)),
        run: run === undefined ? null : rankedRunView(run, now),
        partition,
        data: run === undefined ? [] : view.rows.map((row) => placeView(rankedView(asked, row, { language: lang ?? language, memberId: "" }))),
      };
    },
  });
}

function placeView({ place, name, score }: ReturnType<typeof rankedView>) {
  return { place, name, score };
}
function contestIn(document: ProgramDocument | undefined, id: string) {
  const contest = document && compileRankedContests({ document }).find((each) => each.id === id);
  const name = document?.contests?.find((each) => each.id === id)?.name;
  if (contest === undefined || name === undefined)
    throw new AppError("contest_unknown", { detail: "The program has no such contest that is ranked by a leaderboard." });
  return { contest, name };
}
