import type { Outcome } from "../core/record.js";
import { AppError } from "../errors.js";
import { refusalSentence } from "../words/outcome-sentence.js";

/** What was not declined goes on; what was throws an `AppError` with the refusal's code and its sentence. */
export function refuseDeclined(outcome: Outcome): Exclude<Outcome, { status: "declined" }> {
  if (outcome.status === "declined") throw new AppError(outcome.reason, { detail: refusalSentence("en", outcome) });
  return outcome;
}
