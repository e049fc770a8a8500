/** What a re-evaluation gives: folded from the decisions of its records, imagined or written alike. */

import type { Decision, TraceItem } from "../record.js";
import type { RewardKind } from "../reward-kinds.js";
import type { Difference } from "./re-evaluation.js";

export interface GivenLine {
  rule: string;
  grant: string;
  kind: RewardKind;
  unit: string | null;
  count: number;
  amount: bigint;
}
export interface MissedLine {
  rule: string;
  /** Null where the whole rule gives nothing for what happened. */
  grant: string | null;
  why: string;
  count: number;
}
export interface KeptLine extends GivenLine {
  /** What the rules would give now: more, less, or nothing. */
  change: "more" | "less" | "none";
  /** By how much the sum would differ. */
  by: bigint;
}
export interface Gains {
  unit: string;
  members: number;
  most: { member: string; amount: bigint }[];
}
export interface ReevaluationExample {
  record: number;
  at: number;
  trace: TraceItem[];
}
export interface ReevaluationReport {
  /** What would be given, and what follows from it. */
  given: GivenLine[];
  missed: MissedLine[];
  /** What was given otherwise, and stays. */
  kept: KeptLine[];
  members: number;
  gains: Gains[];
  examples: ReevaluationExample[];
}

const EXAMPLES_MAX = 5;
const MOST_MAX = 10;

export function reportReevaluation(
  decided: readonly { record: { number: number; at: number }; decision: Pick<Decision, "trace"> }[],
  differences: readonly Difference[],
): ReevaluationReport {
  const given = new Map<string, GivenLine>();
  const missed = new Map<string, MissedLine>();
  const byUnit = new Map<string, Map<string, bigint>>();
  const members = new Set<string>();
  const examples: ReevaluationExample[] = [];
  const shown = new Set<string>();
  for (const { record, decision } of decided) {
    for (const part of firingsIn(decision.trace)) {
      const kinds: string[] = [];
      for (const item of part) {
        if (item.step === "reward.made") {
          kinds.push(`${item.rule}/${item.grant}`);
          members.add(item.recipient as string);
          addGiven(given, byUnit, item);
        } else if (item.step === "grant.missed" || (item.step === "rule.missed" && item.why === "not_standing")) {
          kinds.push(`${item.rule}/${item.grant ?? ""}/${item.why}`);
          addMissed(missed, item);
        }
      }
      if (examples.length >= EXAMPLES_MAX || kinds.every((kind) => shown.has(kind))) continue;
      for (const kind of kinds) shown.add(kind);
      examples.push({ record: record.number, at: record.at, trace: part });
    }
  }
  return {
    given: sorted(given),
    missed: sorted(missed),
    kept: keptLines(differences),
    members: members.size,
    gains: [...byUnit].sort(byKey).map(([unit, sums]) => ({ unit, members: sums.size, most: mostOf(sums) })),
    examples,
  };
}

/** The trace of each firing; what was due before is not of any. */
export function firingsIn(trace: readonly TraceItem[]): TraceItem[][] {
  const parts: TraceItem[][] = [];
  for (const item of trace) {
    if (item.step === "reevaluated") parts.push([item]);
    else parts.at(-1)?.push(item);
  }
  return parts;
}

function addGiven(given: Map<string, GivenLine>, byUnit: Map<string, Map<string, bigint>>, item: TraceItem): void {
  const { rule, grant, kind, unit, recipient } = item as unknown as GivenLine & { recipient: string };
  const amount = BigInt(item.amount as string);
  const key = `${rule}\n${grant}\n${unit}`;
  const before = given.get(key) ?? { rule, grant, kind, unit, count: 0, amount: 0n };
  given.set(key, { ...before, count: before.count + 1, amount: before.amount + amount });
  if (unit === null) return;
  const sums = byUnit.get(unit) ?? new Map<string, bigint>();
  byUnit.set(unit, sums.set(recipient, (sums.get(recipient) ?? 0n) + amount));
}
function addMissed(missed: Map<string, MissedLine>, { rule, grant = null, why }: TraceItem): void {
  const key = `${rule}\n${grant}\n${why}`;
  const before = missed.get(key) ?? { rule: rule as string, grant: grant as string | null, why: why as string, count: 0 };
  missed.set(key, { ...before, count: before.count + 1 });
}

function keptLines(differences: readonly Difference[]): KeptLine[] {
  const lines = new Map<string, KeptLine>();
  for (const { recorded, candidate, isGone } of differences) {
    const { rule, grant, kind, unit, amount: all, taken } = recorded;
    const amount = all - taken;
    const change = isGone ? "none" : candidate > amount ? "more" : "less";
    const key = `${rule}\n${grant}\n${unit}\n${change}`;
    const before = lines.get(key) ?? { rule, grant, kind, unit, change, count: 0, amount: 0n, by: 0n };
    lines.set(key, { ...before, count: before.count + 1, amount: before.amount + amount, by: before.by + candidate - amount });
  }
  return sorted(lines);
}

function mostOf(sums: ReadonlyMap<string, bigint>): Gains["most"] {
  const all = [...sums].map(([member, amount]) => ({ member, amount }));
  return all.sort((a, b) => (a.amount === b.amount ? (a.member < b.member ? -1 : 1) : a.amount > b.amount ? -1 : 1)).slice(0, MOST_MAX);
}
function sorted<T>(lines: ReadonlyMap<string, T>): T[] {
  return [...lines].sort(byKey).map(([, line]) => line);
}
function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1;
}
