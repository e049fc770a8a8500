/** Leaderboards: members ranked by what they did in a period. */
import Type from "typebox";
import {
  about,
  Basis,
  Condition,
  closed,
  Duration,
  EventName,
  Id,
  LocalMoment,
  oneOf,
  PropertyName,
  ReferralStage,
  Text,
  UnitName,
  Word,
} from "../values.js";

const Score = Type.Union(
  [
    Type.Object({ referrals: ReferralStage }, { ...closed, description: "How many of the member's referrals reached this stage." }),
    Type.Object({ earned: about(UnitName, "POINTS or a unit of the document.") }, { ...closed, description: "How much of a unit was earned." }),
    Type.Object(
      {
        event: about(EventName, "The type of the member's event."),
        where: Type.Optional(about(Condition, "Only events for which this holds.")),
        sum: Type.Optional(about(Basis, "The sum of this instead of the count.")),
      },
      { ...closed, description: "How many events the member had, or the sum of something of them." },
    ),
  ],
  { description: "What is compared. Net of corrections; a tie goes to whose record reached the score first." },
);
export const Leaderboard = Type.Object(
  {
    id: about(Id, "The leaderboard's name; the same over versions."),
    name: about(Text, "What people call it."),
    score: Score,
    period: Type.Optional(
      oneOf(["lifetime", "day", "week", "month", "quarter", "year"], "A ranking of its own for each such period of the calendar.", {
        default: "lifetime",
      }),
    ),
    from: Type.Optional(about(LocalMoment, "One ranking only, from this moment, instead of `period`.")),
    until: Type.Optional(about(LocalMoment, "Before this moment.")),
    segment: Type.Optional(about(Word, "Only members of this segment of the document.")),
    partitionBy: Type.Optional(about(PropertyName, "A ranking for each value of this trait: a club, a city. It is frozen for the run.")),
    grace: Type.Optional(about(Duration, "So long after its end late events still count; then the ranking is frozen.", { default: { hours: 24 } })),
    names: Type.Optional(oneOf(["pseudonyms", "initials"], "How members are named who have not agreed to be named.", { default: "pseudonyms" })),
    leagues: Type.Optional(
      Type.Object(
        { size: Type.Integer({ minimum: 5, maximum: 1000, description: "At most so many members compete with each other." }) },
        {
          ...closed,
          description:
            "Members of similar activity compete with each other: in each run with those who did about as much in the run before, none more than twice as much as another; newcomers with newcomers. A member's league is frozen for the run.",
        },
      ),
    ),
  },
  { ...closed, title: "Leaderboard", description: "A ranking of members, who can leave it at any time." },
);
