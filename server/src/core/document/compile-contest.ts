/** Compiles judged contests. */
import type { Compiling } from "./compile.js";
import { timeOfChallenge } from "./compile-challenge.js";
import type { CompiledContest } from "./compiled-game.js";

export function compileContests({ document, vocabulary }: Compiling): CompiledContest[] {
  const rules = document.rules ?? [];
  return (document.contests ?? []).flatMap(({ id, judged }) => {
    if (judged === undefined) return [];
    const { submit, by, judgedWithin = { days: 7 } } = judged;
    const places = rules.map(({ on }) => ("contest" in on && on.contest === id ? (on.toPlace ?? on.place) : 0));
    return [{ id, submit, by, time: timeOfChallenge(judged, vocabulary.timeZone), judgedWithin, places: Math.max(0, ...places) }];
  });
}
