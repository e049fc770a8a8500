/** How a member stands in contests, judged and ranked, as it leaves the server. */

import type { App } from "../app.js";
import { externalHash } from "../commands/identities.js";
import { peopleReader, readersOf } from "../commands/people-reader.js";
import type { Workspace } from "../commands/workspace-directory.js";
import { compileRankedContests } from "../core/document/compile-contest.js";
import { unknownMember } from "../errors.js";
import { listRuns, loadOwnPlace, type OwnView } from "../queries/boards.js";
import { loadClock } from "../queries/clock.js";
import { listContestRuns, loadOwnContests } from "../queries/contests.js";
import { loadMembers } from "../queries/members.js";
import { nobody } from "../queries/people.js";
import { type BoardAsked, boardOf, ownAskedOf, scoreText } from "./board-of.js";
import { contestRunView, isRunOf, ownEntryView, rankedRunView } from "./contest-view.js";
import { textIn } from "./explanation-view.js";
import type { Language } from "./language.js";
import { prizeOf, type Told, tellProgram } from "./portal/told.js";

/** Of a contest that a leaderboard ranks so many runs are told: the present one, the one that is still corrected, and one that has closed. */
const RANKED_RUNS = 3;

/** Of every program that the member takes part in. Throws `member_unknown`. */
export async function memberContestsOf(app: App, workspace: Workspace, externalId: string, language: Language) {
  const hash = externalHash(workspace, externalId);
  const [[member], programs] = await Promise.all([loadMembers(app.db, workspace.id, nobody, [hash]), app.programs.of(workspace.id)]);
  if (member === undefined) throw unknownMember();
  const all = await Promise.all(
    member.enrolments.map(async ({ program, handle }) => {
      if ((programs.find(program)?.document.contests ?? []).length === 0) return [];
      const told = await tellProgram(app, workspace, program, language);
      const [judged, ranked] = await Promise.all([judgedOf(told, hash), rankedOf(told, hash)]);
      return [...judged, ...ranked].map(({ contest, ...standing }) => ({ program, handle, contest, ...aboutOf(told, contest), ...standing }));
    }),
  );
  return all.flat();
}
function aboutOf(told: Told, contest: string) {
  const name = told.document.contests?.find(({ id }) => id === contest)?.name;
  return { name: textIn(name, told.language) ?? contest, prize: prizeOf(told, ({ on }) => "contest" in on && on.contest === contest) };
}

async function judgedOf({ app, workspace, document, program }: Told, hash: string) {
  if ((document.contests ?? []).every(({ judged }) => judged === undefined)) return [];
  const runs = await listContestRuns(app.db, workspace.id, program, null);
  const ids = runs.map(({ id }) => id);
  const own = new Map(
    (await loadOwnContests(app.db, workspace.id, readersOf(workspace).payloads, program, hash, ids)).map((each) => [each.runId, each]),
  );
  return runs.map((run) => {
    const { entry = null, vote = null } = own.get(run.id) ?? {};
    const ownEntry = entry === null ? null : ownEntryView(entry);
    return { contest: run.contest, by: run.by, ...contestRunView(run), ownEntry, vote, standing: null };
  });
}

async function rankedOf(told: Told, hash: string) {
  const { app, workspace, document, program } = told;
  const { now } = await loadClock(app.db, workspace.id);
  const all = await Promise.all(
    compileRankedContests({ document }).map(async ({ id: contest, board }) => {
      const { rows } = await listRuns(app.db, workspace.id, program, board, { limit: RANKED_RUNS });
      const runs = rows.filter((row) => isRunOf(row, contest));
      return Promise.all(
        runs.map(async (row) => {
          const asked = await boardOf(app, workspace, { program, board, run: row.run });
          const ranking = { externalHash: hash, ...ownAskedOf(asked, 1) };
          const own = await loadOwnPlace(app.db, workspace.id, peopleReader(workspace), ranking);
          const judging = { by: null, entries: null, ownEntry: null, vote: null };
          return { contest, ...rankedRunView(row, now), ...judging, standing: standingOf(asked, own) };
        }),
      );
    }),
  );
  return all.flat();
}
/** The gap is to who is next ahead: null for the first, and for who has no place. */
function standingOf({ board }: BoardAsked, view: OwnView | undefined) {
  const own = view?.own;
  const next = own && view.around.find(({ place }) => place === own.place - 1);
  return {
    leaderboard: board.id,
    unit: board.unit,
    place: own?.place ?? null,
    of: own?.size ?? null,
    score: own === undefined ? null : scoreText(board, own.score),
    gap: own === undefined || next === undefined ? null : scoreText(board, next.score - own.score),
  };
}
