/** What becomes of referrals that go over to a later version: folded from the decisions of the records, imagined or written alike. */

import type { TraceItem } from "./record.js";
import type { ImaginedDecision } from "./rehearsal/imagined.js";
import type { RewardKind } from "./reward-kinds.js";

export interface MigrationReport {
  /** How many go over, by the version that held for them. */
  migrated: { version: number; count: number }[];
  /** How many stay, and why. */
  kept: { version: number; why: string; count: number }[];
  /** How many move to a stage on the way. */
  stages: { stage: string; count: number }[];
  /** How many have no time left by the later version: they expire. */
  expiring: number;
  /** What is given on the way. */
  given: { rule: string; grant: string; kind: RewardKind; unit: string | null; count: number; amount: bigint }[];
}

export function reportMigration(decided: readonly ImaginedDecision[]): MigrationReport {
  const migrated = new Map<string, { version: number; count: number }>();
  const kept = new Map<string, { version: number; why: string; count: number }>();
  const stages = new Map<string, { stage: string; count: number }>();
  const given = new Map<string, MigrationReport["given"][number]>();
  let expiring = 0;
  for (const { record, decision, referrals } of decided) {
    for (const item of decision.trace) {
      if (item.step === "referral.migrated") {
        one(migrated, { version: item.from as number });
        const row = referrals.get(item.referral as string);
        if (row?.stage === "signed_up" && row.dueAt !== null && row.dueAt <= record.at) expiring++;
      } else if (item.step === "referral.kept") one(kept, { version: item.version as number, why: item.why as string });
      else if (item.step === "referral.stage") one(stages, { stage: item.stage as string });
      else if (item.step === "reward.made") addGiven(given, item);
    }
  }
  return { migrated: sorted(migrated), kept: sorted(kept), stages: sorted(stages), expiring, given: sorted(given) };
}

function one<T extends object>(lines: Map<string, T & { count: number }>, about: T): void {
  const key = JSON.stringify(about);
  lines.set(key, { ...about, count: (lines.get(key)?.count ?? 0) + 1 });
}
function addGiven(given: Map<string, MigrationReport["given"][number]>, item: TraceItem): void {
  const { rule, grant, kind, unit } = item as unknown as MigrationReport["given"][number];
  const key = JSON.stringify([rule, grant, unit]);
  const before = given.get(key) ?? { rule, grant, kind, unit, count: 0, amount: 0n };
  given.set(key, { ...before, count: before.count + 1, amount: before.amount + BigInt(item.amount as string) });
}
function sorted<T>(lines: ReadonlyMap<string, T>): T[] {
  return [...lines].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line);
}
