import Type from "typebox";
import { Id, MaybeMoment, MaybeText, Moment, namedObject, oneOf, Text } from "./shapes.js";

const Step = Type.Object({
  name: MaybeText,
  event: Type.String({ description: "The type of event that counts." }),
  of: oneOf(["member", "friends"] as const),
  done: Type.String({ description: "How many, or how much, there is by now." }),
  needed: Text,
  met: Type.Boolean(),
});
const standing = {
  challenge: Type.String({ description: "The challenge's id in the program." }),
  name: Text,
  description: MaybeText,
  from: Moment,
  until: Moment,
  state: oneOf(["upcoming", "running", "over"] as const),
  optIn: Type.Boolean({ description: "Whether it is only for members who join it." }),
  joinedAt: MaybeMoment,
  completed: Type.Boolean({ description: "In this time." }),
  steps: Type.Array(Step, { description: "All of them are needed." }),
};

export const ChallengeStanding = Type.Object(standing);
export const MemberChallenge = namedObject("MemberChallenge", "A challenge in its present time, and how far a member is.", {
  program: Id,
  handle: Text,
  ...standing,
});
export const MemberChallenges = namedObject("MemberChallenges", "A member's challenges, by program in its order.", {
  data: Type.Array(MemberChallenge),
});
