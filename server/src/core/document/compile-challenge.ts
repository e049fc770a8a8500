/** Compiles challenges: what their steps measure, and when. */
import { sha256Hex } from "../hash.js";
import { parseDecimal } from "../money.js";
import type { Compiling } from "./compile.js";
import { compileBasis } from "./compile-assortment.js";
import { momentOf } from "./compile-goal.js";
import type { ChallengeTime, CompiledChallenge, CompiledChallengeStep, FedChallenge } from "./compiled-game.js";
import { basisPrecision } from "./measures.js";
import { placeOfChallengeStep } from "./places.js";
import type { Challenge } from "./schema.js";
import type { Vocabulary } from "./vocabulary.js";

export type ChallengeStep = Challenge["steps"][number];

/** Where the document does not say it, so many make a squad. */
export const SQUAD_MIN = 2;

export function compileChallenges(compiling: Compiling): CompiledChallenge[] {
  return (compiling.document.challenges ?? []).map((challenge) => ({
    id: challenge.id,
    time: timeOfChallenge(challenge, compiling.vocabulary.timeZone),
    optIn: challenge.optIn ?? false,
    steps: challenge.steps.map((step) => compileStep(compiling, step)),
    proof: challenge.proof ?? null,
    squad: challenge.squad === undefined ? null : { min: challenge.squad.min ?? SQUAD_MIN, max: challenge.squad.max },
  }));
}
/** When a challenge, or a contest, of a valid document takes place. */
export function timeOfChallenge({ from = "", until = "", every }: Pick<Challenge, "from" | "until" | "every">, zone: string): ChallengeTime {
  return every === undefined ? { kind: "once", from: momentOf(from, zone), until: momentOf(until, zone) } : { kind: "every", period: every };
}

function compileStep(compiling: Compiling, step: ChallengeStep): CompiledChallengeStep {
  const { document, vocabulary, condition, key } = compiling;
  const { event, of = "member", where, distinct, sum } = step;
  const place = placeOfChallengeStep(step);
  return {
    ...measureOfStep(step, vocabulary),
    event,
    of,
    where: where === undefined ? null : condition(where, place),
    distinct: distinct === undefined ? null : key(distinct, place),
    sum: sum === undefined ? null : compileBasis(document, sum),
  };
}

/** What can be said of a step without its expressions: for whoever shows how far a member is. `precision` is that of a sum. */
export function measureOfStep(
  { count = 1, atLeast = "0", name: _, ...measured }: ChallengeStep,
  vocabulary: Vocabulary,
): Pick<CompiledChallengeStep, "form" | "measure" | "need"> & { precision: number } {
  const { event, of = "member", where, distinct, differentFriends = false, sum } = measured;
  const precision = sum === undefined ? 0 : (basisPrecision(sum, [event], vocabulary) ?? 0);
  return {
    form: sha256Hex(JSON.stringify([event, of, where ?? null, distinct ?? null, differentFriends, sum ?? null])).slice(0, 12),
    measure: sum !== undefined ? "sum" : distinct !== undefined ? "values" : differentFriends ? "friends" : "count",
    need: sum === undefined ? BigInt(count) : (parseDecimal(atLeast, precision) ?? 0n),
    precision,
  };
}

export function challengesFedBy(challenges: readonly CompiledChallenge[]): Map<string, FedChallenge[]> {
  const fed = new Map<string, FedChallenge[]>();
  for (const challenge of challenges) {
    const steps = [...new Map(challenge.steps.map((step) => [step.form, step])).values()];
    for (const event of new Set(steps.map((step) => step.event)))
      fed.set(event, [...(fed.get(event) ?? []), { challenge, steps: steps.filter((step) => step.event === event) }]);
  }
  return fed;
}
