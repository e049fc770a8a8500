/** Compiles contests: judged ones, and those that are ranked by a leaderboard. */
import type { Compiling } from "./compile.js";
import { timeOfChallenge } from "./compile-challenge.js";
import type { CompiledContest, CompiledRankedContest } from "./compiled-game.js";
import type { ProgramDocument } from "./schema.js";

export function compileContests({ document, vocabulary }: Compiling): CompiledContest[] {
  return (document.contests ?? []).flatMap(({ id, judged }) => {
    if (judged === undefined) return [];
    const { submit, by, judgedWithin = { days: 7 } } = judged;
    return [{ id, submit, by, time: timeOfChallenge(judged, vocabulary.timeZone), judgedWithin, places: placesIn(document, id) }];
  });
}
export function compileRankedContests({ document }: Pick<Compiling, "document">): CompiledRankedContest[] {
  return (document.contests ?? []).flatMap(({ id, ranked, correctedWithin = { days: 3 } }) =>
    ranked === undefined ? [] : [{ id, board: ranked, correctedWithin, places: placesIn(document, id) }],
  );
}
/** Down to which place rules give something. */
function placesIn({ rules = [] }: Pick<ProgramDocument, "rules">, id: string): number {
  return Math.max(0, ...rules.map(({ on }) => ("contest" in on && on.contest === id ? (on.toPlace ?? on.place) : 0)));
}
