/** A member among others: leaderboards and contests. Nobody is shown last. */
import { externalHash } from "../../commands/identities.js";
import { peopleReader } from "../../commands/people-reader.js";
import { loadOwnPlace, type OwnView } from "../../queries/boards.js";
import { listContestRuns, loadOwnContests } from "../../queries/contests.js";
import { type BoardAsked, boardOf, rankedView, scoreText } from "../board-of.js";
import { textIn } from "../explanation-view.js";
import { grantsOf, phraseOf, type Told } from "./told.js";

const BOARDS_MAX = 6;
const TOP = 3;
/** From so many percent on it is told how many are behind: less encourages nobody. */
const AHEAD_FROM_PERCENT = 50;

/** The boards of the program, each with its present run. */
export function boardViews(told: Told, externalId: string) {
  const { app, workspace, document, program } = told;
  return Promise.all(
    (document.leaderboards ?? []).slice(0, BOARDS_MAX).map(async ({ id, name }) => {
      const asked = await boardOf(app, workspace, { program, board: id });
      const own = await loadOwnPlace(app.db, workspace.id, peopleReader(workspace), {
        externalHash: externalHash(workspace, externalId),
        program,
        board: id,
        run: asked.id,
        partitionBy: asked.board.partitionBy,
        limit: TOP,
      });
      return own === undefined ? [] : [{ id, name: textIn(name, told.language) ?? id, ...boardView(told, asked, own) }];
    }),
  ).then((boards) => boards.flat());
}

function boardView(told: Told, asked: BoardAsked, { memberId, run, own, top, around, takesPart }: OwnView) {
  const { words, day, language } = told;
  const reader = { language, memberId };
  const placed = (row: OwnView["top"][number]) => {
    const { place, name, score } = rankedView(asked, row, reader);
    return { place, name: name ?? words("board.left"), score, isYou: row.member === memberId };
  };
  const next = own === undefined ? undefined : around.find(({ place }) => place === own.place - 1);
  const percent = own === undefined || own.size < 2 ? 0 : Math.floor((100 * (own.size - own.place)) / (own.size - 1));
  const isLast = own !== undefined && own.place === own.size;
  const ends = run?.endsAt ?? null;
  return {
    takesPart,
    text: standingText(told, asked, own, takesPart, next === undefined || own === undefined ? undefined : next.score - own.score),
    ahead: percent >= AHEAD_FROM_PERCENT ? words("board.ahead", { percent }) : null,
    until: ends === null ? null : words("until", { date: day(ends) }),
    top: top.map(placed),
    around: own === undefined || own.place <= TOP || isLast ? [] : around.filter(({ place }) => place > TOP && place < own.size).map(placed),
  };
}
function standingText({ words, amount }: Told, { board }: BoardAsked, own: OwnView["own"], takesPart: boolean, gap: bigint | undefined): string {
  if (!takesPart) return words("board.away");
  if (own === undefined) return words("board.not_yet");
  if (gap === undefined || gap <= 0n || own.place === own.size) return words("board.place", { place: own.place, score: scoreText(board, own.score) });
  return words("board.gap", { place: own.place, gap: board.unit === null ? scoreText(board, gap) : amount(gap, board.unit) });
}

/** The runs of judged contests in which something can be handed in or is judged, and those just closed. */
export async function contestViews(told: Told, externalId: string) {
  const { app, workspace, document, program, words, day, language } = told;
  const contests = document.contests ?? [];
  if (contests.length === 0) return [];
  const runs = contests.some(({ judged }) => judged !== undefined) ? await listContestRuns(app.db, workspace.id, program, null) : [];
  const hash = externalHash(workspace, externalId);
  const own = await loadOwnContests(
    app.db,
    workspace.id,
    program,
    hash,
    runs.map(({ id }) => id),
  );
  return contests.flatMap(({ id, name }) => {
    const run = runs.find((each) => each.contest === id);
    const about = { id, name: textIn(name, language) ?? id, prize: prizeOf(told, id) };
    if (run === undefined) return [{ ...about, text: words("contest.running"), until: "", entered: false }];
    const state = run.closedAt !== null ? "closed" : run.now < run.endsAt ? "open" : "judging";
    const entered = own.some(({ runId, entry }) => runId === run.id && entry !== null);
    return [{ ...about, text: words(`contest.${state}`, { n: run.entries }), until: words("until", { date: day(run.endsAt) }), entered }];
  });
}
/** What a contest gives for its places, in words; null for nothing but honour. */
export function prizeOf(told: Told, id: string): string | null {
  const prizes = grantsOf(told, ({ on }) => "contest" in on && on.contest === id).map(({ grant }) => phraseOf(told, grant));
  return prizes.length === 0 ? null : [...new Set(prizes)].join(", ");
}
