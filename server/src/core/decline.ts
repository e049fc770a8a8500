import type { Deciding } from "./deciding.js";
import type { Refusal } from "./record.js";

/** The action cannot be done in this state: that is an outcome, recorded under its key like any other. */
export function decline(d: Deciding, reason: Refusal, detail: Record<string, unknown> = {}): void {
  d.decision.outcome = { status: "declined", reason, ...detail };
}
