/** A member among others on leaderboards. Nobody is shown last. */
import type { OwnAsked, OwnView } from "../../queries/boards.js";
import { type BoardAsked, boardsOf, ownAskedOf, rankedView, scoreText } from "../board-of.js";
import { textIn } from "../explanation-view.js";
import type { Told } from "./told.js";

const BOARDS_MAX = 6;
const TOP = 3;
/** From so many percent on it is told how many are behind: less encourages nobody. */
const AHEAD_FROM_PERCENT = 50;

/** The present rankings of the program that are shown. */
export function boardsShown({ published }: Told, now: number): BoardAsked[] {
  return boardsOf(published, now).slice(0, BOARDS_MAX);
}
/** The same, as they are looked up. */
export function ownBoards(told: Told, now: number): OwnAsked[] {
  return boardsShown(told, now).map((board) => ownAskedOf(board, TOP));
}
/** The rankings in words. `views` are what was found, in the same order. */
export function boardViews(told: Told, asked: readonly BoardAsked[], views: readonly OwnView[]) {
  return asked.flatMap((each, nth) => {
    const view = views[nth];
    const name = told.document.leaderboards?.find(({ id }) => id === each.board.id)?.name;
    return view === undefined ? [] : [{ id: each.board.id, name: textIn(name, told.language) ?? each.board.id, ...boardView(told, each, view) }];
  });
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
