/** Where members stand by what was counted for them: tiers, which may be lost, and levels, which are not. */
import type { Deciding } from "./deciding.js";
import { judgeLevels, usesOfLevels } from "./levels.js";
import { type Engine, scopeInForce } from "./occurrence.js";
import type { LimitUse } from "./rows.js";
import { judgeTiers, usesOfTiers } from "./tiers.js";
import { eachOrMiss, find } from "./world.js";

/** Looks at the tiers and levels of all for whom something was counted since it was last asked: whoever is on another step is told so. */
export function judgeStandings(d: Engine): void {
  const touched = [...(d.counted ?? [])];
  d.counted?.clear();
  eachOrMiss(touched, (key) => {
    const [programId = "", member = ""] = key.split("\n");
    const scope = scopeInForce(d, programId);
    if (scope === undefined || find(d.world, "enrolments", key) === undefined) return;
    if (find(d.world, "members", member)?.mergedInto != null) return;
    judgeTiers(d, scope, member);
    judgeLevels(d, scope, member);
  });
}

/** What is given of a unit counts in the tiers and levels that measure it, until it is taken back: kept with the reward like the space that it takes in limits. */
export function usesOfStandings(d: Deciding, programId: string, unit: string | null, recipient: string, amount: bigint, at: number): LimitUse[] {
  if (unit === null || amount === 0n) return [];
  return [...usesOfTiers(d, programId, unit, recipient, amount, at), ...usesOfLevels(d, programId, unit, recipient, amount)];
}
