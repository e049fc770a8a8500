/** What is given when: a clause for each grant of each rule, with its amount, hold, validity, limits and what takes it back as details. */

import { changeOfStep } from "../../core/document/compile-rule.js";
import { comesByItself, movingGoal } from "../../core/document/places.js";
import type { Duration, Grant, Rule, Trigger } from "../../core/document/schema.js";
import { accrualDetails } from "./accrual-words.js";
import { claimDetails } from "./choice-words.js";
import { conditionIn, friendEventIn } from "./condition-words.js";
import { givenBy, isUsed, validityDetails } from "./giving-words.js";
import { limitWords } from "./limit-words.js";
import { grantReferences, keyOfGrant, referenceTo } from "./references.js";
import { tabled } from "./table-words.js";
import { type Clause, durationIn, eventIn, listIn, moneyIn, movingGoalIn, nameIn, periodIn, quote, stageIn, type Telling } from "./telling.js";

/** A clause for every grant, in the document's order; then one for each group of rules of which only one applies. */
export function rewardClauses(telling: Telling): Clause[] {
  const { rules = [] } = telling.document;
  return [...rules.flatMap((rule) => rule.grants.map((grant) => grantClause(telling, rule, grant))), ...groupClauses(telling, rules)];
}

function grantClause(telling: Telling, rule: Rule, grant: Grant): Clause {
  const given = givenBy(telling, grant);
  const when = whenIn(telling, rule.on, grant.to);
  const lead = rule.when === undefined ? when : telling.say("when.and", { when, condition: conditionIn(telling, rule.when) });
  const text = telling.say(`gives.${recipientOf(rule.on, grant)}`, { when: lead, what: given.phrase });
  const details = [
    ...given.details,
    ...(grant.to === "referrers_referrer" ? [telling.say("grant.above")] : []),
    ...(grant.when === undefined ? [] : [telling.say("grant.when", { condition: conditionIn(telling, grant.when) })]),
    ...holdDetails(telling, grant),
    ...accrualDetails(telling, grant),
    ...claimDetails(telling, grant),
    ...validityDetails(telling, grant, grant.validity),
    ...limitWords(telling, grant, grant.limits),
    ...(grant.value === undefined ? [] : [telling.say("grant.value", { amount: moneyIn(telling, grant.value) })]),
    ...takeBackDetails(telling, grant),
    ...boundDetails(telling, rule, grant),
  ];
  return { key: keyOfGrant(rule.id, grant.id), text, details };
}

/** For a card, a badge, a count the member is whoever reads; for an event it is whoever the event is about. */
function recipientOf(on: Trigger, { to }: Grant): string {
  if (to === "friend") return "friend";
  if (to === "referrers_referrer") return "above";
  return "event" in on && to === "member" ? "concerned" : "you";
}

/** When it is given: "When your friend has joined". */
function whenIn(telling: Telling, on: Trigger, to: Grant["to"]): string {
  if ("event" in on) return eventHappens(telling, on, to);
  if ("visit" in on) return linkOpened(telling, on);
  if ("referral" in on) return stageReached(telling, on.referral);
  if ("goal" in on) return telling.say("when.goal", { goal: nameIn(telling, telling.document.goals, on.goal) });
  if ("stampCard" in on) {
    const card = nameIn(telling, telling.document.stampCards, on.stampCard);
    return on.stamps === undefined ? telling.say("when.stampCard", { card }) : telling.say("when.stamps", { card, n: on.stamps });
  }
  if ("badge" in on) return telling.say("when.badge", { badge: nameIn(telling, telling.document.badges, on.badge) });
  if ("tier" in on) return stepChanges(telling, on);
  if ("level" in on) return levelReached(telling, on);
  if ("streak" in on) return streakReached(telling, on);
  if ("challenge" in on) return telling.say("when.challenge", { challenge: nameIn(telling, telling.document.challenges, on.challenge) });
  if ("contest" in on) return contestClosed(telling, on);
  if ("draw" in on) return telling.say("when.draw", { draw: nameIn(telling, telling.document.draws, on.draw) });
  if (comesByItself(on)) return timeComes(telling, on);
  if (!("referrals" in on)) return telling.say("when.atTheEnd");
  const { stage, count, period = "lifetime", mode = "once" } = on.referrals;
  return telling.say(`when.referrals.${mode}`, { stage: stageIn(telling, stage, count), period: periodIn(telling, period) });
}
function contestClosed(telling: Telling, { contest, place, toPlace = place }: Extract<Trigger, { contest: string }>): string {
  const places = { many: toPlace > place ? "yes" : "no", place, toPlace };
  return telling.say("when.contest", { contest: nameIn(telling, telling.document.contests, contest), ...places });
}
function linkOpened(telling: Telling, { oncePer = "day" }: Extract<Trigger, { visit: true }>): string {
  if (oncePer !== "lifetime") telling.notes.add("zone");
  if (oncePer === "week") telling.notes.add("week");
  return telling.say("when.visit", { oncePer });
}
function stepChanges(telling: Telling, on: Extract<Trigger, { tier: string }>): string {
  const { tiers } = telling.document;
  const { change, step } = changeOfStep(on);
  const key = { reached: "when.tierReached", lost: "when.tierLost", while: "when.tierWhile" }[change];
  const steps = tiers?.find(({ id }) => id === on.tier)?.steps;
  return telling.say(key, { tier: nameIn(telling, tiers, on.tier), step: nameIn(telling, steps, step) });
}
function levelReached(telling: Telling, { level, step }: Extract<Trigger, { level: string }>): string {
  const { levels } = telling.document;
  const steps = levels?.find(({ id }) => id === level)?.steps;
  return telling.say("when.level", { level: nameIn(telling, levels, level), step: nameIn(telling, steps, step) });
}
function streakReached(telling: Telling, { streak, length }: Extract<Trigger, { streak: string }>): string {
  const { streaks } = telling.document;
  const each = streaks?.find(({ id }) => id === streak)?.each ?? "day";
  return telling.say("when.streak", { streak: nameIn(telling, streaks, streak), each, n: length });
}
/** What time alone sets off: it is told of the one who reads, as it is for each member. */
function timeComes(telling: Telling, on: Extract<Trigger, { period: string } | { date: string } | { silence: object }>): string {
  telling.notes.add("zone");
  if ("period" in on) {
    if (on.period === "week") telling.notes.add("week");
    return telling.say(`when.period.${on.at ?? "end"}`, { period: on.period });
  }
  if ("date" in on) {
    const name = on.date === "member.joinedAt" ? telling.say("when.joined") : quote(telling, on.date.slice("member.traits.".length));
    return telling.say(on.yearly === false ? "when.date" : "when.yearly", { name });
  }
  const time = durationIn(telling, on.silence, "for");
  return on.of === undefined ? telling.say("when.silence", { time }) : telling.say("when.silenceOf", { time, event: eventIn(telling, on.of) });
}
/** An event for which a side of a referral is rewarded is the friend's. */
function eventHappens(telling: Telling, { event, ordinal }: Extract<Trigger, { event: string }>, to: Grant["to"]): string {
  const key = to === "member" ? (ordinal === undefined ? "event" : "ordinal") : ordinal === undefined ? "friendEvent" : "friendOrdinal";
  return telling.say(`when.${key}`, { event: eventIn(telling, event), n: ordinal ?? 0 });
}
function stageReached(telling: Telling, stage: Extract<Trigger, { referral: string }>["referral"]): string {
  const hold = stage === "converted" ? movingGoal(telling.document.goals ?? [])?.hold : undefined;
  const values = { goal: movingGoalIn(telling) ?? "", hold: hold === undefined ? "" : durationIn(telling, hold, "for") };
  return telling.say(hold === undefined ? `when.${stage}` : "when.held", values);
}

function holdDetails(telling: Telling, grant: Grant): string[] {
  const { hold } = grant;
  if (hold === undefined) return isUsed(grant) ? [telling.say("hold.none")] : [];
  const parts = [
    ...(hold.for === undefined ? [] : [telling.say("hold.for", { time: tabled<Duration>(telling, hold.for, (each) => durationIn(telling, each)) })]),
    ...(hold.approval === true ? [telling.say("hold.approval")] : []),
    ...(hold.until === undefined ? [] : [telling.say("hold.until", { event: friendEventIn(telling, hold.until) })]),
  ];
  return [
    parts.length === 0 ? telling.say("hold.none") : telling.say("hold.parts", { n: parts.length, parts: listIn(telling, parts) }),
    ...(hold.cancelOn ?? []).map((event) => telling.say("hold.cancelOn", { event: friendEventIn(telling, event) })),
    ...(hold.ifStill === undefined ? [] : [telling.say("hold.ifStill", { condition: conditionIn(telling, hold.ifStill) })]),
  ];
}

/** Only where it differs from what holds for all rewards. */
function takeBackDetails(telling: Telling, { takeBack }: Grant): string[] {
  return [
    ...(takeBack?.debt === "forgiven" ? [telling.say("takeBack.forgiven")] : []),
    ...(takeBack?.keepIfUsed === true ? [telling.say("takeBack.keepIfUsed")] : []),
    ...(takeBack?.keepIfSent === true ? [telling.say("takeBack.keepIfSent")] : []),
  ];
}

function boundDetails(telling: Telling, rule: Rule, grant: Grant): string[] {
  if (grant.boundWith === undefined) return [];
  const others = grant.boundWith.map((id) => referenceTo(keyOfGrant(rule.id, id)));
  return [telling.say("grant.bound", { clauses: listIn(telling, others) })];
}

function groupClauses(telling: Telling, rules: readonly Rule[]): Clause[] {
  const groups = new Map<string, Rule[]>();
  for (const rule of rules) if (rule.group !== undefined) groups.set(rule.group.id, [...(groups.get(rule.group.id) ?? []), rule]);
  return [...groups].map(([id, members]) => {
    const clauses = members.map((rule) => listIn(telling, grantReferences(telling, [rule.id])));
    const take = members[0]?.group?.take ?? "first";
    return { text: telling.say(`group.${take}`, { name: quote(telling, id), clauses: listIn(telling, clauses, "then") }) };
  });
}
