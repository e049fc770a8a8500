/** Made-up facts, for trying an endpoint out. Each has the form of a real one, and `sample: true`. */
import type { FactKind } from "../core/fact-kinds.js";

const program = "prg_0000000000000000000s";
const event = "evt_0";
const at = "2026-03-01T12:30:00Z";
const member = "anna";

const reward = {
  id: "rwd_0000000000000000000s",
  program,
  version: 1,
  rule: "thanks",
  grant: "credit",
  ordinal: 1,
  member,
  side: "referrer",
  referral: "ref_0000000000000000000s",
  type: "credit",
  unit: "EUR",
  kind: "credit",
  amount: "5.00",
  remaining: "5.00",
  state: "available",
  fulfilment: "none",
  hold: null,
  madeAt: at,
  availableAt: at,
  expiresAt: null,
  event,
};
const referral = {
  id: "ref_0000000000000000000s",
  program,
  version: 1,
  earlierVersions: [],
  friend: "otto",
  referrer: member,
  state: "signed_up",
  stage: "signed_up",
  friendSide: "clear",
  referrerSide: "clear",
  beganAt: at,
  signedUpAt: at,
  qualifiedAt: null,
  convertedAt: null,
  attribution: { method: "code", code: "K7P4M2XQ", visitAt: null, losers: [] },
  corrections: [],
  goals: [],
  reviews: [],
  event,
};
const redemption = {
  id: "rdm_0000000000000000000s",
  use: "spend",
  unit: "EUR",
  kind: "credit",
  amount: "5.00",
  subject: "order-1002",
  state: "done",
  at,
  lots: [{ reward: reward.id, amount: "5.00" }],
};

const ofReward = (state: string) => ({ reward: { ...reward, state } });
const ofReferral = (state: string) => ({ referral: { ...referral, state } });
const ofProgram = { program };

const samples: Record<FactKind, Record<string, unknown>> = {
  "member.joined": { member },
  "member.enrolled": { member, program },
  "member.merged": { member, merged: "anna-2" },
  "code.added": { member, program, code: "K7P4-M2XQ" },
  "referral.began": { ...ofReferral("signed_up"), program },
  "referral.signed_up": ofReferral("signed_up"),
  "referral.qualified": ofReferral("qualified"),
  "referral.converted": ofReferral("converted"),
  "referral.in_review": ofReferral("in_review"),
  "referral.reviewed": { ...ofReferral("signed_up"), friend: "honour", referrer: "honour" },
  "referral.migrated": { ...ofReferral("signed_up"), version: 2 },
  "referral.corrected": { referral: { ...ofReferral("converted").referral, referrer: "clara" } },
  "referral.rejected": ofReferral("rejected"),
  "referral.expired": ofReferral("expired"),
  "referral.reversed": ofReferral("reversed"),
  "goal.reached": { ...ofReferral("converted"), goal: "first-order", ordinal: 1 },
  "reward.made": { reward: { ...reward, state: "pending", availableAt: null } },
  "reward.waiting": { reward: { ...reward, state: "waiting", availableAt: null, claim: { until: at } } },
  "reward.available": ofReward("available"),
  "reward.shrunk": { reward: { ...reward, amount: "2.50", remaining: "2.50" } },
  "reward.expired": ofReward("expired"),
  "reward.cancelled": ofReward("cancelled"),
  "reward.reversed": ofReward("reversed"),
  "reward.fulfilment": { reward: { ...reward, type: "item", item: "mug", fulfilment: "sent" }, fulfilment: "sent" },
  "coupon.redeemed": {
    redemption: { ...redemption, use: "coupon", lots: [{ reward: reward.id }] },
    reward: { ...reward, type: "coupon", coupon: "WELCOME-7Q2K", state: "redeemed" },
    member,
  },
  "value.redeemed": { redemption, member },
  "payout.made": { redemption: { ...redemption, use: "payout", kind: "cash", subject: null }, member },
  "redemption.cancelled": { redemption: { ...redemption, state: "cancelled" }, member },
  "stamp_card.completed": { member, program, card: "ten-coffees" },
  "feedback.received": { member, program, feedback: "fbk_0000000000000000000s", about: "help" },
  "testimonial.written": { member, program },
  "testimonial.shown": { member, program },
  "badge.earned": { member, program, badge: "first-friend", reward: { ...reward, type: "badge", item: "first-friend" } },
  "tier.reached": { member, program, tier: "status", step: "gold" },
  "tier.lost": { member, program, tier: "status", step: "gold" },
  "tier.at_risk": { member, program, tier: "status", step: "gold", fallsTo: "silver", missing: "2", until: at },
  "level.reached": { member, program, level: "club", step: "gold" },
  "streak.reached": { member, program, streak: "training", length: 7 },
  "contest.entry_handed_in": { member, program, contest: "best-post", entry: "ent_4w8kq2n7c1x9d3b6m5zr" },
  "contest.entry_answered": { member, program, contest: "best-post", entry: "ent_4w8kq2n7c1x9d3b6m5zr", answer: "accepted" },
  "contest.closed": { program, contest: "best-post", run: "2026-09", entries: 12 },
  "contest.placed": { member, program, contest: "best-post", run: "2026-09", place: 1 },
  "draw.drawn": { program, draw: "trip", run: "2026-09", winners: 1 },
  "draw.won": { member, program, draw: "trip", run: "2026-09" },
  "challenge.completed": { member, program, challenge: "spring" },
  "challenge.proof_handed_in": { member, program, challenge: "spring" },
  "challenge.proof_answered": { member, program, challenge: "spring", answer: "accepted" },
  "leaderboard.frozen": { program, board: "weekly", run: "2026-W09" },
  "waiting_list.admitted": { member, program },
  "limit.alarm": { program, limit: "budget", percent: "80" },
  "event.corrected": { subject: "order-1001", member, whole: true },
  "item.low": { program, item: "mug", left: "10" },
  "coupon_pool.low": { program, pool: "partner", left: "10" },
  "program.published": { program, version: 1 },
  "program.reevaluated": { program, version: 2, rewards: 12, origin: "re_evaluation" },
  "program.running": ofProgram,
  "program.paused": ofProgram,
  "program.ended": ofProgram,
};

/** The data of a made-up fact of the kind. */
export function sampleOf(kind: string): Record<string, unknown> {
  return { id: "fact_0_0", event, ...samples[kind as FactKind], sample: true };
}
