/** The answer to an event, read from what was decided. */
import type { Deciding } from "./deciding.js";
import { REASONS, REFUSING, type Reason } from "./reasons.js";
import type { Outcome } from "./record.js";

/** One answer for the whole event: what came of it, or the first reason of the closed list why nothing did. */
export function conclude(d: Deciding, member: string, reasons: Reason[]): Outcome {
  const rewards: string[] = [];
  const referrals: string[] = [];
  const taken: string[] = [];
  let isCapped = false;
  for (const { step, reward, referral, why } of d.decision.trace) {
    if (step === "reward.made") rewards.push(reward as string);
    else if (step === "referral.began") referrals.push(referral as string);
    else if (step === "reward.cancelled" || step === "reward.reversed" || step === "reward.shrunk") taken.push(reward as string);
    else if (step === "grant.missed" && why === "capped") isCapped = true;
  }
  const hasEffect = rewards.length > 0 || referrals.length > 0 || taken.length > 0;
  const told = reasons.length === 0 ? undefined : REASONS.find((each) => reasons.includes(each));
  const reason = told ?? (hasEffect ? undefined : isCapped ? "capped" : "nothing_matched");
  const isRefused = told !== undefined && !hasEffect && REFUSING.has(told);
  return {
    status: rewards.length > 0 ? "rewarded" : hasEffect || told === undefined ? "recorded" : isRefused ? "refused" : "ignored",
    member,
    ...(reason !== undefined && { reason }),
    ...(referrals.length > 0 && { referrals }),
    ...(rewards.length > 0 && { rewards }),
    ...(taken.length > 0 && { taken: [...new Set(taken)] }),
  };
}
