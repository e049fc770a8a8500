import Type from "typebox";
import { Address } from "../fields.js";
import { ChallengeStanding } from "./challenges.js";
import { Portal } from "./portal.js";
import { Reward } from "./rewards.js";
import { anything, Id, MaybeMoment, MaybeText, MemberId, Moment, namedObject, nullable, oneOf, Problems, Text } from "./shapes.js";
import { Purse } from "./wallets.js";

const Enrolment = namedObject("Enrolment", "A member's part in one program, and what they share.", {
  program: Id,
  handle: Text,
  status: Type.Optional(oneOf(["running", "paused", "ended"], "Of the program.")),
  code: Text,
  codeStatus: oneOf(["active", "disabled"]),
  link: Text,
  linkTemplate: Type.String({ description: "The link with places for the channel and the placement." }),
  qr: nullable(Type.Object({ svg: Text, png: Text })),
  joinedAt: Moment,
  termsAccepted: nullable(Type.Integer(), "The latest version of the program to whose terms the member has agreed; null for none."),
  termsToAccept: nullable(
    Type.Integer(),
    "The version in force, as long as its terms say something else than those that the member agreed to; null where there is nothing to agree to.",
  ),
});

export const Member = namedObject("Member", "A person known to the workspace by the business's own id.", {
  id: MemberId,
  joinedAt: Moment,
  email: MaybeText,
  phone: MaybeText,
  name: MaybeText,
  address: nullable(Address),
  traits: Type.Record(Type.String(), anything("As it was sent; declared ones in the form that the log keeps.")),
  purchases: Type.Integer(),
  firstPurchaseAt: MaybeMoment,
  lastSeenAt: MaybeMoment,
  enrolments: Type.Array(Enrolment),
});

export const AcceptedTerms = namedObject("AcceptedTerms", "The terms to which a member has agreed.", {
  program: Text,
  version: Type.Integer(),
});

export const MemberShown = namedObject("MemberShown", "How others see a member.", {
  name: nullable(Text, "By which the member is shown where `named`; null where none is known."),
  named: Type.Boolean({ description: "Whether others learn the name." }),
  onBoards: Type.Boolean({ description: "Whether the member is on leaderboards." }),
  inFeed: Type.Boolean({ description: "Whether the feed of what just happened tells of the member." }),
});

export const MemberCode = namedObject("MemberCode", "One of a member's codes.", {
  program: Id,
  handle: Text,
  code: Text,
  link: Text,
  status: oneOf(["active", "disabled"]),
  expiresAt: MaybeMoment,
  channel: MaybeText,
  placement: MaybeText,
  reward: nullable(Id, "The reward that gave it; null for any other code."),
  usesLeft: nullable(Type.Integer(), "Of a code that a reward gave: how many friends can still come by it as by what was given."),
  isFirst: Type.Boolean({ description: "The one that the member shows first." }),
});

/** One of many that were put. */
export const PutMembers = Type.Object({
  results: Type.Array(
    Type.Object({
      id: Text,
      status: oneOf(["done", "failed"]),
      member: Type.Optional(nullable(Member)),
      code: Type.Optional(Text),
      detail: Type.Optional(Text),
      errors: Type.Optional(Problems),
    }),
  ),
});

const Counts = Type.Object({ signed_up: Type.Integer(), qualified: Type.Integer(), converted: Type.Integer() });
const Card = Type.Object({
  stamps: Type.Integer({ description: "On the present card." }),
  slots: Type.Integer(),
  full: Type.Integer({ description: "How often a card was filled." }),
  done: Type.Boolean({ description: "Whether the present card is full." }),
  overAt: nullable(Moment, "When a card that is not full by then is over."),
});

const Standing = Type.Object({
  step: Text,
  measuredAgainAt: Type.String({ format: "date-time", description: "When the period is over and it is told whether the step stays." }),
  atRisk: nullable(
    Type.Object({ fallsTo: MaybeText, missing: Text }),
    "In the last days of a period, where the tier has warnDays: the step that is left when it ends as things stand (null for none), and what is missing to keep the present one. Null when nothing will be lost.",
  ),
});

const LevelStanding = Type.Object({
  step: Type.Union([Type.String(), Type.Null()], { description: "The step that was reached; null before the lowest." }),
  counted: Type.String({ description: "What counts by now: referrals, or how much of a unit was ever earned, less what was taken back." }),
  next: nullable(
    Type.Object(
      { step: Text, atLeast: Text, missing: Text },
      { description: "The next step, from how much on it is reached, and how much is missing; null on the highest." },
    ),
  ),
});

const StreakStanding = Type.Object({
  length: Type.Integer({ description: "How many are in a row; 0 when it is over." }),
  best: Type.Integer({ description: "The longest that there was." }),
  freezes: Type.Integer({ description: "How many may still be missed." }),
  aliveUntil: nullable(Type.String({ format: "date-time", description: "Until when an event makes it longer; null when it is over." })),
});

const RunningBooster = Type.Object({
  reward: Id,
  multiplyBy: Text,
  rules: Type.Union([Type.Array(Text), Type.Null()], { description: "The rules whose amounts it multiplies; null: all." }),
  kinds: Type.Union([Type.Array(Text), Type.Null()], { description: "The kinds of rewards that it multiplies; null: all." }),
  until: Type.String({ format: "date-time" }),
});

const WaitingStanding = Type.Object({
  joiningNumber: Type.Integer(),
  place: nullable(Type.Integer(), "1 is who is admitted next; null once admitted."),
  behind: nullable(Type.Integer(), "How many wait behind the member."),
  placesGained: nullable(Type.Integer(), "So many places up, less those that were taken back."),
  admittedAt: nullable(Type.String({ format: "date-time" }), "Null as long as the member waits."),
  perFriend: Type.Array(Type.Object({ stage: Text, places: Type.Integer() }), {
    description: "How many places a referral moves the member up when it reaches the stage, whatever else is true.",
  }),
});

export const MemberSummary = namedObject("MemberSummary", "What a member's own page shows. It says nothing about other people.", {
  id: Text,
  programs: Type.Array(
    Type.Object({
      program: Id,
      handle: Text,
      code: Text,
      counts: Counts,
      states: Type.Record(Type.String(), Type.Integer(), { description: "How many referrals are in each state." }),
      cards: Type.Record(Type.String(), Card),
      badges: Type.Array(Text),
      badgeTimes: Type.Record(Type.String(), Type.Integer(), { description: "Of badges that were earned more than once: how often." }),
      levels: Type.Record(Type.String(), LevelStanding, { description: "By level: where the member stands. A step that was reached is never lost." }),
      boosters: Type.Array(RunningBooster, { description: "Boosters that make the member's amounts larger now." }),
      streaks: Type.Record(Type.String(), StreakStanding, { description: "By streak: how it stands now." }),
      tiers: Type.Record(Type.String(), Standing, { description: "By tier: the step on which the member is; tiers without one are left out." }),
      challenges: Type.Array(ChallengeStanding, { description: "Each in its present time." }),
      waitingList: nullable(WaitingStanding, "Where the member stands on the program's waiting list; null for who never had to wait."),
      leaderboards: Type.Array(
        Type.Object({ board: Text, run: Text, place: Type.Integer(), size: Type.Integer(), score: Text, unit: nullable(Text) }),
        { description: "Where the member stands in runs that are not frozen." },
      ),
    }),
  ),
  wallet: Type.Array(Purse),
  rewards: Type.Array(Reward, {
    description: "Ten of the sixty latest, those that can be used first. Stamps, badges and places in the queue are told of by the programs instead.",
  }),
  portal: nullable(Portal, "Of the program that was asked for; null where none was."),
});
