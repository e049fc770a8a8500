/** What the terms say of the pieces of the game. */
import { amountIn, type Clause, nameIn, numberIn, stageIn, type Telling, unitNameIn } from "./telling.js";

/** Levels, which are never lost. */
export function gameClauses(telling: Telling): Clause[] {
  return levelClauses(telling);
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
