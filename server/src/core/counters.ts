/** Counters: how much of a limit, or how many referrals of a period, are used (L6). */
import { type Deciding, put } from "./deciding.js";
import type { LimitUse } from "./rows.js";
import { find, type World } from "./world.js";

export function counterKey(program: string, counter: string, period: string): string {
  return `${program}\n${counter}\n${period}`;
}

export function usedOf(world: World, program: string, counter: string, period: string): bigint {
  return find(world, "counters", counterKey(program, counter, period))?.used ?? 0n;
}

/** Adds to a counter, or gives back with a negative amount. `ceiling` is the limit in force, null where the counter only counts. */
export function count(d: Deciding, program: string, counter: string, period: string, by: bigint, ceiling: bigint | null): bigint {
  const key = counterKey(program, counter, period);
  const before = find(d.world, "counters", key);
  const used = (before?.used ?? 0n) + by;
  if (counter.startsWith("tier:") || counter.startsWith("level:")) noteStanding(d, program, counter.slice(counter.lastIndexOf(":") + 1));
  if (used < 0n) throw new Error(`L6: counter ${counter} of ${program} would fall below zero`);
  // A ceiling that a newer version lowered does not undo what was taken under the older one.
  const bound = ceiling === null ? null : ceiling > used ? ceiling : by > 0n ? ceiling : used;
  if (before === undefined) put(d, "counters", key, { programId: program, counter, period, used, ceiling: bound });
  else put(d, "counters", key, { used, ceiling: bound });
  return used;
}

/** Adds what a reward uses, or gives it back with a negative amount. What several rewards use once is counted with the first of them, and until the last. */
export function countUse(
  d: Deciding,
  program: string,
  { counter, period, once }: Pick<LimitUse, "counter" | "period" | "once">,
  by: bigint,
  ceiling: bigint | null,
): bigint {
  if (once === undefined) return count(d, program, counter, period, by, ceiling);
  const wasUsed = usedOf(d.world, program, once, period) > 0n;
  const isUsed = count(d, program, once, period, by, null) > 0n;
  if (wasUsed === isUsed) return usedOf(d.world, program, counter, period);
  return count(d, program, counter, period, isUsed ? 1n : -1n, ceiling);
}

/** The member may be on another step of a tier or level than before: it is looked at when all that waits has been decided. */
export function noteStanding(d: Deciding, program: string, member: string): void {
  d.counted ??= new Set();
  d.counted.add(`${program}\n${member}`);
}
