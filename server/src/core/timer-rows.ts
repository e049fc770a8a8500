/** The row of a member in a program that says when something comes by itself: a clock of the program, the end of a tier's period. */
import { type Deciding, put } from "./deciding.js";
import type { TimerRow } from "./rows.js";

export function timerKey(programId: string, member: string): string {
  return `${programId}\n${member}`;
}
/** Puts the row, new or changed, due at the earliest of its moments. */
export function putTimer(d: Deciding, programId: string, memberId: string, before: TimerRow | undefined, patch: Partial<TimerRow>): void {
  const clocks = patch.clocks ?? before?.clocks ?? {};
  const tiers = patch.tiers ?? before?.tiers ?? {};
  const moments = [...Object.values(clocks), ...Object.values(tiers)].flatMap(({ next }) => next ?? []);
  const dueAt = moments.length === 0 ? null : Math.min(...moments);
  const key = timerKey(programId, memberId);
  if (before === undefined) put(d, "timers", key, { programId, memberId, dueAt, clocks, recordNumber: d.record.number, tiers });
  else put(d, "timers", key, { ...patch, ...(before.dueAt !== dueAt && { dueAt }) });
}
