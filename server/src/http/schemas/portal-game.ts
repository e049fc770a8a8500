/** What a member plays, as their portal shows it, in words of one language. */
import Type from "typebox";
import { Id, MaybeText, maybe, nullable, oneOf, sentence, Text } from "./shapes.js";

/** Between 0 and 1. */
const Fraction = Type.Number({ minimum: 0, maximum: 1 });

export const Card = Type.Object({
  id: Text,
  name: Text,
  slots: Type.Integer(),
  stamps: Type.Integer(),
  text: sentence("“3 more stamps to the free coffee”."),
  prize: maybe("What a full card brings."),
  until: maybe("Until when it is to be filled, as a sentence."),
});
export const Badge = Type.Object({
  id: Text,
  name: Text,
  description: MaybeText,
  picture: sentence("The badge, drawn: an address of this server that needs no token. A locked one is its outline."),
  award: nullable(
    Type.Object({
      id: Id,
      at: sentence("When it was earned, as a date."),
      times: Type.Integer(),
      page: maybe("The public page; null as long as the member has not shared it."),
    }),
    "Null: not earned yet.",
  ),
  missing: maybe("What is missing, in words; null where it was earned."),
});
export const Bar = Type.Object(
  {
    id: Text,
    name: Text,
    step: maybe("Where the member is; null before the first step."),
    progress: Fraction,
    text: sentence("“2 friends to Gold”, “the highest step”."),
    warning: maybe("That it may be lost, and what keeps it."),
  },
  { description: "A level or a tier." },
);
export const Streak = Type.Object({ id: Text, name: Text, length: Type.Integer(), text: Text });
export const Challenge = Type.Object({
  id: Text,
  name: Text,
  description: MaybeText,
  state: oneOf(["upcoming", "running", "over"]),
  completed: Type.Boolean(),
  canJoin: Type.Boolean({ description: "It is for members who join it, and this one may." }),
  progress: Fraction,
  steps: Type.Array(Type.Object({ text: Text, met: Type.Boolean() })),
  until: sentence("Until when, as a sentence."),
  prize: maybe("What it brings."),
  proof: nullable(
    Type.Object({
      by: oneOf(["link", "text", "picture"]),
      state: oneOf(["not_yet", "wanted", "waiting", "accepted", "refused"]),
      text: Text,
      canHandIn: Type.Boolean({ description: "By `PUT …/challenges/{program}/{challenge}/proof`." }),
      canWithdraw: Type.Boolean(),
    }),
    "What is to be handed in when all is done; null where nothing is.",
  ),
  squad: nullable(
    Type.Object({
      text: Text,
      code: maybe("By which others can join; null for no squad, and for one that is full or done."),
      members: Type.Array(Type.Object({ name: Text, you: Type.Boolean() })),
      canJoin: Type.Boolean({ description: "Or make one, by `PUT …/challenges/{program}/{challenge}/squad`." }),
      canLeave: Type.Boolean(),
    }),
    "Null where each takes it up alone.",
  ),
});
const Placed = Type.Object({ place: Type.Integer(), name: Text, score: Text, isYou: Type.Boolean() });
export const Board = Type.Object({
  id: Text,
  name: Text,
  takesPart: Type.Boolean(),
  text: sentence("Where the member stands: “5th; 2 friends to the next place”, or how to get on it."),
  ahead: maybe("“You are ahead of 82 % of members.” Only where it encourages."),
  until: maybe("Until when the run counts, as a sentence."),
  top: Type.Array(Placed, { description: "At most three." }),
  around: Type.Array(Placed, {
    description: "The member with neighbours; empty where the member is among the top three or not on the board. Nobody is shown last.",
  }),
});
const HandedIn = oneOf(["link", "text", "picture"]);
const OwnEntry = Type.Object({
  entry: Id,
  state: oneOf(["waiting", "accepted", "refused", "withdrawn"]),
  text: sentence("What became of it."),
  place: nullable(Type.Integer()),
  link: MaybeText,
  written: maybe("The text that was handed in."),
  picture: maybe("The id of the member's picture, for `GET /v1/members/{externalId}/pictures/{picture}`."),
  canWithdraw: Type.Boolean(),
});
const Round = Type.Object({
  run: sentence("Its name: 2026-09, 2026-W36, or once."),
  state: oneOf(["open", "judging", "closed"]),
  entries: Type.Integer({ description: "How many take part. They are at `GET /v1/programs/{program}/contests/{contest}`." }),
  text: Text,
  until: maybe("Until when something can be handed in, or when the winners are known, as a sentence."),
  submit: Type.Array(HandedIn, { description: "What can be handed in now, by `PUT …/contests/{program}/{contest}/entry`." }),
  own: nullable(OwnEntry, "What the member has handed in; null for nothing."),
  canVote: Type.Boolean({ description: "By `PUT …/contests/{program}/{contest}/vote`." }),
  vote: maybe("For which entry the member has voted."),
});
export const Contest = Type.Object({
  id: Text,
  name: Text,
  prize: MaybeText,
  text: maybe("What there is to say where there is no round."),
  rounds: Type.Array(Round, { description: "Of a judged contest: the present one, and the one before it." }),
});
export const Draw = Type.Object({
  id: Text,
  name: Text,
  prize: MaybeText,
  how: maybe("How tickets are earned."),
  text: maybe("What there is to say where nothing is to be drawn any more."),
  runs: Type.Array(
    Type.Object({
      run: Text,
      tickets: Type.Integer(),
      text: sentence("“You have 3 tickets.”"),
      when: sentence("“The winner is drawn on 1 December.”"),
      commitment: sentence("The hash of the run's seed, known before there was a ticket."),
      address: sentence("The page on which everybody can check the run."),
    }),
    { description: "The present one, and those that wait to be drawn." },
  ),
  drawn: Type.Array(Type.Object({ run: Text, hasWon: Type.Boolean(), text: Text, address: Text }), {
    description: "The three latest in which the member had tickets.",
  }),
});
export const Waiting = Type.Object({ text: Text, place: nullable(Type.Integer()), perFriend: MaybeText });
