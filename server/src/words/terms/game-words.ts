/** What the terms say of the pieces of the game. */
import { STREAK_KEPT_MAX } from "../../core/streak-days.js";
import { challengeClauses } from "./challenge-words.js";
import { conditionIn } from "./condition-words.js";
import { contestClauses } from "./contest-words.js";
import { amountIn, type Clause, eventIn, nameIn, numberIn, quote, stageIn, type Telling, textIn, unitNameIn } from "./telling.js";
import { drawClauses } from "./ticket-words.js";

export function gameClauses(telling: Telling): Clause[] {
  return [
    ...levelClauses(telling),
    ...streakClauses(telling),
    ...challengeClauses(telling),
    ...contestClauses(telling),
    ...drawClauses(telling),
    ...waitingClauses(telling),
  ];
}

function waitingClauses(telling: Telling): Clause[] {
  const { waitingList } = telling.document;
  if (waitingList === undefined) return [];
  const { name, startAt = 1 } = waitingList;
  return [
    {
      text: telling.say("waiting.is", {
        named: name === undefined ? "no" : "yes",
        name: name === undefined ? "" : quote(telling, textIn(telling, name)),
        n: startAt,
      }),
      details: ["order", "places", "admitted"].map((part) => telling.say(`waiting.${part}`)),
    },
  ];
}

function levelClauses(telling: Telling): Clause[] {
  const { levels = [] } = telling.document;
  return levels.map(({ id, measure, steps }) => {
    const what =
      "referrals" in measure
        ? telling.say("level.referrals", { stage: stageIn(telling, measure.referrals) })
        : telling.say("level.earned", { unit: unitNameIn(telling, measure.earned) });
    const precision = "earned" in measure ? telling.units.precisionOf(measure.earned) : 0;
    const need = (atLeast: string) => ("earned" in measure ? amountIn(telling, atLeast, measure.earned, precision) : numberIn(telling, atLeast));
    return {
      text: telling.say("level.is", { name: nameIn(telling, levels, id), what }),
      details: steps.map((step) => telling.say("level.step", { name: nameIn(telling, steps, step.id), need: need(step.atLeast) })),
    };
  });
}

function streakClauses(telling: Telling): Clause[] {
  const { streaks = [] } = telling.document;
  return streaks.map(({ id, event, where, each, timeZone, freezes }) => {
    if (timeZone === undefined) telling.notes.add("zone");
    if (each === "week") telling.notes.add("week");
    const ends =
      freezes === undefined
        ? telling.say("streak.ends", { each })
        : telling.say("streak.freezes", { each, every: freezes.earnedEvery, max: freezes.max });
    return {
      text: telling.say("streak.is", { name: nameIn(telling, streaks, id), each, event: eventIn(telling, event) }),
      details: [
        ...(where === undefined ? [] : [telling.say("streak.where", { condition: conditionIn(telling, where) })]),
        ends,
        ...(timeZone === undefined ? [] : [telling.say("streak.zone", { trait: quote(telling, timeZone) })]),
        telling.say("streak.late", { kept: STREAK_KEPT_MAX }),
      ],
    };
  });
}
