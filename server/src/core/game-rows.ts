/** Rows of what members have of a program's game. */
import type { HeldBooster } from "./boosters.js";
import { type Deciding, put } from "./deciding.js";
import { find } from "./world.js";

export interface GameProgressRow {
  programId: string;
  memberId: string;
  /** By level: each step that was ever reached, and when. */
  levels: Record<string, Record<string, number>>;
  recordNumber: number;
  boosters: HeldBooster[];
}

export function gameKey(programId: string, member: string): string {
  return `${programId}\n${member}`;
}
export function gameOf(d: Deciding, programId: string, member: string): GameProgressRow | undefined {
  return find(d.world, "gameProgress", gameKey(programId, member));
}
export function changeGame(d: Deciding, programId: string, memberId: string, patch: Partial<GameProgressRow>): void {
  const isNew = gameOf(d, programId, memberId) === undefined;
  const nothing = { programId, memberId, levels: {}, recordNumber: d.record.number, boosters: [] };
  put(d, "gameProgress", gameKey(programId, memberId), isNew ? { ...nothing, ...patch } : patch);
}
