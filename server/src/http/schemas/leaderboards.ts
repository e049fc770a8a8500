import Type from "typebox";
import { Decimal, MaybeMoment, MemberId, namedObject, nullable, Text } from "./shapes.js";

const runFields = {
  run: Type.String({ description: "Its name: 2026-W09, 2026-03, lifetime, or the first day of the board's window." }),
  startsAt: MaybeMoment,
  endsAt: MaybeMoment,
  countsUntil: nullable(Type.String({ format: "date-time" }), "Until when what is told late counts; null where there is no end."),
  frozenAt: nullable(Type.String({ format: "date-time" }), "From when on nothing changes any more; null as long as something may."),
};
export const BoardRun = namedObject(
  "BoardRun",
  "One ranking of a leaderboard: a period's, a window's, or that of all time. Its times are null before anything counted.",
  runFields,
);

export const RankedMember = namedObject("RankedMember", "Somebody in a ranking.", {
  place: Type.Integer(),
  score: Decimal,
  name: nullable(
    Text,
    "The member's name where they agreed to it, else the initials or a pseudonym, as the board says; null for who has left since.",
  ),
  member: Type.Optional(MemberId),
  isYou: Type.Optional(Type.Boolean({ description: "In a member's own view." })),
});
const boardFields = {
  program: Type.String({ description: "The program's id." }),
  board: Type.String({ description: "The leaderboard's id in the document." }),
  name: Type.Unknown({ description: "As the document has it: one text, or one for each language." }),
  unit: nullable(Text, "What scores are amounts of; null for a count."),
  ...runFields,
  partition: Type.String({ description: "The value of the trait by which the board is parted; empty where it is not parted." }),
  size: Type.Integer({ description: "How many are in the ranking." }),
};
export const LeaderboardPage = namedObject("LeaderboardPage", "A page of a ranking, the best first.", {
  ...boardFields,
  data: Type.Array(RankedMember),
  nextCursor: nullable(Type.String(), "Ask again with it for the next page; null on the last one."),
});
export const BoardPartition = namedObject("BoardPartition", "A part of a run: those with the same value of the trait by which the board is parted.", {
  partition: Text,
  size: Type.Integer(),
});
export const OwnPlace = namedObject("OwnPlace", "Where a member stands.", {
  ...boardFields,
  you: nullable(
    Type.Object({
      place: Type.Integer(),
      score: Decimal,
      gapToNext: nullable(Decimal, "By how much the one ahead is ahead: 0 where they only were there earlier; null on the first place."),
      aheadOfPercent: nullable(Type.Integer(), "How many of a hundred others stand behind, rounded down; null where there are no others."),
    }),
    "Null for who is not in the ranking.",
  ),
  around: Type.Array(RankedMember, { description: "The two ahead, the member, the two behind." }),
  top: Type.Array(RankedMember),
  takesPart: Type.Boolean({ description: "False for who has left this leaderboard." }),
});
export const BoardSettings = namedObject("BoardSettings", "Which leaderboards of a program a member has left.", {
  away: Type.Array(Text, { description: "Ids of those that the member has left." }),
});
