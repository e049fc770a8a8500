/** An earlier version of a program with some of its rules as a later version has them: what a re-evaluation replays. */
import type { CompiledProgram, CompiledRule } from "./compiled-program.js";
import type { Period, ReferralStage } from "./schema.js";

/**
 * All that decides what has happened (who was referred, which goals were reached, what events mean, when periods begin) is the earlier version's; the named
 * rules, and what they give, are the later one's. Another currency measures otherwise: the earlier version is then given as it is.
 */
export function withRulesOf(earlier: CompiledProgram, later: CompiledProgram, rules: ReadonlySet<string>): CompiledProgram {
  if (earlier.currency !== later.currency) return earlier;
  const { hash, name, timeZone, weekStart, group, schedule, lateness, referral, attribution, checksAt, events, goals } = earlier;
  const { goalsFedBy, goalsSetBackBy, clocks } = earlier;
  return {
    ...later,
    ...{
      hash,
      name,
      timeZone,
      weekStart,
      group,
      schedule,
      lateness,
      referral,
      attribution,
      checksAt,
      events,
      goals,
      goalsFedBy,
      goalsSetBackBy,
      clocks,
    },
    // What either's rules name is there; where both have it, it is the later one's.
    segments: [...later.segments, ...earlier.segments.filter(({ id }) => !later.segments.some((each) => each.id === id))],
    assortments: new Map([...earlier.assortments, ...later.assortments]),
    stampCards: new Map([...earlier.stampCards, ...later.stampCards]),
    badges: new Map([...earlier.badges, ...later.badges]),
    units: new Map([...earlier.units, ...later.units]),
    rules: rulesById(earlier, later, rules),
    rulesOn: rulesByTrigger(earlier, later, rules),
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
