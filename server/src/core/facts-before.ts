/** What a member had done before an event that is told again, or decided later than it was told: conditions see what they would have seen then. */
import type { Deciding } from "./deciding.js";
import type { CompiledProgram } from "./document/compiled-program.js";
import { type Happening, happeningOf } from "./happening.js";
import { historyOf } from "./look-ups.js";
import type { MemberRow } from "./rows.js";
import { factsOf, holderOf, keptOf } from "./subjects.js";

export type FactsOfHistory = Pick<MemberRow, "purchases" | "firstPurchaseAt" | "lastSeenAt">;

/**
 * The member's facts before the event was told for the first time, if that was in an earlier record: without the event and what was told behind it, which the row
 * has counted since. Of a long history the latest events are looked at.
 */
export function factsBefore(d: Deciding, { events }: Pick<CompiledProgram, "events">, row: MemberRow, happening: Happening): FactsOfHistory {
  const record = keptOf(d, happening)?.first ?? happening.record;
  if (record >= d.record.number) return row;
  const told = toldBy(d, row.id);
  const before = told.filter((each) => each.record < record);
  const purchases = row.purchases - purchasesSince(d, told, record);
  // A correction that still waited for its thing said nothing yet.
  const seen = before.filter(({ type, subject, holder }) => {
    const corrects = events.get(type)?.corrects ?? null;
    return corrects === null || before.some((each) => each.type === corrects && each.subject === subject && each.holder === holder);
  });
  return {
    purchases,
    firstPurchaseAt: purchases > 0 ? row.firstPurchaseAt : null,
    lastSeenAt: seen.length > 0 ? Math.max(...seen.map(({ occurredAt }) => occurredAt)) : null,
  };
}

function toldBy(d: Deciding, member: string): Happening[] {
  return historyOf(d.world, member, d.record.number).map(({ number, at, input }) =>
    happeningOf(input, member, number, at, holderOf(d, member, input.subject)),
  );
}

/** Purchases that were counted with the record or behind it, and still are. */
function purchasesSince(d: Deciding, told: readonly Happening[], since: number): number {
  const known = new Set<string>();
  let count = 0;
  for (const { type, record, holder, subject } of told) {
    if (type !== "purchase") continue;
    const isAgain = subject !== null && known.has(`${holder}\n${subject}`);
    if (subject !== null) known.add(`${holder}\n${subject}`);
    if (record < since || isAgain) continue;
    if (subject === null || factsOf(d, holder, subject).events.some((each) => each.type === "purchase" && !each.void)) count++;
  }
  return count;
}
