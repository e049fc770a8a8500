import Type from "typebox";
import { Decimal, EventId, Id, MaybeMoment, MaybeText, MemberId, Moment, namedObject, nullable, oneOf, Text } from "./shapes.js";

const Place = nullable(Type.Integer(), "Null as long as the contest has not closed, and for what nobody has judged.");
const Score = nullable(Type.Number(), "The mean of the marks, or the votes; null as long as the contest has not closed.");
const Entry = Type.String({ description: "The entry's id." });
const State = oneOf(["waiting", "accepted", "refused", "withdrawn"], "It waits to be looked at, takes part, does not, or was given up.");
const run = {
  run: Type.String({ description: "Its name: 2026-09, 2026-W36, or once." }),
  state: oneOf(["open", "judging", "closed"], "Entries are taken; they are judged; the places stand."),
  from: Moment,
  until: Moment,
  closesAt: Moment,
  closedAt: MaybeMoment,
  entries: Type.Integer({ description: "How many take part." }),
};

export const ContestEntry = namedObject("ContestEntry", "What a member has handed in for a contest, for whoever looks at it.", {
  entry: Entry,
  run: Text,
  member: MemberId,
  state: State,
  link: nullable(Text, "Null where it is something else, or was erased."),
  text: nullable(Text, "Null where it is something else, or was erased."),
  picture: nullable(Text, "The id of a picture of the member, for GET /v1/members/{externalId}/pictures/{picture}."),
  handedInAt: Moment,
  reason: nullable(Text, "Why it was answered so."),
  marks: Type.Record(Text, Type.Integer(), { description: "By judge." }),
  votes: Type.Integer(),
  place: Place,
  event: EventId,
});
export const ContestRun = Type.Object(run);
export const PublicContest = namedObject("PublicContest", "A contest as everybody may see it.", {
  contest: Id,
  name: Text,
  by: oneOf(["owner", "judges", "members"], "Who judges."),
  submit: Type.Array(oneOf(["link", "text", "picture"]), { description: "What can be handed in." }),
  runs: Type.Array(ContestRun, { description: "The latest for which something was handed in." }),
  run: nullable(Type.Object(run), "The one that is shown; null where there is none."),
  data: Type.Array(
    Type.Object({
      entry: Entry,
      name: nullable(Text, "As the member agreed; null for no name."),
      link: MaybeText,
      text: MaybeText,
      picture: nullable(Type.String({ format: "uri" })),
      score: Score,
      place: Place,
    }),
    { description: "What takes part: by place, and as long as there are none in the order in which it was accepted." },
  ),
  nextCursor: nullable(Text, "Ask again with it for the next page; null on the last one."),
});
const rankedRun = {
  run: Type.String({ description: "Its name: 2026-09, 2026-W36, or the first day." }),
  state: oneOf(["open", "correcting", "closed"], "What members do counts; what is taken back still changes places; the places stand."),
  from: MaybeMoment,
  until: MaybeMoment,
  closesAt: nullable(Type.String({ format: "date-time" }), "Until then places can change."),
  closedAt: MaybeMoment,
};
export const RankedContest = namedObject("RankedContest", "A contest that a leaderboard ranks, as everybody may see it.", {
  contest: Id,
  name: Text,
  leaderboard: Id,
  unit: nullable(Text, "What scores are amounts of; null for a count."),
  runs: Type.Array(Type.Object(rankedRun), { description: "The latest in which something counted." }),
  run: nullable(Type.Object(rankedRun), "The one that is shown; null where there is none."),
  partition: Type.String({ description: "The part of the leaderboard; empty where it is not parted." }),
  data: Type.Array(
    Type.Object({
      place: Type.Integer(),
      name: nullable(Text, "As the leaderboard shows the member; null for who has left since."),
      score: Decimal,
    }),
    { description: "The places that are told: the first three, and all for which something is given. They are for good when the run is closed." },
  ),
});
export const MemberContests = namedObject("MemberContests", "How a member stands in contests.", {
  data: Type.Array(
    Type.Object({
      program: Id,
      handle: Text,
      contest: Id,
      name: Text,
      by: nullable(oneOf(["owner", "judges", "members"]), "Who judges; null where a leaderboard ranks."),
      prize: nullable(Text, "What is given for places; null where no rule gives anything."),
      run: run.run,
      state: oneOf(
        ["open", "judging", "correcting", "closed"],
        "It goes on; it is judged; what is taken back still changes places; the places stand.",
      ),
      from: MaybeMoment,
      until: MaybeMoment,
      closesAt: rankedRun.closesAt,
      closedAt: MaybeMoment,
      entries: nullable(Type.Integer(), "How many take part; null where a leaderboard ranks."),
      ownEntry: nullable(
        Type.Object({
          ...{ entry: Entry, state: State, reason: MaybeText, place: Place, link: MaybeText, text: MaybeText },
          picture: nullable(Text, "The id of the member's picture."),
        }),
      ),
      vote: nullable(Text, "The entry for which the member has voted."),
      standing: nullable(
        Type.Object({
          leaderboard: Id,
          unit: nullable(Text, "What scores are amounts of; null for a count."),
          place: nullable(Type.Integer(), "The member's own; null for who has none. It can change until the run is closed."),
          of: nullable(Type.Integer(), "How many have a place."),
          score: nullable(Decimal, "The member's own."),
          gap: nullable(Decimal, "To who is next ahead; null for the first."),
        }),
        "Where a leaderboard ranks; null for judged contests.",
      ),
    }),
  ),
});
