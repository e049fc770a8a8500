/** Makes a program ready for decisions. Defaults are filled in here, and only here. */

import { fractionOf } from "../campaigns.js";
import type { Condition, KeyExpression } from "../expression.js";
import { parseDecimal } from "../money.js";
import { compileAssortments } from "./compile-assortment.js";
import { boardsByScore, compileBoards } from "./compile-board.js";
import { compileCatalogue } from "./compile-catalogue.js";
import { challengesFedBy, compileChallenges } from "./compile-challenge.js";
import { clocksOf } from "./compile-clock.js";
import { compileContests, compileRankedContests } from "./compile-contest.js";
import { compileDraws } from "./compile-draw.js";
import { compileLevel, compileStampCard, compileStreaks, streaksFedBy } from "./compile-game.js";
import { compileGoals, goalsFedBy, goalsSetBackBy, momentOf } from "./compile-goal.js";
import { compileRules, holdEventsOf, referralPeriodsOf, rulesByTrigger } from "./compile-rule.js";
import { compilePool } from "./compile-stock.js";
import type { CompiledCampaign, CompiledCheck, CompiledEventType, CompiledNeeds, CompiledProgram, CompiledTier } from "./compiled-program.js";
import { documentHash } from "./hash.js";
import { PLACE_OF_JOINING, placeOfEvents, placeOfSegment } from "./places.js";
import type { Campaign, ProgramDocument, Tier } from "./schema.js";
import { type Expressions, expressionsOf, type Place } from "./scope.js";
import { type Vocabulary, vocabularyOf } from "./vocabulary.js";

export type { CompiledAmount, CompiledSimpleAmount } from "./compiled-amount.js";
export type { CompiledGrant, CompiledLimit, TakeBackTerms } from "./compiled-grant.js";
export type { CompiledCheck, CompiledGoal, CompiledNode, CompiledProgram, CompiledRule, CompiledStep } from "./compiled-program.js";

/** What compiling parts of a document takes: what it declares, and its expressions, each of which notes what it reads. */
export interface Compiling {
  readonly vocabulary: Vocabulary;
  readonly document: ProgramDocument;
  condition(source: string, place: Place): Condition;
  key(source: string, place: Place): KeyExpression;
}

/** Compiles a document that is valid; one that is not throws, because only valid ones are published. */
export function compileProgram(document: ProgramDocument, expressions?: Expressions): CompiledProgram {
  const vocabulary = vocabularyOf(document);
  const paths = new Set<string>();
  const compiling = newCompiling(document, vocabulary, expressions ?? expressionsOf(vocabulary), paths);
  const goals = compileGoals(compiling);
  const boards = compileBoards(compiling);
  const catalogue = compileCatalogue(compiling);
  const rules = [...compileRules(compiling), ...[...catalogue.values()].map(({ rule }) => rule)];
  const attribution = compileAttribution(compiling);
  const checksAt = compileChecks(compiling);
  const streaks = compileStreaks(compiling);
  const challenges = compileChallenges(compiling);
  return Object.freeze({
    hash: documentHash(document),
    handle: document.handle,
    name: document.name,
    locales: document.locales ?? ["en"],
    currency: vocabulary.currency,
    currencies: new Set(document.currencies),
    precision: vocabulary.precision,
    timeZone: vocabulary.timeZone,
    weekStart: document.weekStart ?? "monday",
    destination: document.destination,
    otherDestinations: new Set(document.otherDestinations ?? []),
    group: document.group ?? null,
    schedule: compileSchedule(document, vocabulary.timeZone),
    lateness: document.lateness ?? { days: 30 },
    referral: {
      begins: document.referral?.begins ?? "sign_up",
      freezes: document.referral?.freezes ?? [],
      expiresAfter: document.referral?.expiresAfter ?? null,
    },
    attribution,
    checksAt,
    events: compileEventTypes(document, vocabulary),
    traits: vocabulary.traits,
    units: compileUnits(document, vocabulary),
    segments: compileSegments(compiling),
    tiers: (document.tiers ?? []).map((tier) => compileTier(tier, vocabulary)),
    levels: (document.levels ?? []).map((level) => compileLevel(level, vocabulary)),
    streaks,
    streaksFedBy: streaksFedBy(streaks),
    contests: compileContests(compiling),
    rankedContests: compileRankedContests(compiling),
    draws: compileDraws(compiling),
    challenges,
    challengesFedBy: challengesFedBy(challenges),
    assortments: compileAssortments(document),
    goals,
    goalsFedBy: goalsFedBy(goals),
    goalsSetBackBy: goalsSetBackBy(goals),
    waitingList: document.waitingList === undefined ? null : { startAt: document.waitingList.startAt ?? 1 },
    boards,
    boardsOn: boardsByScore(boards),
    stampCards: new Map((document.stampCards ?? []).map((card) => [card.id, compileStampCard(card, document.rules ?? [])])),
    takesTestimonials: document.socialProof?.testimonials ?? false,
    badges: new Map((document.badges ?? []).map((badge) => [badge.id, compileBadge(badge)])),
    stocks: new Map(
      (document.items ?? []).flatMap(({ id, stock, tellAt = null, waiting = null }) =>
        stock === undefined ? [] : [[id, { item: id, pool: null, stock, tellAt, waiting }]],
      ),
    ),
    pools: new Map((document.couponPools ?? []).map((pool) => [pool.id, compilePool(pool)])),
    catalogue,
    campaigns: (document.campaigns ?? []).map((campaign) => compileCampaign(campaign, vocabulary.timeZone)),
    campaignStacking: document.campaignStacking ?? "best",
    rules: new Map(rules.map((rule) => [rule.id, rule])),
    rulesOn: rulesByTrigger(rules),
    clocks: clocksOf(rules),
    givesAbove: rules.some(({ grants }) => grants.some(({ to }) => to === "referrers_referrer")),
    givesBoosters: rules.some(({ grants }) => grants.some(({ booster }) => booster !== null)),
    holdEvents: holdEventsOf(rules),
    referralPeriods: referralPeriodsOf(rules),
    needs: needsOf(paths),
  });
}

function newCompiling(document: ProgramDocument, vocabulary: Vocabulary, expressions: Expressions, paths: Set<string>): Compiling {
  const noted = <T extends { reads: ReadonlySet<string> }>(compiled: { ok: true; expression: T } | { ok: false; problem: string }): T => {
    if (!compiled.ok) throw new Error(`A document that is not valid was compiled: ${compiled.problem}`);
    for (const path of compiled.expression.reads) paths.add(path);
    return compiled.expression;
  };
  return {
    vocabulary,
    document,
    condition: (source, place) => noted(expressions.condition(source, place)),
    key: (source, place) => noted(expressions.key(source, place)),
  };
}

function compileSchedule({ schedule = {} }: ProgramDocument, zone: string): CompiledProgram["schedule"] {
  const at = (text: string | undefined) => (text === undefined ? null : momentOf(text, zone));
  return {
    joinFrom: at(schedule.joinFrom),
    joinUntil: at(schedule.joinUntil),
    qualifyFrom: at(schedule.qualifyFrom),
    qualifyUntil: at(schedule.qualifyUntil),
    payUntil: at(schedule.payUntil),
  };
}
function compileAttribution({ document, condition }: Compiling): CompiledProgram["attribution"] {
  const { order, touch, window, claimWithin, existingCustomer, uniqueBy } = document.attribution ?? {};
  return {
    order: order ?? ["referrer", "code", "coupon", "link"],
    touch: touch ?? "last",
    window: window ?? { days: 30 },
    claimWithin: claimWithin ?? null,
    existingCustomer: condition(existingCustomer ?? "friend.isCustomer", PLACE_OF_JOINING),
    uniqueBy: uniqueBy ?? null,
  };
}

function compileTier({ id, name, measure, period, keptFor, warnDays, steps }: Tier, { units }: Vocabulary): CompiledTier {
  const precision = "earned" in measure ? (units.get(measure.earned) ?? 0) : 0;
  return {
    id,
    name: name ?? null,
    measure: "earned" in measure ? { kind: "earned", unit: measure.earned } : { kind: "referrals", stage: measure.referrals },
    period,
    keptFor: keptFor ?? 1,
    warnDays: warnDays ?? null,
    precision,
    steps: steps.map((step) => ({ id: step.id, name: step.name ?? null, atLeast: parseDecimal(step.atLeast, precision) ?? 1n })),
  };
}
function compileSegments({ document, vocabulary, condition }: Compiling): CompiledProgram["segments"] {
  const segments = document.segments ?? [];
  return segments.map(({ id, name, when }) => ({ id, name: name ?? null, when: condition(when, placeOfSegment(vocabulary, id)) }));
}

function compileChecks({ document, condition }: Compiling): Map<string, CompiledCheck[]> {
  const checksAt = new Map<string, CompiledCheck[]>();
  for (const { id, when, then, sides, at = ["sign_up"], reason } of document.eligibility ?? []) {
    const check: CompiledCheck = {
      id,
      when: condition(when, placeOfEvents(at)),
      then,
      sides: sides ?? ["friend", "referrer"],
      reason: reason ?? null,
    };
    for (const event of new Set(at)) checksAt.set(event, [...(checksAt.get(event) ?? []), check]);
  }
  return checksAt;
}

function compileEventTypes({ events = {} }: ProgramDocument, vocabulary: Vocabulary): Map<string, CompiledEventType> {
  const nameOf = (type: string) => (Object.hasOwn(events, type) ? (events[type]?.name ?? null) : null);
  return new Map([...vocabulary.events].map(([type, declared]) => [type, { ...declared, name: nameOf(type) }]));
}
function compileUnits({ units = {} }: ProgramDocument, vocabulary: Vocabulary): CompiledProgram["units"] {
  const nameOf = (unit: string) => (Object.hasOwn(units, unit) ? (units[unit]?.name ?? null) : null);
  return new Map([...vocabulary.units].map(([unit, precision]) => [unit, { precision, name: nameOf(unit) }]));
}
function compileCampaign({ id, name, from, until, multiplyBy, rules, kinds }: Campaign, zone: string): CompiledCampaign {
  return {
    id,
    name: name ?? null,
    from: momentOf(from, zone),
    until: momentOf(until, zone),
    by: fractionOf(multiplyBy),
    rules: rules === undefined ? null : new Set(rules),
    kinds: kinds === undefined ? null : new Set(kinds),
  };
}
type Badge = NonNullable<ProgramDocument["badges"]>[number];
function compileBadge({ id, name, description, shareable = true, counted = false, kept = false }: Badge) {
  return { id, name, description: description ?? null, shareable, counted, kept };
}

function needsOf(paths: ReadonlySet<string>): CompiledNeeds {
  const all = [...paths];
  return {
    paths,
    match: new Set(all.filter((path) => path.startsWith("match.")).map((path) => path.slice("match.".length))),
    referralCounts: all.some((path) => path.includes(".referrals.")),
  };
}
