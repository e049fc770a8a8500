import Type from "typebox";
import { PROOF_COUNTERS } from "../../core/document/schema/game/social-proof.js";
import { EventId, MemberId, Moment, namedObject, nullable, oneOf, Text } from "./shapes.js";

const MaybePicture = nullable(Type.String({ format: "uri" }), "The address of a PNG of at most 1,000 pixels a side.");
const Rating = nullable(Type.Integer({ minimum: 1, maximum: 5 }));

export const Testimonial = namedObject("Testimonial", "What a member says about a program.", {
  member: MemberId,
  state: oneOf(["waiting", "shown", "refused", "withdrawn"], "It waits to be looked at, is shown to others, is not, or was withdrawn by the member."),
  words: nullable(Text, "Null where the member was erased."),
  rating: Rating,
  picture: nullable(Text, "The id of a picture of the member, for GET /v1/members/{externalId}/pictures/{picture}."),
  reason: nullable(Text, "Why it was answered so."),
  writtenAt: Moment,
  event: EventId,
});

export const SocialProof = namedObject("SocialProof", "What everybody may see of a program.", {
  counters: Type.Array(
    Type.Object({
      what: oneOf(PROOF_COUNTERS),
      atLeast: Type.Integer({ description: "The last of 10, 20, 50, 100, 200, 500, … that was reached." }),
      sentence: Text,
    }),
    { description: "Those that the program shows and that have reached ten." },
  ),
  feed: Type.Array(Type.Object({ at: Moment, sentence: Text }), { description: "Of members who agreed to it, the latest first." }),
  testimonials: Type.Array(
    Type.Object({
      name: nullable(Text, "As the member agreed; null for no name."),
      words: Text,
      rating: Rating,
      picture: MaybePicture,
      writtenAt: Moment,
    }),
    { description: "Those that the owner shows, the latest first." },
  ),
});
