/** Challenges: what is to be done in which time, and by whom. */
import { PROOF_DAYS } from "../../core/challenge-state.js";
import { SQUAD_MIN } from "../../core/document/compile-challenge.js";
import type { Challenge } from "../../core/document/schema.js";
import { basisIn } from "./amount-words.js";
import { conditionIn, keyIn } from "./condition-words.js";
import { needIn } from "./goal-words.js";
import { type Clause, eventIn, listIn, momentIn, nameIn, quote, type Telling, textIn } from "./telling.js";

type Step = Challenge["steps"][number];

/** A clause for each challenge. */
export function challengeClauses(telling: Telling): Clause[] {
  const { challenges = [] } = telling.document;
  return challenges.map((challenge) => {
    const { id, description, proof } = challenge;
    const steps = toDoIn(telling, challenge);
    return {
      text: telling.say("challenge.is", { name: nameIn(telling, challenges, id), steps, ...periodOfGame(telling, challenge) }),
      details: [
        ...(description === undefined ? [] : [textIn(telling, description)]),
        forWhom(telling, challenge),
        ...(proof === undefined ? [] : [telling.say("challenge.proved", { n: PROOF_DAYS })]),
        telling.say("challenge.late"),
      ],
    };
  });
}

function forWhom(telling: Telling, { optIn = false, squad }: Challenge): string {
  if (squad === undefined) return telling.say(optIn ? "challenge.optIn" : "challenge.all");
  return telling.say("challenge.squad", { min: String(squad.min ?? SQUAD_MIN), max: String(squad.max) });
}
function toDoIn(telling: Telling, { steps, proof }: Challenge): string {
  const proved = proof === undefined ? [] : [telling.say("challenge.proof", { proof })];
  return listIn(telling, [...steps.map((step) => stepIn(telling, step)), ...proved]);
}
/** When it takes place: once, or anew in each period. */
export function periodOfGame(telling: Telling, { from = "", until = "", every }: Pick<Challenge, "from" | "until" | "every">) {
  if (every === undefined) return { period: "once", from: momentIn(telling, from), until: momentIn(telling, until) };
  telling.notes.add("zone");
  if (every === "week") telling.notes.add("week");
  return { period: every, from, until };
}

function stepIn(telling: Telling, step: Step): string {
  const { event, where, distinct, name } = step;
  const what = measureIn(telling, step, eventIn(telling, event));
  const filtered = where === undefined ? what : telling.say("step.where", { what, condition: conditionIn(telling, where) });
  const different = distinct === undefined ? filtered : telling.say("step.distinct", { what: filtered, key: keyIn(telling, distinct) });
  return name === undefined ? different : telling.say("step.named", { name: quote(telling, textIn(telling, name)), what: different });
}
function measureIn(telling: Telling, { event, of = "member", count = 1, differentFriends, sum, atLeast = "0" }: Step, type: string): string {
  if (sum === undefined)
    return telling.say(differentFriends && of === "friends" ? "challenge.friends" : "challenge.count", { event: type, of, n: count });
  return telling.say("challenge.sum", { event: type, of, basis: basisIn(telling, sum), need: needIn(telling, event, sum, atLeast) });
}
