/** Compiles the pieces of the game. */
import { parseDecimal } from "../money.js";
import type { Compiling } from "./compile.js";
import type { CompiledLevel, CompiledStampCard, CompiledStreak } from "./compiled-game.js";
import type { CompiledBooster, CompiledGrant } from "./compiled-grant.js";
import { placeOfMemberEvent } from "./places.js";
import type { Duration, Grant, Level, StampCard, Streak } from "./schema.js";
import type { Vocabulary } from "./vocabulary.js";

export function compileLevel({ id, name, measure, steps }: Level, { units }: Pick<Vocabulary, "units">): CompiledLevel {
  const precision = "earned" in measure ? (units.get(measure.earned) ?? 0) : 0;
  return {
    id,
    name: name ?? null,
    measure: "earned" in measure ? { kind: "earned", unit: measure.earned } : { kind: "referrals", stage: measure.referrals },
    steps: steps.map((step) => ({ id: step.id, name: step.name ?? null, atLeast: parseDecimal(step.atLeast, precision) ?? 0n })),
  };
}

export function compileStreaks({ document, condition }: Compiling): CompiledStreak[] {
  const lengthsOf = (id: string) => (document.rules ?? []).flatMap(({ on }) => ("streak" in on && on.streak === id ? [on.length] : []));
  return (document.streaks ?? []).map(({ id, name, event, where, each, timeZone, freezes }: Streak) => ({
    id,
    name: name ?? null,
    event,
    where: where === undefined ? null : condition(where, placeOfMemberEvent(event)),
    each,
    zoneTrait: timeZone ?? null,
    freezes: freezes ?? null,
    lengths: [...new Set(lengthsOf(id))].sort((a, b) => a - b),
  }));
}
export function streaksFedBy(streaks: readonly CompiledStreak[]): Map<string, CompiledStreak[]> {
  const fed = new Map<string, CompiledStreak[]>();
  for (const streak of streaks) fed.set(streak.event, [...(fed.get(streak.event) ?? []), streak]);
  return fed;
}

export function compileBooster({ multiplyBy, rules, kinds }: Extract<Grant, { booster: unknown }>["booster"]): CompiledBooster {
  return { multiplyBy, rules: rules ?? null, kinds: kinds ?? null };
}
/** So long from when it is available. */
export function lasting(time: Duration): CompiledGrant["validity"] {
  return { from: "available", for: time, forBy: null, untilEndOf: null, extends: false, isRenewed: false };
}

export function compileStampCard({ id, name, slots, repeats, expiresAfter }: StampCard, rules: readonly { on: object }[]): CompiledStampCard {
  const way = rules.flatMap(({ on }) => ("stampCard" in on && on.stampCard === id && "stamps" in on ? [on.stamps as number] : []));
  return {
    id,
    name: name ?? null,
    slots,
    repeats: repeats ?? false,
    expiresAfter: expiresAfter ?? null,
    way: [...new Set(way)].sort((a, b) => a - b),
  };
}
