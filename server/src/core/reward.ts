/**
 * The life of a reward: pending → available → redeemed; or cancelled, expired, reversed.
 * Each step here moves the reward's value through the ledger and its space through the limits, and notes the fact. Which step is taken is decided elsewhere.
 */
import { giveBackOnBoards } from "./board-scores.js";
import { countUse } from "./counters.js";
import { type Deciding, fact, put, trace } from "./deciding.js";
import type { TakeBackTerms } from "./document/compiled-grant.js";
import { balanceOf, transfer } from "./ledger.js";
import { lotsOf } from "./look-ups.js";
import type { LimitUse, RewardDetails, RewardRow, RewardState } from "./rows.js";
import { find } from "./world.js";

/** What a reward is still worth to its owner or was used for: the amount less what was taken back and what expired. */
export function netOf(reward: RewardRow): bigint {
  return reward.amount - BigInt(reward.details.taken ?? "0") - BigInt(reward.details.lapsed ?? "0");
}
export function isOver(state: RewardState): boolean {
  return state === "cancelled" || state === "expired" || state === "reversed";
}

/** Whether it is on that side of the referral, or goes with it: what went to the referrer's referrer stands and falls with the referrer's. */
export function isOnSide({ side }: Pick<RewardRow, "side">, asked: "friend" | "referrer"): boolean {
  return side === asked || (side === "referrers_referrer" && asked === "referrer");
}

/** A pending reward becomes available; a debt in its unit is paid off from it first. `until` is when it expires. */
export function release(d: Deciding, reward: RewardRow, availableAt: number, until: number | null): void {
  const { id, recipientId: member, unit } = reward;
  let remaining = reward.remaining;
  if (unit !== null && remaining > 0n) {
    transfer(d, { unit, amount: remaining, from: [member, "pending"], to: [member, "available"], member, reward: id, reason: "released" });
    remaining -= repayDebt(d, reward, remaining);
  }
  const state: RewardState = unit !== null && remaining === 0n && reward.amount > 0n ? "redeemed" : "available";
  put(d, "rewards", id, {
    state,
    remaining,
    availableAt,
    expiresAt: until,
    dueAt: state === "available" ? until : null,
    details: withoutHold(reward.details),
    ...(reward.kind === "item" && { fulfilment: "queued" as const }),
  });
  trace(d, { step: "reward.released", reward: id, kind: reward.kind, unit, amount: String(reward.remaining) });
  fact(d, { kind: "reward.available", reward: id });
}
function withoutHold({ hold: _, ...rest }: RewardDetails): RewardDetails {
  return rest;
}

/** Pays the member's debt in the unit from a lot that has just become available; gives how much went. */
export function repayDebt(d: Deciding, reward: Pick<RewardRow, "id" | "recipientId" | "unit" | "programId">, available: bigint): bigint {
  const { recipientId: member, unit, programId: program } = reward;
  if (unit === null) return 0n;
  const debt = balanceOf(d.world, member, unit, "debt");
  const paid = debt < available ? debt : available;
  if (paid === 0n) return 0n;
  transfer(d, { unit, amount: paid, from: [member, "available"], to: [program, "debts"], member, reward: reward.id, reason: "debt_repaid" });
  transfer(d, { unit, amount: paid, from: [member, "debt"], to: [program, "debts"], member, reward: reward.id, reason: "debt_repaid" });
  trace(d, { step: "debt.repaid", reward: reward.id, unit, amount: String(paid) });
  return paid;
}

/** What is left of an available reward lapses. */
export function expire(d: Deciding, reward: RewardRow, at: number): void {
  const { id, recipientId: member, unit, remaining } = reward;
  if (unit !== null && remaining > 0n) {
    const kind = reward.state === "waiting" ? "pending" : "available";
    transfer(d, { unit, amount: remaining, from: [member, kind], to: [reward.programId, "expired"], member, reward: id, reason: "expired" });
  }
  const net = netOf(reward);
  const lapsing = remaining < net ? remaining : net;
  const details = giveBack(d, reward, lapsing, true, true);
  const lapsed = BigInt(details.lapsed ?? "0") + lapsing;
  put(d, "rewards", id, { state: "expired", remaining: 0n, dueAt: null, details: { ...details, lapsed: String(lapsed) } });
  closeGiven(d, reward);
  trace(d, { step: "reward.expired", reward: id, kind: reward.kind, unit, amount: String(remaining), at });
  fact(d, { kind: "reward.expired", reward: id });
}

/** Whether it waits for something else than its recipient: its hold goes on. */
export function isHeld({ state, details }: RewardRow): boolean {
  return state === "pending" || (state === "waiting" && details.stock !== undefined);
}

/** Takes the whole reward back. See `takeBack`. */
export function takeBackAll(d: Deciding, reward: RewardRow, terms: TakeBackTerms, why: string): void {
  const net = netOf(reward);
  // A cancelled redemption may have returned value to a reward of which all was taken back already, from other lots.
  takeBack(d, reward, net > reward.remaining ? net : reward.remaining, terms, why);
}

/**
 * Takes back a part of a reward, at most what it is still worth: while it is pending by cancelling, afterwards first from its own lot,
 * then from the member's other lots of the unit, then as a debt (or forgiven, or not at all where what was used is kept).
 * Taking back all of it ends it: cancelled when it was pending, reversed otherwise.
 */
export function takeBack(d: Deciding, reward: RewardRow, amount: bigint, terms: TakeBackTerms, why: string): void {
  if (isOver(reward.state)) return;
  const whole = amount >= netOf(reward);
  if (reward.state === "pending" || reward.state === "waiting") cancelPart(d, reward, amount, whole, why);
  else reversePart(d, reward, amount, whole, terms, why);
}

function cancelPart(d: Deciding, reward: RewardRow, amount: bigint, whole: boolean, why: string): void {
  const { id, recipientId: member, unit } = reward;
  if (unit !== null) {
    transfer(d, { unit, amount, from: [member, "pending"], to: [reward.programId, "cancelled"], member, reward: id, reason: why });
  }
  const remaining = reward.remaining - amount;
  const details = taking(reward, amount, giveBack(d, reward, amount, whole, false));
  if (whole) {
    put(d, "rewards", id, { state: "cancelled", remaining, dueAt: null, details: withoutHold(details) });
    closeGiven(d, reward);
    trace(d, { step: "reward.cancelled", reward: id, kind: reward.kind, unit, amount: String(amount), why });
    fact(d, { kind: "reward.cancelled", reward: id });
  } else {
    put(d, "rewards", id, { remaining, details });
    trace(d, { step: "reward.shrunk", reward: id, unit, by: String(amount), left: String(remaining), why });
    fact(d, { kind: "reward.shrunk", reward: id });
  }
}

function reversePart(d: Deciding, reward: RewardRow, amount: bigint, whole: boolean, terms: TakeBackTerms, why: string): void {
  const { id, recipientId: member, programId: program, unit } = reward;
  // What is indivisible and was used stays used: a revealed coupon never returns.
  if (unit === null && reward.state === "redeemed") return;
  const own = amount < reward.remaining ? amount : reward.remaining;
  let debt = 0n;
  if (unit !== null) {
    transfer(d, { unit, amount: own, from: [member, "available"], to: [program, "taken_back"], member, reward: id, reason: why });
    if (!terms.keepIfUsed) {
      debt = takeFromOtherLots(d, reward, amount - own, why);
      if (debt > 0n) owe(d, reward, debt, terms.debt, why);
    }
  }
  const taken = terms.keepIfUsed ? own : amount;
  const isKept = terms.keepIfUsed && own < amount;
  const remaining = reward.remaining - own;
  const details = taking(reward, taken, giveBack(d, reward, taken, whole && !isKept, false));
  if (whole) {
    put(d, "rewards", id, { state: isKept ? "redeemed" : "reversed", remaining, dueAt: null, details });
    closeGiven(d, reward);
    trace(d, { step: "reward.reversed", reward: id, kind: reward.kind, unit, taken: String(taken), debt: String(debt), why });
    fact(d, { kind: "reward.reversed", reward: id });
  } else {
    const spent = remaining === 0n;
    put(d, "rewards", id, { remaining, details, ...(spent ? { state: "redeemed" as const, dueAt: null } : {}) });
    trace(d, { step: "reward.shrunk", reward: id, unit, by: String(taken), left: String(remaining), why });
    fact(d, { kind: "reward.shrunk", reward: id });
  }
}

function taking(reward: RewardRow, amount: bigint, details: RewardDetails): RewardDetails {
  if (reward.unit === null) return details;
  const net = netOf(reward);
  return { ...details, taken: String(BigInt(details.taken ?? "0") + (amount < net ? amount : net)) };
}

/** Takes from the member's other lots, soonest to expire first; gives what could not be had. */
function takeFromOtherLots(d: Deciding, reward: RewardRow, amount: bigint, why: string): bigint {
  let wanted = amount;
  if (wanted === 0n || reward.unit === null) return 0n;
  for (const lot of lotsOf(d.world, reward.recipientId, reward.unit)) {
    if (wanted === 0n) break;
    if (lot.id === reward.id) continue;
    const part = wanted < lot.remaining ? wanted : lot.remaining;
    const member = reward.recipientId;
    transfer(d, {
      unit: reward.unit,
      amount: part,
      from: [member, "available"],
      to: [reward.programId, "taken_back"],
      member,
      reward: reward.id,
      reason: why,
    });
    useLot(d, lot, part);
    wanted -= part;
  }
  return wanted;
}

/** Lowers a lot; at zero it is redeemed. The caller moves the value. */
export function useLot(d: Deciding, lot: RewardRow, amount: bigint): void {
  const remaining = lot.remaining - amount;
  put(d, "rewards", lot.id, remaining === 0n ? { remaining, state: "redeemed", dueAt: null } : { remaining });
}

function owe(d: Deciding, reward: RewardRow, amount: bigint, terms: "owed" | "forgiven", why: string): void {
  const { id, recipientId: member, programId: program, unit } = reward;
  if (unit === null) return;
  transfer(d, { unit, amount, from: [program, "debts"], to: [program, "taken_back"], member, reward: id, reason: why });
  if (terms === "owed") transfer(d, { unit, amount, from: [program, "debts"], to: [member, "debt"], member, reward: id, reason: "owed" });
  else transfer(d, { unit, amount, from: [program, "debts"], to: [program, "forgiven"], member, reward: id, reason: "forgiven" });
}

/**
 * Gives the reward's space in its limits back: with the amount, or whole when the reward ends; on expiry only where the document says so.
 * What is given back whole is struck out of the details: a cancelled redemption may revive the reward, and nothing is given back twice.
 */
function giveBack(d: Deciding, reward: RewardRow, amount: bigint, whole: boolean, expired: boolean): RewardDetails {
  const { uses = [], boards = [], ...details } = reward.details;
  const kept: LimitUse[] = [];
  const ends = whole && !expired;
  for (const use of uses) {
    const held = heldBy(reward, use);
    const given = expired && !use.onExpiry ? 0n : use.shrinks && !ends ? (amount < held ? amount : held) : whole ? held : 0n;
    if (given > 0n) {
      countUse(d, reward.programId, use, -given, use.ceiling === undefined ? null : BigInt(use.ceiling));
      if (use.awaited !== undefined) d.freed = (d.freed ?? new Set()).add(`${reward.programId}\n${use.awaited}`);
    }
    const isGone = ends || (expired && use.onExpiry && !use.shrinks);
    if (!isGone) kept.push(use);
  }
  // What expires was earned all the same.
  const counted = expired ? boards : giveBackOnBoards(d, reward.recipientId, boards, ends ? null : amount);
  const stillCounted = ends ? [] : counted;
  return { ...details, ...(kept.length > 0 && { uses: kept }), ...(stillCounted.length > 0 && { boards: stillCounted }) };
}

/** The space that a reward holds in a counter now. */
export function heldBy({ amount, state, details }: RewardRow, use: LimitUse): bigint {
  if (state === "cancelled" || state === "reversed") return 0n;
  if (!use.shrinks) return BigInt(use.amount);
  return amount - BigInt(details.taken ?? "0") - (use.onExpiry ? BigInt(details.lapsed ?? "0") : 0n);
}

/** A coupon of it cannot be used any more, a code of it is one like any other, and an item of it need not be sent. */
function closeGiven(d: Deciding, reward: RewardRow): void {
  if (reward.fulfilment === "queued") put(d, "rewards", reward.id, { fulfilment: "none" });
  if (reward.details.item === undefined) return;
  const code = `${reward.programId}\n${reward.details.item}`;
  if (reward.kind === "code" && find(d.world, "codes", code) !== undefined) put(d, "codes", code, { usesLeft: 0 });
  if (reward.kind !== "coupon") return;
  const coupon = find(d.world, "coupons", reward.details.item);
  if (coupon !== undefined && coupon.usesLeft > 0) put(d, "coupons", coupon.code, { usesLeft: 0 });
}
