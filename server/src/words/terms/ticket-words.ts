/** Draws: when each is held, how many win, what a ticket is worth, and how everybody can verify it. */
import { type Clause, durationIn, momentIn, nameIn, type Telling } from "./telling.js";

/** A clause for each draw. */
export function drawClauses(telling: Telling): Clause[] {
  const { draws = [] } = telling.document;
  return draws.map(({ id, at, every, winners = 1, grace = { hours: 24 } }) => {
    if (every !== undefined) telling.notes.add("zone");
    if (every === "week") telling.notes.add("week");
    const time = { period: every ?? "once", at: at === undefined ? "" : momentIn(telling, at) };
    return {
      text: telling.say("tickets.draw", { name: nameIn(telling, draws, id), n: winners, ...time }),
      details: [
        telling.say("tickets.chance", time),
        telling.say("tickets.drawn", { grace: durationIn(telling, grace) }),
        telling.say("tickets.verify"),
      ],
    };
  });
}
