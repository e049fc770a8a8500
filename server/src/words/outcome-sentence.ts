/** An outcome as one plain sentence: the answer to "what happened to my event?". */
import { REASONS } from "../core/reasons.js";
import type { Outcome } from "../core/record.js";
import { say, type WordLanguage } from "./format.js";

const remembered = new Map<string, string>();
const MOST_REMEMBERED = 2000;

/** What became of a record, and why where it earned nothing. The few different sentences that busy servers say are kept. */
export function outcomeSentence(language: WordLanguage, outcome: Outcome): string {
  const rewards = "rewards" in outcome && Array.isArray(outcome.rewards) ? outcome.rewards.length : 0;
  const referrals = "referrals" in outcome && Array.isArray(outcome.referrals) ? outcome.referrals.length : 0;
  const taken = "taken" in outcome && Array.isArray(outcome.taken) ? outcome.taken.length : 0;
  const reason = "reason" in outcome ? String(outcome.reason) : "";
  const name = `${language} ${outcome.status} ${reason} ${rewards} ${referrals} ${taken}`;
  const known = remembered.get(name);
  if (known !== undefined) return known;
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  const sentence = compose(language, outcome.status, reason, { rewards, referrals, taken });
  remembered.set(name, sentence);
  return sentence;
}

function compose(
  language: WordLanguage,
  status: Outcome["status"],
  reason: string,
  counts: { rewards: number; referrals: number; taken: number },
): string {
  const what = say(language, `outcome.${status}`, counts);
  if (reason === "" || status === "rewarded") return what;
  return `${what} ${say(language, status === "declined" ? `refusal.${reason}` : `reason.${reason}`)}`;
}

type Declined = Extract<Outcome, { status: "declined" }>;

/** Why a row was not imported: in words already, or as the log declined it. */
export function importProblemSentence(language: WordLanguage, problem: string | Declined): string {
  return typeof problem === "string" ? problem : refusalSentence(language, problem);
}

/** Why an action was declined, with the reason of the closed list where one stands behind it. */
export function refusalSentence(language: WordLanguage, { reason, why }: Declined): string {
  const because = REASONS.some((known) => known === why) ? say(language, `reason.${why}`) : "";
  return say(language, `refusal.${reason}`, { because }).trim();
}
