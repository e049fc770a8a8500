/** Which of the things that happen are told to a member on their devices. */
import type { FactKind } from "./fact-kinds.js";
import { MARKS, type RewardKind } from "./reward-kinds.js";
import type { RewardState } from "./rows.js";

/** Kinds of facts that are told, the most welcome first: of what happens to a member at once only one thing is told. */
export const NEWS_KINDS = [
  "draw.won",
  "contest.placed",
  "reward.made",
  "reward.available",
  "reward.waiting",
  "badge.earned",
  "tier.reached",
  "level.reached",
  "stamp_card.completed",
  "challenge.completed",
  "waiting_list.admitted",
  "tier.lost",
  "tier.at_risk",
  "goal.reached",
  "referral.signed_up",
] as const satisfies readonly FactKind[];
export type NewsKind = (typeof NEWS_KINDS)[number];

/** A fact and whom it is about: of a referral the referrer, of a reward the recipient. */
export interface AboutMember {
  recordNumber: number;
  index: number;
  kind: string;
  /** Null where it is about nobody. */
  member: string | null;
  program: string | null;
  /** Of a fact about a reward: the reward as it is now. */
  rewardKind: RewardKind | null;
  rewardState: RewardState | null;
}
export interface News {
  recordNumber: number;
  index: number;
  member: string;
  program: string;
}

/** A reward is told when it can be used or is to be claimed: not while it is on hold, nor when it is gone again. */
function isRewardTold({ kind, rewardKind, rewardState }: AboutMember): boolean {
  return rewardKind !== null && !MARKS.includes(rewardKind) && rewardState === (kind === "reward.waiting" ? "waiting" : "available");
}

/** What members are told of these facts: of each record at most one thing to a member of a program. */
export function newsOf(facts: readonly AboutMember[]): News[] {
  const chosen = new Map<string, { rank: number; news: News }>();
  for (const fact of facts) {
    const { recordNumber, index, kind, member, program } = fact;
    const rank = (NEWS_KINDS as readonly string[]).indexOf(kind);
    if (rank < 0 || member === null || program === null || (kind.startsWith("reward.") && !isRewardTold(fact))) continue;
    const key = `${recordNumber} ${member} ${program}`;
    const before = chosen.get(key);
    if (before === undefined || rank < before.rank) chosen.set(key, { rank, news: { recordNumber, index, member, program } });
  }
  return [...chosen.values()].map(({ news }) => news);
}
