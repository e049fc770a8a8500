/** What a backtest has found, added up. */

import type { RewardKind } from "../reward-kinds.js";
import type { Stage } from "../rows.js";
import { periodOf } from "../time.js";
import type { Backtest, BacktestExample } from "./backtest.js";
import { type Book, type BookedReferral, type BookedReward, isTakenWhole } from "./backtest-book.js";

/** Rewards of one side: how many were made for how much, and how much of it, or how many, were taken back. */
export interface Sum {
  count: number;
  amount: bigint;
  takenCount: number;
  taken: bigint;
}
export interface Compared {
  recorded: Sum;
  candidate: Sum;
}
/** What rewards have in common: a unit of the ledger, or the kind of what has none. */
export interface What {
  kind: RewardKind;
  unit: string | null;
}
export interface ReferralCounts {
  began: number;
  qualified: number;
  converted: number;
}
export interface ReferralDifference {
  id: string;
  friend: string;
  referrer: string;
  /** Null on the side where there is no such referral. */
  recorded: Stage | null;
  candidate: Stage | null;
}
export interface MemberDifference {
  member: string;
  /** Minor units with the candidate less those that were recorded, after what was taken back. */
  by: bigint;
}
export interface BacktestReport {
  /** Both sides made the same rewards with the same amounts and took the same back, in the whole log and not only in the period. */
  identical: boolean;
  totals: (What & Compared)[];
  rules: (What & Compared & { rule: string; grant: string })[];
  /** By calendar month in the program's zone in which the rewards were made: "2026-03". */
  months: (What & Compared & { month: string })[];
  /** Of the period's referrals, by how far they have come in the end. */
  referrals: { recorded: ReferralCounts; candidate: ReferralCounts; gained: number; lost: number; examples: ReferralDifference[] };
  /** By unit: how many members gain and lose, and who the most. */
  members: { unit: string; gaining: number; losing: number; most: MemberDifference[]; least: MemberDifference[] }[];
  uses: Backtest["uses"];
  examples: BacktestExample[];
}

const MEMBERS_SHOWN = 10;
const REFERRALS_SHOWN = 20;

export function reportBacktest(backtest: Backtest, { from, until, timeZone }: { from: number; until: number; timeZone: string }): BacktestReport {
  const { recorded, candidate, uses, examples } = backtest;
  const isIn = (at: number) => at >= from && at < until;
  const sides = [
    ["recorded", inPeriod(recorded, isIn)],
    ["candidate", inPeriod(candidate, isIn)],
  ] as const;
  const monthOf = months(timeZone);
  const totals = new Map<string, What & Compared>();
  const rules = new Map<string, BacktestReport["rules"][number]>();
  const byMonth = new Map<string, BacktestReport["months"][number]>();
  for (const [side, rewards] of sides) {
    for (const reward of rewards) {
      const { rule, grant, kind, unit } = reward;
      const what = unit ?? kind;
      const month = monthOf(reward.madeAt);
      add(
        groupIn(totals, what, () => ({ kind, unit, ...nothing() })),
        side,
        reward,
      );
      add(
        groupIn(rules, `${rule}\n${grant}\n${what}`, () => ({ rule, grant, kind, unit, ...nothing() })),
        side,
        reward,
      );
      add(
        groupIn(byMonth, `${month}\n${what}`, () => ({ month, kind, unit, ...nothing() })),
        side,
        reward,
      );
    }
  }
  return {
    identical: isSame(recorded, candidate),
    totals: inOrder(totals),
    rules: inOrder(rules),
    months: inOrder(byMonth),
    referrals: compareReferrals(recorded, candidate, isIn),
    members: compareMembers(sides[0][1], sides[1][1]),
    uses,
    examples,
  };
}

function inPeriod({ rewards }: Book, isIn: (at: number) => boolean): BookedReward[] {
  return [...rewards.values()].filter(({ madeAt }) => isIn(madeAt));
}
function months(timeZone: string): (at: number) => string {
  let bounds = { key: "", start: 0, end: 0 };
  return (at) => {
    if (at < bounds.start || at >= bounds.end) bounds = periodOf(at, "month", timeZone);
    return bounds.key;
  };
}
function nothing(): Compared {
  return { recorded: emptySum(), candidate: emptySum() };
}
function emptySum(): Sum {
  return { count: 0, amount: 0n, takenCount: 0, taken: 0n };
}
function groupIn<T>(groups: Map<string, T>, key: string, make: () => T): T {
  const known = groups.get(key);
  if (known !== undefined) return known;
  const made = make();
  groups.set(key, made);
  return made;
}
function inOrder<T>(groups: Map<string, T>): T[] {
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}
function add(group: Compared, side: "recorded" | "candidate", reward: BookedReward): void {
  const sum = group[side];
  sum.count++;
  sum.amount += reward.amount;
  sum.taken += reward.taken;
  if (isTakenWhole(reward)) sum.takenCount++;
}

function isSame(recorded: Book, candidate: Book): boolean {
  if (recorded.rewards.size !== candidate.rewards.size || recorded.referrals.size !== candidate.referrals.size) return false;
  for (const [id, one] of recorded.rewards) {
    const other = candidate.rewards.get(id);
    if (other === undefined || !isAlike(one, other)) return false;
  }
  for (const [id, { stage, referrer }] of recorded.referrals) {
    const other = candidate.referrals.get(id);
    if (other?.stage !== stage || other.referrer !== referrer) return false;
  }
  return true;
}
function isAlike(a: BookedReward, b: BookedReward): boolean {
  const isSameReward =
    a.rule === b.rule && a.grant === b.grant && a.kind === b.kind && a.unit === b.unit && a.member === b.member && a.madeAt === b.madeAt;
  return isSameReward && a.amount === b.amount && a.taken === b.taken && a.lapsed === b.lapsed && a.state === b.state;
}

const RANK: Record<Stage, number> = { rejected: 0, expired: 1, reversed: 1, signed_up: 1, qualified: 2, converted: 3 };
function rankOf(referral: BookedReferral | undefined): number {
  return referral === undefined ? 0 : RANK[referral.stage];
}
function compareReferrals(recorded: Book, candidate: Book, isIn: (at: number) => boolean): BacktestReport["referrals"] {
  const counts = { recorded: { began: 0, qualified: 0, converted: 0 }, candidate: { began: 0, qualified: 0, converted: 0 } };
  const examples: ReferralDifference[] = [];
  let gained = 0;
  let lost = 0;
  for (const id of new Set([...recorded.referrals.keys(), ...candidate.referrals.keys()])) {
    const was = recorded.referrals.get(id);
    const would = candidate.referrals.get(id);
    const either = (was ?? would) as BookedReferral;
    if (!isIn(either.beganAt)) continue;
    count(counts.recorded, was);
    count(counts.candidate, would);
    const [before, after] = [rankOf(was), rankOf(would)];
    // Who has qualified, and whether there is a referral at all, is what changes for people.
    if (before === after) continue;
    if (after > before) gained++;
    else lost++;
    const { friend, referrer } = would ?? either;
    if (examples.length < REFERRALS_SHOWN) examples.push({ id, friend, referrer, recorded: was?.stage ?? null, candidate: would?.stage ?? null });
  }
  return { ...counts, gained, lost, examples };
}
function count(counts: ReferralCounts, referral: BookedReferral | undefined): void {
  if (referral === undefined) return;
  counts.began++;
  if (rankOf(referral) >= RANK.qualified) counts.qualified++;
  if (rankOf(referral) >= RANK.converted) counts.converted++;
}

function compareMembers(recorded: BookedReward[], candidate: BookedReward[]): BacktestReport["members"] {
  const byUnit = new Map<string, Map<string, bigint>>();
  const addUp = (rewards: BookedReward[], sign: bigint) => {
    for (const { unit, member, amount, taken } of rewards) {
      if (unit === null) continue;
      const sums = groupIn(byUnit, unit, () => new Map<string, bigint>());
      sums.set(member, (sums.get(member) ?? 0n) + sign * (amount - taken));
    }
  };
  addUp(recorded, -1n);
  addUp(candidate, 1n);
  return [...byUnit]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([unit, sums]) => {
      const differences = [...sums]
        .map(([member, by]) => ({ member, by }))
        .sort((a, b) => (a.by === b.by ? (a.member < b.member ? -1 : 1) : a.by > b.by ? -1 : 1));
      const most = differences.filter(({ by }) => by > 0n);
      const least = differences.filter(({ by }) => by < 0n).reverse();
      return { unit, gaining: most.length, losing: least.length, most: most.slice(0, MEMBERS_SHOWN), least: least.slice(0, MEMBERS_SHOWN) };
    });
}
