/** Campaigns: dated parts of a program that make its rewards larger. */
import Type from "typebox";
import { about, closed, Decimal, Id, LocalMoment, oneOf, Text } from "./values.js";

/** By how much, and what: of campaigns and boosters alike. */
export const multiplying = {
  multiplyBy: about(Decimal, 'Amounts are multiplied by this: "2" doubles them. Above 0, at most 100.'),
  rules: Type.Optional(
    Type.Array(Id, { minItems: 1, maxItems: 300, description: "The rules whose amounts it multiplies; those of all rules unless said." }),
  ),
  kinds: Type.Optional(
    Type.Array(oneOf(["credit", "cash", "points", "units"], "A kind of reward."), {
      minItems: 1,
      maxItems: 4,
      description: "The kinds of rewards that it multiplies; all amounts unless said.",
    }),
  ),
};

export const Campaign = Type.Object(
  {
    id: about(Id, "The campaign's name; the same over versions."),
    name: Type.Optional(about(Text, "What people call it.")),
    from: about(LocalMoment, "It begins at this moment."),
    until: about(LocalMoment, "It is over at this moment."),
    ...multiplying,
  },
  {
    ...closed,
    title: "Campaign",
    description: "A time in which amounts are multiplied, before floors, ceilings and limits, by when the trigger happened.",
  },
);
export const Stacking = oneOf(
  ["best", "multiply", "add"],
  "Of campaigns at the same time the largest counts; or they multiply one another; or what each adds is added up.",
  { default: "best" },
);
