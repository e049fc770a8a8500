import type { Promises } from "../queries/terms.js";

/** What a version promises otherwise than the one before, a sentence of the terms a line, and whom it concerns. */
export function promisesText({ changed, changes, members, referrals }: Promises): string {
  if (!changed) return "The terms say the same as before.";
  const sentences = changes.map(({ change, sentence }) => `\n  ${change === "added" ? "+" : "-"} ${sentence}`);
  return `The terms have changed: ${members} members are asked to agree anew, ${referrals} referrals under way keep theirs.${sentences.join("")}`;
}
