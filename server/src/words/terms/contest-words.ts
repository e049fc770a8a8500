/** Contests: by which leaderboard they are ranked, or what can be handed in when, who judges, and how places come about. */
import type { Contest } from "../../core/document/schema.js";
import { periodOfGame } from "./challenge-words.js";
import { type Clause, durationIn, listIn, nameIn, type Telling } from "./telling.js";

/** A clause for each contest. */
export function contestClauses(telling: Telling): Clause[] {
  const { contests = [] } = telling.document;
  return contests.flatMap(({ id, judged, ranked, correctedWithin = { days: 3 } }) => {
    const name = nameIn(telling, contests, id);
    if (judged !== undefined) return [judgedClause(telling, name, judged)];
    return ranked === undefined ? [] : [rankedClause(telling, name, ranked, durationIn(telling, correctedWithin))];
  });
}

function rankedClause(telling: Telling, name: string, ranked: string, within: string): Clause {
  const { leaderboards = [] } = telling.document;
  const { period = "lifetime", partitionBy, leagues } = leaderboards.find(({ id }) => id === ranked) ?? {};
  const isParted = partitionBy === undefined && leagues === undefined ? "no" : "yes";
  return {
    text: telling.say("contest.ranked", { name, board: nameIn(telling, leaderboards, ranked), period, isParted }),
    details: [telling.say("contest.corrected", { within })],
  };
}

function judgedClause(telling: Telling, name: string, judged: NonNullable<Contest["judged"]>): Clause {
  const { submit, by, judgedWithin = { days: 7 } } = judged;
  const forms = listIn(
    telling,
    submit.map((form) => telling.say("contest.form", { form })),
  );
  return {
    text: telling.say("contest.is", { name, forms, ...periodOfGame(telling, judged) }),
    details: [
      telling.say("contest.entry"),
      telling.say("contest.by", { by, within: durationIn(telling, judgedWithin) }),
      telling.say("contest.places"),
    ],
  };
}
