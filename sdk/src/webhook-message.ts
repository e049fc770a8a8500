/** What webhooks say: one message for each fact, with the things that it names as the API shows them at the moment of sending. */
import type { components } from "./generated/schema.js";

type Schemas = components["schemas"];

// What is no longer there when the message is sent is null.
interface OfReward {
  reward: Schemas["Reward"] | null;
}
interface OfReferral {
  referral: Schemas["Referral"] | null;
}
interface OfMember {
  /** Your own id of the member. */
  member: string | null;
}
interface OfProgram {
  /** Its id. */
  program: string;
}
interface OfRedemption extends OfMember {
  redemption: Schemas["Redemption"] | null;
}

/** What a message of each kind has in `data`, beside `id` and `event`. */
export interface WebhookData {
  "member.joined": OfMember;
  "member.enrolled": OfMember & OfProgram;
  "code.added": OfMember & OfProgram & { code: string };
  "referral.began": OfReferral & OfProgram;
  "referral.signed_up": OfReferral;
  "referral.qualified": OfReferral;
  "referral.converted": OfReferral;
  "referral.in_review": OfReferral;
  "referral.reviewed": OfReferral;
  "referral.migrated": OfReferral & { version: number };
  "referral.rejected": OfReferral;
  "referral.expired": OfReferral;
  "referral.reversed": OfReferral;
  "goal.reached": OfReferral & { goal: string; ordinal: number };
  "reward.made": OfReward;
  "reward.waiting": OfReward;
  "reward.available": OfReward;
  "reward.shrunk": OfReward;
  "reward.expired": OfReward;
  "reward.cancelled": OfReward;
  "reward.reversed": OfReward;
  "coupon.redeemed": OfRedemption & OfReward;
  "value.redeemed": OfRedemption;
  "payout.made": OfRedemption;
  "redemption.cancelled": OfRedemption;
  "stamp_card.completed": OfMember & OfProgram & { card: string };
  "testimonial.written": OfMember & OfProgram;
  "testimonial.shown": OfMember & OfProgram;
  "badge.earned": OfMember & OfProgram & OfReward & { badge: string };
  "tier.reached": OfMember & OfProgram & { tier: string; step: string };
  "tier.lost": OfMember & OfProgram & { tier: string; step: string };
  "tier.at_risk": OfMember & OfProgram & { tier: string; step: string; fallsTo: string | null; missing: string; until: string };
  "level.reached": OfMember & OfProgram & { level: string; step: string };
  "streak.reached": OfMember & OfProgram & { streak: string; length: number };
  "leaderboard.frozen": OfProgram & { board: string; run: string };
  "contest.entry_handed_in": OfMember & OfProgram & { contest: string; entry: string };
  "contest.entry_answered": OfMember & OfProgram & { contest: string; entry: string; answer: "accepted" | "refused" };
  "contest.closed": OfProgram & { contest: string; run: string; entries: number };
  "contest.placed": OfMember & OfProgram & { contest: string; run: string; place: number };
  "draw.drawn": OfProgram & { draw: string; run: string; winners: number };
  "draw.won": OfMember & OfProgram & { draw: string; run: string };
  "challenge.completed": OfMember & OfProgram & { challenge: string };
  "challenge.proof_handed_in": OfMember & OfProgram & { challenge: string };
  "challenge.proof_answered": OfMember & OfProgram & { challenge: string; answer: "accepted" | "refused" };
  "waiting_list.admitted": OfMember & OfProgram;
  "limit.alarm": OfProgram & { limit: string; percent: string };
  "event.corrected": OfMember & { subject: string; whole: boolean };
  "item.low": OfProgram & { item: string; left: string };
  "coupon_pool.low": OfProgram & { pool: string; left: string };
  "program.published": OfProgram & { version: number };
  "program.reevaluated": OfProgram & { version: number; rewards: number };
  "program.running": OfProgram;
  "program.paused": OfProgram;
  "program.ended": OfProgram;
}

export type WebhookKind = keyof WebhookData;

interface OfEvery {
  /** Of the fact, as in `/v1/facts`. */
  id: string;
  /** `evt_12`: leads to the explanation. */
  event: string;
  /** True for a message that was made up to try the endpoint. */
  sample?: true;
  /** It came of a re-evaluation of what had happened before. */
  origin?: "re_evaluation";
  /** Members are not to be told. */
  quiet?: true;
}

/** A verified message: decide by `type`, and let a type that you do not know pass, because there will be more. */
export type WebhookMessage = {
  [Kind in WebhookKind]: {
    /** Of the message: the same for every attempt to bring it. */
    id: string;
    type: Kind;
    /** When it happened, in ISO 8601. */
    timestamp: string;
    data: WebhookData[Kind] & OfEvery;
  };
}[WebhookKind];
