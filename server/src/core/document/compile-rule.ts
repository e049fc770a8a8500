/** Compiles rules and indexes them by what sets them off. */
import type { Compiling } from "./compile.js";
import { clockOf } from "./compile-clock.js";
import { compileGrant, everyGrant } from "./compile-grant.js";
import type { CompiledRule, CompiledTrigger, TierChange } from "./compiled-program.js";
import { placeOfTrigger } from "./places.js";
import type { Period, ReferralStage, Rule, Trigger } from "./schema.js";

export function compileRules(compiling: Compiling): CompiledRule[] {
  return (compiling.document.rules ?? []).map((rule) => compileRule(compiling, rule));
}

function compileRule(compiling: Compiling, rule: Rule): CompiledRule {
  const place = placeOfTrigger(rule.on, compiling.document.goals ?? [], compiling.vocabulary);
  return Object.freeze({
    id: rule.id,
    name: rule.name ?? null,
    trigger: compileTrigger(rule.on),
    when: rule.when === undefined ? null : compiling.condition(rule.when, place),
    group: rule.group === undefined ? null : { id: rule.group.id, take: rule.group.take ?? "first" },
    grants: rule.grants.map((grant) => compileGrant(compiling, rule, grant, place)),
  });
}

function compileTrigger(trigger: Trigger): CompiledTrigger {
  if ("event" in trigger) return { kind: "event", event: trigger.event, ordinal: trigger.ordinal ?? null };
  if ("visit" in trigger) return { kind: "visit", oncePer: trigger.oncePer ?? "day" };
  if ("referral" in trigger) return { kind: "referral", stage: trigger.referral };
  if ("goal" in trigger) return { kind: "goal", goal: trigger.goal };
  if ("stampCard" in trigger) return { kind: "stampCard", stampCard: trigger.stampCard, stamps: trigger.stamps ?? null };
  if ("badge" in trigger) return { kind: "badge", badge: trigger.badge };
  if ("tier" in trigger) {
    return { kind: "tier", tier: trigger.tier, ...changeOfStep(trigger) };
  }
  if ("level" in trigger) return { kind: "level", level: trigger.level, step: trigger.step };
  if ("streak" in trigger) return { kind: "streak", streak: trigger.streak, length: trigger.length };
  if ("challenge" in trigger) return { kind: "challenge", challenge: trigger.challenge };
  if ("contest" in trigger) return { kind: "contest", contest: trigger.contest, place: trigger.place, toPlace: trigger.toPlace ?? trigger.place };
  if ("draw" in trigger) return { kind: "draw", draw: trigger.draw };
  const clock = clockOf(trigger);
  if (clock !== undefined) return { kind: "clock", clock };
  const { stage, count, period, mode } = (trigger as Extract<Trigger, { referrals: object }>).referrals;
  return { kind: "referrals", stage, count, period: period ?? "lifetime", mode: mode ?? "once" };
}

/** Which step of its tier a trigger is on, and what must become of it. */
export function changeOfStep(trigger: Extract<Trigger, { tier: string }>): { change: TierChange; step: string } {
  if ("reached" in trigger) return { change: "reached", step: trigger.reached };
  return "lost" in trigger ? { change: "lost", step: trigger.lost } : { change: "while", step: trigger.while };
}

export function rulesByTrigger(rules: readonly CompiledRule[]): Map<string, CompiledRule[]> {
  const rulesOn = new Map<string, CompiledRule[]>();
  for (const rule of rules) {
    const key = triggerKey(rule.trigger);
    rulesOn.set(key, [...(rulesOn.get(key) ?? []), rule]);
  }
  return rulesOn;
}
function triggerKey(trigger: CompiledTrigger): string {
  switch (trigger.kind) {
    case "event":
      return `event:${trigger.event}`;
    case "visit":
      return `visit:${trigger.oncePer}`;
    case "goal":
      return `goal:${trigger.goal}`;
    case "stampCard":
      return trigger.stamps === null ? `stampCard:${trigger.stampCard}` : `stampCard:${trigger.stampCard}:${trigger.stamps}`;
    case "badge":
      return `badge:${trigger.badge}`;
    case "exchange":
      return `exchange:${trigger.entry}`;
    case "tier":
      return `tier:${trigger.tier}:${trigger.change}:${trigger.step}`;
    case "level":
      return `level:${trigger.level}:${trigger.step}`;
    case "streak":
      return `streak:${trigger.streak}:${trigger.length}`;
    case "challenge":
      return `challenge:${trigger.challenge}`;
    case "contest":
      return `contest:${trigger.contest}`;
    case "draw":
      return `draw:${trigger.draw}`;
    case "clock":
      return `clock:${trigger.clock.name}`;
    default:
      return `${trigger.kind}:${trigger.stage}`;
  }
}

export function holdEventsOf(rules: readonly CompiledRule[]): Set<string> {
  const holds = rules.flatMap(({ grants }) => grants.map(({ hold }) => hold)).filter((hold) => hold !== null);
  return new Set(holds.flatMap(({ until, cancelOn }) => [...(until === null ? [] : [until.event]), ...cancelOn.map(({ event }) => event)]));
}

export function referralPeriodsOf(rules: readonly CompiledRule[]): Map<ReferralStage, Period[]> {
  const periods = new Map<ReferralStage, Map<string, Period>>();
  for (const [stage, period] of rules.flatMap(countsOf)) {
    if (period === "lifetime") continue;
    const ofStage = periods.get(stage) ?? new Map<string, Period>();
    periods.set(stage, ofStage.set(JSON.stringify(period), period));
  }
  return new Map([...periods].map(([stage, ofStage]) => [stage, [...ofStage.values()]]));
}
function countsOf({ trigger, grants }: CompiledRule): [ReferralStage, Period][] {
  const counts: [ReferralStage, Period][] = trigger.kind === "referrals" ? [[trigger.stage, trigger.period]] : [];
  for (const { amount } of grants.flatMap(everyGrant)) if (amount?.kind === "tiers") counts.push([amount.by, amount.period]);
  return counts;
}
