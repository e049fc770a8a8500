import type { Outcome } from "../core/record.js";
import type { Personal } from "./parse-event.js";

/**
 * People whose external id this process has seen written. An event that tells nothing more of such a person need not open and seal their personal
 * data again, which would cost more than the decision. An external id never changes, so what is remembered cannot be out of date.
 */
const known = new Set<string>();
const MOST_KNOWN = 200_000;

/** What of the personal data is worth writing; undefined when there is nothing new. */
export function newsOf(workspaceId: string, member: string, personal: Personal): Personal | undefined {
  const { person = {}, payload } = personal;
  const isKnown = Object.keys(person).length === 1 && known.has(`${workspaceId} ${member}`);
  if (!isKnown) return personal;
  return payload === undefined ? undefined : { payload };
}

/** The record was written; from now on the person is known if the outcome names them. */
export function noteKnown(workspaceId: string, member: string, outcome: Outcome): void {
  if (!("member" in outcome) || typeof outcome.member !== "string") return;
  if (known.size >= MOST_KNOWN) known.clear();
  known.add(`${workspaceId} ${member}`);
}
