import Type from "typebox";
import { FEEDBACK_KINDS, FEEDBACK_STATES } from "../../commands/feedback.js";
import { Id, MaybeMoment, MemberId, Moment, namedObject, nullable, oneOf, Text } from "./shapes.js";

export const Feedback = namedObject("Feedback", "What a member has written to the business, and what they were answered.", {
  id: Id,
  member: MemberId,
  kind: oneOf(FEEDBACK_KINDS),
  text: nullable(Text, "Null where the member was erased; empty where nothing was written."),
  rating: nullable(Type.Integer({ minimum: 1, maximum: 5 }), "Of the kind rating only."),
  referral: nullable(Text, "What an appeal is about: this, or the reward."),
  reward: nullable(Text),
  state: oneOf(FEEDBACK_STATES),
  askedAt: Moment,
  answer: nullable(Text),
  answeredAt: MaybeMoment,
});
