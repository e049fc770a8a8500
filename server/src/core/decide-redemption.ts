/** Deciding the use of value: spending credit and points, paying out cash; and the cancelling of every use, of coupons as well. */
import { usesOf } from "./coupon.js";
import { fact, put, trace } from "./deciding.js";
import { decline } from "./decline.js";
import { settleMember, settleReward } from "./due.js";
import { derivedId } from "./hash.js";
import { balanceOf, transfer } from "./ledger.js";
import { findMemberByExternal, lotsOf, rewardsAt } from "./look-ups.js";
import { type Engine, grantOf } from "./occurrence.js";
import type { Outcome } from "./record.js";
import type { CancelRedemptionInput, RedeemInput } from "./redemption-inputs.js";
import { repayDebt, useLot } from "./reward.js";
import type { RedemptionRow, RewardRow } from "./rows.js";
import { takeBackReward } from "./taking-back.js";
import { isFiner } from "./unit.js";
import { find } from "./world.js";

/** Uses the member's lots, the soonest to expire first: all of the amount or nothing. */
export function decideRedeem(d: Engine, { use, member: external, unit, amount, subject, orderTotal }: RedeemInput): Outcome {
  const member = findMemberByExternal(d.world, external);
  if (member === undefined) return decline("member_unknown");
  settleMember(d, member.id);
  // What is still collected is not paid yet.
  if (isFiner(unit)) return decline("unit_unknown", { unit });
  const wanted = BigInt(amount);
  const available = balanceOf(d.world, member.id, unit, "available");
  if (available < wanted) return decline("balance_too_low", { unit, available: String(available) });
  const usable = lotsOf(d.world, member.id, unit).filter(
    (lot) => use === "payout" || BigInt(lot.details.minimumSpend ?? 0) <= BigInt(orderTotal ?? 0) || lot.details.minimumSpend === undefined,
  );
  const usableSum = usable.reduce((sum, lot) => sum + lot.remaining, 0n);
  if (usableSum < wanted) return decline("minimum_spend_not_reached", { unit, usable: String(usableSum) });
  const id = useLots(d, { memberId: member.id, kind: use, unit, amount: wanted, subject: subject ?? null }, usable);
  fact(d, { kind: use === "payout" ? "payout.made" : "value.redeemed", redemption: id, member: member.id });
  return { status: "done", redemption: id, member: member.id, unit, amount, available: String(available - wanted) };
}

/** Uses so much of the lots, which are enough, in their order; gives the redemption. */
export function useLots(
  d: Engine,
  use: Pick<RedemptionRow, "memberId" | "kind" | "amount" | "subject"> & { unit: string },
  usable: RewardRow[],
): string {
  const { memberId: member, unit, amount, kind } = use;
  const id = derivedId("rdm", d.world.workspace.id, d.record.number);
  const lots: RedemptionRow["lots"] = [];
  let left = amount;
  for (const lot of usable) {
    if (left === 0n) break;
    const part = left < lot.remaining ? left : lot.remaining;
    transfer(d, { unit, amount: part, from: [member, "available"], to: [lot.programId, "used"], member, reward: lot.id, reason: kind });
    useLot(d, lot, part);
    lots.push({ reward: lot.id, amount: String(part) });
    left -= part;
  }
  put(d, "redemptions", id, { ...use, id, state: "done", at: d.at, recordNumber: d.record.number, lots });
  trace(d, { step: "redeemed", redemption: id, unit, amount: String(amount) });
  return id;
}

/** Takes a redemption back: the same lots return, each with its own expiry; what has expired meanwhile expires at once. */
export function decideCancelRedemption(d: Engine, { redemption: id, reason }: CancelRedemptionInput): Outcome {
  const redemption = find(d.world, "redemptions", id);
  if (redemption === undefined) return decline("redemption_unknown");
  if (redemption.state === "cancelled") return decline("redemption_cancelled");
  settleMember(d, redemption.memberId);
  const given = redemption.kind === "exchange" ? rewardsAt(d.world, exchangeOccurrence(id)) : [];
  if (given.some((reward) => isUsed(d, reward))) return decline("exchange_used");
  for (const reward of given) takeBackReward(d, reward, "exchange_cancelled");
  put(d, "redemptions", id, { state: "cancelled" });
  trace(d, { step: "redemption.cancelled", redemption: id, reason });
  for (const { reward, amount } of redemption.lots) {
    const lot = find(d.world, "rewards", reward) as RewardRow;
    if (redemption.kind === "coupon") returnCoupon(d, lot);
    else returnLot(d, lot, BigInt(amount), redemption.kind);
  }
  fact(d, { kind: "redemption.cancelled", redemption: id, member: redemption.memberId });
  return { status: "done", redemption: id, member: redemption.memberId, state: "cancelled" };
}
/** Names what an exchange gives for ever. */
export function exchangeOccurrence(redemption: string): string {
  return `exchange:${redemption}`;
}
function isUsed(d: Engine, reward: RewardRow): boolean {
  const { state, amount, remaining, fulfilment, kind, details } = reward;
  // A code that somebody else has made can be used elsewhere once it has been seen.
  const isSeen = kind === "coupon" && details.item !== undefined && grantOf(d, reward).grant.coupon?.pool !== undefined;
  return state === "redeemed" || remaining < amount || fulfilment === "sent" || isSeen;
}
function returnLot(d: Engine, lot: RewardRow, amount: bigint, use: string): void {
  const { id, recipientId: member, unit } = lot;
  if (unit === null) throw new Error(`reward ${id} has no unit to return`);
  transfer(d, { unit, amount, from: [lot.programId, "used"], to: [member, "available"], member, reward: id, reason: `${use}_cancelled` });
  const remaining = lot.remaining + amount - repayDebt(d, lot, amount);
  put(d, "rewards", id, remaining === 0n ? { remaining } : { remaining, state: "available", dueAt: lot.expiresAt });
  settleReward(d, id);
}
function returnCoupon(d: Engine, reward: RewardRow): void {
  const coupon = find(d.world, "coupons", reward.details.item as string);
  if (coupon === undefined || (reward.state !== "redeemed" && reward.state !== "available")) return;
  const usesLeft = coupon.usesLeft + 1;
  const terms = grantOf(d, reward).grant.coupon;
  // Nobody has used it then: it is as free as it was.
  const isUnused = terms !== null && usesLeft >= usesOf(terms);
  put(d, "coupons", coupon.code, { usesLeft, ...(isUnused && coupon.boundTo !== null && { boundTo: null }) });
  put(d, "rewards", reward.id, { state: "available", dueAt: reward.expiresAt });
  settleReward(d, reward.id);
}
