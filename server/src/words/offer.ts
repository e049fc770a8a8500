/** What a program offers to a friend, in words that the friend reads. */
import { asItRuns } from "../core/document/as-it-runs.js";
import type { ProgramDocument, Trigger } from "../core/document/schema.js";
import { say, type WordLanguage } from "./format.js";
import { givenBy } from "./terms/giving-words.js";
import { durationIn, eventIn, momentIn, movingGoalIn, nameIn, type Telling, tellingOf } from "./terms/telling.js";

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
export function friendOfferOf(document: ProgramDocument, language: WordLanguage): FriendOffer {
  const running = asItRuns(document);
  const telling = tellingOf(running, language);
  const { rules = [], attribution, schedule } = running;
  const grants = rules.flatMap(({ on, grants: given }) => given.map((grant) => ({ on, grant })));
  return {
    things: grants
      .filter(({ grant }) => grant.to === "friend")
      .map(({ on, grant }) => {
        const { phrase, details } = givenBy(telling, grant);
        // What points to another clause means nothing outside the terms.
        return { what: phrase, when: whenOf(telling, on), details: details.filter((detail) => !detail.includes("[[")) };
      }),
    inviterGets: grants.some(({ grant }) => grant.to === "referrer"),
    keptFor: durationIn(telling, attribution?.window ?? { days: 30 }, "for"),
    joinUntil: schedule?.joinUntil === undefined ? undefined : momentIn(telling, schedule.joinUntil),
  };
}

function whenOf(telling: Telling, on: Trigger): string {
  const { language, document } = telling;
  if ("visit" in on) return say(language, "offer.when.visit");
  if ("goal" in on) return say(language, "offer.when.done", { goal: nameIn(telling, document.goals, on.goal) });
  if ("event" in on) return say(language, "offer.when.event", { event: eventIn(telling, on.event), n: on.ordinal ?? 0 });
  if (!("referral" in on)) return say(language, "offer.when.later");
  if (on.referral === "signed_up") return say(language, "offer.when.joined");
  const goal = movingGoalIn(telling);
  return goal === undefined ? say(language, "offer.when.counted") : say(language, "offer.when.done", { goal });
}
