/**
 * The one decision function: what comes of a record in a world. Pure: time, ids and chance come in with the arguments.
 * It throws a Miss when the world lacks rows; any other throw is a fault of ours.
 */

import { decideAdmission } from "./admit-waiting.js";
import { decideBoardSettings } from "./board-runs.js";
import { decideProof, decideProofReview, decideProofWithdrawal } from "./challenge-proof.js";
import { decideEntry, decideEntryReview, decideMark, decideVote, decideWithdrawal } from "./contests.js";
import { decideReferralCorrection } from "./correct-referrer.js";
import { decideAddCodes } from "./coupon-pool.js";
import { decideRedeemCoupon } from "./decide-coupon.js";
import { decideEvent } from "./decide-event.js";
import { decideExchange } from "./decide-exchange.js";
import { decideAddCode, decideCodeStatus, decideMember } from "./decide-member.js";
import { decideClock, decideProgramStatus, decidePublish } from "./decide-program.js";
import { decideRates, decideRelease } from "./decide-rates.js";
import { decideCancelRedemption, decideRedeem } from "./decide-redemption.js";
import { decideReevaluation } from "./decide-reevaluation.js";
import { decideReferralEntry } from "./decide-referral.js";
import { decideClaim, decideFulfilment, decideRewardAction } from "./decide-reward.js";
import { decideVisit } from "./decide-visit.js";
import { decideDue } from "./due.js";
import { decideFeedback } from "./feedback.js";
import { fireAll } from "./firing.js";
import { decideJoinChallenge } from "./join-challenge.js";
import { programsOf } from "./look-ups.js";
import { decideMerge } from "./merge-members.js";
import { decideMigration } from "./migrate-referrals.js";
import type { Engine, OnMade } from "./occurrence.js";
import type { Decision, LogRecord, Outcome, RecordInput } from "./record.js";
import { decideReview } from "./review.js";
import { decideShareBadge } from "./share-badge.js";
import { decideShow } from "./shown.js";
import { decideJoinSquad, decideLeaveSquad } from "./squads.js";
import { decideAddStock, serveFreed } from "./stock.js";
import { closeSubject } from "./subjects.js";
import { decideTestimonial, decideTestimonialReview } from "./testimonial.js";
import type { World } from "./world.js";

/** Decides the record and folds the decision into the world. `onMade` hears of every reward when it is made. */
export function decide(world: World, record: LogRecord, onMade?: OnMade): Decision {
  const decision: Decision = { outcome: { status: "recorded" }, changes: [], transfers: [], facts: [], trace: [] };
  const d: Engine = { world, record, at: record.at, decision, queue: [], subject: null, onMade };
  const outcome = decideInput(d, record.input);
  fireAll(d);
  if (d.freed !== undefined) serveFreed(d);
  closeSubject(d);
  decision.outcome = outcome;
  return decision;
}

function decideInput(d: Engine, input: RecordInput): Outcome {
  switch (input.kind) {
    case "event":
      return decideEvent(d, input);
    case "member":
      return decideMember(d, input);
    case "program.publish":
      return decidePublish(d, input);
    case "program.status":
      return decideProgramStatus(d, input);
    case "code.status":
      return decideCodeStatus(d, input);
    case "code.add":
      return decideAddCode(d, input);
    case "referral.review":
      return decideReview(d, input);
    case "referral.enter":
      return decideReferralEntry(d, input);
    case "referral.correct":
      return decideReferralCorrection(d, input);
    case "member.show":
      return decideShow(d, input);
    case "badge.share":
      return decideShareBadge(d, input);
    case "feedback":
      return decideFeedback(d, input);
    case "testimonial.write":
    case "testimonial.withdraw":
      return decideTestimonial(d, input);
    case "testimonial.review":
      return decideTestimonialReview(d, input);
    case "challenge.prove":
      return decideProof(d, input);
    case "challenge.withdraw":
      return decideProofWithdrawal(d, input);
    case "challenge.review":
      return decideProofReview(d, input);
    case "contest.enter":
      return decideEntry(d, input);
    case "contest.withdraw":
      return decideWithdrawal(d, input);
    case "contest.review":
      return decideEntryReview(d, input);
    case "contest.mark":
      return decideMark(d, input);
    case "contest.vote":
      return decideVote(d, input);
    case "challenge.join":
      return decideJoinChallenge(d, input);
    case "squad.join":
      return decideJoinSquad(d, input);
    case "squad.leave":
      return decideLeaveSquad(d, input);
    case "member.merge":
      return decideMerge(d, input);
    case "reward.approve":
    case "reward.deny":
    case "reward.reverse":
      return decideRewardAction(d, input);
    case "reward.fulfil":
      return decideFulfilment(d, input);
    case "reward.claim":
      return decideClaim(d, input);
    case "stock.add":
      return decideAddStock(d, input);
    case "codes.add":
      return decideAddCodes(d, input);
    case "redeem":
      return decideRedeem(d, input);
    case "exchange":
      return decideExchange(d, input);
    case "redemption.cancel":
      return decideCancelRedemption(d, input);
    case "coupon.redeem":
      return decideRedeemCoupon(d, input);
    case "program.reevaluate":
      return decideReevaluation(d, input);
    case "rates.set":
      return decideRates(d, input);
    case "rates.release":
      return decideRelease(d, input);
    case "program.migrate":
      return decideMigration(d, input);
    case "visit":
      return decideVisit(d, input);
    case "board.settings":
      return decideBoardSettings(
        d,
        programsOf(d.world).find(({ programId }) => programId === input.program),
        input,
      );
    case "waiting_list.admit":
      return decideAdmission(d, input);
    case "clock":
      return decideClock(d, input);
    case "due":
      return decideDue(d);
    default:
      return input satisfies never;
  }
}
