/**
 * The pieces of the game that a document can have and this release checks, but does not run yet. Decisions, terms and forecasts see a document without
 * them, and whoever publishes one is warned: nobody is promised what does not happen.
 */
import { itemsOf } from "./checking.js";
import { pointerTo } from "./problem.js";
import type { Challenge, ProgramDocument, Trigger } from "./schema.js";

/** The document without what is not run yet: a rule that nothing sets off is left out with it. */
export function asItRuns(document: ProgramDocument): ProgramDocument {
  if (notRunIn(document).length === 0) return document;
  const challenges = (document.challenges ?? []).filter(isRun);
  const stays = ({ on }: { on: Trigger }) => !("challenge" in on) || challenges.some(({ id }) => id === on.challenge);
  return { ...document, challenges, ...(document.rules && { rules: document.rules.filter(stays) }) };
}

/** Challenges are run but for these parts of them. */
const PARTS_OF_CHALLENGES = ["squad"] as const;
function isRun(challenge: Challenge): boolean {
  return PARTS_OF_CHALLENGES.every((part) => challenge[part] === undefined);
}
/** Where in a document, right in shape or not, there is something that is not run yet. */
export function notRunIn(document: unknown): { path: string; part: string }[] {
  return itemsOf(document, "", "challenges").flatMap(({ value, path }) =>
    PARTS_OF_CHALLENGES.filter((part) => value[part] !== undefined).map((part) => ({ path: pointerTo(path, part), part })),
  );
}
