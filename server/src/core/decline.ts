import type { Refusal } from "./reasons.js";
import type { Outcome } from "./record.js";

/** The action cannot be done in this state: that is an outcome, recorded under its key like any other. */
export function decline(reason: Refusal, detail: Record<string, unknown> = {}): Outcome {
  return { status: "declined", reason, ...detail };
}
