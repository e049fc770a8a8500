/** The laws over a log in memory, each recomputed from other rows than those it is kept by. */

import type { ProgramDocument } from "../../src/core/document/schema.js";
import type { MemoryLog } from "../../src/core/rehearsal/memory-log.js";
import type { LimitUse, ReferralRow, RewardRow } from "../../src/core/rows.js";
import { boards } from "./board-laws.js";
import { draws } from "./draw-laws.js";
import { waiting } from "./waiting-laws.js";

const DAY = 86_400_000;
const MEMBER_KINDS = ["pending", "available", "debt"];
const PROGRAM_KINDS = ["pending", "available", "used", "expired", "cancelled", "taken_back"];

/** What breaks a law, one sentence each, led by the law's number. */
export function brokenLaws(log: MemoryLog): string[] {
  return [
    ...ledger(log),
    ...rewards(log),
    ...limits(log),
    ...counts(log),
    ...usesOfCodes(log),
    ...graph(log),
    ...due(log),
    ...boards(log),
    ...waiting(log),
    ...draws(log),
  ];
}

type Sums = Map<string, bigint>;
function add(sums: Sums, key: string, by: bigint): void {
  sums.set(key, (sums.get(key) ?? 0n) + by);
}
/** Differences of two sums, where what is missing is zero. */
function differences(law: string, found: Sums, expected: Sums): string[] {
  const keys = new Set([...found.keys(), ...expected.keys()]);
  return [...keys]
    .filter((key) => (found.get(key) ?? 0n) !== (expected.get(key) ?? 0n))
    .map((key) => `${law}: ${key.replaceAll("\n", " ")} is ${found.get(key) ?? 0n}, expected ${expected.get(key) ?? 0n}`);
}

function ledger({ records, stored }: MemoryLog): string[] {
  const broken: string[] = [];
  const entries: Sums = new Map();
  const units: Sums = new Map();
  const perMember: Sums = new Map();
  for (const { decision } of records) {
    for (const { unit, amount, from, to, member } of decision.transfers) {
      const value = BigInt(amount);
      if (value <= 0n || from.join() === to.join()) broken.push(`L1: a transfer of ${amount} from ${from} to ${to}`);
      for (const [[holder, kind], by] of [
        [from, -value],
        [to, value],
      ] as const) {
        add(entries, `${holder}\n${unit}\n${kind}`, by);
        add(units, unit, by);
        // L7: what was earned, less everything that became of it.
        const sign = kind === "issued" || PROGRAM_KINDS.includes(kind) ? 1n : kind === "debt" || kind === "forgiven" ? -1n : 0n;
        add(perMember, `${member}\n${unit}`, sign * by);
      }
    }
  }
  const balances: Sums = new Map([...stored.accounts].map(([key, { balance }]) => [key, balance]));
  for (const [key, balance] of balances) {
    const kind = key.split("\n")[2] as string;
    if (balance < 0n && kind !== "issued" && kind !== "debts")
      broken.push(`L3: ${MEMBER_KINDS.includes(kind) ? "member" : "program"} account ${key.replaceAll("\n", " ")} is ${balance}`);
  }
  const held: Sums = new Map();
  for (const { recipientId, unit, state, remaining } of stored.rewards.values()) {
    // What waits is not usable yet.
    const kind = state === "waiting" ? "pending" : state;
    if (unit !== null && (kind === "pending" || kind === "available")) add(held, `${recipientId}\n${unit}\n${kind}`, remaining);
  }
  const holding: Sums = new Map([...balances].filter(([key]) => /\n(pending|available)$/.test(key)));
  return [
    ...broken,
    ...differences("L1", units, new Map()),
    ...differences("L2", balances, entries),
    ...differences("L7", perMember, new Map()),
    ...differences("L7", holding, held),
  ];
}

function rewards({ records, stored }: MemoryLog): string[] {
  const broken: string[] = [];
  const once = new Set<string>();
  for (const row of stored.rewards.values()) {
    const identity = [row.programId, row.ruleId, row.grantId, row.occurrence, row.recipientId, row.ordinal].join("\n");
    if (once.has(identity)) broken.push(`L5: ${row.id} is a second reward of ${identity.replaceAll("\n", " ")}`);
    once.add(identity);
    if (row.remaining < 0n || row.remaining > row.amount) broken.push(`L7: ${row.id} keeps ${row.remaining} of ${row.amount}`);
    const maker = records.find(({ number }) => number === row.recordNumber);
    if (!maker?.decision.trace.some(({ step, reward }) => step === "reward.made" && reward === row.id))
      broken.push(`L13: record ${row.recordNumber} does not explain ${row.id}`);
    if (!stored.programVersions.has(`${row.programId}\n${row.version}`)) broken.push(`L13: ${row.id} has no version`);
  }
  return broken;
}

/** How much of a use a reward still takes: from its state and what was taken of it, as `core/limits.ts` promises. */
function taken({ state, amount, details }: RewardRow, use: LimitUse): bigint {
  if (state === "cancelled" || state === "reversed") return 0n;
  const lapsed = BigInt(details.lapsed ?? 0);
  if (!use.shrinks) return state === "expired" && use.onExpiry ? 0n : BigInt(use.amount);
  return amount - BigInt(details.taken ?? 0) - (use.onExpiry ? lapsed : 0n);
}
function limits(log: MemoryLog): string[] {
  const { stored } = log;
  const used: Sums = new Map();
  for (const reward of stored.rewards.values()) {
    for (const use of reward.details.uses ?? []) {
      const amount = taken(reward, use);
      const main = `${reward.programId}\n${use.counter}\n${use.period}`;
      const together = use.once === undefined ? undefined : `${reward.programId}\n${use.once}\n${use.period}`;
      if (together === undefined || (amount > 0n && (used.get(together) ?? 0n) === 0n)) add(used, main, amount);
      if (together !== undefined) add(used, together, amount);
    }
  }
  const counters = [...stored.counters].filter(
    ([, { counter }]) =>
      counter.startsWith("limit:") || counter.startsWith("of:") || counter.includes("/earned.") || counter.startsWith("level:earned."),
  );
  const over = counters
    .filter(([, row]) => row.ceiling !== null && row.used > row.ceiling)
    .map(([key]) => `L6: ${key.replaceAll("\n", " ")} is over its ceiling`);
  return [...over, ...overRolling(log), ...differences("L6", new Map(counters.map(([key, row]) => [key, row.used])), used)];
}

/** Of a rolling limit no n days in a row are over it, whichever of them was told last. */
function overRolling({ world, stored }: MemoryLog): string[] {
  const grants = [...world.compiled.values()].flat().flatMap((program) => [...(program?.rules.values() ?? [])].flatMap((rule) => rule.grants));
  return grants
    .flatMap((grant) => grant.limits)
    .flatMap(({ counter: name, period, max }) => {
      if (typeof period !== "object") return [];
      const counters = [...stored.counters.values()].filter(({ counter }) => counter === `limit:${name}` || counter.startsWith(`limit:${name}:`));
      return counters.flatMap(({ counter, period: first }) => {
        const end = Date.parse(first) + period.rollingDays * DAY;
        const days = counters.filter(
          (other) => other.counter === counter && Date.parse(other.period) >= Date.parse(first) && Date.parse(other.period) < end,
        );
        const used = days.reduce((sum, day) => sum + day.used, 0n);
        return used > max ? [`L6: ${counter} has used ${used} of ${max} in the ${period.rollingDays} days from ${first}`] : [];
      });
    });
}

const RANK = { rejected: 0, expired: 1, reversed: 1, signed_up: 1, qualified: 2, converted: 3 };
const COUNTED = { signed_up: 1, qualified: 2, converted: 3 };
/** Counts of referrals, cards and badges are what the rows amount to. */
function counts({ stored }: MemoryLog): string[] {
  const found: Sums = new Map();
  const expected: Sums = new Map();
  for (const { memberId, counts: counted, cards, badges } of stored.progress.values()) {
    for (const [stage, count] of Object.entries(counted)) add(found, `${memberId}\n${stage}`, BigInt(count));
    for (const [card, { stamps }] of Object.entries(cards)) add(found, `${memberId}\nstamps of ${card}`, BigInt(stamps));
    for (const badge of Object.keys(badges)) add(found, `${memberId}\nbadge ${badge}`, 1n);
  }
  for (const { referrerId, referrerSide, stage } of stored.referrals.values()) {
    if (referrerSide !== "clear") continue;
    for (const [each, rank] of Object.entries(COUNTED)) if (RANK[stage] >= rank) add(expected, `${referrerId}\n${each}`, 1n);
  }
  for (const { programId, recipientId, kind, state, details } of stored.rewards.values()) {
    if (state === "cancelled" || state === "reversed" || state === "expired") continue;
    const card = kind === "stamp" ? stored.progress.get(`${programId}\n${recipientId}`)?.cards[details.item ?? ""] : undefined;
    // Stamps of earlier cards are on none any more.
    if (kind === "stamp" && (details.card ?? 1) === (card?.number ?? 1)) add(expected, `${recipientId}\nstamps of ${details.item}`, 1n);
    // Of two members who were merged both may have had it.
    if (kind === "badge") expected.set(`${recipientId}\nbadge ${details.item}`, 1n);
  }
  return differences("counts", found, expected);
}

/** A code that a reward gave has the uses left that no referral has used up; none where its reward is over. */
function usesOfCodes({ stored }: MemoryLog): string[] {
  const used = new Map<string, number>();
  for (const { programId, origin } of stored.referrals.values()) {
    const key = `${programId}\n${origin.code}`;
    if (origin.invitation !== undefined) used.set(key, (used.get(key) ?? 0) + 1);
  }
  const given = [...stored.codes].filter(([, { rewardId }]) => rewardId !== null);
  const own = new Set(given.map(([key]) => key));
  const stray = [...used.keys()].filter((key) => !own.has(key)).map((key) => `L6: ${key} was used and was never given`);
  const wrong = given.flatMap(([key, { rewardId, usesLeft, memberId }]) => {
    const { state, recipientId, version, programId, ruleId, grantId } = stored.rewards.get(rewardId ?? "") as RewardRow;
    const document = stored.programVersions.get(`${programId}\n${version}`)?.document as ProgramDocument | undefined;
    const grant = document?.rules?.find(({ id }) => id === ruleId)?.grants.find(({ id }) => id === grantId);
    const uses = grant !== undefined && "code" in grant ? grant.code.uses : 0;
    const left = uses - (used.get(key) ?? 0);
    const isOver = state === "cancelled" || state === "reversed" || state === "expired";
    const isRight = memberId === recipientId && left >= 0 && usesLeft === (isOver ? 0 : left) && (state === "redeemed") === (!isOver && left === 0);
    return isRight ? [] : [`L6: ${key} of a ${state} reward has ${usesLeft} of ${uses} uses left, ${used.get(key) ?? 0} were used`];
  });
  return [...stray, ...wrong];
}

function graph({ stored }: MemoryLog): string[] {
  const broken: string[] = [];
  const above = new Map<string, ReferralRow[]>();
  for (const referral of stored.referrals.values()) {
    const key = `${referral.programId}\n${referral.friendId}`;
    const others = above.get(key) ?? [];
    if (others.some(({ referredFor }) => referredFor === referral.referredFor))
      broken.push(`L12: ${referral.friendId} has two referrers for the same`);
    above.set(key, [...others, referral]);
  }
  for (const { programId, friendId } of stored.referrals.values()) {
    const seen = new Set<string>();
    const next = [friendId];
    for (let each = next.pop(); each !== undefined; each = next.pop()) {
      for (const { referrerId } of above.get(`${programId}\n${each}`) ?? []) {
        if (referrerId === friendId) broken.push(`L12: ${friendId} stands above itself`);
        else if (!seen.has(referrerId)) next.push(referrerId);
        seen.add(referrerId);
      }
    }
  }
  return broken;
}

/** What is over is not due, and what is spent is not held. */
function due({ stored }: MemoryLog): string[] {
  const rows = [...stored.rewards.values()];
  return rows
    .filter(({ state, dueAt }) => dueAt !== null && !["pending", "waiting", "available"].includes(state))
    .map(({ id, state }) => `due: ${id} is ${state} and still due`);
}
