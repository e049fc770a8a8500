/** Rules: which of them an occurrence triggers, whether their conditions hold, and what they then give, round after round until nothing new fires. */
import { contextOf } from "./condition-context.js";
import { trace } from "./deciding.js";
import type { CompiledRule } from "./document/compiled-program.js";
import type { ConditionContext } from "./document/scope.js";
import { makeReward } from "./grant.js";
import { rewardsAt } from "./look-ups.js";
import type { Engine, Occurrence } from "./occurrence.js";
import { type Offer, offerOf } from "./offer.js";
import { changeProgress, progressOf } from "./progress.js";
import { isOnSide, isOver } from "./reward.js";
import { judgeStandings } from "./standings.js";
import { changeEvent, factsOf } from "./subjects.js";
import { takeBackReward } from "./taking-back.js";
import { FINER_PARTS } from "./unit.js";
import { eachOrMiss } from "./world.js";

/** A card gives a badge, a badge points, points a level: deeper than this is a document that feeds itself, which the validator refuses. */
const ROUNDS_MAX = 8;

/** Decides everything that waits, and what it causes. */
export function fireAll(d: Engine): void {
  for (let round = 0; isWaiting(d); round++) {
    if (round === ROUNDS_MAX) throw new Error("Effects of effects did not come to an end in 8 rounds.");
    const now = d.queue;
    d.queue = [];
    eachOrMiss(now, (occurrence) => fire(d, occurrence));
  }
}

/** What was counted may put members on another step of a tier or level, which waits then as well. */
function isWaiting(d: Engine): boolean {
  // What goes with a step that is lost may have counted for another tier.
  while (d.queue.length === 0 && d.counted !== undefined && d.counted.size > 0) judgeStandings(d);
  return d.queue.length > 0;
}

function fire(d: Engine, occurrence: Occurrence): void {
  const rules = occurrence.scope.program.rulesOn.get(occurrence.on);
  if (rules === undefined) return;
  const context = contextOf(d, occurrence);
  const groups: string[] = [];
  for (const rule of rules) {
    if (occurrence.rule !== undefined && occurrence.rule !== rule.id) continue;
    if (!isForPlace(rule, occurrence)) continue;
    if (rule.group !== null && groups.includes(rule.group.id)) {
      trace(d, { step: "rule.missed", rule: rule.id, why: "group" });
      continue;
    }
    const why = whyNot(d, rule, occurrence, context);
    if (why !== undefined) {
      trace(d, { step: "rule.missed", rule: rule.id, ...why });
      if (occurrence.changed && isAboutEvent(rule)) takeBackGiven(d, rule, occurrence);
      continue;
    }
    const chosen = rule.group?.take === "best" ? bestOf(d, rules, rule, occurrence, context) : rule;
    trace(d, { step: "rule.matched", rule: chosen.id });
    if (chosen.group !== null) groups.push(chosen.group.id);
    give(d, chosen, occurrence, context);
  }
}

function isForPlace({ trigger }: CompiledRule, { place = 0 }: Occurrence): boolean {
  return trigger.kind !== "contest" || (place >= trigger.place && place <= trigger.toPlace);
}

function whyNot(
  d: Engine,
  rule: CompiledRule,
  occurrence: Occurrence,
  context: ConditionContext,
): { why: string; [detail: string]: unknown } | undefined {
  if (rule.when !== null && !hasMatched(d, rule, occurrence)) {
    const answer = rule.when.evaluate(context);
    if (answer !== true) return { why: "condition", condition: rule.when.source, result: answer === false ? false : answer.error };
  }
  const { trigger } = rule;
  if (trigger.kind !== "event" || trigger.ordinal === null) return undefined;
  const ordinal = ordinalOf(d, rule, occurrence, trigger.ordinal);
  return ordinal === trigger.ordinal ? undefined : { why: "ordinal", ordinal, wanted: trigger.ordinal };
}
/** Its condition can change with the event alone. What it says of the member's history is no longer as it was, and proves nothing. */
function isAboutEvent({ when }: CompiledRule): boolean {
  return when !== null && [...when.reads].every((path) => path.startsWith("event."));
}
function takeBackGiven(d: Engine, rule: CompiledRule, { key }: Occurrence): void {
  const given = rewardsAt(d.world, key).filter(({ ruleId }) => ruleId === rule.id);
  eachOrMiss(given, (reward) => takeBackReward(d, reward, "status_changed"));
}

/** For an occurrence that is asked again for one side: a condition that held then still does, unless it is about that side. */
function hasMatched(d: Engine, rule: CompiledRule, occurrence: Occurrence): boolean {
  if (occurrence.only === undefined || rule.when === null) return false;
  const isAboutThem = [...rule.when.reads].some((path) => /^(referrer|match)\b/.test(path));
  return !isAboutThem && hasFired(d, rule, occurrence);
}
function hasFired(d: Engine, rule: CompiledRule, { key }: Occurrence): boolean {
  return rewardsAt(d.world, key).some(({ ruleId }) => ruleId === rule.id);
}
/** Which of the member's events it is for a rule on an ordinal: those count for which its condition holds, each subject once. */
function ordinalOf(d: Engine, rule: CompiledRule, occurrence: Occurrence, wanted: number): number {
  const { scope, cause } = occurrence;
  if (cause === null || cause.subject === null) {
    // What is asked again is no further event: it was the one that is meant if the rule fired then.
    return occurrence.only === undefined ? nextOrdinal(d, rule, occurrence) : hasFired(d, rule, occurrence) ? wanted : 0;
  }
  const { holder, subject, record } = cause;
  const name = `${scope.programId}/${rule.id}`;
  const ordinals = factsOf(d, holder, subject).events.find((event) => event.record === record)?.ordinals;
  const known = ordinals?.[name];
  if (known !== undefined) return known;
  const ordinal = nextOrdinal(d, rule, occurrence);
  changeEvent(d, holder, subject, record, { ordinals: { ...ordinals, [name]: ordinal } });
  return ordinal;
}
function nextOrdinal(d: Engine, rule: CompiledRule, { scope, member }: Occurrence): number {
  const { rules } = progressOf(d, scope, member);
  const before = rules[rule.id] ?? { fired: 0 };
  const events = (before.events ?? 0) + 1;
  changeProgress(d, scope, member, { rules: { ...rules, [rule.id]: { ...before, events } } });
  return events;
}

/** Of an exclusive group the rule whose offers are worth most together; ties go to the one written first. */
function bestOf(d: Engine, rules: CompiledRule[], first: CompiledRule, occurrence: Occurrence, context: ConditionContext): CompiledRule {
  let best = first;
  let most = -1n;
  for (const rule of rules) {
    if (rule.group?.id !== first.group?.id) continue;
    if (rule !== first && whyNot(d, rule, occurrence, context) !== undefined) continue;
    const offers = offersOf(d, rule, occurrence, context);
    const sum = offers.reduce((total, { grant, worth }) => total + (grant.shareOf === null ? worth.amount : worth.amount / FINER_PARTS), 0n);
    if (offers.length > 0 && sum > most) {
      best = rule;
      most = sum;
    }
  }
  return best;
}

function offersOf(d: Engine, rule: CompiledRule, occurrence: Occurrence, context: ConditionContext): Offer[] {
  return rule.grants.map((grant) => offerOf(d, rule, grant, occurrence, context)).filter((offer) => offer !== undefined);
}

/** Whether the other side of what is asked again has its part. */
function isGiven(d: Engine, rule: CompiledRule, grant: string, { key, only }: Occurrence): boolean {
  if (only === undefined) return false;
  return rewardsAt(d.world, key).some(({ ruleId, grantId, state }) => ruleId === rule.id && grantId === grant && !isOver(state));
}

/** Grants that are bound together are given together or not at all; every other one for itself, so that a cut of one side never cuts the other. */
export function give(d: Engine, rule: CompiledRule, occurrence: Occurrence, context: ConditionContext): void {
  const isBound = rule.grants.some((grant) => grant.boundWith.length > 0);
  const possible = isBound ? new Set(offersOf(d, rule, occurrence, context).map(({ grant }) => grant.id)) : undefined;
  for (const grant of rule.grants) {
    if (occurrence.only !== undefined && !isOnSide({ side: grant.to }, occurrence.only)) continue;
    if (occurrence.found !== undefined && !occurrence.found.has(grant.id)) continue;
    const missing = grant.boundWith.find((other) => !possible?.has(other) && !isGiven(d, rule, other, occurrence));
    if (missing !== undefined) {
      trace(d, { step: "grant.missed", rule: rule.id, grant: grant.id, why: "bound", other: missing });
      continue;
    }
    const offer = offerOf(d, rule, grant, occurrence, context);
    if (offer !== undefined) makeReward(d, offer, occurrence, context);
  }
}
