/** Contests: competitions with prizes by place, ranked or judged. */
import Type from "typebox";
import { about, closed, Duration, Id, LocalMoment, oneOf, Text } from "../values.js";

const Judged = Type.Object(
  {
    submit: Type.Array(oneOf(["link", "text", "picture"], "What members can hand in."), {
      minItems: 1,
      maxItems: 3,
      description: "What members can hand in.",
    }),
    by: oneOf(["owner", "judges", "members"], "Who judges: the owner, judges who are named later and give marks, or members with one vote each."),
    from: Type.Optional(about(LocalMoment, "Members can hand in from this moment.")),
    until: Type.Optional(about(LocalMoment, "Members can hand in before this moment.")),
    every: Type.Optional(oneOf(["week", "month", "quarter", "year"], "Anew in each such period of the calendar, instead of from and until.")),
    judgedWithin: Type.Optional(about(Duration, "So long after that marks and votes can be given.", { default: { days: 7 } })),
  },
  { ...closed, description: "Judged: members hand something in." },
);
export const Contest = Type.Object(
  {
    id: about(Id, "The contest's name; the same over versions."),
    name: about(Text, "What people call it."),
    ranked: Type.Optional(about(Id, "By the places on this leaderboard, run by run; in each of its parts or leagues by itself.")),
    judged: Type.Optional(Judged),
    correctedWithin: Type.Optional(
      about(
        Duration,
        "So long after a run's end refunds and fraud that are found change the places, or as long as the leaderboard's grace where that is longer; not later.",
        { default: { days: 3 } },
      ),
    ),
  },
  {
    ...closed,
    title: "Contest",
    description: "A competition, ranked or judged. Its prizes are given by rules that its places set off; it closes once.",
  },
);
export const ContestTrigger = Type.Object(
  {
    contest: about(Id, "A contest of the document."),
    place: Type.Integer({ minimum: 1, maximum: 10_000, description: "The place that the member has when it closes." }),
    toPlace: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000, description: "From `place` to this one." })),
  },
  { ...closed, description: "A contest has closed, with the member at a place." },
);
