/** Which events a condition can be asked about, by what it belongs to. The same answer for checking a document and for compiling it. */
import type { Goal, Step, Trigger } from "./schema.js";
import type { Place } from "./scope.js";
import type { Vocabulary } from "./vocabulary.js";

/** Where a rule's conditions stand. Cards and badges belong to a member, not to a referral. */
export function placeOfTrigger(trigger: Trigger, goals: readonly Goal[], vocabulary: Vocabulary): Place {
  const hasReferral = !("visit" in trigger || "stampCard" in trigger || "badge" in trigger || isOfOneAlone(trigger));
  return { events: eventsOfTrigger(trigger, goals, vocabulary), hasReferral };
}
/** Whether time alone sets the rule off: for each member, without an event. */
export function comesByItself(trigger: Trigger): trigger is Extract<Trigger, { period: string } | { date: string } | { silence: object }> {
  return "period" in trigger || "date" in trigger || "silence" in trigger;
}
/** Whether it concerns one member and stands without an event and without a referral. */
export function isOfOneAlone(
  trigger: Trigger,
): trigger is Extract<
  Trigger,
  | { period: string }
  | { date: string }
  | { silence: object }
  | { tier: string }
  | { level: string }
  | { streak: string }
  | { challenge: string }
  | { contest: string }
  | { draw: string }
> {
  return (
    comesByItself(trigger) ||
    "tier" in trigger ||
    "level" in trigger ||
    "streak" in trigger ||
    "challenge" in trigger ||
    "contest" in trigger ||
    "draw" in trigger
  );
}
/** Where the condition at the end of a hold stands: time has passed, there is no event. */
export function placeAfterHold(place: Place): Place {
  return { ...place, events: [] };
}
/** Where conditions about events of these types stand. */
export function placeOfEvents(events: readonly string[]): Place {
  return { events, hasReferral: true };
}
/** Where tables of a goal stand: they are about the people of the referral, whichever event asks. */
export const PLACE_OF_GOAL_TABLES: Place = { events: [], hasReferral: true };
/** Where the condition of a segment stands: it is about one member. */
export function placeOfSegment({ segments }: Vocabulary, id: string): Place {
  return { events: [], hasReferral: false, segment: segments.indexOf(id) };
}
/** Where conditions about one member's own event stand. */
export function placeOfMemberEvent(event: string): Place {
  return { events: [event], hasReferral: false };
}
/** Where conditions of a challenge's step stand: about the member's own event, or one of a friend. */
export function placeOfChallengeStep({ event, of }: { event: string; of?: "member" | "friends" }): Place {
  return of === "friends" ? placeOfEvents([event]) : placeOfMemberEvent(event);
}
/** Where it is asked who is a customer already: of the person alone, before there is a referral. */
export const PLACE_OF_JOINING: Place = { events: [], hasReferral: false, isJoining: true };
const JOINING_EVENTS = ["sign_up", "claim"];

function eventsOfTrigger(trigger: Trigger, goals: readonly Goal[], vocabulary: Vocabulary): string[] {
  if ("event" in trigger) return [trigger.event];
  // It tells its channel and placement, and nothing that events declare.
  if ("visit" in trigger) return ["visit"];
  if (isOfOneAlone(trigger)) return [];
  if ("goal" in trigger) return eventsOfGoals(goals.filter(({ id }) => id === trigger.goal));
  if (!("referral" in trigger)) return [...vocabulary.events.keys()];
  if (trigger.referral === "signed_up") return JOINING_EVENTS;
  if (trigger.referral === "reversed") return [...vocabulary.events.keys()];
  return eventsOfGoals(goals.filter((goal) => goal === movingGoal(goals)));
}

/** The goal that qualifies and converts the referral: the one that says so, else the first. */
export function movingGoal(goals: readonly Goal[]): Goal | undefined {
  return goals.find(({ movesReferral }) => movesReferral === true) ?? goals[0];
}

function eventsOfGoals(goals: readonly Goal[]): string[] {
  return [...new Set(goals.flatMap(({ steps }) => eventsOfStep(steps)))];
}
export function eventsOfStep(step: Step): string[] {
  if ("all" in step) return step.all.flatMap(eventsOfStep);
  return "any" in step ? step.any.flatMap(eventsOfStep) : [step.event];
}
