/** What a member has gathered in a program: counts of referrals, stamp cards, badges, ordinals of rules. */

import { type Deciding, put } from "./deciding.js";
import { programKeys } from "./keys.js";
import type { ProgressRow } from "./rows.js";
import { find } from "./world.js";

function progressKey(d: Deciding, { programId }: { programId: string }, member: string): string {
  return programKeys(d.world.keys, d.world.workspace.id, programId, member).progress;
}
const NO_PROGRESS = { counts: { signed_up: 0, qualified: 0, converted: 0 }, cards: {}, badges: {}, rules: {} };

export function progressOf(d: Deciding, scope: { programId: string }, member: string): ProgressRow {
  const row = find(d.world, "progress", progressKey(d, scope, member));
  return row ?? { programId: scope.programId, memberId: member, recordNumber: d.record.number, ...NO_PROGRESS };
}
export function changeProgress(d: Deciding, scope: { programId: string }, member: string, patch: Partial<ProgressRow>): void {
  const key = progressKey(d, scope, member);
  const isNew = find(d.world, "progress", key) === undefined;
  put(d, "progress", key, isNew ? { ...progressOf(d, scope, member), ...patch } : patch);
}
