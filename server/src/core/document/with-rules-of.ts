/** An earlier version of a program with some of its rules as a later version has them: what a re-evaluation replays. */
import type { CompiledProgram, CompiledRule } from "./compiled-program.js";
import type { Period, ReferralStage } from "./schema.js";

/**
 * Whose each part is. All that decides what has happened (who was referred, which goals were reached, what events mean, when periods begin) is the earlier
 * version's; what the named rules give, and what is given at all, is the later one's; what rules of either name is of both, and where both have it, it is
 * the later one's; but tiers and levels, on which members have stood, are as they were. Every part must be here.
 */
const SIDES = {
  hash: "earlier",
  handle: "later",
  name: "earlier",
  locales: "later",
  // The same in both.
  currency: "later",
  currencies: "earlier",
  precision: "later",
  timeZone: "earlier",
  weekStart: "earlier",
  destination: "later",
  otherDestinations: "later",
  group: "earlier",
  schedule: "earlier",
  lateness: "earlier",
  referral: "earlier",
  attribution: "earlier",
  checksAt: "earlier",
  events: "earlier",
  traits: "later",
  units: "both",
  segments: "both",
  assortments: "both",
  tiers: "both",
  levels: "both",
  streaks: "later",
  streaksFedBy: "later",
  waitingList: "earlier",
  boards: "earlier",
  boardsOn: "earlier",
  contests: "later",
  rankedContests: "later",
  draws: "both",
  challenges: "later",
  challengesFedBy: "later",
  goals: "earlier",
  goalsFedBy: "earlier",
  goalsSetBackBy: "earlier",
  takesTestimonials: "later",
  stampCards: "both",
  badges: "both",
  stocks: "later",
  pools: "later",
  catalogue: "earlier",
  campaigns: "later",
  campaignStacking: "later",
  rules: "both",
  rulesOn: "both",
  clocks: "earlier",
  givesAbove: "both",
  givesBoosters: "both",
  holdEvents: "both",
  referralPeriods: "both",
  needs: "later",
} as const satisfies Record<keyof CompiledProgram, "earlier" | "later" | "both">;
type PartOf<S> = { [P in keyof CompiledProgram]: (typeof SIDES)[P] extends S ? P : never }[keyof CompiledProgram];

/** The earlier version with the named rules, and what they give, as the later one has them. Another currency measures otherwise: the earlier version is then given as it is. */
export function withRulesOf(earlier: CompiledProgram, later: CompiledProgram, rules: ReadonlySet<string>): CompiledProgram {
  if (earlier.currency !== later.currency) return earlier;
  return { ...partsOf(earlier, "earlier"), ...partsOf(later, "later"), ...partsOfBoth(earlier, later, rules) };
}

function partsOf<S extends "earlier" | "later">(program: CompiledProgram, side: S): Pick<CompiledProgram, PartOf<S>> {
  return Object.fromEntries(Object.entries(program).filter(([part]) => SIDES[part as keyof CompiledProgram] === side)) as Pick<
    CompiledProgram,
    PartOf<S>
  >;
}

/** What either's rules name is there. */
function partsOfBoth(earlier: CompiledProgram, later: CompiledProgram, rules: ReadonlySet<string>): Pick<CompiledProgram, PartOf<"both">> {
  return {
    // Who stood on a step when it happened stood there; what only the later version has is measured as if it had been there.
    tiers: [...earlier.tiers, ...later.tiers.filter(({ id }) => !earlier.tiers.some((each) => each.id === id))],
    levels: [...earlier.levels, ...later.levels.filter(({ id }) => !earlier.levels.some((each) => each.id === id))],
    segments: [...later.segments, ...earlier.segments.filter(({ id }) => !later.segments.some((each) => each.id === id))],
    assortments: new Map([...earlier.assortments, ...later.assortments]),
    draws: new Map([...earlier.draws, ...later.draws]),
    stampCards: new Map([...earlier.stampCards, ...later.stampCards]),
    badges: new Map([...earlier.badges, ...later.badges]),
    units: new Map([...earlier.units, ...later.units]),
    rules: rulesById(earlier, later, rules),
    rulesOn: rulesByTrigger(earlier, later, rules),
    givesAbove: earlier.givesAbove || later.givesAbove,
    givesBoosters: earlier.givesBoosters || later.givesBoosters,
    holdEvents: new Set([...earlier.holdEvents, ...later.holdEvents]),
    referralPeriods: periodsOfBoth(earlier, later),
  };
}

function rulesById(earlier: CompiledProgram, later: CompiledProgram, named: ReadonlySet<string>): Map<string, CompiledRule> {
  return new Map([...[...earlier.rules].filter(([id]) => !named.has(id)), ...[...later.rules].filter(([id]) => named.has(id))]);
}

/** A mended rule keeps its place among the others, a new one comes last. */
function rulesByTrigger(earlier: CompiledProgram, later: CompiledProgram, named: ReadonlySet<string>): Map<string, CompiledRule[]> {
  const found = new Map<string, CompiledRule[]>();
  for (const on of new Set([...earlier.rulesOn.keys(), ...later.rulesOn.keys()])) {
    const theirs = (later.rulesOn.get(on) ?? []).filter(({ id }) => named.has(id));
    const own = earlier.rulesOn.get(on) ?? [];
    const kept = own.flatMap((rule) => (named.has(rule.id) ? theirs.filter(({ id }) => id === rule.id) : [rule]));
    const rules = [...kept, ...theirs.filter((rule) => !kept.includes(rule))];
    if (rules.length > 0) found.set(on, rules);
  }
  return found;
}

function periodsOfBoth(earlier: CompiledProgram, later: CompiledProgram): Map<ReferralStage, Period[]> {
  const both = new Map<ReferralStage, Period[]>();
  for (const { referralPeriods } of [earlier, later]) {
    for (const [stage, periods] of referralPeriods) {
      const known = both.get(stage) ?? [];
      const texts = new Set(known.map((period) => JSON.stringify(period)));
      both.set(stage, [...known, ...periods.filter((period) => !texts.has(JSON.stringify(period)))]);
    }
  }
  return both;
}
