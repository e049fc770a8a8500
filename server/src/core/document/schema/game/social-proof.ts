/** What a program shows to everybody of what its members do. */
import Type from "typebox";
import { closed, oneOf } from "../values.js";

export const PROOF_COUNTERS = ["members", "friends", "badges"] as const;

export const SocialProof = Type.Object(
  {
    counters: Type.Optional(
      Type.Array(oneOf([...PROOF_COUNTERS], "How many take part, how many friends have come, how many badges were earned."), {
        maxItems: 3,
        description: "Numbers that are shown, once they are worth showing.",
      }),
    ),
    feed: Type.Optional(Type.Boolean({ default: false, description: "What just happened to members who agreed to it, ten minutes late." })),
    testimonials: Type.Optional(
      Type.Boolean({ default: false, description: "What members have written and you have looked at. Without it nobody can write." }),
    ),
  },
  { ...closed, title: "SocialProof", description: "What everybody may see: numbers, what just happened, what members say. Nothing unless said." },
);
