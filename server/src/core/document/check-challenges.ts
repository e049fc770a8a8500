/** Checks challenges: when they take place, and what their steps measure. */
import { checkBasis } from "./check-goals.js";
import { checkTime } from "./check-once.js";
import { type Checking, checkCondition, checkDecimal, checkEvent, checkKey, type Part, report } from "./checking.js";
import { SQUAD_MIN } from "./compile-challenge.js";
import { placeOfChallengeStep } from "./places.js";
import { pointerTo, quoted } from "./problem.js";
import type { Basis, Challenge } from "./schema.js";

type Step = Challenge["steps"][number];

/** Different values and friends are counted up to so many: each is kept for corrections. */
const DIFFERENT_MAX = 100;

export function checkChallenge(checking: Checking, { value, path }: Part<Challenge>): void {
  checkTime(checking, value, path);
  for (const [index, step] of value.steps.entries()) checkStep(checking, step, pointerTo(pointerTo(path, "steps"), index));
  if (value.squad !== undefined) checkSquad(checking, value, pointerTo(path, "squad"));
  if (value.steps.length === 0 && value.proof === undefined)
    report(checking, pointerTo(path, "steps"), "nothing is to be done", "Add a step, or say in proof what members hand in.");
}

function checkSquad(checking: Checking, { squad, proof, optIn }: Challenge, path: string): void {
  const { min = SQUAD_MIN, max = min } = squad ?? {};
  if (min > max) report(checking, pointerTo(path, "min"), "a squad cannot have more members than it may have", "Write at most max.");
  if (proof !== undefined) report(checking, path, "a squad has nobody who proves it for all", "Leave squad or proof out.");
  if (optIn === true) report(checking, path, "who takes part is in a squad, and has joined so", "Leave optIn out.");
}

function checkStep(checking: Checking, step: Step, path: string): void {
  const { event, of = "member", where, distinct, differentFriends, sum, atLeast, count } = step;
  if (!checkEvent(checking, pointerTo(path, "event"), event)) return;
  const corrected = checking.vocabulary.events.get(event)?.corrects;
  if (corrected != null)
    report(
      checking,
      pointerTo(path, "event"),
      `${quoted(event)} takes back ${quoted(corrected)} and cannot be counted`,
      `Count ${corrected}; what is taken back is subtracted.`,
    );
  checkCondition(checking, pointerTo(path, "where"), where, placeOfChallengeStep(step));
  if (distinct !== undefined) checkDistinct(checking, step, distinct, path);
  if (differentFriends && of === "member")
    report(checking, pointerTo(path, "differentFriends"), "these are the member's own events", "Write of: friends, or leave differentFriends out.");
  const measures = Object.entries({ sum, distinct, differentFriends: differentFriends || undefined }).filter(([, measure]) => measure !== undefined);
  if (measures.length > 1)
    report(checking, path, `${measures.map(([name]) => quoted(name)).join(" and ")} measure different things`, "Keep one of them.");
  if ((distinct !== undefined || differentFriends) && (count ?? 1) > DIFFERENT_MAX)
    report(checking, pointerTo(path, "count"), `different ones are counted up to ${DIFFERENT_MAX}`, `Write at most ${DIFFERENT_MAX}.`);
  if (sum !== undefined && count !== undefined)
    report(checking, pointerTo(path, "count"), "a step has a count or a sum, not both", "Make two steps of it.");
  if ((sum === undefined) !== (atLeast === undefined))
    report(checking, path, "a sum and how much of it is needed belong together", "Write sum and atLeast, or neither.");
  else if (sum !== undefined) checkSum(checking, path, event, sum, atLeast);
}

/** What is distinct is kept for corrections: it must follow from the event, whenever it is asked. */
function checkDistinct(checking: Checking, step: Step, distinct: string, path: string): void {
  const place = placeOfChallengeStep(step);
  const compiled = checking.expressions.key(distinct, place);
  const other = compiled.ok ? [...compiled.expression.reads].find((name) => !name.startsWith("event.")) : undefined;
  if (other === undefined) checkKey(checking, pointerTo(path, "distinct"), distinct, place);
  else
    report(
      checking,
      pointerTo(path, "distinct"),
      `${quoted(other)} is not told by the event`,
      "Ask the event alone: event.channel, event.properties.city.",
    );
}

function checkSum(checking: Checking, path: string, event: string, sum: Basis, atLeast?: string): void {
  const precision = checkBasis(checking, pointerTo(path, "sum"), sum, [event]);
  if (precision === undefined) return;
  const place = pointerTo(path, "atLeast");
  const needed = checkDecimal(checking, place, atLeast, precision, "what is summed");
  if (needed === 0n) report(checking, place, "a sum of nothing is reached by nothing", "Write more than 0.");
}
