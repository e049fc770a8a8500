import Type from "typebox";
import { EventId, Id, MaybeMoment, MaybeText, MemberId, Moment, namedObject, nullable, oneOf, Text } from "./shapes.js";

const SideState = oneOf(["clear", "in_review", "refused"]);

const Attribution = namedObject("Attribution", "How the referral came about: the method that won with its evidence, and who lost.", {
  method: oneOf(["link", "code", "coupon", "referrer", "hand"]),
  reason: Type.Optional(Type.String({ description: "Why a person entered it." })),
  code: Type.Optional(Text),
  visit: Type.Optional(Text),
  coupon: Type.Optional(Text),
  visitAt: MaybeMoment,
  channel: Type.Optional(Text),
  placement: Type.Optional(Text),
  invitation: Type.Optional(Type.String({ description: "Where the code was given as a reward and had uses left: the grant's id." })),
  losers: Type.Array(Type.Object({ method: Text, reason: Text, code: Type.Optional(Text), visit: Type.Optional(Text) })),
});

export const Referral = namedObject("Referral", "The relation of one referrer and one friend in one program.", {
  id: Id,
  program: Id,
  version: Type.Integer({ description: "Of the program: the one that holds for it." }),
  earlierVersions: Type.Array(Type.Integer(), { description: "Those that held for it before it was migrated, the first one first." }),
  friend: MemberId,
  referrer: MemberId,
  referredFor: nullable(Type.String(), "What for, where the program lets a friend be referred for several things; null for nothing in particular."),
  state: oneOf(["signed_up", "qualified", "converted", "in_review", "rejected", "expired", "reversed"]),
  stage: oneOf(["signed_up", "qualified", "converted", "rejected", "expired", "reversed"]),
  friendSide: SideState,
  referrerSide: SideState,
  beganAt: Moment,
  signedUpAt: MaybeMoment,
  qualifiedAt: MaybeMoment,
  convertedAt: MaybeMoment,
  attribution: Attribution,
  corrections: Type.Array(Type.Object({ referrer: MemberId, event: EventId, reason: Text }), {
    description: "Referrers that a person has replaced, the first one first.",
  }),
  goals: Type.Array(Type.Object({ goal: Text, reachedAt: MaybeMoment, ordinal: Type.Integer() })),
  reviews: Type.Array(
    Type.Object({
      check: Text,
      sides: Type.Array(Text),
      event: EventId,
      answer: nullable(Type.Record(Type.String(), Type.String()), "By side: honour or refuse."),
      reason: MaybeText,
    }),
  ),
  event: EventId,
});
