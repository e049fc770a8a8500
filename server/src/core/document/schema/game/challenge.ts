/** Challenges: a dated aim with progress. */
import Type from "typebox";
import { about, Basis, Condition, closed, Decimal, EventName, Id, KeyText, LocalMoment, oneOf, Text } from "../values.js";

const ChallengeStep = Type.Object(
  {
    event: about(EventName, "The type of event."),
    of: Type.Optional(
      oneOf(["member", "friends"], "Whose events: the member's own, or those of the friends the member referred.", { default: "member" }),
    ),
    where: Type.Optional(about(Condition, "Only events for which this holds.")),
    count: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000, default: 1, description: "How many are needed." })),
    distinct: Type.Optional(
      about(KeyText, "Count different values of this instead of events: event.properties.city. It must follow from the event. At most 100."),
    ),
    differentFriends: Type.Optional(Type.Boolean({ default: false, description: "Of each friend one event counts. At most 100 friends." })),
    sum: Type.Optional(about(Basis, "Measure the sum of this instead of the count.")),
    atLeast: Type.Optional(about(Decimal, "The sum that is needed.")),
    name: Type.Optional(about(Text, "What people call it.")),
  },
  { ...closed, description: "A count or sum of events." },
);
export const Challenge = Type.Object(
  {
    id: about(Id, "The challenge's name; the same over versions."),
    name: about(Text, "What people call it."),
    description: Type.Optional(about(Text, "What is to be done, in a sentence.")),
    steps: Type.Array(ChallengeStep, { maxItems: 20, description: "What is needed: all of these. None where a proof alone is." }),
    from: Type.Optional(about(LocalMoment, "It begins at this moment.")),
    until: Type.Optional(about(LocalMoment, "It is over at this moment.")),
    every: Type.Optional(
      oneOf(["week", "month", "quarter", "year"], "It begins anew with each such period of the calendar, instead of from and until."),
    ),
    optIn: Type.Optional(Type.Boolean({ default: false, description: "Only for members who have joined it; what they did before counts as well." })),
    squad: Type.Optional(
      Type.Object(
        {
          min: Type.Optional(
            Type.Integer({ minimum: 1, maximum: 50, default: 2, description: "So many members are needed before a squad can complete it." }),
          ),
          max: Type.Integer({ minimum: 2, maximum: 50, description: "At most so many members." }),
        },
        {
          ...closed,
          description: "Members take it up together, and what they do is counted together: when it is all done, each of them has completed it.",
        },
      ),
    ),
    proof: Type.Optional(
      oneOf(["link", "text", "picture"], "What a member hands in when all steps are done, and you accept, before the challenge is completed."),
    ),
  },
  { ...closed, title: "Challenge", description: "An aim over events in a time, with progress." },
);
export const ChallengeTrigger = Type.Object(
  { challenge: about(Id, "A challenge of the document.") },
  { ...closed, description: "A member completes a challenge: once in each of its times." },
);
