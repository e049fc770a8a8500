/** What a run has come to: counts and sums of the rows that its decisions made, in minor units, as numbers: they become averages and quantiles. */
import type { CompiledGrant } from "../document/compiled-grant.js";
import type { CompiledProgram } from "../document/compiled-program.js";
import { givenOf } from "../occurrence.js";
import { netOf } from "../reward.js";
import type { RewardRow } from "../rows.js";
import { currencyOfUnit, isFiner } from "../unit.js";
import type { Assumptions } from "./assumptions.js";
import type { Played } from "./played.js";

/** The stages of the way, each counted once a person. */
export const STAGES = [
  "customers",
  "sharers",
  "invitations",
  "visits",
  "signedUp",
  "qualified",
  "converted",
  "inReview",
  "rejected",
  "expired",
  "reversed",
] as const;
export type StageName = (typeof STAGES)[number];

/** What a grant has cost. */
export interface GrantCost {
  rule: string;
  grant: string;
  kind: string;
  unit: string | null;
  /** Rewards that were made. */
  made: number;
  /** Their amount, less what was taken back and what expired. */
  amountMinor: number;
  /** What that costs in the program's currency; null where nobody has said what the unit is worth. */
  costMinor: number | null;
}
/** Of one unit: what members hold, what they have used, what they owe. */
export interface UnitBalance {
  pendingMinor: number;
  availableMinor: number;
  usedMinor: number;
  /** Taken back, but used before: nobody will pay it. */
  unrecoveredMinor: number;
}

export interface RunResult {
  stages: Record<StageName, number>;
  newCustomers: number[];
  signUps: number[];
  /** Of customers by referral, less returned orders; by the month of the order. */
  revenueMinor: number[];
  /** By the month in which the reward was made; what is unrecovered in the last. */
  costMinor: number[];
  fraudCostMinor: number;
  grants: GrantCost[];
  /** By unit of the ledger. */
  units: Map<string, UnitBalance>;
  /** Pending and available, in the currency where it is known. */
  liabilityMinor: number;
  /** Customers who had the whole window, and the customers whom they won in it. */
  kCustomers: number;
  kWon: number;
  decisions: number;
  /** Those about people who share nothing. */
  passiveDecisions: number;
  /** It would have grown without end, and was cut: its numbers are too low. */
  isCut: boolean;
}

export function measureRun(played: Played): RunResult {
  const { clock, assumptions, stage } = played;
  const months = clock.weights.length;
  const zeros = () => Array.from({ length: months }, () => 0);
  const result: RunResult = {
    stages: stagesOf(played),
    newCustomers: zeros(),
    signUps: zeros(),
    revenueMinor: zeros(),
    costMinor: zeros(),
    fraudCostMinor: 0,
    grants: [],
    units: unitsOf(played),
    liabilityMinor: 0,
    ...growth(played),
    decisions: played.decisions,
    passiveDecisions: played.passiveDecisions,
    isCut: played.isCut,
  };
  const add = (months: number[], at: number, by: number) => {
    const month = clock.monthOf(at);
    months[month] = (months[month] as number) + by;
  };
  for (const { at } of played.won) add(result.newCustomers, at, 1);
  for (const { times } of played.rows.stored.referrals.values()) add(result.signUps, times.signed_up, 1);
  for (const { at, valueMinor, isReturned } of played.orders) if (!isReturned) add(result.revenueMinor, at, valueMinor);
  addRewards(played, result, add);
  for (const [unit, { pendingMinor, availableMinor, unrecoveredMinor }] of result.units) {
    const worth = worthOfUnit(unit, stage.program, assumptions);
    if (worth === undefined) continue;
    result.liabilityMinor += (pendingMinor + availableMinor) * worth;
    add(result.costMinor, clock.end, unrecoveredMinor * worth);
  }
  return result;
}

function stagesOf({ ownCustomersAt, won, sharers, invitations, visits, rows }: Played): Record<StageName, number> {
  const stages = Object.fromEntries(STAGES.map((name) => [name, 0])) as Record<StageName, number>;
  for (const { times, state } of rows.stored.referrals.values()) {
    stages.signedUp++;
    if (times.qualified !== undefined) stages.qualified++;
    if (times.converted !== undefined) stages.converted++;
    if (state === "in_review") stages.inReview++;
    else if (state === "rejected" || state === "expired" || state === "reversed") stages[state]++;
  }
  return { ...stages, customers: ownCustomersAt.length + won.length, sharers, invitations, visits };
}

/** Customers brought within the window by those who had all of it, in numbers of both. */
function growth({ clock, assumptions, ownCustomersAt, won }: Played): { kCustomers: number; kWon: number } {
  const windowMs = assumptions.kWindowDays * 86_400_000;
  const last = clock.end - windowMs;
  const isEarly = (at: number | null): at is number => at !== null && at <= last;
  const kCustomers = ownCustomersAt.filter(isEarly).length + won.filter(({ at }) => at <= last).length;
  const kWon = won.filter(
    ({ person: { referrer }, at }) => isEarly(referrer?.customerAt ?? null) && at <= (referrer?.customerAt as number) + windowMs,
  );
  return { kCustomers, kWon: kWon.length };
}

/** For how many a member stands. */
function weightOf({ stage, rows, people }: Played, member: string): number {
  return people.get(rows.stored.members.get(member)?.externalHash ?? "")?.isPassive ? 1 / stage.passivePart : 1;
}

function unitsOf(played: Played): Map<string, UnitBalance> {
  const { accounts, redemptions } = played.rows.stored;
  const units = new Map<string, UnitBalance>();
  const sumsOf = (unit: string) => {
    const sums = units.get(unit) ?? { pendingMinor: 0, availableMinor: 0, usedMinor: 0, unrecoveredMinor: 0 };
    units.set(unit, sums);
    return sums;
  };
  for (const { holder, unit, kind, balance } of accounts.values()) {
    // What is still collected counts when it is paid.
    if (isFiner(unit)) continue;
    const weighed = Number(balance) * weightOf(played, holder);
    if (kind === "pending") sumsOf(unit).pendingMinor += weighed;
    else if (kind === "available") sumsOf(unit).availableMinor += weighed;
    else if (kind === "debt" || kind === "forgiven") sumsOf(unit).unrecoveredMinor += weighed;
  }
  for (const { memberId, kind, unit, amount, state } of redemptions.values()) {
    if (kind !== "coupon" && unit !== null && state === "done") sumsOf(unit).usedMinor += Number(amount) * weightOf(played, memberId);
  }
  return units;
}

function addRewards(played: Played, result: RunResult, add: (months: number[], at: number, by: number) => void): void {
  const { stage, rows, people, assumptions } = played;
  const used = discountsOf(played);
  const sums = new Map<string, GrantCost>();
  for (const reward of rows.stored.rewards.values()) {
    const { ruleId: rule, kind, unit, details } = reward;
    if (kind === "accrual") continue;
    const granted = stage.program.rules.get(rule)?.grants.find(({ id }) => id === reward.grantId);
    const terms = granted && givenOf(granted, details);
    // Each outcome of a draw, each option of a choice has costs of its own.
    const one = details.draw?.outcome ?? details.choice?.chosen;
    const grant = one === undefined ? reward.grantId : `${reward.grantId}: ${one}`;
    const name = `${rule}\n${grant}`;
    const sum = sums.get(name) ?? { rule, grant, kind, unit, made: 0, amountMinor: 0, costMinor: 0 };
    sums.set(name, sum);
    const weight = weightOf(played, reward.recipientId);
    const known = terms === undefined ? 0 : costOf(reward, terms, used, stage.program, assumptions);
    const cost = known === null ? null : known * weight;
    sum.made += weight;
    sum.amountMinor += unit === null ? 0 : Number(netOf(reward)) * weight;
    sum.costMinor = cost === null || sum.costMinor === null ? null : sum.costMinor + cost;
    add(result.costMinor, reward.madeAt, cost ?? 0);
    const friend = rows.stored.referrals.get(reward.referralId ?? "")?.friendId ?? "";
    if (people.get(rows.stored.members.get(friend)?.externalHash ?? "")?.isFraud) result.fraudCostMinor += cost ?? 0;
  }
  result.grants = [...sums.values()].sort((a, b) => (a.rule + a.grant < b.rule + b.grant ? -1 : 1));
}

/** By reward: how often its coupon was used, and what that took off. */
function discountsOf({ rows }: Played): Map<string, { uses: number; off: bigint }> {
  const used = new Map<string, { uses: number; off: bigint }>();
  for (const { kind, state, amount, lots } of rows.stored.redemptions.values()) {
    if (kind !== "coupon" || state !== "done") continue;
    const reward = lots[0]?.reward as string;
    const before = used.get(reward) ?? { uses: 0, off: 0n };
    used.set(reward, { uses: before.uses + 1, off: before.off + amount });
  }
  return used;
}

/**
 * What a reward costs, in minor units of the program's currency; null where nobody has said. Money costs itself, other units what the caller says one costs
 * or what the document declares the grant to be worth; a coupon what it took off, or its declared worth a use; badges, stamps, codes, places and tickets nothing.
 */
function costOf(
  reward: RewardRow,
  { value, kind }: CompiledGrant,
  used: Map<string, { uses: number; off: bigint }>,
  program: CompiledProgram,
  assumptions: Assumptions,
): number | null {
  if (kind === "badge" || kind === "stamp" || kind === "code" || kind === "places" || kind === "tickets") return 0;
  if (kind === "coupon") {
    const { uses, off } = used.get(reward.id) ?? { uses: 0, off: 0n };
    return off > 0n || value === null ? Number(off) : Number(value) * uses;
  }
  const net = Number(netOf(reward));
  const worth = reward.unit === null ? undefined : worthOfUnit(reward.unit, program, assumptions);
  if (worth !== undefined) return net * worth;
  if (value === null) return null;
  const isOver = reward.state === "cancelled" || reward.state === "expired" || reward.state === "reversed";
  return reward.amount > 0n ? (Number(value) * net) / Number(reward.amount) : isOver ? 0 : Number(value);
}

/** What the smallest part of a unit costs, in minor units of the program's currency. */
function worthOfUnit(unit: string, { currency, units }: CompiledProgram, { unitValues }: Assumptions): number | undefined {
  if (currencyOfUnit(unit) === currency) return 1;
  const value = Object.hasOwn(unitValues, unit) ? unitValues[unit] : undefined;
  return value === undefined ? undefined : value / 10 ** (units.get(unit)?.precision ?? 0);
}
