/** Judged contests: what can be handed in when, who judges, and how places come about. */
import type { Contest } from "../../core/document/schema.js";
import { periodOfGame } from "./challenge-words.js";
import { type Clause, durationIn, listIn, nameIn, type Telling } from "./telling.js";

/** A clause for each contest that is judged. */
export function contestClauses(telling: Telling): Clause[] {
  const { contests = [] } = telling.document;
  return contests.flatMap(({ id, judged }) => (judged === undefined ? [] : [judgedClause(telling, nameIn(telling, contests, id), judged)]));
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
