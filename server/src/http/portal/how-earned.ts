/** How something is earned, in the words of the terms. */
import { perDocument } from "../../words/per-document.js";
import { keyOfGrant } from "../../words/terms/references.js";
import { rewardClauses } from "../../words/terms/reward-words.js";
import { tellingOf } from "../../words/terms/telling.js";
import type { grantsOf, Told } from "./told.js";

/** The clause of the grant; null for none, and for one that points to another clause: it means nothing alone. */
export function howEarned({ document, language }: Told, giving: ReturnType<typeof grantsOf>[number] | undefined): string | null {
  const how = giving && clausesOf(document, language).get(keyOfGrant(giving.rule.id, giving.grant.id));
  return how === undefined || how.includes("[[") ? null : how;
}

/** The clauses of the terms by their grants. */
const clausesOf = perDocument((document, language) => new Map(rewardClauses(tellingOf(document, language)).map(({ key, text }) => [key, text])));
