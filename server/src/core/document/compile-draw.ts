/** Compiles draws: when each is held, and how many win. */
import type { Compiling } from "./compile.js";
import { momentOf } from "./compile-goal.js";
import type { CompiledDraw } from "./compiled-game.js";

export function compileDraws({ document, vocabulary }: Compiling): Map<string, CompiledDraw> {
  const draws = (document.draws ?? []).map(({ id, name, at = "", every, winners = 1, grace = { hours: 24 } }): CompiledDraw => {
    const time: CompiledDraw["time"] =
      every === undefined ? { kind: "once", at: momentOf(at, vocabulary.timeZone) } : { kind: "every", period: every };
    return { id, name, time, winners, grace };
  });
  return new Map(draws.map((draw) => [draw.id, draw]));
}
