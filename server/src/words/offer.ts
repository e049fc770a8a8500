/** What a program offers to a friend, in words that the friend reads. */
import type { ProgramDocument, Trigger } from "../core/document/schema.js";
import { say } from "./format.js";
import { perDocument } from "./per-document.js";
import { offeredBy } from "./terms/giving-words.js";
import { durationIn, eventIn, momentIn, movingGoalIn, nameIn, type Telling, tellingOf, textIn } from "./terms/telling.js";

/** One thing that a friend can get. */
export interface Offered {
  /** "10 € of store credit". */
  what: string;
  /** "When you join". */
  when: string;
  /** What belongs to it: how large an order must be. */
  details: string[];
}
export interface FriendOffer {
  things: Offered[];
  /** Whether whoever invites can get something for it: who is invited may know. */
  inviterGets: boolean;
  /** How long an opened link is remembered, and until when friends can join at all. */
  keptFor: string;
  joinUntil: string | undefined;
}

/** Every grant to the friend, in the document's order, as it is written: what a condition leaves out is told by the terms. */
export const friendOfferOf = perDocument((document, language): FriendOffer => {
  const telling = tellingOf(document, language);
  const { attribution, schedule } = document;
  return {
    things: thingsFor(telling, "friend"),
    inviterGets: grantsIn(document).some(({ grant }) => grant.to === "referrer"),
    keptFor: durationIn(telling, attribution?.window ?? { days: 30 }, "for"),
    joinUntil: schedule?.joinUntil === undefined ? undefined : momentIn(telling, schedule.joinUntil),
  };
});

/** The offer in one sentence for both sides: the first thing that each of them gets. */
export const headlineOf = perDocument((document, language): string => {
  const telling = tellingOf(document, language);
  const [friend, own] = (["friend", "referrer"] as const).map((side) => thingsFor(telling, side)[0]?.what);
  const sides = friend === undefined ? (own === undefined ? "none" : "own") : own === undefined ? "friend" : "both";
  const program = textIn(telling, document.name);
  const sentence = say(language, "offer.headline", { sides, friend: friend ?? "", own: own ?? "", program });
  return sentence.slice(0, 1).toLocaleUpperCase(language) + sentence.slice(1);
});

/** What there is for each side, in the document's order, as whoever invites reads it. */
export const offersOf = perDocument((document, language): { forFriend: Offered[]; forMember: Offered[] } => {
  const telling = tellingOf(document, language);
  return { forFriend: thingsFor(telling, "friend", "referrer"), forMember: thingsFor(telling, "referrer") };
});

function grantsIn({ rules = [] }: ProgramDocument) {
  return rules.flatMap(({ on, grants }) => grants.map((grant) => ({ on, grant })));
}
function thingsFor(telling: Telling, side: "friend" | "referrer", reader = side): Offered[] {
  const given = grantsIn(telling.document).filter(({ grant }) => grant.to === side);
  return given.map(({ on, grant }) => {
    const { phrase, details } = offeredBy(telling, grant);
    // What points to another clause means nothing outside the terms.
    return { what: phrase, when: whenOf(telling, on, reader), details: details.filter((detail) => !detail.includes("[[")) };
  });
}

/** When the trigger comes, in words for the friend or for whoever invites. */
export function whenOf(telling: Telling, on: Trigger, who: "friend" | "referrer"): string {
  const { language, document } = telling;
  if ("visit" in on) return say(language, "offer.when.visit");
  if ("goal" in on) return say(language, "offer.when.done", { goal: nameIn(telling, document.goals, on.goal), who });
  if ("event" in on) return say(language, "offer.when.event", { event: eventIn(telling, on.event), n: on.ordinal ?? 0 });
  if (!("referral" in on)) return say(language, "offer.when.later");
  if (on.referral === "signed_up") return say(language, "offer.when.joined", { who });
  const goal = movingGoalIn(telling);
  return goal === undefined ? say(language, "offer.when.counted", { who }) : say(language, "offer.when.done", { goal, who });
}
