/** The row of a member in a program that says when something comes by itself: a clock of the program, the end of a tier's period. */
import { type Deciding, put } from "./deciding.js";

/** What comes by itself for a member in a program: when each clock of the program comes next. */
export interface TimerRow {
  programId: string;
  memberId: string;
  /** The earliest of them. */
  dueAt: number | null;
  clocks: Record<string, ClockTime>;
  recordNumber: number;
  /** By tier: the step that the member is on. */
  tiers: Record<string, TierStanding>;
}
export interface TierStanding {
  /** Null: on none. */
  step: string | null;
  /** When a period is over and it is looked at again. */
  next: number | null;
  /** When it is looked ahead, whether a step will be lost with the period; as long as that is to come. */
  warnAt?: number;
  /** What will be lost with the period as things stand: the step that is left, null for none, and how much is missing to keep the present one. */
  risk?: { fallsTo: string | null; missing: string };
  /** How often each step was reached. */
  times: Record<string, number>;
  /** By step: what else was given for as long as it is held, by its occurrences: a merged member held it too. */
  also?: Record<string, string[]>;
}
export interface ClockTime {
  /** Null: not any more, as far as is known. */
  next: number | null;
  /** What it was reckoned from: the date, the beginning of the silence that was told. */
  from?: string | number;
}
/** Since when a program has each of its clocks; members that were there before are told of a new one chunk by chunk. */
export interface ScheduleRow {
  programId: string;
  /** As long as members are still to be told. */
  dueAt: number | null;
  /** Number of the record that enrolled the last of those who were. */
  sweptTo: number | null;
  clocks: Record<string, number>;
  recordNumber: number;
}
export function timerKey(programId: string, member: string): string {
  return `${programId}\n${member}`;
}
/** When the standing is to be looked at next: ahead, or because a period is over. */
export function lookAt({ warnAt, next }: TierStanding): number | null {
  return warnAt ?? next;
}
/** Puts the row, new or changed, due at the earliest of its moments. */
export function putTimer(d: Deciding, programId: string, memberId: string, before: TimerRow | undefined, patch: Partial<TimerRow>): void {
  const clocks = patch.clocks ?? before?.clocks ?? {};
  const tiers = patch.tiers ?? before?.tiers ?? {};
  const moments = [...Object.values(clocks).map(({ next }) => next), ...Object.values(tiers).map(lookAt)].filter((next) => next !== null);
  const dueAt = moments.length === 0 ? null : Math.min(...moments);
  const key = timerKey(programId, memberId);
  if (before === undefined) put(d, "timers", key, { programId, memberId, dueAt, clocks, recordNumber: d.record.number, tiers });
  else put(d, "timers", key, { ...patch, ...(before.dueAt !== dueAt && { dueAt }) });
}
