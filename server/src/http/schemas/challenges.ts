import Type from "typebox";
import { EventId, Id, MaybeMoment, MaybeText, MemberId, Moment, namedObject, nullable, oneOf, Text } from "./shapes.js";

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
  squad: nullable(
    Type.Object({
      min: Type.Integer({ description: "So many members are needed." }),
      max: Type.Integer({ description: "There can be so many." }),
      mine: nullable(
        Type.Object({
          code: Type.String({ description: "By which others join it." }),
          members: Type.Array(
            Type.Object({
              name: Type.String({ description: "As they agreed to be named, else a pseudonym." }),
              you: Type.Boolean({ description: "Whether it is the member who is asked about." }),
            }),
            { description: "In the order in which they joined." },
          ),
        }),
        "The member's in the present time; null as long as they are in none.",
      ),
    }),
    "For challenges that squads take up together: what is done is then what all of the member's squad have done. Null for others.",
  ),
  proof: nullable(
    Type.Object({
      by: oneOf(["link", "text", "picture"] as const),
      state: oneOf(
        ["not_yet", "wanted", "waiting", "accepted", "refused"] as const,
        "It is not time for it: steps are missing, or the time is over; it is to be handed in; it waits to be looked at; it was accepted; or refused, and can be handed in again. Of the challenge's time before the present one as long as something can be handed in for it.",
      ),
      reason: nullable(Text, "Why it was answered so."),
      until: { ...MaybeMoment, description: "Until when something can be handed in; null where nothing can." },
    }),
    "What is to be handed in; null where nothing is.",
  ),
};

export const ChallengeProof = namedObject("ChallengeProof", "What a member has handed in as a proof for a challenge.", {
  member: MemberId,
  challenge: Type.String({ description: "The challenge's id in the program." }),
  from: Moment,
  until: Moment,
  state: oneOf(["waiting", "accepted", "refused"] as const),
  handedInAt: Moment,
  link: nullable(Text, "Null where it is something else, or was erased."),
  text: nullable(Text, "Null where it is something else, or was erased."),
  picture: nullable(Text, "The id of a picture of the member, for GET /v1/members/{externalId}/pictures/{picture}."),
  reason: nullable(Text, "Why it was answered so."),
  event: EventId,
});
export const ChallengeStanding = Type.Object(standing);
export const MemberChallenge = namedObject("MemberChallenge", "A challenge in its present time, and how far a member is.", {
  program: Id,
  handle: Text,
  ...standing,
});
export const MemberChallenges = namedObject("MemberChallenges", "A member's challenges, by program in its order.", {
  data: Type.Array(MemberChallenge),
});
