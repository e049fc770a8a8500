/** Access whose time is added to what the member has of it: one begins where the other ends, and what is taken back leaves no gap. */
import { type Deciding, put, trace } from "./deciding.js";
import type { CompiledGrant } from "./document/compiled-grant.js";
import { accessesOf } from "./look-ups.js";
import { grantOf } from "./occurrence.js";
import type { RewardRow } from "./rows.js";
import { expiryFrom } from "./validity.js";

type Owned = Pick<RewardRow, "programId" | "recipientId">;

/** From when the time of a reward runs that is the recipient's from the moment on. */
export function beginningOf(d: Deciding, grant: CompiledGrant, { programId, recipientId }: Owned, at: number): number {
  if (!grant.validity?.extends) return at;
  const had = accessesOf(d.world, recipientId).filter((row) => row.state === "available" && isOf(row, programId, grant.item));
  return had.reduce((latest, { expiresAt }) => Math.max(latest, expiresAt ?? at), at);
}
function isOf({ programId, details }: RewardRow, program: string, access: string | null | undefined): boolean {
  return programId === program && details.item === access;
}

/** One of them was taken back: those that came after it end as if it had never been there. */
export function closeUp(d: Deciding, { programId, recipientId, details }: RewardRow): void {
  const rows = accessesOf(d.world, recipientId).filter(
    (row) => isOf(row, programId, details.item) && row.availableAt !== null && row.expiresAt !== null,
  );
  const standing = rows.filter(({ state }) => state === "available" || state === "expired");
  let end = Number.NEGATIVE_INFINITY;
  for (const row of standing.sort((a, b) => (a.availableAt ?? 0) - (b.availableAt ?? 0) || a.recordNumber - b.recordNumber)) {
    const shortened = row.state === "available" ? endOf(d, row, end) : null;
    if (shortened !== null && shortened < (row.expiresAt ?? 0)) {
      put(d, "rewards", row.id, { expiresAt: shortened, dueAt: shortened });
      trace(d, { step: "access.shortened", reward: row.id, until: shortened });
      end = Math.max(end, shortened);
    } else end = Math.max(end, row.expiresAt ?? 0);
  }
}
/** When the time of one ends that runs from the end of those before it; null for one whose time is its own. */
function endOf(d: Deciding, row: RewardRow, before: number): number | null {
  const { grant, scope } = grantOf(d, row);
  return grant.validity?.extends ? expiryFrom(grant, scope.program, Math.max(row.availableAt ?? 0, before), row.details) : null;
}
