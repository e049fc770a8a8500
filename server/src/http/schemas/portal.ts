/**
 * What a member's portal shows, in words of one language: whoever draws it adds no sentence of its own but labels. Everything that a person reads is ready to
 * be shown; ids are there to act with.
 */
import Type from "typebox";
import { Badge, Bar, Board, Card, Challenge, Contest, Draw, Streak, Waiting } from "./portal-game.js";
import { Id, MaybeMoment, MaybeText, Moment, maybe, namedObject, nullable, oneOf, sentence, Text } from "./shapes.js";
import { Share } from "./share.js";

const Offer = Type.Object({
  what: sentence("What there is: “10 % off”."),
  when: sentence("When: “with the first order”."),
  details: Type.Array(Text),
});

const worth = {
  worth: sentence("What it is worth now: “€18”."),
  sentence: sentence("“Now worth €18, €10 from 27 November 2026 on.”"),
  until: { ...MaybeMoment, description: "When it is worth something else: ask anew then. Null: never." },
  turnsAt: { ...MaybeMoment, description: "When it jumps, bends or ends next." },
  points: Type.Array(Type.Object({ at: Moment, worth: Type.Number() }), {
    description: "The curve by its corners, in the order of time; two at one moment are a jump. Worth in major units.",
  }),
};
const OfferWorth = Type.Object({
  for: oneOf(["friend", "member"]),
  when: sentence("What brings it: “When a friend has joined”."),
  ...worth,
});

const Stop = Type.Object(
  {
    id: Text,
    name: sentence("“joined”, “first order”."),
    state: oneOf(["done", "current", "ahead", "missed"]),
    at: maybe("When it was done, as a date."),
    brings: Type.Array(Text, { description: "What the member gets there, or has got." }),
  },
  { description: "A stop on a friend's path." },
);
export const Friend = namedObject("PortalFriend", "A friend on the way, under a name that may be shown.", {
  referral: Id,
  name: Text,
  since: sentence("When the friend came, as a date."),
  state: oneOf(["on_the_way", "done", "in_review", "ended"]),
  note: maybe("What happens next, or why it ended; null where the path says it all."),
  path: Type.Array(Stop),
  nowWorth: nullable(Type.Object(worth), "What the member gets for what the friend does next, where that depends on time alone; null elsewhere."),
});

export const Ticket = namedObject("PortalReward", "A reward as it is shown: value, state, what to do with it.", {
  reward: Id,
  title: sentence("What it is: “10 % off your next order”, “5 €”, “120 points”."),
  state: oneOf(["waiting", "pending", "available", "redeemed", "cancelled", "expired", "reversed"]),
  stateText: sentence("“ready”, “on hold until 3 March”, “used”."),
  code: maybe("The code of a coupon that can be used."),
  expires: maybe("Until when it can be used, as a sentence."),
  until: MaybeMoment,
  claim: nullable(
    Type.Object({
      text: sentence("What is to be done until when."),
      options: Type.Array(Type.Object({ id: Text, name: Text }), { description: "What can be chosen; empty where it is claimed as it is." }),
    }),
  ),
  sentence: sentence("Why there is this reward, in one sentence."),
});

const Purse = Type.Object({
  unit: Text,
  kind: maybe("“Store credit” or “Cash”; null for what has a name of its own."),
  available: sentence("“12.50 €”, “120 points”."),
  pending: maybe("What is still held, in the same form; null for nothing."),
  debt: maybe("What later rewards pay off first; null for nothing."),
  expiry: maybe("What expires next and when, as a sentence."),
});

const CatalogueEntry = namedObject("PortalCatalogueEntry", "Something that the member can have for what they have gathered.", {
  entry: Id,
  name: Text,
  gives: maybe("What it gives, where its name does not say it already."),
  details: Type.Array(Text, { description: "What belongs to it: how long it can be used, how often one may have it." }),
  price: sentence("“30 points”."),
  left: maybe("“3 left”, where there are only a few."),
  note: maybe("Why it cannot be had now (“12 points to go”), or what there is to know before; null for nothing."),
  confirm: maybe("What is asked before it is exchanged. Null where it cannot be had now."),
});
const OwnTestimonial = Type.Object({
  state: oneOf(["none", "waiting", "shown", "refused", "withdrawn"]),
  text: sentence("“The shop has a look at it first.”; where it is not shown, why, if the owner has said so."),
  words: MaybeText,
  rating: nullable(Type.Integer({ minimum: 1, maximum: 5 })),
  picture: maybe("The id of the member's picture beside it, for `GET /v1/members/{externalId}/pictures/{picture}`."),
  wordsMax: Type.Integer({ description: "So many characters at most." }),
});
export const Portal = namedObject("Portal", "All that a member's portal of one program shows, in words of one language.", {
  language: oneOf(["en", "ru"]),
  now: Moment,
  program: Type.Object({
    id: Id,
    handle: Text,
    name: Text,
    status: oneOf(["running", "paused", "ended"]),
    statusText: maybe("What a pause or an end means for the member; null while it runs."),
    headline: sentence("The offer in one sentence for both sides."),
    forFriend: Type.Array(Offer),
    forMember: Type.Array(Offer),
    terms: sentence("The address of the page of the terms."),
    termsToAccept: nullable(Type.Object({ version: Type.Integer(), text: Text }), "New terms that wait for an answer; null for none."),
    faq: Type.Array(Type.Object({ question: Text, answer: Text })),
  }),
  member: Type.Object({
    id: Text,
    name: MaybeText,
    shownAs: sentence("How others see the member."),
    named: Type.Boolean(),
    onBoards: Type.Boolean(),
    inFeed: Type.Boolean(),
  }),
  link: Text,
  code: Text,
  qr: sentence("The QR of the link, as SVG."),
  share: Share,
  nowWorth: Type.Array(OfferWorth, {
    description: "What a friend who comes now brings, where that depends on time alone: at most one for each side.",
  }),
  friends: Type.Object({
    text: sentence("“3 friends joined, 2 bought”; what will be here where there are none."),
    list: Type.Array(Friend, { description: "The five latest; `GET /v1/members/{externalId}/friends` lists all." }),
    more: Type.Integer({ description: "How many further ones there are." }),
  }),
  purses: Type.Array(Purse),
  rewards: Type.Array(Ticket, {
    description:
      "Ten of the sixty latest, those that can be used first; no stamp, badge or place in the queue. `GET /v1/members/{externalId}/rewards` lists all.",
  }),
  hasEarlierRewards: Type.Boolean(),
  catalogue: Type.Array(CatalogueEntry, { description: "What can be exchanged for, by `POST /v1/wallets/{externalId}/exchange`." }),
  cards: Type.Array(Card),
  badges: Type.Array(Badge),
  bars: Type.Array(Bar),
  streaks: Type.Array(Streak),
  challenges: Type.Array(Challenge),
  boards: Type.Array(Board),
  contests: Type.Array(Contest),
  draws: Type.Array(Draw),
  waiting: nullable(Waiting),
  feed: Type.Array(Type.Object({ at: Text, sentence: Text }), { description: "What just happened to others who agreed." }),
  testimonials: Type.Array(Type.Object({ name: MaybeText, words: Text, rating: nullable(Type.Integer()), picture: MaybeText })),
  praise: nullable(
    OwnTestimonial,
    "What the member says about the program, by `PUT /v1/members/{externalId}/testimonials/{program}`; null where it collects none.",
  ),
  feedback: Type.Object(
    {
      written: Type.Integer({ description: "How much the member has written to the business about this program." }),
      answeredAt: { ...MaybeMoment, description: "When the latest answer came; null for none yet." },
    },
    { description: "All of it is at `GET /v1/members/{externalId}/feedback`." },
  ),
});

export const FriendExplanation = namedObject("FriendExplanation", "How far a friend is, and what is missing for a reward.", {
  summary: Text,
  steps: Type.Array(Type.Object({ text: Text, state: oneOf(["met", "missing", "not_needed"]) })),
});
